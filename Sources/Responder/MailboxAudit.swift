public import Store
import Transport

/// The part of `verify` that looks at the servers: every mail in a done folder was stored before it left the inbox (INV1).
public struct MailboxAudit {
    private let installation: Installation

    /// Mails of a done folder that are compared, the oldest first; it holds those of its days only.
    static let mailsMax = 5000
    static let batchMax = 200

    public init(_ installation: Installation) { self.installation = installation }

    public struct Finding: Sendable, Equatable {
        public var violations: [Violation] = []
        /// Why a mailbox could not be compared, with its name.
        public var obstacles: [String] = []
        public var compared = 0

        public init(violations: [Violation] = [], obstacles: [String] = [], compared: Int = 0) {
            self.violations = violations
            self.obstacles = obstacles
            self.compared = compared
        }
    }

    public func run() async -> Finding {
        var finding = Finding()
        for settings in installation.configuration.mailboxes {
            do {
                guard let folder = try doneFolder(settings) else { continue }
                try await compare(folder, &finding)
                await folder.close()
            } catch {
                finding.obstacles.append("mailbox \(settings.name) was not compared: \(error)")
            }
        }
        return finding
    }

    /// The done folder as a mailbox of its own, to be read only; nil where mail stays in place.
    private func doneFolder(_ settings: MailboxSettings) throws -> (any Mailbox)? {
        guard case .imap(var imap) = settings.place, imap.filing == .move else { return nil }
        imap.folder = imap.doneFolder
        var done = settings
        done.place = .imap(imap)
        return try ChannelMaker(configuration: installation.configuration, environment: installation.environment).mailbox(done)
    }

    private func compare(_ folder: any Mailbox, _ finding: inout Finding) async throws {
        var seen: Set<MailUID> = []
        while seen.count < Self.mailsMax {
            let mails = try await folder.fetch(limit: Self.batchMax, skipping: seen)
            guard !mails.isEmpty else { return }
            for mail in mails {
                seen.insert(mail.uid)
                finding.compared += 1
                // A mail above the limit came as its header alone, under another key than its whole.
                guard mail.extent == .whole, try await !installation.store.holds(mail.bytes) else { continue }
                finding.violations.append(
                    Violation(
                        rule: "INV1", subject: "mailbox \(folder.name), UID \(mail.uid.text)",
                        words: "lies in the done folder and was never stored; move it back into the inbox"))
            }
        }
    }
}
