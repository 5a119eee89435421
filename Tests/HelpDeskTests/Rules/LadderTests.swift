import Testing

@testable import HelpDesk

/// RULES H8 to H11: the rungs of an intent, what people's words make of them, and what an answer stood on.
@Suite struct LadderTests {
    let anna = "Anna <anna@acme.example>"

    /// - Parameter right: so many right answers were graded before.
    private func world(_ mode: AnswerPolicy.Mode = .on, gate: AnswerPolicy.Gate = .measured, right: Int = 0) -> World {
        var settings = DeskSettings.test
        settings.answers.modes = ["login_issue": mode]
        settings.answers.gate = gate
        settings.answers.caps.allHour = 10_000
        settings.answers.caps.escalationsHour = 10_000
        var world = World(settings: settings)
        for number in 0..<right { world.grade(number, .right) }
        return world
    }

    /// A customer asks, is answered, and rates the answer.
    private func rated(_ stars: Int, in world: inout World, customer: Int) throws {
        let from = "c@d\(customer).example"
        let answer = try #require(world.exchange(Post(from: from)).first { $0.mail.purpose == .answer })
        world.exchange(.reply(to: answer, from: from, "\(stars)"))
        world.advance(seconds: 60)
    }

    private func alarms(_ world: World) -> [String] {
        world.events.compactMap { if case .alarm(let words) = $0.kind { words } else { nil } }
    }

    // MARK: H9

    @Test("H9: the third bad answer of the last fifty puts the intent into draft, in the step of the mark, and tells the admins")
    func thirdBad() throws {
        var world = world(right: 60)
        for customer in 0..<2 { try rated(1, in: &world, customer: customer) }
        #expect(world.modes["login_issue"] == nil)
        let answer = try #require(world.exchange(Post(from: "c@d9.example")).first { $0.mail.purpose == .answer })
        let outcome = world.receive(.reply(to: answer, from: "c@d9.example", "1"))
        let kinds = outcome.events.map(\.kind)
        #expect(kinds.contains(.modeChanged(intent: "login_issue", mode: .draft)))
        #expect(kinds.contains { if case .rated = $0 { true } else { false } })
        #expect(outcome.outgoing.contains { $0.purpose == .alarm && $0.recipient == "boss@acme.example" })
        #expect(world.receive(Post(from: "c@d10.example")).disposition == .escalated)
        #expect(world.ticket.draft != nil)
    }

    @Test("H9: good ratings and silence never lower a rung, and two bad ones in fifty do not either")
    func goodStays() throws {
        var world = world()
        for customer in 0..<60 {
            try rated(customer == 3 || customer == 57 ? 1 : 5, in: &world, customer: customer)
            world.exchange(Post(from: "s@e\(customer).example"))
        }
        #expect(world.modes.isEmpty)
        #expect(alarms(world).isEmpty)
    }

    @Test("H9: bad answers before an admin let the intent answer again are not held against it twice")
    func anew() throws {
        var world = world(right: 400)
        for customer in 0..<3 { try rated(1, in: &world, customer: customer) }
        #expect(world.modes["login_issue"] == .draft)
        world.advance(seconds: 1)
        world.take(.operation(.mode(intent: "login_issue", .on)))
        for customer in 10..<12 { try rated(1, in: &world, customer: customer) }
        #expect(world.modes["login_issue"] == .on)
    }

    @Test("H9: a customer who comes back within seven days speaks against the answer; later, or with thanks, nobody does")
    func reopening() throws {
        for (days, words, mark) in [
            (6, "It still does not work, what now?", Grade.Mark.wrong), (8, "It still does not work, what now?", nil),
            (1, "Thanks a lot!", nil),
        ] as [(Int64, String, Grade.Mark?)] {
            var world = world()
            let answer = try #require(world.exchange(Post(from: "c@d.example")).first)
            world.advance(days: days)
            world.exchange(.reply(to: answer, from: "c@d.example", words))
            #expect(world.grades.values.first?.mark == mark, "\(days) \(words)")
        }
    }

    @Test("H9: an agent's correction is a bad mark for the intent that was judged, not for the one it is")
    func correction() throws {
        var world = world()
        let answer = try #require(world.exchange(Post(from: "c@d.example")).first)
        let escalation = try #require(
            world.exchange(.reply(to: answer, from: "c@d.example", "No, another thing")).first { $0.mail.purpose == .escalation })
        world.grades = [:]
        world.events.removeAll { if case .graded = $0.kind { true } else { false } }
        world.exchange(.reply(to: escalation, from: anna, "#intent payment_issue"))
        let grade = try #require(world.grades.values.first)
        #expect(grade.intent == "login_issue" && grade.mark == .wrong && grade.isAutomatic)
        #expect(world.ticket.intent == "payment_issue")
    }

    @Test(
        "H9: a graded record below target puts the intent into draft, by its gate",
        arguments: [AnswerPolicy.Gate.measured, .proven])
    func belowTarget(gate: AnswerPolicy.Gate) throws {
        var world = world(gate: gate)
        world.intentRecord.bands = [IntentRecord.Band(floor: 0.92, graded: 300, wrong: 0)]
        // What people graded before: good enough to be open, and too close to the target for one bad mark more.
        let (right, wrong) = gate == .measured ? (20, 1) : (149, 0)
        for number in 0..<(right + wrong) { world.grade(number, number < right ? .right : .wrong) }
        try rated(1, in: &world, customer: 1)
        #expect(world.modes["login_issue"] == (gate == .measured ? nil : .draft))
        if gate == .measured { try rated(1, in: &world, customer: 2) }
        #expect(world.modes["login_issue"] == .draft)
    }

    @Test("H9: one bad answer without any record shows nothing of its intent")
    func firstBad() throws {
        var world = world()
        try rated(1, in: &world, customer: 1)
        #expect(world.modes.isEmpty && alarms(world).isEmpty)
    }

    @Test("H9: a severe mark stops its intent at once, and only a leak holds everything", arguments: Grade.Severity.allCases)
    func severe(severity: Grade.Severity) throws {
        var world = world()
        world.exchange(Post(from: "c@d.example"))
        let outcome = world.take(.operation(.grade(world.ticket.id, .severe(severity))))
        #expect(outcome.events.map(\.kind).contains(.modeChanged(intent: "login_issue", mode: .off)))
        #expect((world.hold != nil) == (severity == .leak))
        #expect(alarms(world).count == (severity == .leak ? 2 : 1))
        world.receive(Post(from: "x@y.example"))
        #expect(world.sentAutomatically(to: "x@y.example") == (severity == .leak ? 0 : 1), "only the acknowledgement, or nothing")
        #expect(world.ticket.draft == nil)
    }

    @Test("H9: there is nothing to mark where a person answered, or nobody")
    func nothingToMark() {
        var world = world(.draft)
        world.exchange(Post(from: "c@d.example"))
        let outcome = world.take(.operation(.grade(world.ticket.id, .severe(.leak))))
        #expect(world.hold == nil && world.modes.isEmpty)
        #expect(outcome.events.map(\.kind) == [.refused(rule: "H9")])
    }

    // MARK: H8

    @Test("H8: a rung that an admin or a fall-back set goes before the configuration's")
    func storedMode() {
        var world = world(.on)
        world.take(.operation(.mode(intent: "login_issue", .shadow)))
        #expect(world.receive(Post()).disposition == .escalated)
        world.take(.operation(.mode(intent: "login_issue", .on)))
        #expect(world.receive(Post(from: "x@y.example")).disposition == .answered)
    }

    @Test("H8: an admin's mail takes an intent from canary to on only after its fifty answers, and says how many there are")
    func canaryFirst() throws {
        var world = world(.canary)
        world.intentRecord.lastAnswers = IntentRecord.lastMax - 1
        world.exchange(Post(from: "boss@acme.example", text: "mode login_issue on"))
        let refusal = try #require(world.letters.to("boss@acme.example").last)
        #expect(refusal.mail.purpose == .commandError)
        #expect(refusal.text.contains("login_issue has given 49 of the 50 automatic answers that canary is for."))
        #expect(refusal.text.contains("answerback mode login_issue on --early"))
        world.intentRecord.lastAnswers = IntentRecord.lastMax
        world.exchange(Post(from: "boss@acme.example", text: "mode login_issue on"))
        let question = try #require(world.letters.to("boss@acme.example").last)
        #expect(question.mail.purpose == .nonce)
        world.exchange(.reply(to: question, from: "boss@acme.example", "ok"))
        #expect(world.modes["login_issue"] == .on)
    }

    @Test("H8: only canary waits: from any other rung, and to any other rung, an admin's mail goes at once")
    func onlyCanaryWaits() throws {
        let changes: [(AnswerPolicy.Mode, String)] = [
            (.draft, "on"), (.shadow, "on"), (.off, "on"), (.canary, "draft"), (.canary, "off"),
        ]
        for (rung, word) in changes {
            var world = world(rung)
            world.exchange(Post(from: "boss@acme.example", text: "mode login_issue \(word)"))
            let question = try #require(world.letters.to("boss@acme.example").last)
            #expect(question.mail.purpose == .nonce, "\(rung) to \(word)")
        }
    }

    @Test("H8: in shadow nothing leaves, and the agent's answer grades what would have been sent")
    func shadow() throws {
        for (words, mark) in [
            ("Open the sign-in page and choose the link for a forgotten password.", Grade.Mark.right),
            ("Your account was closed last year, please register again.", .wrong),
        ] {
            var world = world(.shadow)
            let escalation = try #require(world.exchange(Post(from: "c@d.example")).first { $0.mail.purpose == .escalation })
            #expect(!escalation.text.contains("forgotten password"))
            world.exchange(.reply(to: escalation, from: anna, words))
            let grade = try #require(world.grades.values.first)
            #expect(grade.mark == mark && !grade.isAutomatic, "\(words)")
        }
    }

    @Test("H8: an agent's ok grades the draft as right; a draft below the floor is no grade of what would have been sent")
    func draft() throws {
        var world = world(.draft)
        let escalation = try #require(world.exchange(Post(from: "c@d.example")).first { $0.mail.purpose == .escalation })
        world.exchange(.reply(to: escalation, from: anna, "ok"))
        #expect(world.grades.values.first?.mark == .right)
        var doubtful = World(judge: { text in
            var judgement = Judge.judgement(of: text)
            judgement.confidence = 0.6
            judgement.templateConfidence = 0.6
            return Evidence(judgement: judgement, similar: [])
        })
        let asked = try #require(doubtful.exchange(Post()).first { $0.mail.purpose == .escalation })
        doubtful.exchange(.reply(to: asked, from: anna, "ok"))
        #expect(doubtful.grades.isEmpty)
    }

    @Test(
        "H8: a canary answers a tenth of the tickets, the same whenever it is asked, and one answer in twenty is drawn to be looked at"
    )
    func shares() {
        var first = world(.canary)
        var second = world(.canary)
        for number in 0..<600 {
            first.receive(Post(from: "c@d\(number).example"))
            second.receive(Post(from: "c@d\(number).example"))
        }
        #expect(first.answers.map(\.ticket) == second.answers.map(\.ticket))
        #expect((35...90).contains(first.answers.count))
        var all = world(.on)
        for number in 0..<600 { all.receive(Post(from: "c@d\(number).example")) }
        let sampled = all.events.count {
            if case .decided(let decision) = $0.kind { decision.grounds?.isSampled ?? false } else { false }
        }
        #expect((12...54).contains(sampled))
    }

    // MARK: H6, H7

    @Test("H6: a record that is below target up to a confidence raises the threshold, and says so")
    func raised() throws {
        var world = world()
        world.intentRecord.bands = [
            IntentRecord.Band(floor: 0.92, graded: 40, wrong: 10), IntentRecord.Band(floor: 0.97, graded: 200, wrong: 0),
        ]
        #expect(world.receive(Post()).disposition == .escalated)
        let decision = try #require(
            world.kinds(of: world.ticket).compactMap { if case .decided(let d) = $0 { d } else { nil } }.last)
        #expect(decision.rules.map(\.id) == ["H6"])
        #expect(decision.grounds?.threshold == 0.95)
        #expect(decision.grounds?.withheld != nil)
    }

    @Test("H7: what a record shows is told as measured on so many, never as guaranteed; an empty record shows nothing")
    func measuredWords() {
        let shown = rule(graded: 40, wrong: 10)
        #expect(shown?.words.contains("record") == true && shown?.words.contains("guarantee") == false)
        #expect(rule(graded: 0, wrong: 0) == nil)
    }

    private func rule(graded: Int, wrong: Int) -> FiredRule? {
        var world = world()
        world.intentRecord.bands = graded == 0 ? [] : [IntentRecord.Band(floor: 0.99, graded: graded, wrong: wrong)]
        let outcome = world.receive(Post())
        return outcome.events.compactMap { if case .decided(let d) = $0.kind { d.rules.first { $0.id == "H6" } } else { nil } }
            .first
    }

    // MARK: H11

    @Test("H11: an answer tells rule path, templates' version, model, confidence and threshold; so does what was withheld")
    func grounds() throws {
        for mode in [AnswerPolicy.Mode.on, .draft] {
            var world = world(mode)
            world.receive(Post())
            let decision = try #require(
                world.kinds(of: world.ticket).compactMap { if case .decided(let d) = $0 { d } else { nil } }.last)
            let grounds = try #require(decision.grounds)
            #expect(grounds.confidence == 0.93 && grounds.threshold == 0.75 && grounds.mode == mode)
            #expect(grounds.templates == TemplateLibrary.test.version && grounds.templates.utf8.count == 16)
            #expect(grounds.model == "test" && grounds.intent == "login_issue")
            #expect(decision.rules.isEmpty == (mode == .on))
        }
    }

    @Test("H11: a ticket that a solved case answered shows the confidence that the case supported")
    func supported() throws {
        var world = World(judge: { text in
            var judgement = Judge.judgement(of: text)
            judgement.confidence = 0.3
            judgement.templateConfidence = 0.3
            return Evidence(
                judgement: judgement, similar: [SimilarCase(id: CaseID(rawValue: 900), score: 0.95, intent: "login_issue")],
                supportedConfidence: 0.97)
        })
        world.cases = [
            SolvedCase(
                id: CaseID(rawValue: 900), ticket: TicketID(rawValue: 1), intent: "login_issue", language: "en",
                question: "gizmo",
                solution: "Remove the gizmo.", maySend: true, learnedFrom: anna, learnedAt: Timestamp(seconds: 0))
        ]
        #expect(world.receive(Post()).disposition == .answered)
        #expect(world.ticket.confidence == 0.97)
        world.cases[0].isWithdrawn = true
        world.receive(Post(from: "x@y.example"))
        #expect(world.ticket.confidence == 0.3)
    }
}

extension World {
    /// A grade of an earlier time, of an answer that did not leave by itself.
    fileprivate mutating func grade(_ number: Int, _ mark: Grade.Mark) {
        grades[TicketID(rawValue: Int64(10_000 + number))] = Grade(
            intent: "login_issue", mark: mark, confidence: 0.93, isAutomatic: false)
    }
}
