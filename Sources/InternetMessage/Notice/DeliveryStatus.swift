/// The fields of a delivery status report (RFC 3464): groups of fields, the first about the message, the others each about a recipient.
struct DeliveryStatus {
    struct Recipient: Equatable {
        var final: String?
        var original: String?
        var action: String?
        var status: String?
        var diagnostic: String?
    }

    private(set) var recipients: [Recipient] = []

    private static let recipientCountMax = 1_000

    /// - Parameter text: LF line ends; empty lines part the groups. A field that repeats without one starts a group, too.
    init(_ text: [UInt8]) {
        var current = Recipient()
        var position = 0
        while position < text.count {
            let line = DeliveryStatus.unfoldedLine(text, from: position)
            position = line.next
            if line.content.isEmpty {
                finish(&current)
                continue
            }
            guard let colon = text.firstIndex(of: UInt8(ascii: ":"), in: line.content) else { continue }
            let name = text.trimmed(line.content.lowerBound..<colon)
            let value = text.trimmed(colon + 1..<line.content.upperBound)
            if text.matches("final-recipient", in: name) {
                if current.final != nil { finish(&current) }
                current.final = DeliveryStatus.address(text, value)
            } else if text.matches("original-recipient", in: name) {
                if current.original != nil { finish(&current) }
                current.original = DeliveryStatus.address(text, value)
            } else if text.matches("action", in: name) {
                let word = text[value].prefix { $0.isLetter || $0 == 45 }
                if current.action == nil { current.action = String(decoding: word.map(\.lowercasedASCII), as: UTF8.self) }
            } else if text.matches("status", in: name) {
                if current.status == nil { current.status = EnhancedStatus.find(text, in: value) }
            } else if text.matches("diagnostic-code", in: name) {
                if current.diagnostic == nil {
                    current.diagnostic = String(decoding: text[value].filter { $0 != .lf }, as: UTF8.self)
                }
            }
        }
        finish(&current)
    }

    private mutating func finish(_ current: inout Recipient) {
        defer { current = Recipient() }
        guard current.final != nil || current.original != nil else {
            // QUIRK: some write a blank line between Final-Recipient and what belongs to it.
            guard current.action != nil || current.status != nil || current.diagnostic != nil, var last = recipients.popLast()
            else { return }
            last.action = last.action ?? current.action
            last.status = last.status ?? current.status
            last.diagnostic = last.diagnostic ?? current.diagnostic
            recipients.append(last)
            return
        }
        if recipients.count < DeliveryStatus.recipientCountMax { recipients.append(current) }
    }

    private static func unfoldedLine(_ text: [UInt8], from start: Int) -> (content: Range<Int>, next: Int) {
        var end = text.firstIndex(of: .lf, in: start..<text.count) ?? text.count
        let isBlank = text[start..<end].allSatisfy(\.isFWS)
        while !isBlank, end + 1 < text.count, text[end + 1].isWSP {
            let next = text.firstIndex(of: .lf, in: end + 1..<text.count) ?? text.count
            if text[end + 1..<next].allSatisfy(\.isFWS) { break }
            end = next
        }
        return (isBlank ? start..<start : start..<end, end + 1)
    }

    /// `rfc822; a@b`, with brackets, comments or a missing type forgiven; nil where there is no address.
    static func address(_ text: [UInt8], _ value: Range<Int>) -> String? {
        var range = value
        if let semicolon = text.firstIndex(of: UInt8(ascii: ";"), in: value) {
            range = text.trimmed(semicolon + 1..<value.upperBound)
        }
        let list = AddressList(text[range].filter { $0 != .lf && $0 != .cr })
        guard let address = list.mailboxes.first?.address, address.contains("@") else { return nil }
        return address
    }
}
