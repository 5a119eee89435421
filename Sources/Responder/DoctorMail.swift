import Foundation
import HelpDesk
import InternetMessage
import Transport

/// The mail that `doctor` sends to the installation's own address, to look at what the receiving server writes about it.
///
/// It carries a forged Authentication-Results under the configured name: a border that lets it stand above its own Received
/// fields would let everybody vouch for themselves (RULES B1).
struct DoctorMail: Sendable {
    let address: String
    let authservID: String?
    let hops: Int
    let dialect: AuthenticationResults.Dialect
    /// Unguessable, so that no other mail is taken for this one.
    let identifier: String

    /// The method under which the forged result stands; no server writes it by itself.
    private var forgedDomain: String { "\(identifier).doctor.invalid" }

    var messageID: String { "doctor.\(identifier)@\(AddressKey.domain(of: address))" }

    func bytes(at now: Timestamp) -> [UInt8] {
        let lines = [
            "Authentication-Results: \(authservID ?? "doctor.invalid"); dmarc=pass header.from=\(forgedDomain)",
            "Date: \(MailDate.text(now))", "From: Answerback <\(address)>", "To: <\(address)>",
            "Subject: Answerback looks at its own mail", "Message-ID: <\(messageID)>", "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0", "Content-Type: text/plain; charset=us-ascii", "",
            "`answerback doctor` sent this to see what the receiving server writes about it. It may be deleted.", "",
        ]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    /// What the header of the mail says when it has come back.
    func findings(_ header: [UInt8]) -> [Doctor.Finding] {
        let message = Message(header)
        let identifiers = message.header.fields.filter { $0.name == .authenticationResults }
            .compactMap { AuthenticationResults(message.header.unfolded($0))?.authservID }
        let received = message.header.fields.count { $0.name == .received }
        let trust = AuthenticationVerdict.Trust(authservID: authservID, hops: hops, dialect: dialect)
        let verdict = AuthenticationVerdict(message, from: InternetMessage.Mailbox(address: address), trust: trust)
        if verdict.results.contains(where: { $0.properties.contains { $0.value == forgedDomain } }) {
            return [
                finding(
                    .failure, "a forged Authentication-Results counted as your server's own",
                    "let the receiving server remove foreign fields of its own name (RFC 8601 section 5), or correct trust.hops: "
                        + "\(received) Received fields stand in the mail, \(hops) are said to be yours")
            ]
        }
        return [judge(verdict, others: identifiers.filter { !$0.hasSuffix("doctor.invalid") })]
    }

    private func judge(_ verdict: AuthenticationVerdict, others: [String]) -> Doctor.Finding {
        if verdict.isAuthenticated { return finding(.good, "a mail of our own came back, authenticated by your server", nil) }
        if !verdict.results.isEmpty {
            return finding(
                .notice, "your server's results are read, but a mail of our own has no pass among them",
                "that is usual where mail inside a domain is not checked; look at a mail from outside with `answerback explain`")
        }
        let names = Set(others).subtracting([authservID ?? ""]).sorted()
        if let name = names.first {
            return finding(
                .failure,
                "your server writes Authentication-Results under \(names.joined(separator: ", ")), which trust.authservID does not name",
                "write trust: { authservID: \"\(name)\" } if that is your own server")
        }
        if others.isEmpty {
            return finding(
                .notice, "your server writes no Authentication-Results",
                "let it check mail (OpenDMARC, rspamd), or set answers.requireAuthentication: false; roles need it all the same")
        }
        return finding(
            .failure, "Authentication-Results of your server stand below more Received fields than trust.hops allows",
            "raise or lower trust.hops until they count; it says how many Received fields your own hosts write")
    }

    private func finding(_ grade: Doctor.Finding.Grade, _ words: String, _ mend: String?) -> Doctor.Finding {
        Doctor.Finding(grade: grade, subject: "authentication", words: words, mend: mend)
    }
}

extension Doctor {
    private static let comesBackSeconds = 30
    private static let lookSeconds = 1

    /// Sends the mail and waits for it, in the inbox or, where `serve` was quicker, in the done folder.
    func sendToItself(_ mailbox: IMAPMailbox, _ settings: MailboxSettings, _ submission: any Submission) async -> [Finding] {
        let brands = configuration.desk.brands
        guard let brand = brands.first(where: { $0.mailbox == settings.name }) ?? brands.first else { return [] }
        let trust = configuration.desk.trust
        let dialect: AuthenticationResults.Dialect =
            switch trust.profile {
            case .standard: .standard
            case .microsoft365: .withoutAuthservID
            }
        let mail = DoctorMail(
            address: brand.address, authservID: trust.authservID, hops: trust.hops, dialect: dialect,
            identifier: UUID().uuidString.lowercased().replacing("-", with: ""))
        guard let envelope = try? Envelope(reversePath: brand.address, recipients: [brand.address]) else { return [] }
        let now = Timestamp(seconds: Int64(Date.now.timeIntervalSince1970))
        let result = await submission.submit(mail.bytes(at: now), envelope: envelope, beforeFinalDot: {})
        await submission.close()
        guard case .accepted = result else {
            return [
                Finding(
                    grade: .failure, subject: "authentication",
                    words: "the submission server did not take a mail to our own address: \(result.words)",
                    mend: "check that this login may send as \(brand.address)")
            ]
        }
        for _ in 0..<(Self.comesBackSeconds / Self.lookSeconds) {
            for folder in [FolderRole.inbox, .done] {
                guard let found = try? await mailbox.header(ofMessageID: "<\(mail.messageID)>", in: folder) else { continue }
                if folder == .inbox { try? await mailbox.file([found.uid]) }
                return mail.findings(found.bytes)
            }
            try? await mailbox.waitForMail(atMost: Double(Self.lookSeconds))
        }
        return [
            Finding(
                grade: .notice, subject: "authentication",
                words:
                    "a mail to \(brand.address) was accepted, but did not come into mailbox \(settings.name) within \(Self.comesBackSeconds) s",
                mend: "check that mail to this address lands in that mailbox")
        ]
    }
}

extension SubmissionResult {
    /// The server's words, whatever they mean.
    fileprivate var words: String {
        switch self {
        case .accepted(let words), .transient(let words, _), .permanent(let words), .unknown(let words): words
        }
    }
}
