import Foundation
import HelpDesk
public import InternetMessage

/// A mail that went out, as its receiver sees it.
public struct DeliveredMail: Sendable {
    public let bytes: [UInt8]
    public let reading: Reading

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
        reading = Reading(Message(bytes))
    }

    public func isTo(_ address: String) -> Bool { reading.to.contains { AddressKey.matches($0.address, address) } }

    /// What a mail client makes of pressing Reply: the Reply-To, the thread, the text above the quoted mail.
    public func reply(from: String, text: String) -> SampleMail {
        let target = reading.replyTo.first ?? reading.from
        let identifier = reading.messageID ?? ""
        let quoted = reading.text.split(separator: "\n", omittingEmptySubsequences: false).map { "> \($0)" }.joined(
            separator: "\n")
        let thread = (reading.references + [identifier]).joined(separator: "\r\n ")
        return SampleMail(
            from: from, to: target?.address ?? "",
            subject: reading.subject.hasPrefix("Re: ") ? reading.subject : "Re: \(reading.subject)",
            fields: ["In-Reply-To: \(identifier)", "References: \(thread)"],
            text: "\(text)\nOn Monday, Acme Support wrote:\n\(quoted)\n")
    }
}
