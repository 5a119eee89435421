import HelpDesk
import Store
import TestKit
import Testing

@testable import Responder

@Suite("Explain")
struct ExplainTests {
    @Test("it says what serve then does, and stores and sends nothing")
    func explain() async throws {
        let service = try MaildirService()
        try await TestModel.ready()
        let installation = try service.open()
        let explain = try await Explain(installation)
        let bytes = Letters.login().bytes(receivedAt: service.clock.now, by: MaildirService.server)
        let explanation = try await explain.mail(bytes)
        #expect(explanation.decision.verdict == .autoResolve)
        let reply = try #require(explanation.reply)
        #expect(try await installation.store.tickets().items.isEmpty)
        #expect(try service.sent().isEmpty)
        try service.receive(bytes)
        try await service.work()
        let ticket = try #require(try await installation.store.tickets().items.first)
        #expect(ticket.intent == explanation.evidence?.judgement?.intent)
        #expect(ticket.template == explanation.evidence?.judgement?.template)
        #expect(reply.contains("password"))
        #expect(explanation.decision.grounds?.templates == installation.library.version)
        let judgement = try #require(explanation.evidence?.judgement)
        #expect(
            judgement.wordsFor.contains("password") && judgement.nearest?.isEmpty == false && judgement.signs?.isEmpty == false)
        let nearest = try #require(judgement.nearest?.first)
        #expect(nearest.intent == "login_issue" && installation.library.examples(packs: []).map(\.text).contains(nearest.text))
    }

    @Test(
        "without an installation the built-in defaults and the shipped templates judge, whoever vouches and however old the mail is"
    )
    func withoutInstallation() async throws {
        let mail = Letters.login()
        let bytes = mail.bytes(writtenAt: Timestamp(seconds: 1_600_000_000))
        let explanation = try await Explain().mail(bytes)
        #expect(explanation.decision.verdict == .autoResolve, "\(explanation.decision.rules)")
        #expect(explanation.reply?.contains("password") == true)
        let angry = SampleMail(
            from: mail.from, to: mail.to, subject: mail.subject, text: "I forgot my password. My lawyer will sue you.")
        #expect(try await Explain().mail(angry.bytes(writtenAt: Timestamp(seconds: 1_600_000_000))).decision.verdict == .escalate)
    }

    @Test(
        "H5: a further wish, in the same sentence or behind it, goes to a person, the same wish in other words does not",
        arguments: [
            ("I forgot my password and also I want to know where my invoice is.", Decision.Verdict.escalate),
            ("Ich habe mein Passwort vergessen und außerdem fehlt mir die Rechnung vom März.", .escalate),
            ("I forgot my password. Also, please send me the invoice of March again.", .escalate),
            ("I forgot my password. Also, I cannot log in to my account.", .autoResolve),
            ("I forgot my password and also I cannot log in to my account.", .autoResolve),
        ])
    func furtherWish(text: String, verdict: Decision.Verdict) async throws { try await expect(verdict, of: text) }

    @Test(
        "H5: what alone would get another answer is a wish of its own, told as a question or as a statement; what belongs to the matter is not",
        arguments: [
            ("I can't sign in because I forgot my password. I was charged twice for November.", Decision.Verdict.escalate),
            ("The app crashes on start. How can I close my account?", .escalate),
            ("How do I reset my password? How do I set up my authenticator app?", .escalate),
            ("My card was declined. Please send me a copy of the invoice for May.", .escalate),
            ("My authenticator app is empty on the new phone. I forgot my password and can't get in.", .escalate),
            ("We moved house, so the address in my account is wrong. I want to close my account.", .escalate),
            ("Ich habe mein Passwort vergessen. Im November wurde zweimal abgebucht.", .escalate),
            ("I can't log in. I forgot my password. Can you help?", .autoResolve),
            ("I forgot my password. I tried three times and now nothing works. Please send me a new one.", .autoResolve),
            ("I forgot my password. I asked for a reset link but the link says it has expired.", .autoResolve),
            (
                "It would be great if you could add a dark mode to the app. Is that planned? I would love to see this feature.",
                .autoResolve
            ),
            ("You charged my card twice for one order. I want my money back.", .autoResolve),
            ("I was charged twice for November. I paid by credit card on the 3rd.", .autoResolve),
            ("The app crashes on start. I have a new phone, Android 15. I reinstalled it twice.", .autoResolve),
            ("I would like to have another e-mail address in my account. Where can I do this?", .autoResolve),
        ])
    func secondWish(text: String, verdict: Decision.Verdict) async throws { try await expect(verdict, of: text) }

    @Test("H5: a subject names the matter in general; it is no wish beside the one below it, unless it is about something else")
    func subjects() async throws {
        try await expect(.autoResolve, of: "I forgot my password. How do I get a new one?", below: "Cannot log in")
        try await expect(
            .escalate, of: "I forgot my password. How do I get a new one?", below: "I was charged twice for November")
    }

    private func expect(_ verdict: Decision.Verdict, of text: String, below subject: String = "") async throws {
        let mail = SampleMail(from: Letters.login().from, to: MaildirService.support, subject: subject, text: text + "\n")
        let explanation = try await Explain().mail(mail.bytes(writtenAt: Timestamp(seconds: 1_600_000_000)))
        #expect(explanation.decision.verdict == verdict, "\(explanation.decision.rules)")
    }
}
