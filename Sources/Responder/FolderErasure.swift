import HelpDesk
import InternetMessage
public import Transport

/// Deletes a customer's mails where copies of them lie: in the inbox what was not filed yet, in the done folder, in the Sent folder.
///
/// A server finds them by address and Message-ID; each header is read before its mail goes, so that nobody else's mail ever does.
public struct FolderErasure: Sendable {
    /// What became of one folder.
    public struct Report: Sendable {
        public var mailbox: String
        public var folder: FolderRole
        public var outcome: Outcome
        /// For a hand that has to finish it: Message-IDs with `<` and `>`.
        public var messageIDs: [String] = []

        public enum Outcome: Sendable {
            case erased(MailErasure)
            /// Nothing, or not all, was deleted; why.
            case obstacle(String)
        }
    }

    /// In lower case.
    let party: String
    let received: Set<MailSign>
    /// Message-IDs of what was sent.
    let sent: [String]
    let installation: Installation

    func run() async -> [Report] {
        var reports: [Report] = []
        for settings in installation.configuration.mailboxes {
            do {
                let maker = ChannelMaker(configuration: installation.configuration, environment: installation.environment)
                let mailbox = try maker.mailbox(settings)
                for folder in folders(settings) { reports.append(await erase(folder, of: mailbox, settings)) }
                await mailbox.close()
            } catch {
                reports += folders(settings).map { report($0, of: settings.name, .obstacle("\(error)")) }
            }
        }
        return reports
    }

    /// Where mail stays in place, the inbox is its own done folder; a Maildir has no Sent folder.
    private func folders(_ settings: MailboxSettings) -> [FolderRole] {
        switch settings.place {
        case .imap(let imap): imap.filing == .move ? [.inbox, .done, .sent] : [.inbox, .sent]
        case .maildir: [.inbox, .done]
        }
    }

    private func erase(_ folder: FolderRole, of mailbox: any Transport.Mailbox, _ settings: MailboxSettings) async -> Report {
        let isMeant: @Sendable ([UInt8]) -> Bool = { header in
            let reading = Reading(Message(header))
            return switch folder {
            case .inbox: isStored(reading)
            case .done: isStored(reading) || isFrom(reading, party)
            case .sent: isOurs(reading)
            }
        }
        do throws(TransportError) {
            return report(folder, of: mailbox.name, .erased(try await mailbox.erase(clues(folder), in: folder, onlyIf: isMeant)))
        } catch {
            return report(folder, of: mailbox.name, .obstacle("\(error)"))
        }
    }

    private func report(_ folder: FolderRole, of mailbox: String, _ outcome: Report.Outcome) -> Report {
        var report = Report(mailbox: mailbox, folder: folder, outcome: outcome)
        if case .obstacle = outcome { report.messageIDs = identifiers(folder).sorted() }
        return report
    }

    private func identifiers(_ folder: FolderRole) -> [String] {
        switch folder {
        case .inbox, .done: received.map { "<\($0.messageID)>" }
        case .sent: sent
        }
    }

    private func clues(_ folder: FolderRole) -> [MailClue] {
        let byIdentifier = identifiers(folder).map { MailClue.messageID($0) }
        return switch folder {
        case .inbox: byIdentifier
        case .done: [.from(party)] + byIdentifier
        case .sent: [.to(party)] + byIdentifier
        }
    }

    // MARK: Whose mail it is

    private func isStored(_ reading: Reading) -> Bool { MailSign(reading).map(received.contains) ?? false }

    private func isFrom(_ reading: Reading, _ address: String) -> Bool {
        reading.from.map { AddressKey.key($0.address) == address } ?? false
    }

    /// Sent by the service, or by people from its address to this customer.
    private func isOurs(_ reading: Reading) -> Bool {
        let own = installation.configuration.desk.brands.map { AddressKey.key($0.address) }
        guard own.contains(where: { isFrom(reading, $0) }) else { return false }
        let identifier = reading.messageID.map(MailSign.bare)
        return reading.to.contains { AddressKey.key($0.address) == party }
            || sent.contains { MailSign.bare($0) == identifier }
    }
}
