import Foundation
import HelpDesk
import InternetMessage
import Store
import TestKit
import Testing

@testable import Responder

/// `rehearse` and `learn` on archives that are written here.
@Suite("Archives") struct ArchiveTests {
    /// An archive of three solved conversations, one that was asked again, one without an answer, a newsletter and an automatic reply.
    private static let mails: [String] = [
        mail(
            "q1", from: "Casey Miller <casey@customer.example>", subject: "Forgot my password",
            text: "Hello,\n\nI forgot my password and cannot log in to my account any more. How do I reset my password?\n\nCasey"),
        mail(
            "a1", from: "Anna <support@acme.example>", to: "casey@customer.example", inReplyTo: "q1",
            subject: "Re: Forgot my password",
            text:
                "Hello Casey,\n\nopen the sign-in page, choose \"Forgot password?\" and enter your e-mail address. You get a mail with a link to set a new password; look into the spam folder, too.\n\nRegards\nAnna\n\n> I forgot my password"
        ),
        mail(
            "t1", from: "Casey Miller <casey@customer.example>", inReplyTo: "a1", subject: "Re: Forgot my password",
            text: "Thank you very much!"),
        mail(
            "q2", from: "Tom <tom@garage.example>", subject: "Labels upside down",
            text: "the label printer prints every label upside down since we changed the roll. How do I turn the labels round?"),
        mail(
            "a2", from: "Anna <support@acme.example>", to: "tom@garage.example", inReplyTo: "q2",
            subject: "Re: Labels upside down",
            text: "Hi Tom,\n\nswitch on the option to turn labels round in the settings of the printer.\n\nAnna"),
        mail("q3", from: "Rosa Lind <rosa@bakery.example>", subject: "My parcel", text: "Where is my order 4711-2288? Rosa Lind"),
        mail(
            "a3", from: "Anna <support@acme.example>", to: "rosa@bakery.example", inReplyTo: "q3", subject: "Re: My parcel",
            text: "Hello Rosa,\n\nyour order 4711-2288 leaves tomorrow; call Ben on +49 30 1234567 if it does not.\n\nAnna"),
        mail("q4", from: "Max <max@storm.example>", subject: "App crashes", text: "The app crashes when I open it."),
        mail(
            "a4", from: "Anna <support@acme.example>", to: "max@storm.example", inReplyTo: "q4", subject: "Re: App crashes",
            text: "Please install the update."),
        mail(
            "r4", from: "Max <max@storm.example>", inReplyTo: "a4", subject: "Re: App crashes",
            text: "I did, and it still crashes."),
        mail(
            "q5", from: "Pat <pat@somewhere.example>", subject: "hm",
            text: "it is about the thing from the other day, you know which one."),
        mail(
            "n1", from: "News <news@letters.example>", subject: "Our offers", text: "Buy now.",
            more: "List-Unsubscribe: <https://x.example/u>\nPrecedence: bulk\n"),
        mail(
            "v1", from: "Kim <kim@holiday.example>", subject: "Out of office", text: "I am away.",
            more: "Auto-Submitted: auto-replied\n"),
    ]

    private static func mail(
        _ id: String, from: String, to: String = "support@acme.example", inReplyTo: String? = nil, subject: String, text: String,
        more: String = ""
    ) -> String {
        "From: \(from)\nTo: \(to)\nSubject: \(subject)\nDate: Tue, 4 Mar 2025 10:00:00 +0000\nMessage-ID: <\(id)@mail.example>\n"
            + (inReplyTo.map { "In-Reply-To: <\($0)@mail.example>\nReferences: <\($0)@mail.example>\n" } ?? "") + more
            + "\n\(text)\n"
    }

    private static func mbox(in folder: TemporaryFolder) throws -> String {
        let text = mails.map { mail in
            "From someone Tue Mar  4 10:00:00 2025\n"
                + mail.split(separator: "\n", omittingEmptySubsequences: false).map { $0.hasPrefix("From ") ? ">" + $0 : $0 }
                .joined(separator: "\n") + "\n"
        }.joined()
        return try folder.write("archive.mbox", Array(text.utf8))
    }

    /// Received mails in a Maildir, sent ones in its subfolder, with the files that servers keep beside them.
    private static func maildir(in folder: TemporaryFolder) throws -> String {
        for (number, mail) in mails.enumerated() {
            let box = mail.hasPrefix("From: Anna") ? "mail/.Sent/cur" : "mail/cur"
            try folder.write(
                "\(box)/17000000\(10 + number).M1.host:2,S", Array(mail.replacingOccurrences(of: "\n", with: "\r\n").utf8))
        }
        try folder.write("mail/dovecot-uidlist", Array("3 V1 N5\n".utf8))
        try folder.write("mail/cur/.hidden", Array("x".utf8))
        return folder.file("mail")
    }

    @Test("an mbox and a Maildir of the same mails give the same conversations")
    func conversations() throws {
        let folder = try TemporaryFolder()
        for path in [try Self.mbox(in: folder), try Self.maildir(in: folder)] {
            var found = Conversations(own: ["support@acme.example"])
            let skipped = try ArchiveReader(path).forEach { found.add(Reading(Message($0))) }
            #expect(found.mailCount == Self.mails.count && skipped == ArchiveReader.Skipped(), "\(path)")
            let all = Dictionary(uniqueKeysWithValues: found.all().map { ($0.question.messageID.prefix(2), $0) })
            #expect(Set(all.keys) == ["q1", "q2", "q3", "q4", "q5"])
            #expect(all["q1"]?.answer?.messageID.hasPrefix("a1") == true && all["q1"]?.wasAskedAgain == false)
            #expect(all["q4"]?.wasAskedAgain == true)
            #expect(all["q5"]?.answer == nil)
        }
    }

    @Test("who answers is found out where nobody says it")
    func foundOut() throws {
        let folder = try TemporaryFolder()
        var found = Conversations(own: [])
        _ = try ArchiveReader(try Self.mbox(in: folder)).forEach { found.add(Reading(Message($0))) }
        #expect(found.all().filter { $0.answer != nil }.map { $0.question.messageID.prefix(2) } == ["q1", "q2", "q3", "q4"])
    }

    @Test("quoted From lines, cut mails, empty files and binary ones end in a number, not in a crash")
    func hostile() throws {
        let folder = try TemporaryFolder()
        let quoted = "From a b\nSubject: x\n\n>From here\n>>From there\nnot From\nFrom in a line that follows no empty one\n"
        var texts: [String] = []
        _ = try ArchiveReader(folder.write("q.mbox", Array(quoted.utf8))).forEach {
            texts.append(String(decoding: $0, as: UTF8.self))
        }
        #expect(texts == ["Subject: x\n\nFrom here\n>From there\nnot From\nFrom in a line that follows no empty one\n"])
        for (name, bytes) in [
            ("empty", []), ("binary", [UInt8](repeating: 0xFF, count: 4096)), ("from", Array("From ".utf8)),
            ("envelopes", Array("From a\nFrom b\n\nFrom c".utf8)),
            ("self", Array("Message-ID: <a@b>\nReferences: <a@b>\nFrom: x@y\n\nhm".utf8)),
        ] as [(String, [UInt8])] {
            var found = Conversations(own: [])
            _ = try ArchiveReader(folder.write("hostile/\(name)", bytes)).forEach { found.add(Reading(Message($0))) }
            #expect(found.all().count <= 1, "\(name)")
        }
        #expect(throws: ServiceFailure.self) { _ = try ArchiveReader(folder.file("nothing")) }
    }

    @Test("a rehearsal counts what would have been answered, compares it with the agent's words, and leaves nothing behind")
    func rehearsal() async throws {
        let service = try MaildirService("answers: { requireAuthentication: false },")
        try await TestModel.ready()
        let installation = try service.open()
        let report = try await Rehearsal(installation).run(try ArchiveReader(Self.mbox(in: service.folder)))
        #expect(report.mails == Self.mails.count && report.all.questions == 5)
        let login = try #require(report.intents["login_issue"])
        #expect(login.questions == 1 && login.answered == 1 && login.compared == 1 && login.agreed == 1)
        #expect(report.all.answered < 5 && !report.reasons.isEmpty)
        #expect(report.untaught == nil)
        #expect(try await installation.store.tickets().items.isEmpty)
        #expect(try await installation.store.log().items.isEmpty)
    }

    @Test("solved conversations are learned once, without what is personal; what needed taking out is only suggested")
    func learning() async throws {
        let service = try MaildirService()
        try await TestModel.ready()
        let installation = try service.open()
        let archive = try ArchiveReader(Self.maildir(in: service.folder))
        let report = try await ArchiveLessons(installation).learn(archive)
        #expect(report.learned == 3 && report.askedAgain == 1 && report.unanswered == 1)
        let cases = try await installation.store.cases().cases
        #expect(cases.count == 3 && cases.filter(\.maySend).count == report.maySend)
        let all = cases.map { $0.question + $0.solution }.joined()
        for canary in ["Casey", "Rosa", "Lind", "4711", "1234567", "Tom"] { #expect(!all.contains(canary), "\(canary)") }
        let parcel = try #require(cases.first { $0.solution.contains("leaves tomorrow") })
        #expect(!parcel.maySend && parcel.solution.contains("["))
        let again = try await ArchiveLessons(installation).learn(archive)
        #expect(again.learned == 0 && again.known == 3)
        #expect(try await installation.store.cases().cases.count == 3)
    }

    @Test("a learned case answers the next customer who asks the same")
    func answers() async throws {
        let service = try MaildirService()
        try await TestModel.ready()
        _ = try await ArchiveLessons(try service.open()).learn(try ArchiveReader(Self.mbox(in: service.folder)))
        let explain = try await Explain(try service.open())
        let bytes = Letters.unusual().bytes(receivedAt: service.clock.now, by: MaildirService.server)
        let explanation = try await explain.mail(bytes)
        #expect(explanation.evidence?.similar.first.map { $0.score > 0.5 } == true)
    }
}
