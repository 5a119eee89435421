import Foundation
import HelpDesk
import InternetMessage
import Store
import Transport

/// `demo`: the main job on the embedded default. Sample mails come into a Maildir, the real service works them with a real store, and
/// answers and escalations go out into another Maildir; then people answer, rate and read the digest.
public struct Demo: Sendable {
    let directory: String
    private let clock = DemoClock()

    private let modelFolder: String?
    private let isKept: Bool

    /// - Parameters:
    ///   - modelFolder: where a trained model is kept; nil is the demonstration's own folder.
    ///   - isKept: whether the folder stays, so that people may be sent there.
    public init(directory: String, modelFolder: String? = nil, isKept: Bool) {
        self.directory = directory
        self.modelFolder = modelFolder
        self.isKept = isKept
    }

    /// Runs the story from the first mail to the digest.
    /// - Parameter print: gets each line for people.
    public func run(print: @escaping (String) -> Void) async throws {
        let stage = try DemoStage(directory: directory, clock: clock.clock, modelFolder: modelFolder)
        let teller = DemoTeller(stage: stage, print: print)
        print("Mails come into \(stage.inbox), and leave to \(stage.outbox).\n")
        try await comeIn(stage, teller)
        try await answer(stage, teller)
        try await readDigest(stage, teller)
        guard isKept else { return print("\nNothing of it is left behind. To look closer:  answerback demo --keep demo") }
        print("\nThe outgoing mails lie in \(stage.outbox)/new, the store is \(stage.configuration.databaseFile).")
        print("Look closer:  answerback tickets list --config \(stage.configuration.file)")
        print("              answerback explain --config \(stage.configuration.file) FILE")
    }

    private func comeIn(_ stage: DemoStage, _ teller: DemoTeller) async throws {
        teller.title("Mails come in")
        for sample in DemoMails.first { try stage.receive(sample.mail) }
        try await stage.work()
        try await teller.tell(DemoMails.first.map { ($0.mail, $0.shows) })
    }

    private func answer(_ stage: DemoStage, _ teller: DemoTeller) async throws {
        teller.title("An agent answers the escalation with her own mail client")
        let escalation = try stage.mail(to: DemoStage.agents, about: DemoMails.unusual.mail)
        try await act(
            stage, teller, "the agent's reply",
            escalation.reply(
                from: "Anna Agent <anna@acme.example>",
                text: """
                    Hello,

                    open the settings of the printer and switch on the option to turn labels round. The next label comes out the
                    right way.

                    Kind regards
                    Anna

                    """))
        teller.title("Customers answer")
        let login = try stage.mail(to: DemoMails.login.mail.address, about: DemoMails.login.mail)
        try await act(
            stage, teller, "a rating", login.reply(from: DemoMails.login.mail.from, text: "5 - quick and clear, thank you\n"))
        let payment = try stage.mail(to: DemoMails.payment.mail.address, about: DemoMails.payment.mail)
        try await act(
            stage, teller, "a reply in thread",
            payment.reply(from: "Rosa Lind <rosa@bakery.example>", text: "That did not help, I still see both payments.\n"))
        teller.title("Another customer asks what a person has solved")
        try await act(stage, teller, DemoMails.similar.shows, DemoMails.similar.mail)
    }

    private func act(_ stage: DemoStage, _ teller: DemoTeller, _ shows: String, _ mail: SampleMail) async throws {
        try stage.receive(mail)
        try await stage.work()
        try await teller.tell([(mail, shows)])
    }

    /// The clock goes on to midnight, when the digest of this day is due.
    private func readDigest(_ stage: DemoStage, _ teller: DemoTeller) async throws {
        teller.title("After midnight: the admins' digest of the day")
        clock.advance(to: stage.nextMidnight)
        try await stage.work()
        let digest = try stage.newestMail(to: DemoStage.admin)
        for line in digest.reading.text.split(separator: "\n", omittingEmptySubsequences: false).prefix(DemoTeller.digestLinesMax)
        {
            teller.print("  | \(line)")
        }
    }
}
