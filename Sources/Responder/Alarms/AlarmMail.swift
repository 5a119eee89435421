import Foundation
import HelpDesk
import InternetMessage
import Transport

/// An alarm as a mail through a server of its own: it takes no way that the trouble may have blocked, not even the store's.
struct AlarmMail: Sendable {
    let submission: SMTPSubmission
    let from: String
    let to: [String]

    /// - Parameters:
    ///   - words: one line, without mail text or addresses.
    ///   - identifier: unique, for Message-ID.
    /// - Returns: whether the server took it.
    func send(_ words: String, identifier: String, at now: Timestamp) async -> Bool {
        guard let envelope = try? Envelope(reversePath: from, recipients: to) else { return false }
        let result = await submission.submit(bytes(words, identifier, now), envelope: envelope, beforeFinalDot: {})
        await submission.close()
        guard case .accepted = result else { return false }
        return true
    }

    func bytes(_ words: String, _ identifier: String, _ now: Timestamp) -> [UInt8] {
        let line = JSONText.escaped(words, quotes: .plain)
        let domain = from.split(separator: "@").last.map(String.init) ?? "localhost"
        let draft = MessageDraft(
            from: InternetMessage.Mailbox(address: from, name: "Answerback"),
            to: to.map { InternetMessage.Mailbox(address: $0, name: "") },
            subject: "Answerback: \(CleanText.line(line, scalarsMax: 120))", messageID: "alarm.\(identifier)@\(domain)",
            date: Date(timeIntervalSince1970: Double(now.seconds)),
            // A8: nobody's vacation notice should answer an alarm.
            fields: [.init("Auto-Submitted", "auto-generated"), .init("X-Auto-Response-Suppress", "OOF, AutoReply")],
            text: line + "\n\nSee `answerback doctor`, the log, and health.json in the data folder.\n")
        return draft.bytes(boundarySeed: identifier)
    }
}
