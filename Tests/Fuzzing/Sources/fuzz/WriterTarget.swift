import FoundationEssentials

@testable import InternetMessage

/// Drafts from any bytes: what is written is legal on every wire, and is read back as the intended fields (RULES D1, E1).
enum WriterTarget {
    static func writer(_ bytes: [UInt8]) {
        var pieces = bytes.split(separator: 0xFF, maxSplits: 8, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        while pieces.count < 9 { pieces.append("") }
        var draft = MessageDraft(
            from: Mailbox(address: "support@acme.example", name: pieces[0]),
            to: [Mailbox(address: "casey@customer.example", name: pieces[1])],
            subject: pieces[2], messageID: "t1@acme.example", references: [pieces[3]],
            date: Date(timeIntervalSince1970: 1_793_696_400), fields: [.init("X-Note", pieces[4]), .init(pieces[5], "x")],
            text: pieces[6])
        if !pieces[7].isEmpty { draft.html = pieces[7] }
        if !pieces[8].isEmpty { draft.attachments = [.init(name: pieces[8], type: pieces[5], bytes: bytes)] }
        check(draft)
    }

    private static func check(_ draft: MessageDraft) {
        let written = draft.bytes(boundarySeed: "s")
        require(isWireSafe(written), "seven bits, canonical lines of at most 998 bytes")
        let message = Message(written)
        let read = Reading(message)
        require(message.defects.isEmpty, "what is written has no defect")
        require(read.from?.address == draft.from.address && isSameName(read.from, draft.from), "From is read back")
        require(read.to.map(\.address) == draft.to.map(\.address) && isSameName(read.to.first, draft.to[0]), "To is read back")
        require(read.subject == clean(draft.subject), "Subject is read back")
        require(message.header.count(.bcc) == 0 && message.header.count(.from) == 1, "no field is smuggled in")
        if let file = draft.attachments.first {
            guard let attachment = read.attachments.last else { return require(false, "the file is read back") }
            require(message.content(of: attachment) == file.bytes, "the file comes back whole")
        }
        if let part = message.entities.first(where: { $0.contentType.media == .textPlain }) {
            var wanted = LineEnds.normalized(Array(draft.text.utf8))
            if wanted.last != .lf { wanted.append(.lf) }
            require(LineEnds.normalized(part.decoded()) == wanted, "the text comes back whole")
        }
    }

    /// Blanks and quotation marks around a display name do not survive, nor do runs of blanks.
    private static func isSameName(_ read: Mailbox?, _ intended: Mailbox) -> Bool {
        func letters(_ bytes: [UInt8]) -> [UInt8] {
            bytes.filter { $0 != .space && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
        }
        return letters(Array((read?.name ?? "").utf8)) == letters(HeaderFolding.clean(intended.name))
    }

    private static func clean(_ text: String) -> String { String(decoding: HeaderFolding.clean(text), as: UTF8.self) }

    private static func isWireSafe(_ bytes: [UInt8]) -> Bool {
        var length = 0
        for (index, byte) in bytes.enumerated() {
            if byte >= 128 || byte == 0 { return false }
            if byte == .lf {
                if index == 0 || bytes[index - 1] != .cr { return false }
                length = 0
            } else {
                if byte == .cr, index + 1 >= bytes.count || bytes[index + 1] != .lf { return false }
                length += 1
                if length > 999 { return false }
            }
        }
        return true
    }
}
