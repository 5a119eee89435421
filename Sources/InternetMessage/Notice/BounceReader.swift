/// Reads who a delivery failed for and why, from a standard report or from the prose of the many servers that write none.
struct BounceReader {
    private(set) var bounce: Bounce?
    private(set) var reasons: [Reason] = []

    private let message: Message
    private let text: [UInt8]
    private let ownAddresses: [String]

    private static let recipientCountMax = 100
    private static let reportBytesMax = 64 << 10

    /// - Parameters:
    ///   - text: the readable body.
    ///   - ownAddresses: those the report itself was sent to, and its sender: they did not fail.
    init(_ message: Message, text: [UInt8], ownAddresses: [String]) {
        self.message = message
        self.text = Array(text.prefix(BounceReader.reportBytesMax))
        self.ownAddresses = ownAddresses
    }

    /// The machine-readable part, wherever it stands; nil where there is none or it only tells of success.
    mutating func readStandard() -> Bounce? {
        var parts = message.entities.filter { $0.contentType.media == .messageDeliveryStatus && !message.isEmbedded($0) }.map {
            statusText($0)
        }
        if parts.isEmpty, text.contains("final-recipient:") || text.contains("original-recipient:") { parts = [text] }
        var recipients: [DeliveryStatus.Recipient] = []
        for part in parts.prefix(20) { recipients += DeliveryStatus(part).recipients }
        guard !recipients.isEmpty else { return nil }
        let told = recipients.filter { $0.action != "delivered" && $0.action != "relayed" && $0.action != "expanded" }
        guard !told.isEmpty else { return nil }
        let failed = told.filter { $0.action == "failed" || $0.action == nil }
        let chosen = failed.isEmpty ? told : failed
        var bounce = Bounce(recipients: [], isPermanent: !failed.isEmpty)
        for recipient in chosen.prefix(BounceReader.recipientCountMax) {
            // QUIRK: a pipe, a route or a bare host name stands as the final recipient; then the original one is the address.
            let told = [recipient.final, recipient.original].compactMap { $0 }
            guard let address = told.first(where: BounceReader.isAddress) else { continue }
            if !bounce.recipients.contains(address) { bounce.recipients.append(address) }
        }
        bounce.status = status(chosen)
        bounce.diagnostic = chosen.compactMap(\.diagnostic).first
        if let status = bounce.status, status.hasPrefix("4") { bounce.isPermanent = false }
        reasons.append(Reason(rule: "bounce.delivery-status", text: bounce.recipients.first ?? ""))
        return bounce
    }

    private static func isAddress(_ address: String) -> Bool {
        let mailbox = Mailbox(address: address)
        return !mailbox.localPart.isEmpty && mailbox.domain.utf8.contains(UInt8(ascii: "."))
            && mailbox.localPart.utf8.first != UInt8(ascii: "|")
    }

    /// The part's fields: QUIRK: some encode it, some put its groups into a header of their own.
    private func statusText(_ entity: Entity) -> [UInt8] {
        LineEnds.normalized(entity.decoded())
    }

    /// The diagnostic's own code where the Status field says no more than the class.
    private func status(_ recipients: [DeliveryStatus.Recipient]) -> String? {
        for recipient in recipients {
            let diagnostic = recipient.diagnostic.map { Array($0.utf8) } ?? []
            let told = EnhancedStatus.mostTelling(diagnostic, in: 0..<diagnostic.count)
            // The remote server's own words are nearer to the cause than the reporter's summary.
            if let told, !EnhancedStatus.isVague(told) { return told }
            if let status = recipient.status ?? told { return status }
        }
        return nil
    }

    /// What the prose says: addresses in the report above the returned message.
    mutating func readProse() -> Bounce {
        let end = reportEnd()
        var bounce = Bounce(recipients: failedRecipients())
        var found = ProseAddresses(text, in: 0..<end)
        found.run()
        if bounce.recipients.isEmpty {
            if found.hasVerdicts { found.join() }
            let candidates = found.leading.isEmpty ? (found.commanded.isEmpty ? found.mentioned : found.commanded) : found.leading
            bounce.recipients = candidates.filter { !ownAddresses.contains($0) }
            // A report about mail to oneself names one's own address.
            if bounce.recipients.isEmpty { bounce.recipients = found.leading }
            if bounce.recipients.isEmpty {
                bounce.recipients = (found.commanded + found.mentioned).filter { !ownAddresses.contains($0) }
            }
            if bounce.recipients.isEmpty { bounce.recipients = originalRecipients(behind: end) }
        }
        bounce.recipients = Array(
            bounce.recipients.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }.prefix(
                BounceReader.recipientCountMax))
        bounce.status = EnhancedStatus.find(text, in: 0..<end)
        let code = EnhancedStatus.replyCode(text, in: 0..<end)
        if let status = bounce.status {
            bounce.isPermanent = status.hasPrefix("5")
        } else if let code {
            bounce.isPermanent = code >= 500
        }
        bounce.diagnostic = diagnostic(to: end)
        reasons.append(Reason(rule: "bounce.prose", text: bounce.recipients.first ?? ""))
        return bounce
    }

    private func failedRecipients() -> [String] {
        var recipients: [String] = []
        for field in message.header.all(.xFailedRecipients) {
            for mailbox in AddressList(message.header.unfolded(field)).mailboxes where mailbox.address.contains("@") {
                recipients.append(mailbox.address)
            }
        }
        return recipients
    }

    /// Where the report's own words end: at the mark of the returned message, or where its header starts.
    private func reportEnd() -> Int {
        var position = 0
        while position < text.count {
            let lineEnd = text.firstIndex(of: .lf, in: position..<text.count) ?? text.count
            let line = text.trimmed(position..<lineEnd)
            if position > 0, isReturnedMessageMark(line) || startsHeader(line) { return position }
            position = lineEnd + 1
        }
        return text.count
    }

    private func isReturnedMessageMark(_ line: Range<Int>) -> Bool {
        guard line.count >= 8, line.count <= 100 else { return false }
        var start = line.lowerBound
        while start < line.upperBound, !text[start].isLetter { start += 1 }
        let dashes = start - line.lowerBound
        let folded = TextFold.fold(text, start..<line.upperBound)
        guard let found = NoticePhrases.returnedMessage.firstMatch(folded), found.lowerBound < 24 else { return false }
        let closes =
            text[line.upperBound - 1] == UInt8(ascii: ":") || text[line.upperBound - 1] == UInt8(ascii: ".") || dashes >= 2
        return closes && !folded.contains("was received at") && !folded.contains("original message was")
    }

    private func startsHeader(_ line: Range<Int>) -> Bool {
        for name in ["received:", "return-path:", "dkim-signature:", "x-originating-ip:"] as [StaticString]
        where text.hasPrefix(name, at: line.lowerBound) {
            return true
        }
        return false
    }

    /// To of the returned message.
    private func originalRecipients(behind end: Int) -> [String] {
        for entity in message.entities
        where entity.parent.map({ message.entities[$0].contentType.media == .messageRFC822 }) ?? false {
            if let to = entity.header.first(.to) {
                return AddressList(entity.header.unfolded(to)).mailboxes.map(\.address).filter { $0.contains("@") }
            }
        }
        var position = end
        while position < text.count {
            let lineEnd = text.firstIndex(of: .lf, in: position..<text.count) ?? text.count
            if text.hasPrefix("to:", at: position) {
                return AddressList(Array(text[position + 3..<lineEnd])).mailboxes.map(\.address).filter { $0.contains("@") }
            }
            position = lineEnd + 1
        }
        return []
    }

    private func diagnostic(to end: Int) -> String? {
        var position = 0
        while position < end {
            let lineEnd = text.firstIndex(of: .lf, in: position..<end) ?? end
            if EnhancedStatus.replyCode(text, in: position..<lineEnd) != nil
                || EnhancedStatus.find(text, in: position..<lineEnd) != nil
            {
                return String(decoding: text[text.trimmed(position..<lineEnd)].prefix(500), as: UTF8.self)
            }
            position = lineEnd + 1
        }
        return nil
    }

    /// Message-IDs of the returned message, so that the mail that failed is found.
    func originalMessageIDs() -> [String] {
        var found: [String] = []
        var defects = DefectList()
        for entity in message.entities.dropFirst() where found.count < 10 {
            let isReturned = entity.parent.map { message.entities[$0].contentType.media == .messageRFC822 } ?? false
            if isReturned, let field = entity.header.first(.messageID) {
                found += MessageID.list(entity.header.unfolded(field), limits: .standard, defects: &defects)
            } else if entity.contentType.media == .textRFC822Headers {
                found += BounceReader.messageIDs(in: LineEnds.normalized(entity.decoded()))
            }
        }
        if found.isEmpty { found = BounceReader.messageIDs(in: text) }
        return found
    }

    private static func messageIDs(in text: [UInt8]) -> [String] {
        var position = 0
        var defects = DefectList()
        var found: [String] = []
        while position < text.count, found.count < 10 {
            let lineEnd = text.firstIndex(of: .lf, in: position..<text.count) ?? text.count
            var start = position
            while start < lineEnd, text[start].isWSP || text[start] == UInt8(ascii: ">") { start += 1 }
            if text.hasPrefix("message-id:", at: start) {
                // The identifier may stand on the folded line below.
                let end = min(
                    text.count,
                    lineEnd + 1 + (text.firstIndex(of: .lf, in: min(lineEnd + 1, text.count)..<text.count) ?? text.count)
                        - lineEnd)
                let body = Array(text[start + 11..<min(max(lineEnd, end), text.count)])
                found += MessageID.list(body, limits: .standard, defects: &defects).prefix(1)
            }
            position = lineEnd + 1
        }
        return found
    }
}

/// Addresses in a report's prose, by how plainly they stand there as failed.
private struct ProseAddresses {
    /// At a line's start: `<a@b>:`, `a@b`, `>>> a@b`.
    private(set) var leading: [String] = []
    /// In a quoted SMTP command: `RCPT TO:<a@b>`.
    private(set) var commanded: [String] = []
    private(set) var mentioned: [String] = []

    private static let contextBytesMax = 120

    /// Transcripts name one recipient in a command and the next in a verdict.
    private(set) var hasVerdicts = false

    private let text: [UInt8]
    private let range: Range<Int>

    init(_ text: [UInt8], in range: Range<Int>) {
        self.text = text
        self.range = range
    }

    mutating func run() {
        var position = range.lowerBound
        while position < range.upperBound {
            let lineEnd = text.firstIndex(of: .lf, in: position..<range.upperBound) ?? range.upperBound
            scan(text.trimmed(position..<lineEnd))
            position = lineEnd + 1
        }
    }

    mutating func join() {
        for address in commanded { append(address, to: &leading) }
    }

    private mutating func scan(_ line: Range<Int>) {
        var position = line.lowerBound
        var leadsNext = false
        while let at = text.firstIndex(of: UInt8(ascii: "@"), in: position..<line.upperBound) {
            position = at + 1
            guard let address = address(around: at, in: line) else { continue }
            let name = String(decoding: text[address].map(\.lowercasedASCII), as: UTF8.self)
            if name.hasPrefix("postmaster@") || name.hasPrefix("mailer-daemon@") { continue }
            // Bounded, so that one endless line is read in linear time.
            let before = max(line.lowerBound, address.lowerBound - ProseAddresses.contextBytesMax)..<address.lowerBound
            let isCommand = text.firstRange(of: "rcpt to:", in: before) != nil
            if isCommand {
                append(name, to: &commanded)
            } else if isReplyLine(before) {
                hasVerdicts = true
                append(name, to: &leading)
            } else if text.firstRange(of: "mail from:", in: before) != nil || isSenderLabel(before) {
                continue
            } else if isLeading(before, line, address) {
                // `a@b <c@d>`: the bracketed one is the address, the other a name.
                if isFollowedByBracket(address, line) {
                    leadsNext = true
                    continue
                }
                append(name, to: &leading)
            } else if leadsNext, address.lowerBound > line.lowerBound, text[address.lowerBound - 1] == UInt8(ascii: "<") {
                leadsNext = false
                append(name, to: &leading)
            } else {
                append(name, to: &mentioned)
            }
            position = address.upperBound
        }
    }

    private func append(_ name: String, to list: inout [String]) {
        if list.count < 100, !list.contains(name) { list.append(name) }
    }

    private func isSenderLabel(_ before: Range<Int>) -> Bool {
        for label in ["from:", "sender:", "reply-to:", "return-path:", "mailto:", "contact", "message-id"] as [StaticString]
        where text.firstRange(of: label, in: before) != nil {
            return true
        }
        return false
    }

    /// `554 <a@b>... reason`: a transcript's verdict.
    private func isReplyLine(_ before: Range<Int>) -> Bool {
        guard before.count >= 5, before.count <= 14, text[before.lowerBound].isDigit else { return false }
        return text[before].allSatisfy { $0.isDigit || $0 == .space || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "<") }
    }

    /// `a@b <c@d>`: the bracketed one is the address, the other a name.
    private func isFollowedByBracket(_ address: Range<Int>, _ line: Range<Int>) -> Bool {
        guard address.upperBound + 2 < line.upperBound, text[address.upperBound] == .space,
            text[address.upperBound + 1] == UInt8(ascii: "<")
        else {
            return false
        }
        return text.firstIndex(of: UInt8(ascii: "@"), in: address.upperBound..<line.upperBound) != nil
    }

    /// Nothing before it but marks, and behind it nothing that makes it part of a sentence.
    private func isLeading(_ before: Range<Int>, _ line: Range<Int>, _ address: Range<Int>) -> Bool {
        let isFree =
            before.lowerBound == line.lowerBound && text[before].allSatisfy { !$0.isAlphanumeric && $0 < 128 }
        let isLabelled =
            text.firstRange(of: "recipient:", in: before) != nil || text.firstRange(of: "delivered to", in: before) != nil
            || text.firstRange(of: "deliver message to", in: before) != nil
            || text.firstRange(of: "your mail to", in: before) != nil
            || text.firstRange(of: "delivery userid:", in: before) != nil
            || text.firstRange(of: "recipient address:", in: before) != nil
        return isFree || isLabelled
    }

    private func address(around at: Int, in line: Range<Int>) -> Range<Int>? {
        var start = at
        while start > line.lowerBound, isLocal(text[start - 1]) { start -= 1 }
        // A quoted local part.
        if start == at, start > line.lowerBound, text[start - 1] == UInt8(ascii: "\"") {
            start -= 1
            while start > line.lowerBound, text[start - 1] != UInt8(ascii: "\"") { start -= 1 }
            if start > line.lowerBound { start -= 1 }
        }
        var end = at + 1
        while end < line.upperBound, text[end].isAlphanumeric || text[end] == UInt8(ascii: ".") || text[end] == UInt8(ascii: "-")
        { end += 1 }
        while end > at + 1, !text[end - 1].isAlphanumeric { end -= 1 }
        guard start < at, end > at + 1 else { return nil }
        // A Message-ID or a piece of a URL is none.
        return text[at + 1..<end].contains(UInt8(ascii: ".")) ? start..<end : nil
    }

    private func isLocal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: ":"),
            UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "@"), UInt8(ascii: "\\"):
            false
        default: byte > 32 && byte < 127
        }
    }
}
