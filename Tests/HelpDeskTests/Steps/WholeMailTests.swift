import Testing

@testable import HelpDesk

/// An agent's mail is done whole or not at all, whatever the order of its lines, and reads every ticket that it names.
@Suite struct WholeMailTests {
    private let anna = "anna@acme.example"
    private let casey = "casey@customer.example"

    /// A ticket that a person has to answer; the gadget's is of no intent, so that there is no draft.
    private func escalated(
        _ text: String = "The gadget hums.", _ templates: TemplateLibrary = .test
    ) throws -> (world: World, escalation: Letterbox.Item) {
        var settings = DeskSettings.test
        settings.answers.mode = .draft
        var world = World(settings: settings, templates: templates)
        let escalation = try #require(world.exchange(Post(text: text)).first { $0.mail.purpose == .escalation })
        return (world, escalation)
    }

    /// Nothing is as before but that the mail was refused and the agent was told.
    private func expectNothingDone(_ before: World, _ after: World, _ text: String) {
        let ticket = after.tickets[before.ticket.id]
        var (was, is_) = (before.ticket, ticket ?? .none)
        (was.updatedAt, is_.updatedAt) = (after.now, after.now)
        #expect((was.status, was.priority, was.intent) == (is_.status, is_.priority, is_.intent), "\(text)")
        #expect(was.assignedAgent == is_.assignedAgent && was.draft == is_.draft && was.mergedInto == is_.mergedInto, "\(text)")
        #expect(was.mayLearn == is_.mayLearn && was.snoozedUntil == is_.snoozedUntil, "\(text)")
        #expect(Set(before.agenda.keys) == Set(after.agenda.keys) && before.taught == after.taught, "\(text)")
        let told = after.letters.items.dropFirst(before.letters.items.count)
        #expect(told.map(\.mail.recipient) == [anna], "\(text)")
        let isTold = told.allSatisfy { $0.mail.purpose == .commandError || $0.mail.purpose == .question }
        #expect(isTold, "\(text)")
        #expect(after.refusals.isEmpty)
    }

    @Test(
        "a template that the ticket has not leaves nothing of its mail done, and its line is named",
        arguments: [
            ("#template forgot-password\n#take\n#priority urgent", 1), ("#take\n#template forgot-password\n#close", 2),
            ("#snooze 2d\n#nolearn\n#template forgot-password", 3), ("#intent complaint\n#template forgot-password", 2),
            ("#template forgot-password\n#intent complaint", 1), ("#priority urgent\n#template invoice-copy\n\nok", 2),
            ("#assign ben@acme.example\n#note He calls often.\n#template forgot-password", 3), ("#mine\n#template x", 2),
        ])
    func template(text: String, line: Int) throws {
        var (world, escalation) = try escalated()
        let before = world
        world.exchange(.reply(to: escalation, from: anna, text))
        expectNothingDone(before, world, text)
        #expect(world.letters.items.last?.text.contains("Line \(line), ") == true, "\(text)")
        #expect(!world.events.contains { if case .noted = $0.kind { true } else { false } })
    }

    @Test("#draft without any draft leaves nothing of its mail done", arguments: ["#draft\n#take", "#priority urgent\n#draft"])
    func noDraftToShow(text: String) throws {
        var (world, escalation) = try escalated()
        let before = world
        world.exchange(.reply(to: escalation, from: anna, text))
        expectNothingDone(before, world, text)
    }

    @Test(
        "ok without a draft leaves the commands above it undone", arguments: ["#take\nok", "#priority urgent\n#send #snooze 2d"])
    func noDraftToSend(text: String) throws {
        var (world, escalation) = try escalated()
        let before = world
        world.exchange(.reply(to: escalation, from: anna, text))
        expectNothingDone(before, world, text)
    }

    @Test("C4: where the draft may not leave, the commands above its approval are undone")
    func gate() throws {
        var templates = [TemplateLibrary.source("en/login_issue/intent.md", "---\ncategory: technical\n---\nSign in.\n")]
        for (name, words) in [("forgot-password", "Choose the link."), ("inside", "Write to ben@acme.example.")] {
            let text = "---\nsubject: x\nexamples:\n  - \(name)\n---\n\(words)\n"
            templates.append(TemplateLibrary.source("en/login_issue/\(name).md", text))
        }
        var (world, escalation) = try escalated("I forgot my password.", TemplateLibrary(templates))
        let before = world
        for text in ["#priority urgent\n#template inside\nok", "#template inside #take #send"] {
            var after = before
            after.exchange(.reply(to: escalation, from: anna, text))
            expectNothingDone(before, after, text)
        }
        world.exchange(.reply(to: escalation, from: anna, "#priority urgent\nok"))
        #expect(world.ticket.priority == .urgent && world.letters.to(casey).last?.mail.purpose == .agentReply)
    }

    @Test("a corrected intent brings its templates, before the correction or behind it")
    func corrected() throws {
        for text in ["#intent login_issue\n#template forgot-password\nok", "#template forgot-password\n#intent login_issue\nok"] {
            var (world, escalation) = try escalated()
            world.exchange(.reply(to: escalation, from: anna, text))
            #expect(world.ticket.intent == "login_issue", "\(text)")
            let sent = world.letters.to(casey).last { $0.mail.purpose == .agentReply }
            #expect(sent?.text.contains("forgotten password") == true, "\(text)")
        }
    }

    @Test(
        "a link that cannot be told of leaves nothing of its mail done", arguments: ["#take\n#link ", "#priority urgent #link "])
    func untold(text: String) throws {
        let silent = TemplateLibrary([
            TemplateLibrary.source("en/mail/acknowledgement.md", "---\nsubject: x\n---\nA person will answer you.\n")
        ])
        var (world, _) = try escalated("The screen flickers.", silent)
        let other = world.ticket
        let letters = world.exchange(Post(from: "c.miller@work.example", text: "A wheel came off."))
        let escalation = try #require(letters.first { $0.mail.purpose == .escalation })
        let before = world
        world.exchange(.reply(to: escalation, from: anna, text + other.number.rawValue))
        expectNothingDone(before, world, text)
    }

    /// Tickets of two other addresses and another one of the customer's, and then the one that is spoken of.
    private func four() throws -> (world: World, escalation: Letterbox.Item, others: [Ticket]) {
        var (world, _) = try escalated()
        var others = [world.ticket]
        for address in ["casey@home.example", "c.miller@work.example"] {
            world.exchange(Post(from: address, text: "The screen flickers."))
            others.append(world.ticket)
        }
        let letters = world.exchange(Post(text: "A wheel came off."))
        return (world, try #require(letters.first { $0.mail.purpose == .escalation }), others)
    }

    @Test("one mail merges, links and takes a link back, each with a number of its own and in any order")
    func numbers() throws {
        let (fresh, escalation, others) = try four()
        let numbers = others.map(\.number.rawValue)
        for rotation in 0..<3 {
            var world = fresh
            world.exchange(.reply(to: escalation, from: anna, "#link \(numbers[2])"))
            let lines = ["#merge \(numbers[0])", "#link \(numbers[1])", "#unlink \(numbers[2])"]
            world.exchange(
                .reply(to: escalation, from: anna, (lines[rotation...] + lines[..<rotation]).joined(separator: "\n")))
            let kinds = world.kinds(of: world.ticket)
            #expect(kinds.contains(.merged(into: others[0].id)) && world.ticket.mergedInto == others[0].id)
            #expect(kinds.contains(.personLinked(with: others[1].party)))
            #expect(kinds.contains(.personUnlinked(from: others[2].party)))
            #expect(!world.letters.items.contains { $0.mail.purpose == .commandError })
        }
    }

    @Test("of two numbers a wrong one undoes the right one, and its line is named")
    func wrongNumber() throws {
        let (fresh, escalation, others) = try four()
        let numbers = others.map(\.number.rawValue)
        for (text, line) in [
            ("#merge \(numbers[0])\n#link AB-00000000", 2), ("#merge \(numbers[1])\n#link \(numbers[2])", 1),
            ("#link \(numbers[1])\n#merge \(numbers[2])", 2),
        ] {
            var world = fresh
            world.exchange(.reply(to: escalation, from: anna, text))
            expectNothingDone(fresh, world, text)
            #expect(world.letters.items.last?.text.contains("Line \(line), ") == true, "\(text)")
            #expect(!world.events.contains { if case .personLinked = $0.kind { true } else { false } })
        }
    }

    @Test("a note names tickets too, whatever its words would mean to a customer")
    func noted() throws {
        var (world, escalation, others) = try four()
        let start = try #require(escalation.text.firstRange(of: "support+n.")?.lowerBound)
        var note = Post.reply(to: escalation, from: anna, "#merge \(others[0].number.rawValue)\nok but call him")
        note.to = String(escalation.text[start...].prefix { $0 != ">" && $0 != " " && $0 != "?" && $0 != "\n" && $0 != ")" })
        world.exchange(note)
        #expect(world.ticket.mergedInto == others[0].id)
        #expect(world.kinds(of: world.ticket).contains(.noted(text: "ok but call him")))
    }
}
