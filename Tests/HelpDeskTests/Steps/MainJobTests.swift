import Testing

@testable import HelpDesk

/// The main job, as one reads it.
@Suite struct MainJobTests {
    let casey = "casey@customer.example"
    let anna = "Anna <anna@acme.example>"
    let agents = "agents@acme.example"

    @Test("a clear question is answered at once, in its thread, and resolved when the server has accepted the answer")
    func answer() throws {
        var world = World()
        let outcome = world.receive(Post(subject: "Locked out", messageID: "first@customer.example"))
        #expect(outcome.disposition == .answered)
        #expect(world.ticket.status == .open)
        let letter = try #require(world.deliver().first)
        #expect(world.ticket.status == .autoResolved)
        #expect(letter.mail.recipient == casey)
        #expect(letter.subject == "Re: Locked out")
        #expect(letter.inReplyTo == ["first@customer.example"])
        #expect(letter.text.contains("choose the link for a forgotten password"))
        #expect(letter.text.contains("written automatically"))
        #expect(letter.text.contains("HUMAN"))
        #expect(letter.header("Auto-Submitted") == "auto-replied")
    }

    @Test(
        "an unclear question goes to the agents, the customer gets one acknowledgement, the agent's reply goes back and becomes a case"
    )
    func escalation() throws {
        var world = World()
        let letters = world.exchange(Post(subject: "Odd noise", text: "The gadget hums since Tuesday, what can I do?"))
        #expect(letters.map(\.mail.purpose) == [.escalation, .acknowledgement])
        #expect(world.ticket.status == .escalated)
        let escalation = try #require(world.letters.to(agents).first)
        #expect(escalation.subject.hasPrefix("[\(world.ticket.number.rawValue)]"))
        #expect(escalation.text.contains("hums since Tuesday"))
        world.exchange(
            .reply(
                to: escalation, from: anna,
                "Hello Casey,\n\nPlease unplug the gadget for a minute and plug it in again.\n\nBest regards\nAnna"))
        let reply = try #require(world.letters.to(casey).last)
        #expect(reply.mail.purpose == .agentReply)
        #expect(reply.text.contains("unplug the gadget"))
        #expect(!reply.text.contains("hums since Tuesday"))
        #expect(reply.header("Auto-Submitted") == nil)
        #expect(world.ticket.status == .closed)
        #expect(world.cases.map(\.solution) == ["Please unplug the gadget for a minute and plug it in again."])
        #expect(world.letters.to("anna@acme.example").map(\.mail.purpose) == [.receipt])
    }

    @Test("ok alone sends the suggested draft")
    func approval() throws {
        var settings = DeskSettings.test
        settings.answers.mode = .draft
        var world = World(settings: settings)
        world.exchange(Post())
        #expect(world.sentAutomatically(to: casey) == 1)
        let escalation = try #require(world.letters.to(agents).first)
        #expect(escalation.text.contains("choose the link for a forgotten password"))
        world.exchange(.reply(to: escalation, from: anna, "ok"))
        #expect(world.letters.to(casey).last?.text.contains("choose the link for a forgotten password") == true)
        #expect(world.ticket.status == .closed)
    }

    @Test("thanks closes quietly, and seven days of silence close, too")
    func closing() throws {
        var world = World()
        let answer = try #require(world.exchange(Post()).first)
        #expect(world.exchange(.reply(to: answer, from: casey, "Thanks, that did it!")).isEmpty)
        #expect(world.ticket.status == .closed)
        var silent = World()
        silent.exchange(Post())
        silent.advance(days: 6)
        #expect(silent.ticket.status == .autoResolved)
        silent.advance(days: 2)
        #expect(silent.ticket.status == .closed)
    }

    @Test("HUMAN brings a person with one acknowledgement", arguments: ["HUMAN", "It did not help at all, still locked out."])
    func human(words: String) throws {
        var world = World()
        let answer = try #require(world.exchange(Post()).first)
        let letters = world.exchange(.reply(to: answer, from: casey, words))
        #expect(letters.map(\.mail.purpose) == [.escalation, .acknowledgement])
        #expect(world.ticket.status == .escalated)
    }

    @Test("another customer's similar mail is answered from the solved case")
    func solvedCase() throws {
        var world = World()
        world.exchange(Post(subject: "Sign in", text: "Sign in says gizmo error 7, my password is right. HUMAN please"))
        let escalation = try #require(world.letters.to(agents).first)
        world.exchange(.reply(to: escalation, from: anna, "Please remove the gizmo and sign in again."))
        let solved = try #require(world.cases.first)
        #expect(solved.maySend)
        world.judge = { text in
            var evidence = Judge.plain(text)
            evidence.judgement?.confidence = 0.6
            evidence.similar = [SimilarCase(id: solved.id, score: 0.9, intent: "login_issue")]
            evidence.supportedConfidence = 0.95
            return evidence
        }
        let letters = world.exchange(Post(from: "dana@other.example", text: "gizmo error 7 when I sign in with my password"))
        #expect(letters.map(\.mail.purpose) == [.answer])
        #expect(letters.first?.text.contains("remove the gizmo") == true)
        #expect(world.ticket.responseSource == .solution)
        #expect(world.refusals.isEmpty)
    }
}
