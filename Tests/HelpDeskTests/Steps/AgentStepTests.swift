import Testing

@testable import HelpDesk

/// People work by mail (INTERFACE section 1).
@Suite struct AgentStepTests {
    let casey = "casey@customer.example"
    let anna = "anna@acme.example"
    let ben = "ben@acme.example"
    let agents = "agents@acme.example"

    private func escalated(_ text: String = "The gadget hums.") throws -> (World, Letterbox.Item) {
        var world = World()
        let escalation = try #require(world.exchange(Post(text: text)).first)
        return (world, escalation)
    }
    private func noteAddress(_ item: Letterbox.Item) throws -> String {
        let start = try #require(item.text.firstRange(of: "support+n.")?.lowerBound)
        return String(item.text[start...].prefix { $0 != ">" && $0 != " " && $0 != "?" && $0 != "\n" && $0 != ")" })
    }

    @Test("the escalation's Reply-To is the customer address alone, and the note address stands in the body")
    func addresses() throws {
        let (_, escalation) = try escalated()
        #expect(escalation.replyTo.hasPrefix("support+r."))
        #expect(try noteAddress(escalation).hasPrefix("support+n."))
        #expect(escalation.replyAddresses.count == 1 && escalation.copies.isEmpty)
    }

    @Test("a mail to the note address stays inside")
    func note() throws {
        var (world, escalation) = try escalated()
        var note = Post.reply(to: escalation, from: anna, "He is a friend of the boss.")
        note.to = try noteAddress(escalation)
        let outcome = world.receive(note)
        #expect(outcome.disposition == .handled("note"))
        #expect(outcome.outgoing.isEmpty)
        #expect(world.ticket.status == .inProgress)
    }

    @Test("who gets the ticket next reads the notes on it, and no customer does")
    func notesAreRead() throws {
        var (world, escalation) = try escalated()
        var note = Post.reply(to: escalation, from: anna, "He is a friend of the boss.")
        note.to = try noteAddress(escalation)
        world.exchange(note)
        world.exchange(.reply(to: escalation, from: anna, "#assign ben@acme.example"))
        let handedOver = try #require(world.letters.items.last { $0.mail.purpose == .escalation })
        #expect(handedOver.text.contains("Internal notes") && handedOver.text.contains("| He is a friend of the boss."))
        #expect(handedOver.text.contains("anna@acme.example · 2026-11-21"))
        #expect(!world.letters.to(casey).contains { $0.bytes.contains("friend") })
    }

    @Test("a mail that names both addresses is refused whole")
    func both() throws {
        var (world, escalation) = try escalated()
        var mail = Post.reply(to: escalation, from: anna, "Dear customer, he is a friend of the boss.")
        mail.cc = try noteAddress(escalation)
        world.exchange(mail)
        #expect(!world.letters.to(casey).contains { $0.mail.purpose == .agentReply })
        #expect(world.letters.to(anna).map(\.mail.purpose) == [.commandError])
        #expect(!world.kinds(of: world.ticket).contains { if case .noted = $0 { true } else { false } })
    }

    @Test(
        "an empty mail or a signature alone sends nothing and is answered with a question",
        arguments: ["", "-- \r\nAnna\r\nAcme Support"])
    func question(text: String) throws {
        var (world, escalation) = try escalated()
        world.exchange(.reply(to: escalation, from: "Anna <anna@acme.example>", text))
        #expect(!world.letters.to(casey).contains { $0.mail.purpose == .agentReply })
        #expect(world.letters.to(anna).map(\.mail.purpose) == [.question])
    }

    @Test("a vacation notice of an agent sends nothing and answers nothing")
    func vacation() throws {
        var (world, escalation) = try escalated()
        var notice = Post.reply(to: escalation, from: anna, "ok")
        notice.fields = ["Auto-Submitted: auto-replied"]
        #expect(world.receive(notice).outgoing.isEmpty)
    }

    @Test("commands at the top are done, several a mail, and a wrong one undoes them all")
    func commands() throws {
        var (world, escalation) = try escalated()
        world.exchange(.reply(to: escalation, from: anna, "#priority urgent\n#intent payment_issue\n#take"))
        #expect(world.ticket.priority == .urgent && world.ticket.intent == "payment_issue" && world.ticket.assignedAgent == anna)
        #expect(world.ticket.status == .inProgress)
        world.exchange(.reply(to: escalation, from: anna, "#priority low\n#closs"))
        #expect(world.ticket.priority == .urgent && world.ticket.status == .inProgress)
        let error = try #require(world.letters.to(anna).last)
        #expect(error.mail.purpose == .commandError && error.text.contains("#closs"))
        world.exchange(.reply(to: escalation, from: anna, "#close"))
        #expect(world.ticket.status == .closed)
        world.exchange(.reply(to: escalation, from: anna, "#reopen"))
        #expect(world.ticket.status == .escalated)
    }

    @Test(
        "a number that will not do undoes the whole mail, and the answer names the line",
        arguments: [
            "#take\n#priority high\n#merge AB-7K3M9Q2X", "#take\n#link AB-7K3M9Q2X", "#take #unlink AB-7K3M9Q2X",
            "#merge AB-7K3M9Q2X\n\nIt is done.", "#link AB-7K3M9Q2X\nok",
        ])
    func wrongNumber(text: String) throws {
        var (world, escalation) = try escalated()
        let before = world.ticket
        world.exchange(.reply(to: escalation, from: anna, text))
        #expect(world.ticket.assignedAgent == nil && world.ticket.priority == before.priority)
        #expect(!world.letters.to(casey).contains { $0.mail.purpose == .agentReply })
        let answer = try #require(world.letters.to(anna).first)
        #expect(
            answer.mail.purpose == .commandError && answer.text.contains("Line ") && answer.text.contains("AB-7K3M9Q2X is no"))
    }

    @Test("the list of one's tickets knows what the same mail did before")
    func mineAfterTake() throws {
        var (world, escalation) = try escalated()
        world.exchange(.reply(to: escalation, from: anna, "#take\n#mine"))
        let list = try #require(world.letters.to(anna).last)
        #expect(list.text.contains("1 ticket is yours") && list.text.contains(world.ticket.number.rawValue))
        // An answer to what was asked is no warning.
        #expect(list.text.hasPrefix(world.ticket.number.rawValue))
        world.exchange(.reply(to: escalation, from: anna, "#assign ben@acme.example\n#mine"))
        #expect(world.letters.to(anna).last?.text.contains("No tickets wait for you.") == true)
    }

    @Test("#help is answered with the list")
    func help() throws {
        var (world, escalation) = try escalated()
        world.exchange(.reply(to: escalation, from: anna, "#help"))
        #expect(world.letters.to(anna).last?.text.contains("#snooze") == true)
    }

    @Test("#snooze puts aside and wakes")
    func snooze() throws {
        var (world, escalation) = try escalated()
        world.exchange(.reply(to: escalation, from: anna, "#snooze 2d"))
        world.advance(days: 1)
        #expect(world.deliver().isEmpty)
        world.advance(days: 1)
        let back = try #require(world.deliver().first)
        #expect(back.mail.recipient == agents && back.subject.contains("Back from snooze"))
        #expect(world.ticket.snoozedUntil == nil)
    }

    @Test("#assign hands over with tokens of its own")
    func assign() throws {
        var (world, escalation) = try escalated()
        world.exchange(.reply(to: escalation, from: anna, "#assign ben@acme.example"))
        let handed = try #require(world.letters.to(ben).first)
        world.exchange(.reply(to: handed, from: ben, "Please restart the gadget."))
        #expect(world.letters.to(casey).last?.mail.purpose == .agentReply)
    }

    @Test("#merge joins two tickets of one customer, and never two customers")
    func merge() throws {
        var (world, escalation) = try escalated()
        let mine = world.ticket
        world.exchange(Post(from: "dana@other.example", text: "The screen flickers."))
        let foreign = world.ticket.number.rawValue
        world.exchange(.reply(to: escalation, from: anna, "#merge \(foreign)"))
        #expect(world.tickets[mine.id]?.mergedInto == nil)
        world.exchange(Post(text: "A wheel came off."))
        world.exchange(.reply(to: escalation, from: anna, "#merge \(world.ticket.number.rawValue)"))
        #expect(world.tickets[mine.id]?.mergedInto == world.ticket.id)
    }

    @Test("a customer's mail on a merged ticket joins the ticket that it was merged into, and does not reopen the old one")
    func mailOnMerged() throws {
        var (world, escalation) = try escalated()
        let mine = world.ticket
        let acknowledgement = try #require(world.letters.to(casey).last { $0.mail.purpose == .acknowledgement })
        world.exchange(Post(text: "A wheel came off."))
        let other = world.ticket
        world.exchange(.reply(to: escalation, from: anna, "#merge \(other.number.rawValue)"))
        world.exchange(.reply(to: acknowledgement, from: casey, "The wheel is red, by the way."))
        #expect(world.tickets[mine.id]?.status == .closed)
        #expect(world.events.filter { $0.ticket == mine.id }.allSatisfy { $0.kind != .reopened })
        let joined = world.events.last { event in
            if case .received = event.kind { true } else { false }
        }
        #expect(joined?.ticket == other.id)
    }

    @Test("#nolearn and #spam teach nothing")
    func teachesNothing() throws {
        var (world, escalation) = try escalated()
        world.exchange(.reply(to: escalation, from: anna, "#nolearn\n\nPlease restart the gadget."))
        #expect(world.letters.to(casey).last?.mail.purpose == .agentReply)
        #expect(world.cases.isEmpty)
    }

    @Test("a solution with personal data is only suggested, never sent to others")
    func personal() throws {
        var (world, escalation) = try escalated()
        world.exchange(.reply(to: escalation, from: anna, "I have moved order 4711-22334455 to Casey, call +49 30 1234567."))
        #expect(world.cases.map(\.maySend) == [false])
    }

    @Test("who answers after a colleague is told what was sent, and nothing is sent twice")
    func collision() throws {
        var (world, escalation) = try escalated()
        world.exchange(.reply(to: escalation, from: anna, "Please restart the gadget."))
        world.exchange(.reply(to: escalation, from: ben, "Please unplug the gadget."))
        #expect(world.letters.to(casey).filter { $0.mail.purpose == .agentReply }.count == 1)
        let told = try #require(world.letters.to(ben).last)
        #expect(told.mail.purpose == .question && told.text.contains("restart the gadget"))
        world.exchange(.reply(to: told, from: ben, "Please unplug the gadget, too."))
        #expect(world.letters.to(casey).filter { $0.mail.purpose == .agentReply }.count == 2)
    }

    @Test("the token of one group gives another group no rights")
    func otherGroup() throws {
        var settings = DeskSettings.test
        settings.agents.append(
            AgentGroup(mailbox: "billing@acme.example", members: ["carl@acme.example"], intents: ["payment_issue"]))
        var world = World(settings: settings)
        let escalation = try #require(world.exchange(Post(text: "hm")).first)
        world.exchange(.reply(to: escalation, from: "carl@acme.example", "Here is everything."))
        #expect(!world.letters.to(casey).contains { $0.mail.purpose == .agentReply })
        #expect(world.letters.to("carl@acme.example").map(\.mail.purpose) == [.commandError])
    }

    @Test("escalations go to the group that takes the intent and the language")
    func groups() {
        var settings = DeskSettings.test
        settings.agents.append(AgentGroup(mailbox: "billing@acme.example", intents: ["payment_issue"]))
        settings.agents.append(AgentGroup(mailbox: "hilfe@acme.example", intents: ["payment_issue"], languages: ["de"]))
        #expect(settings.groups(intent: "login_issue", language: "en").map(\.mailbox) == [agents])
        #expect(settings.groups(intent: "payment_issue", language: "en").map(\.mailbox) == ["billing@acme.example"])
        #expect(settings.groups(intent: nil, language: nil).map(\.mailbox) == [agents])
    }

    @Test("an agent's mail without a ticket is sent back, and changes nothing")
    func loose() {
        var world = World()
        world.exchange(Post(from: anna, text: "Hello everybody"))
        #expect(world.tickets.isEmpty)
        #expect(world.letters.items.map(\.mail.recipient) == [anna])
    }

    @Test("the customer who writes again reaches the agents, without a second acknowledgement")
    func again() throws {
        var (world, _) = try escalated()
        let acknowledgement = try #require(world.letters.to(casey).first)
        let letters = world.exchange(.reply(to: acknowledgement, from: casey, "It also smells."))
        #expect(letters.map(\.mail.purpose) == [.escalation])
        #expect(letters.first?.subject.contains("wrote again") == true)
    }

    @Test("an agent's reply that could not be delivered comes back to the agents")
    func failed() throws {
        var (world, escalation) = try escalated()
        world.receive(.reply(to: escalation, from: anna, "Please restart the gadget."))
        world.deliver(.failed("550 no such user"))
        #expect(world.ticket.status != .closed && world.cases.isEmpty)
        #expect(world.outbox.contains { $0.mail.purpose == .escalation && $0.state == .waiting })
    }

    @Test("a missed target is told to the agents once, and not where the ticket is done")
    func overdue() throws {
        var (world, _) = try escalated()
        world.advance(days: 20)
        let late = world.deliver().map(\.subject)
        #expect(late.count == 4)
        #expect(late.count { $0.contains("Reminder: ") } == 2 && late.count { $0.contains("Overdue: ") } == 2)
    }
}
