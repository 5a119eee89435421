import Foundation
import HelpDesk
import Store
import Transport

/// `doctor`: looks at an installation as it stands, and says how to mend what is wrong. But for the mail that it sends to itself it
/// changes nothing on any server.
public struct Doctor: Sendable {
    /// What was looked at, and what was found.
    public struct Finding: Sendable, Equatable, Codable {
        public enum Grade: String, Sendable, Codable { case good, notice, failure }
        public var grade: Grade
        /// What was checked, for example `mailbox support`.
        public var subject: String
        public var words: String
        /// What to do; nil where nothing is to be done.
        public var mend: String?

        public var isFailure: Bool { grade == .failure }

        /// One line for people.
        public var line: String {
            let mark =
                switch grade {
                case .good: "ok     "
                case .notice: "notice "
                case .failure: "FAILED "
                }
            return mark + subject + ": " + words + (mend.map { "\n         -> " + $0 } ?? "")
        }
    }

    let configuration: ServiceConfiguration
    let environment: [String: String]

    public init(_ configuration: ServiceConfiguration, environment: [String: String]? = nil) {
        self.configuration = configuration
        self.environment = environment ?? ProcessInfo.processInfo.environment
    }

    public enum Depth: Sendable, Equatable {
        case looking
        /// And a mail to the installation's own address, where both servers work.
        case sendingMail
    }

    /// Runs every check; a failed one does not stop the others.
    public func examine(_ depth: Depth = .sendingMail) async -> [Finding] {
        var findings = [Finding(grade: .good, subject: "configuration", words: "\(configuration.file) is well formed")]
        findings += templates() + people() + trust()
        findings += await storage()
        let maker = ChannelMaker(configuration: configuration, environment: environment)
        for settings in configuration.mailboxes { findings += await mailbox(settings, maker) }
        findings.append(await submission(maker))
        if depth == .sendingMail, !findings.contains(where: \.isFailure) { findings += await authentication(maker) }
        return findings
    }

    // MARK: What stands in files

    private func templates() -> [Finding] {
        let files = TemplateFiles(folder: configuration.templatesFolder, brands: configuration.desk.brands)
        let library = TemplateLibrary(files.sources)
        let mistakes = files.mistakes + library.mistakes
        let broken = mistakes.map {
            Finding(
                grade: .failure, subject: "template \($0.path):\($0.line)", words: $0.words,
                mend: "correct the file; until then it is never sent")
        }
        guard broken.isEmpty else { return broken }
        return [Finding(grade: .good, subject: "templates", words: "\(library.answers.count) answers, no mistakes")]
    }

    private func people() -> [Finding] {
        var findings: [Finding] = []
        if configuration.desk.agents.isEmpty {
            findings.append(
                Finding(
                    grade: .failure, subject: "agents", words: "nobody gets the escalations",
                    mend: "name a mailbox that people read: agents: [{ mailbox: \"agents@your.domain\" }]"))
        }
        if configuration.desk.admins.isEmpty {
            findings.append(
                Finding(
                    grade: .notice, subject: "admins", words: "nobody gets the digest and the alarms",
                    mend: "name somebody: admins: [\"you@your.domain\"]"))
        }
        return findings
    }

    private func trust() -> [Finding] {
        let answers = configuration.desk.answers
        guard configuration.desk.trust.authservID == nil, configuration.desk.trust.profile == .standard else {
            return [Finding(grade: .good, subject: "trust", words: "Authentication-Results of your own server count")]
        }
        let words =
            answers.requireAuthentication
            ? "no mail is authenticated, so nobody is answered automatically and nobody has an agent's rights"
            : "no mail is authenticated, so agents and admins have no rights by mail"
        return [
            Finding(
                grade: .notice, subject: "trust", words: words,
                mend: "write the name that your receiving server puts first in Authentication-Results as trust.authservID "
                    + "(look into the header of any mail you received); without such a server set answers.requireAuthentication: false"
            )
        ]
    }

    // MARK: The store

    private func storage() async -> [Finding] {
        do {
            let installation = try Installation(configuration, environment: environment, logTo: { _ in })
            let health = try await installation.store.health()
            let tickets = try await installation.store.ticketCount()
            var findings = [
                Finding(
                    grade: .good, subject: "store",
                    words: "\(configuration.databaseFile): \(tickets) tickets, \(health.waitingMails) mails wait, "
                        + "\(health.outboxDepth) in the outbox")
            ]
            if let hold = health.hold {
                findings.append(
                    Finding(
                        grade: .notice, subject: "hold", words: "automatic sending is held: \(hold.reason)",
                        mend: "answerback release"))
            }
            if health.quarantined > 0 {
                findings.append(
                    Finding(
                        grade: .notice, subject: "quarantine", words: "\(health.quarantined) mails crashed the program twice",
                        mend: "look at them with `answerback log`, answer them by hand, and report them"))
            }
            return findings + [room()]
        } catch {
            return [
                Finding(
                    grade: .failure, subject: "store", words: "\(error)",
                    mend: "check the folder \(configuration.dataFolder) and who owns it")
            ]
        }
    }

    private func room() -> Finding {
        var status = statvfs()
        guard statvfs(configuration.dataFolder, &status) == 0 else {
            return Finding(grade: .failure, subject: "disk", words: "the data folder cannot be looked at", mend: nil)
        }
        let megabytes = (UInt64(status.f_bavail) * UInt64(status.f_frsize)) >> 20
        return Finding(
            grade: megabytes < 200 ? .failure : .good, subject: "disk", words: "\(megabytes) MB are free",
            mend: megabytes < 200 ? "free some space: a full disk stops the service (no mail is lost)" : nil)
    }

    // MARK: Servers

    /// Only where mail goes out and comes in by servers is there anything to be seen.
    private func authentication(_ maker: ChannelMaker) async -> [Finding] {
        guard case .smtp = configuration.submission else { return [] }
        var findings: [Finding] = []
        for settings in configuration.mailboxes {
            guard let mailbox = try? maker.mailbox(settings) as? IMAPMailbox, let submission = try? maker.submission() else {
                continue
            }
            findings += await sendToItself(mailbox, settings, submission)
            await mailbox.close()
        }
        return findings
    }

    private func mailbox(_ settings: MailboxSettings, _ maker: ChannelMaker) async -> [Finding] {
        let subject = "mailbox \(settings.name)"
        let mailbox: any Mailbox
        do { mailbox = try maker.mailbox(settings) } catch {
            return [Self.failure(subject, error)]
        }
        do {
            let state = try await mailbox.open()
            var findings = [Finding(grade: .good, subject: subject, words: "opened; \(state.mailCount) mails lie there")]
            if case .imap(let imap) = settings.place {
                findings += Self.capabilities(subject, state)
                if try await mailbox.count(.sent) == nil {
                    findings.append(
                        Finding(
                            grade: .notice, subject: subject, words: "there is no folder \(imap.sentFolder)",
                            mend:
                                "name the provider's folder of sent mail as sentFolder, or leave it: only the fate of mails whose "
                                + "reply got lost is looked up there"))
                }
            }
            await mailbox.close()
            return findings
        } catch {
            await mailbox.close()
            return [Self.failure(subject, error)]
        }
    }

    private static func capabilities(_ subject: String, _ state: MailboxState) -> [Finding] {
        let offered = Set(state.capabilities.map { $0.uppercased() })
        let wanted = [
            ("IDLE", "new mail is found by polling only"), ("UIDPLUS", "mail is flagged, not moved, when MOVE is missing too"),
        ]
        return wanted.filter { !offered.contains($0.0) }.map { name, words in
            Finding(grade: .notice, subject: subject, words: "the server does not offer \(name): \(words)", mend: nil)
        }
    }

    private func submission(_ maker: ChannelMaker) async -> Finding {
        do {
            let submission = try maker.submission()
            try await submission.open()
            await submission.close()
            return Finding(grade: .good, subject: "submission", words: "connected and logged in; nothing was sent")
        } catch {
            return Self.failure("submission", error)
        }
    }

    private static func failure(_ subject: String, _ error: any Error) -> Finding {
        Finding(grade: .failure, subject: subject, words: "\(error)", mend: nil)
    }
}
