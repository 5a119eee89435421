internal import FoundationEssentials

extension Reading {
    /// Whether ``json(language:reasons:)`` names the rules behind cuts and classes (`read --why`).
    public enum ReasonsInJSON: Sendable { case omit, include }

    /// The line that `read` prints, without its line end: one JSON object, keys in a fixed order, control characters escaped.
    ///
    /// - Parameter language: what the caller's classifier made of ``replyText``; nil prints `null`.
    public func json(language: String?, reasons: ReasonsInJSON = .omit) -> String {
        var json = JSONLine()
        json.open("{")
        json.pair("from", from?.address)
        json.pair("from_name", from?.name)
        json.key("to")
        json.list(to.map(\.address))
        json.key("cc")
        json.list(cc.map(\.address))
        json.key("reply_to")
        json.list(replyTo.map(\.address))
        json.pair("author", author?.address)
        json.pair("subject", subject)
        json.pair("text", text)
        json.pair("reply_text", replyText)
        json.pair("auto_class", kind.rawValue)
        json.key("may_autorespond")
        json.literal(mayAutorespond ? "true" : "false")
        json.key("bounce")
        write(bounce, to: &json)
        json.key("forwarded")
        write(forwarded, to: &json)
        json.key("attachments")
        json.open("[")
        for attachment in attachments {
            json.open("{")
            json.pair("name", attachment.name)
            json.pair("type", attachment.type)
            json.key("size")
            json.literal(String(attachment.size))
            json.close("}")
        }
        json.close("]")
        json.pair("message_id", messageID)
        json.pair("in_reply_to", inReplyTo.first)
        json.key("references")
        json.list(references)
        json.pair("date", date.map { $0.formatted(.iso8601) })
        json.pair("language", language)
        json.key("defects")
        json.list(defects.map(\.rawValue))
        if reasons == .include {
            json.key("why")
            json.open("[")
            for reason in self.reasons {
                json.open("{")
                json.pair("rule", reason.rule)
                json.pair("text", reason.text)
                json.close("}")
            }
            json.close("]")
        }
        json.close("}")
        return json.text
    }

    private func write(_ bounce: Bounce?, to json: inout JSONLine) {
        guard let bounce else { return json.literal("null") }
        json.open("{")
        json.key("recipients")
        json.list(bounce.recipients)
        json.pair("status", bounce.status)
        json.close("}")
    }

    private func write(_ forwarded: Forwarded?, to json: inout JSONLine) {
        guard let forwarded else { return json.literal("null") }
        json.open("{")
        json.pair("from", forwarded.from)
        json.pair("from_name", forwarded.fromName)
        json.pair("subject", forwarded.subject)
        json.close("}")
    }
}

/// Writes one JSON object on one line (RFC 8259).
private struct JSONLine {
    private var bytes: [UInt8] = []
    private var needsComma = false

    var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func open(_ bracket: Unicode.Scalar) {
        separate()
        bytes.append(UInt8(ascii: bracket))
        needsComma = false
    }

    mutating func close(_ bracket: Unicode.Scalar) {
        bytes.append(UInt8(ascii: bracket))
        needsComma = true
    }

    mutating func key(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: [UInt8(ascii: "\""), UInt8(ascii: ":")])
        needsComma = false
    }

    mutating func pair(_ name: StaticString, _ value: String?) {
        key(name)
        if let value { string(value) } else { literal("null") }
    }

    mutating func literal(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
        needsComma = true
    }

    mutating func list(_ values: [String]) {
        open("[")
        for value in values { string(value) }
        close("]")
    }

    mutating func string(_ value: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case .lf: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
            case .tab: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "t")])
            case 0..<32, 127:
                bytes.append(contentsOf: Array("\\u00".utf8))
                bytes.append(QuotedPrintable.hexDigit(byte >> 4))
                bytes.append(QuotedPrintable.hexDigit(byte & 15))
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = false
    }
}
