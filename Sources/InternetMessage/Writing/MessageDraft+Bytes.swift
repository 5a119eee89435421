extension MessageDraft {
    private static let referencesMax = 20

    /// The finished message: 7-bit clean, canonical CRLF, no line above 998 bytes, fields folded at 78 (RULES D1, D2, E1, E6).
    ///
    /// The same draft and seed always give the same bytes, so that a retry is byte-identical.
    /// - Parameter boundarySeed: what makes the boundaries unlike those of other messages, such as the Message-ID. A boundary that occurs in a
    ///   part is replaced by the next.
    public func bytes(boundarySeed: String) -> [UInt8] {
        var output: [UInt8] = []
        output += HeaderFolding.mailboxes("From", [from])
        output += HeaderFolding.mailboxes("To", to)
        output += HeaderFolding.mailboxes("Reply-To", replyTo)
        output += HeaderFolding.unstructured("Subject", subject)
        output += HeaderFolding.unstructured("Date", DateTime.format(date))
        output += HeaderFolding.identifiers("Message-ID", [messageID])
        output += HeaderFolding.identifiers("In-Reply-To", inReplyTo.map { [$0] } ?? [])
        output += HeaderFolding.identifiers("References", Array(references.suffix(MessageDraft.referencesMax)))
        for field in fields where MessageDraft.isFieldName(field.name) {
            output += HeaderFolding.unstructured(field.name, field.value)
        }
        output += Array("MIME-Version: 1.0\r\n".utf8)
        output += body(boundarySeed: boundarySeed)
        return output
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

    private func body(boundarySeed: String) -> [UInt8] {
        var part = MessageDraft.textPart("plain", text)
        if let html {
            part = MessageDraft.multipart("alternative", [part, MessageDraft.textPart("html", html)], seed: boundarySeed + "/a")
        }
        guard !attachments.isEmpty else { return part }
        return MessageDraft.multipart("mixed", [part] + attachments.map(MessageDraft.filePart), seed: boundarySeed + "/m")
    }

    /// Header and body of a part; ends with a line end.
    private static func textPart(_ subtype: String, _ text: String) -> [UInt8] {
        var bytes = LineEnds.normalized(Array(text.utf8))
        if bytes.last != .lf { bytes.append(.lf) }
        let isPlain = isSevenBitSafe(bytes)
        let charset = isPlain ? "us-ascii" : "utf-8"
        let head = "Content-Type: text/\(subtype); charset=\(charset)\r\nContent-Transfer-Encoding: "
        if isPlain { return Array((head + "7bit\r\n\r\n").utf8) + canonical(bytes) }
        return Array((head + "quoted-printable\r\n\r\n").utf8) + QuotedPrintable.encode(bytes)
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

    private static func canonical(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 32)
        for byte in bytes {
            if byte == .lf { output.append(.cr) }
            output.append(byte)
        }
        return output
    }

    private static func filePart(_ file: File) -> [UInt8] {
        let name = FileName.label(file.name)
        var output = Array("Content-Type: \(mediaType(file.type))\r\nContent-Transfer-Encoding: base64\r\n".utf8)
        output += Array("Content-Disposition: attachment;\r\n".utf8)
        output += filenameParameter(name)
        output += [.cr, .lf]
        return output + Base64.encode(file.bytes, lineLength: 76) + [.cr, .lf]
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

    private static func multipart(_ subtype: String, _ parts: [[UInt8]], seed: String) -> [UInt8] {
        var salt: UInt64 = 0
        var boundary = boundary(seed: seed, salt: salt)
        while parts.contains(where: { part in contains(part, boundary) }), salt < 1_000 {
            salt += 1
            boundary = MessageDraft.boundary(seed: seed, salt: salt)
        }
        var output = Array("Content-Type: multipart/\(subtype);\r\n boundary=\"".utf8) + boundary + Array("\"\r\n\r\n".utf8)
        // The line end above a delimiter belongs to it (RFC 2046 section 5.1.1), so that a part keeps its own.
        for part in parts { output += Array("--".utf8) + boundary + [.cr, .lf] + part + [.cr, .lf] }
        return output + Array("--".utf8) + boundary + Array("--\r\n".utf8)
    }

    /// `=_` cannot stand in quoted-printable or base64 text (RFC 2045 section 6.7), which is why boundaries start with it.
    private static func boundary(seed: String, salt: UInt64) -> [UInt8] {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ salt
        for byte in seed.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash ^= hash >> 29
        var output = Array("=_ab_".utf8)
        for shift in stride(from: 60, through: 0, by: -4) {
            output.append(QuotedPrintable.hexDigit(UInt8(truncatingIfNeeded: hash >> UInt64(shift)) & 15))
        }
        return output
    }

    private static func contains(_ haystack: [UInt8], _ needle: [UInt8]) -> Bool {
        var position = 0
        while let found = haystack.firstIndex(of: UInt8(ascii: "="), in: position..<haystack.count) {
            if haystack.hasPrefix(needle, at: found) { return true }
            position = found + 1
        }
        return false
    }
}
