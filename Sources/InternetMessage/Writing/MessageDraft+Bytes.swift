extension MessageDraft {
    private static let referencesMax = 20

    /// The finished message: 7-bit clean, canonical CRLF, no line above 998 bytes, fields folded at 78 (RULES D1, D2, E1, E6).
    ///
    /// The same draft and seed always give the same bytes, so that a retry is byte-identical.
    /// - Parameter boundarySeed: what makes the boundaries unlike those of other messages, such as the Message-ID. A boundary that occurs in a
    ///   part is replaced by the next.
    public func bytes(boundarySeed: String) -> [UInt8] {
        var writer = FieldWriter(capacity: 2_048 + (textBytes.count + (htmlBytes?.count ?? 0)) * 3)
        HeaderFolding.mailboxes("From", [from], to: &writer)
        HeaderFolding.mailboxes("To", to, to: &writer)
        HeaderFolding.mailboxes("Reply-To", replyTo, to: &writer)
        HeaderFolding.unstructured("Subject", subject, to: &writer)
        HeaderFolding.unstructured("Date", DateTime.format(date), to: &writer)
        HeaderFolding.identifiers("Message-ID", CollectionOfOne(messageID), to: &writer)
        HeaderFolding.identifiers("In-Reply-To", inReplyTo.map { [$0] } ?? [], to: &writer)
        HeaderFolding.identifiers("References", references.suffix(MessageDraft.referencesMax), to: &writer)
        for field in fields where MessageDraft.isFieldName(field.name) {
            HeaderFolding.unstructured(field.name, field.value, to: &writer)
        }
        writer.bytes.append("MIME-Version: 1.0\r\n")
        writeBody(boundarySeed, to: &writer.bytes)
        return writer.bytes
    }

    private static func isFieldName(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard !bytes.isEmpty, bytes.count <= 76, bytes.allSatisfy({ $0.isAlphanumeric || $0 == 45 || $0 == 95 }) else {
            return false
        }
        // What this writer writes itself stands once.
        switch FieldName(bytes, in: 0..<bytes.count) {
        case .from, .to, .replyTo, .subject, .date, .messageID, .inReplyTo, .references, .mimeVersion, .contentType,
            .contentTransferEncoding, .contentDisposition, .bcc:
            return false
        default: return true
        }
    }

    private func writeBody(_ seed: String, to output: inout [UInt8]) {
        guard !attachments.isEmpty else { return writeTexts(seed, to: &output) }
        let files = attachments.map { file in { (output: inout [UInt8]) in MessageDraft.write(file, to: &output) } }
        MessageDraft.writeMultipart("mixed", [{ writeTexts(seed, to: &$0) }] + files, seed: seed + "/m", to: &output)
    }

    private func writeTexts(_ seed: String, to output: inout [UInt8]) {
        guard let htmlBytes else { return MessageDraft.writeText("plain", textBytes, to: &output) }
        MessageDraft.writeMultipart(
            "alternative",
            [
                { MessageDraft.writeText("plain", textBytes, to: &$0) }, { MessageDraft.writeText("html", htmlBytes, to: &$0) },
            ], seed: seed + "/a", to: &output)
    }

    /// Header and body of a part; ends with a line end.
    private static func writeText(_ subtype: StaticString, _ text: [UInt8], to output: inout [UInt8]) {
        var bytes = LineEnds.normalized(text)
        if bytes.last != .lf { bytes.append(.lf) }
        let isPlain = isSevenBitSafe(bytes)
        output.append("Content-Type: text/")
        output.append(subtype)
        if isPlain {
            output.append("; charset=us-ascii\r\nContent-Transfer-Encoding: 7bit\r\n\r\n")
            writeCanonical(bytes, to: &output)
        } else {
            output.append("; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n")
            QuotedPrintable.encode(bytes, to: &output)
        }
    }

    /// Whether text travels as it is: ASCII without controls, lines of 78, none that relays or mailboxes change.
    private static func isSevenBitSafe(_ bytes: [UInt8]) -> Bool {
        var start = 0
        while start < bytes.count {
            let end = bytes.firstIndex(of: .lf, in: start..<bytes.count) ?? bytes.count
            guard end - start <= 78 else { return false }
            if end > start {
                guard bytes[start] != UInt8(ascii: "."), !bytes.hasPrefix("from ", at: start), !bytes[end - 1].isWSP else {
                    return false
                }
            }
            for index in start..<end where bytes[index] >= 127 || (bytes[index] < 32 && bytes[index] != .tab) { return false }
            start = end + 1
        }
        return true
    }

    private static func writeCanonical(_ bytes: [UInt8], to output: inout [UInt8]) {
        var start = 0
        while let end = bytes.firstIndex(of: .lf, in: start..<bytes.count) {
            output.append(bytes.span.extracting(start..<end))
            output.append("\r\n")
            start = end + 1
        }
        output.append(bytes.span.extracting(start...))
    }

    private static func write(_ file: File, to output: inout [UInt8]) {
        output += "Content-Type: \(mediaType(file.type))\r\nContent-Transfer-Encoding: base64\r\n".utf8
        output.append("Content-Disposition: attachment;\r\n")
        output += filenameParameter(FileName.label(file.name))
        output.append("\r\n")
        output += Base64.encode(file.bytes, lineLength: 76)
        output.append("\r\n")
    }

    private static func mediaType(_ type: String) -> String {
        let halves = type.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let isFine =
            halves.count == 2 && type.utf8.count <= 127 && halves.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isMIMEToken) }
        let isContainer =
            type.utf8.prefix(10).elementsEqual("multipart/".utf8) || type.utf8.prefix(8).elementsEqual("message/".utf8)
        return isFine && !isContainer ? type : "application/octet-stream"
    }

    /// `filename="…"`, or RFC 2231 pieces where the name is not plain ASCII or too long for a line.
    private static func filenameParameter(_ name: String) -> [UInt8] {
        let bytes = Array(name.utf8)
        let isPlain =
            bytes.count <= 60 && bytes.allSatisfy { $0 >= 32 && $0 < 127 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
        if isPlain { return Array(" filename=\"\(name)\"\r\n".utf8) }
        var pieces: [[UInt8]] = [Array("utf-8''".utf8)]
        for byte in bytes {
            let isToken = byte.isAlphanumeric || byte == 45 || byte == 46 || byte == 95
            let coded =
                isToken ? [byte] : [UInt8(ascii: "%"), QuotedPrintable.hexDigit(byte >> 4), QuotedPrintable.hexDigit(byte & 15)]
            if pieces[pieces.count - 1].count + coded.count > 56 { pieces.append([]) }
            pieces[pieces.count - 1] += coded
        }
        var output: [UInt8] = []
        for (index, piece) in pieces.enumerated() {
            output += Array(" filename*\(index)*=".utf8) + piece
            if index + 1 < pieces.count { output.append(UInt8(ascii: ";")) }
            output += [.cr, .lf]
        }
        return output
    }

    /// The parts below one another, between delimiters that stand in none of them; where one does, all is written anew.
    private static func writeMultipart(
        _ subtype: StaticString, _ parts: [(inout [UInt8]) -> Void], seed: String, to output: inout [UInt8]
    ) {
        let start = output.count
        for salt in 0...saltMax {
            let boundary = boundary(seed: seed, salt: salt)
            output.append("Content-Type: multipart/")
            output.append(subtype)
            output.append(";\r\n boundary=\"")
            output += boundary
            output.append("\"\r\n\r\n")
            let isApart = write(parts, between: boundary, to: &output)
            if isApart || salt == saltMax { return }
            output.removeLast(output.count - start)
        }
    }

    private static let saltMax: UInt64 = 1_000

    /// - Returns: whether the boundary stands in none of the parts.
    private static func write(_ parts: [(inout [UInt8]) -> Void], between boundary: [UInt8], to output: inout [UInt8]) -> Bool {
        var isApart = true
        for part in parts {
            output.append("--")
            output += boundary
            output.append("\r\n")
            let start = output.count
            part(&output)
            isApart = isApart && !contains(output, in: start..<output.count, boundary)
            // The line end above a delimiter belongs to it (RFC 2046 section 5.1.1), so that a part keeps its own.
            output.append("\r\n")
        }
        output.append("--")
        output += boundary
        output.append("--\r\n")
        return isApart
    }

    /// `=_` cannot stand in quoted-printable or base64 text (RFC 2045 section 6.7), which is why boundaries start with it.
    private static func boundary(seed: String, salt: UInt64) -> [UInt8] {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ salt
        for byte in seed.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash ^= hash >> 29
        var output: [UInt8] = []
        output.append("=_ab_")
        for shift in stride(from: 60, through: 0, by: -4) {
            output.append(QuotedPrintable.hexDigit(UInt8(truncatingIfNeeded: hash >> UInt64(shift)) & 15))
        }
        return output
    }

    /// Looks for the second byte, `_`: in quoted-printable text it is far rarer than the `=` before it.
    private static func contains(_ bytes: [UInt8], in range: Range<Int>, _ boundary: [UInt8]) -> Bool {
        var position = range.lowerBound + 1
        while let found = bytes.firstIndex(of: UInt8(ascii: "_"), in: position..<max(position, range.upperBound)) {
            if bytes.hasPrefix(boundary, at: found - 1, limit: range.upperBound) { return true }
            position = found + 1
        }
        return false
    }
}
