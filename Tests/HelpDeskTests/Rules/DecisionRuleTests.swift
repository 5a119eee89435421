import Testing
import TextAnalysis

@testable import HelpDesk

/// RULES H and G7: whether the desk answers by itself.
@Suite struct DecisionRuleTests {
    let casey = "casey@customer.example"

    private func world(_ change: @escaping @Sendable (inout Judgement) -> Void = { _ in }) -> World {
        World(judge: { text in
            var judgement = Judge.judgement(of: text)
            change(&judgement)
            return Evidence(judgement: judgement, similar: [])
        })
    }
    private func verdict(_ world: World, _ post: Post = Post()) -> Decision? {
        var world = world
        let outcome = world.receive(post)
        return Explanation(
            triage: world.desk.triage(world.incoming(post.bytes(number: 1), id: 1)), evidence: nil, outcome: outcome
        ).decision
    }

    @Test("H5: nothing against it, and it is answered")
    func answered() { #expect(verdict(world())?.verdict == .autoResolve) }

    @Test(
        "H5: a confidence that is missing, invalid or below the floor escalates",
        arguments: [0.7499, -0.1, 1.01, .nan, .infinity, 0])
    func confidence(value: Double) {
        #expect(
            verdict(
                world {
                    $0.confidence = value; $0.templateConfidence = value
                })?.verdict == .escalate)
    }

    @Test("H5: exactly 0.75 is enough")
    func floor() {
        #expect(
            verdict(
                world {
                    $0.confidence = 0.75; $0.templateConfidence = 0.75
                })?.verdict == .autoResolve)
    }

    @Test("H5: an unsure template escalates although the intent is sure")
    func template() { #expect(verdict(world { $0.templateConfidence = 0.4 })?.verdict == .escalate) }

    @Test("H5: never-answer topics, a second question, no intent, a people's intent, an unknown language escalate")
    func reasons() {
        #expect(verdict(world { $0.neverAnswer = ["a threat of legal action"] })?.verdict == .escalate)
        #expect(verdict(world { $0.alsoAsks = ["payment_issue"] })?.verdict == .escalate)
        #expect(verdict(world { $0.intent = nil })?.verdict == .escalate)
        #expect(verdict(world { $0.intent = "complaint" })?.verdict == .escalate)
        #expect(verdict(world { $0.language = "fi" })?.verdict == .escalate)
        #expect(verdict(world { $0.language = nil })?.verdict == .escalate)
        #expect(verdict(world { $0.sentiment = -0.95 })?.verdict == .escalate)
    }

    @Test("H5: every rule that fired is told, not only the first")
    func allReasons() {
        let decision = verdict(
            world {
                $0.neverAnswer = ["a threat"]; $0.alsoAsks = ["payment_issue"]; $0.confidence = 0.2
            })
        #expect((decision?.rules.count ?? 0) >= 3)
    }

    @Test(
        "H5: listed senders are answered by people, by address and by domain",
        arguments: ["casey@customer.example", "@Customer.example"])
    func listed(entry: String) {
        var settings = DeskSettings.test
        settings.answers.neverAnswer.addresses = [entry]
        #expect(verdict(World(settings: settings))?.verdict == .escalate)
        #expect(verdict(World(settings: settings), Post(from: "x@other.example"))?.verdict == .autoResolve)
    }

    @Test("H5: an operator's own phrases escalate")
    func phrases() {
        var settings = DeskSettings.test
        settings.answers.neverAnswer.phrases = ["Enterprise Plan"]
        #expect(verdict(World(settings: settings), Post(text: "password of our enterprise  plan is lost"))?.verdict == .escalate)
        #expect(verdict(World(settings: settings))?.verdict == .autoResolve)
    }

    @Test("H5: a second contact on the same matter within 14 days brings a person; later, or on another matter, it does not")
    func secondContact() {
        var world = World()
        world.exchange(Post())
        world.advance(days: 13)
        #expect(world.receive(Post(text: "password lost again")).disposition == .escalated)
        var later = World()
        later.exchange(Post())
        later.advance(days: 22)
        #expect(later.receive(Post(text: "password lost again")).disposition == .answered)
        var other = World()
        other.exchange(Post())
        #expect(other.receive(Post(text: "Please send the invoice of March.")).disposition == .answered)
    }

    @Test("H5: a reply to an automatic answer that is not thanks brings a person")
    func replyToAnswer() throws {
        var world = World()
        let answer = try #require(world.exchange(Post()).first)
        #expect(world.receive(.reply(to: answer, from: casey, "Which page do you mean? password")).disposition == .escalated)
    }

    @Test("H5: a file that may matter brings a person")
    func attachment() {
        let body =
            "--x\r\nContent-Type: text/plain\r\n\r\nI forgot my password, see the file.\r\n--x\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--x--\r\n"
        var world = World()
        let outcome = world.receive(Post(text: body, contentType: "multipart/mixed; boundary=x"))
        #expect(outcome.disposition == .escalated)
        let escalation = world.deliver().first { $0.mail.purpose == .escalation }
        #expect(escalation?.files == ["a.pdf"])
    }

    @Test("H6: proven stays closed until the record shows the target; measured stays open until it shows less")
    func gates() {
        var proven = DeskSettings.test
        proven.answers.gate = .proven
        var world = World(settings: proven)
        #expect(verdict(world)?.verdict == .escalate)
        world.intentRecord.bands = [IntentRecord.Band(floor: 0.92, graded: 149, wrong: 0)]
        #expect(verdict(world)?.verdict == .autoResolve)
        world.intentRecord.bands[0].wrong = 1
        #expect(verdict(world)?.verdict == .escalate)
        var measured = World()
        measured.intentRecord.bands = [IntentRecord.Band(floor: 0.92, graded: 20, wrong: 1)]
        #expect(verdict(measured)?.verdict == .autoResolve)
        measured.intentRecord.bands[0].wrong = 4
        #expect(verdict(measured)?.verdict == .escalate)
    }

    @Test(
        "H6: Clopper–Pearson opens at the known counts",
        arguments: [(0.95, 59, 0), (0.95, 93, 1), (0.98, 149, 0), (0.98, 236, 1), (0.99, 299, 0), (0.99, 473, 1)])
    func bounds(target: Double, graded: Int, wrong: Int) {
        #expect(ClopperPearson.lowerBound(right: graded - wrong, of: graded) >= target)
        #expect(ClopperPearson.lowerBound(right: graded - 1 - wrong, of: graded - 1) < target)
    }

    @Test(
        "H8: off suggests nothing, shadow shows nothing, draft waits for an ok, canary answers about a tenth with a time to undo")
    func ladder() throws {
        var settings = DeskSettings.test
        for (mode, hasDraft) in [(AnswerPolicy.Mode.off, false), (.shadow, false), (.draft, true)] {
            settings.answers.modes = ["login_issue": mode]
            var world = World(settings: settings)
            #expect(world.receive(Post()).disposition == .escalated)
            #expect((world.ticket.draft != nil) == hasDraft, "\(mode)")
        }
        settings.answers.modes = ["login_issue": .canary]
        var world = World(settings: settings)
        for number in 0..<200 { world.receive(Post(from: "c@d\(number).example")) }
        let answers = world.outbox.filter { $0.mail.purpose == .answer }
        #expect((8...40).contains(answers.count))
        #expect(answers.allSatisfy { $0.mail.notBefore == $0.composedAt.adding(seconds: 120) })
    }

    @Test("H10: a second mail of the customer within the time to undo takes the answer back")
    func undo() {
        var settings = DeskSettings.test
        settings.answers.undoSeconds = 300
        var world = World(settings: settings)
        world.receive(Post(subject: "Locked out"))
        #expect(world.deliver().isEmpty)
        world.receive(
            Post(subject: "Re: [\(world.ticket.number.rawValue)] Locked out", text: "Forget it, but now the screen is black"))
        world.advance(seconds: 600)
        #expect(!world.deliver().contains { $0.mail.purpose == .answer })
        #expect(world.ticket.status == .escalated)
    }

    @Test("H11: an automatic mail logs decision, source and confidence")
    func log() {
        var world = World()
        world.receive(Post())
        let kinds = world.kinds(of: world.ticket)
        #expect(kinds.contains { if case .decided(let decision) = $0 { decision.source == .template } else { false } })
        #expect(kinds.contains { if case .judged(let judgement) = $0 { judgement.model == "test" } else { false } })
    }

    @Test("H12: a hold stops answers and acknowledgements, and mail still comes in")
    func hold() {
        var world = World()
        world.take(.operation(.hold(reason: "fire")))
        let outcome = world.receive(Post())
        #expect(outcome.disposition == .escalated)
        #expect(world.sentAutomatically(to: casey) == 0)
        #expect(world.tickets.count == 1)
    }

    @Test("H13: without a judgement a person answers, at once")
    func noJudgement() {
        var world = World(judge: { _ in Evidence(judgement: nil, similar: []) })
        let outcome = world.receive(Post())
        #expect(outcome.disposition == .escalated)
        #expect(outcome.outgoing.map(\.purpose) == [.escalation, .acknowledgement])
    }

    @Test("G7: an automatic answer says that it is one and how to reach a person; without its footer nothing is answered")
    func disclosure() throws {
        var world = World()
        let answer = try #require(world.exchange(Post()).first)
        #expect(answer.text.contains("automatically") && answer.text.contains("HUMAN"))
        let templates = TemplateLibrary([
            TemplateLibrary.source("en/login_issue/intent.md", "---\ncategory: technical\n---\nx\n"),
            TemplateLibrary.source("en/login_issue/forgot-password.md", "---\nsubject: P\n---\nOpen the page.\n"),
        ])
        var bare = World(templates: templates)
        #expect(bare.receive(Post()).disposition == .escalated)
    }

    @Test("G7: a customer's wish for a person in the first mail is heard")
    func wish() {
        var world = World()
        #expect(world.receive(Post(text: "I forgot my password. Can I speak to a human please?")).disposition == .escalated)
    }

    @Test(
        "a solved case needs the classifier's agreement, clean words and good ratings",
        arguments: [0, 1, 2, 3, 4])
    func fitness(change: Int) {
        var solved = SolvedCase(
            id: CaseID(rawValue: 900), ticket: TicketID(rawValue: 1), intent: "login_issue", language: "en", question: "gizmo",
            solution: "Remove the gizmo.", maySend: true, learnedFrom: "anna@acme.example", learnedAt: Timestamp(seconds: 0))
        switch change {
        case 1: solved.intent = "payment_issue"
        case 2: solved.maySend = false
        case 3: solved.badRatings = 1
        case 4: solved.isWithdrawn = true
        default: break
        }
        var world = World(judge: { text in
            var judgement = Judge.judgement(of: text)
            judgement.confidence = 0.5
            judgement.templateConfidence = 0.3
            return Evidence(
                judgement: judgement, similar: [SimilarCase(id: CaseID(rawValue: 900), score: 0.92, intent: "login_issue")],
                supportedConfidence: 0.97)
        })
        world.cases = [solved]
        let outcome = world.receive(Post())
        #expect((outcome.disposition == .answered) == (change == 0))
    }
}
