import Testing

@testable import HelpDesk

/// What people's work teaches the classifier.
@Suite struct TeachingTests {
    let anna = "Anna <anna@acme.example>"
    let casey = "Casey Miller <casey@customer.example>"

    private func escalation(in world: inout World, _ text: String) throws -> Letterbox.Item {
        try #require(world.exchange(Post(from: casey, subject: "Help", text: text)).first { $0.mail.purpose == .escalation })
    }

    @Test("a corrected intent is an example of that intent, with nothing personal left in it")
    func correction() throws {
        var world = World()
        let asked = try escalation(
            in: &world, "The blue lamp blinks since order 4711-22. Call Casey on +49 30 1234567 or casey@customer.example.")
        world.exchange(.reply(to: asked, from: anna, "#intent payment_issue"))
        let example = try #require(world.taught.values.first)
        #expect(example.intent == "payment_issue" && example.source == .correction && example.weight == 1)
        #expect(example.text.contains("blue lamp blinks"))
        for canary in ["Casey", "casey", "4711", "1234567", "@"] { #expect(!example.text.contains(canary), "\(canary)") }
    }

    @Test("an approved draft is an example of its template, also where the agent chose another one first")
    func approval() throws {
        var settings = DeskSettings.test
        settings.answers.mode = .draft
        var world = World(settings: settings)
        let asked = try escalation(in: &world, "I forgot my password and cannot sign in.")
        world.exchange(.reply(to: asked, from: anna, "ok"))
        let example = try #require(world.taught.values.first)
        #expect(example.intent == "login_issue" && example.template == "forgot-password" && example.source == .approval)
    }

    @Test("an agent's own words confirm no intent: they teach no example")
    func ownWords() throws {
        var world = World()
        let asked = try escalation(in: &world, "The blue lamp blinks.")
        world.exchange(.reply(to: asked, from: anna, "Please turn the lamp off and on again."))
        #expect(world.taught.isEmpty)
        #expect(world.cases.count == 1)
    }

    @Test("a good rating is an example with less weight, a bad one teaches not to answer with less still")
    func ratings() throws {
        for (stars, intent, weight) in [(5, "login_issue", 0.5), (1, nil, 0.25)] as [(Int, String?, Double)] {
            var world = World()
            let answer = try #require(world.exchange(Post(from: casey)).first)
            world.exchange(.reply(to: answer, from: casey, "\(stars)"))
            let example = try #require(world.taught.values.first)
            #expect(example.intent == intent && example.weight == weight && example.source == .rating)
            #expect((example.template != nil) == (intent != nil))
        }
    }

    @Test("a correction replaces what a rating taught, and no rating replaces a correction")
    func order() throws {
        var world = World()
        let answer = try #require(world.exchange(Post(from: casey)).first)
        let asked = try #require(
            world.exchange(.reply(to: answer, from: casey, "1")).first { $0.mail.purpose == .escalation })
        world.exchange(.reply(to: asked, from: anna, "#intent payment_issue"))
        #expect(world.taught.values.map(\.intent) == ["payment_issue"])
        world.take(.operation(.rate(world.ticket.id, 5, comment: "")))
        #expect(world.taught.values.map(\.source) == [.correction])
    }

    @Test("after #nolearn nothing is taught")
    func forbidden() throws {
        var world = World()
        let asked = try escalation(in: &world, "The blue lamp blinks.")
        world.exchange(.reply(to: asked, from: anna, "#nolearn\n#intent payment_issue"))
        #expect(world.taught.isEmpty)
    }

    @Test("an operator's answer on the command line is learned like an agent's")
    func resolve() throws {
        var world = World()
        world.exchange(Post(from: casey, text: "The blue lamp blinks."))
        world.take(.operation(.resolve(world.ticket.id, text: "Turn the command wheel of the lamp to the left.")))
        world.deliver()
        let solved = try #require(world.cases.first)
        #expect(solved.solution.contains("command wheel") && solved.maySend)
        #expect(solved.learnedFrom == "command line")
        #expect(world.ticket.status == .closed)
    }

    @Test("a retrained model is refused where it answers held-out texts more wrongly, or loses right ones, beyond chance")
    func retraining() {
        func check(_ before: (Int, Int), _ after: (Int, Int)) -> Retraining {
            Retraining(
                revision: 7, taughtCount: 12, heldOutCount: 200, before: .init(right: before.0, wrong: before.1),
                after: .init(right: after.0, wrong: after.1))
        }
        #expect(!check((100, 2), (120, 2)).isWorse)
        #expect(!check((100, 2), (98, 1)).isWorse)
        #expect(!check((100, 2), (95, 3)).isWorse)
        #expect(check((100, 2), (150, 4)).isWorse)
        #expect(check((100, 2), (93, 0)).isWorse)
        var world = World()
        let outcome = world.take(.operation(.retrained(check((100, 2), (150, 4)))))
        #expect(outcome.events.first?.reason.contains("not used") == true)
    }

    @Test("a text with personal data taken out keeps its sentences")
    func impersonal() {
        let people = KnownPeople(names: ["Casey Miller"], addresses: ["casey@customer.example"])
        let gone = ImpersonalText(
            "Hello Casey, my order 12345 is late. Write to casey@customer.example!", naming: people, leaving: .kind)
        #expect(gone.text == "Hello [name], my order [order, customer or ticket number] is late. Write to [e-mail address]!")
        #expect(gone.kinds == [.name, .reference, .address])
        let same = ImpersonalText("Where is my parcel?\nIt is late.", naming: people, leaving: .empty)
        #expect(same.text == "Where is my parcel?\nIt is late." && same.kinds.isEmpty)
    }
}
