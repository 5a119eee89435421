import Testing

@testable import HelpDesk

/// Groups by intent and language, members by load.
@Suite struct AssignmentTests {
    private let anna = "anna@acme.example"
    private let ben = "ben@acme.example"

    private var settings: DeskSettings {
        var settings = DeskSettings.test
        settings.agents = [
            AgentGroup(mailbox: "agents@acme.example", members: [anna, ben], assignment: .members),
            AgentGroup(mailbox: "hilfe@acme.example", members: ["dora@acme.example"], languages: ["de"], language: "de"),
            AgentGroup(mailbox: "billing@acme.example", members: ["carl@acme.example"], intents: ["payment_issue"]),
        ]
        return settings
    }

    @Test("who names the intent goes before who names the language, and both before who takes everything")
    func groups() {
        #expect(settings.groups(intent: "payment_issue", language: "de").map(\.mailbox) == ["billing@acme.example"])
        #expect(settings.groups(intent: "login_issue", language: "de").map(\.mailbox) == ["hilfe@acme.example"])
        #expect(settings.groups(intent: "login_issue", language: "en").map(\.mailbox) == ["agents@acme.example"])
        #expect(settings.groups(intent: nil, language: nil).map(\.mailbox) == ["agents@acme.example"])
    }

    @Test("of groups that fit equally, the one whose people have the least to do gets the ticket; of equals, the first")
    func groupLoad() {
        var settings = DeskSettings.test
        settings.agents = [
            AgentGroup(mailbox: "one@acme.example", members: [anna]),
            AgentGroup(mailbox: "two@acme.example", members: [ben, "carl@acme.example"]),
            AgentGroup(mailbox: "bills@acme.example", members: ["dora@acme.example"], intents: ["payment_issue"]),
        ]
        var world = World(settings: settings)
        var groups: [String] = []
        for number in 1...6 {
            world.exchange(Post(from: "c\(number)@d\(number).example", text: "The gadget hums \(number)."))
            groups.append(String(world.ticket.group?.prefix { $0 != "@" } ?? "nobody"))
        }
        // Two people take twice as much as one.
        #expect(groups.count { $0 == "one" } == 2 && groups.count { $0 == "two" } == 4 && groups.first == "one", "\(groups)")
        // A group that names the intent still goes first, however much it has.
        for number in 7...9 {
            world.exchange(Post(from: "c\(number)@d\(number).example", text: "HUMAN please, my invoice \(number)."))
            #expect(world.ticket.group == "bills@acme.example")
        }
    }

    @Test("a ticket that a group has stays there, whatever the others have to do")
    func groupStays() throws {
        var settings = DeskSettings.test
        settings.agents = ["one", "two"].map { AgentGroup(mailbox: "\($0)@acme.example", members: ["\($0)@own.example"]) }
        var world = World(settings: settings)
        let letters = world.exchange(Post(text: "The gadget hums."))
        let acknowledgement = try #require(letters.first { $0.mail.purpose == .acknowledgement })
        let next = world.exchange(.reply(to: acknowledgement, from: "casey@customer.example", "It also smells."))
        #expect(next.map(\.mail.recipient) == ["one@acme.example"])
    }

    @Test("new tickets go by name to the member with the fewest open ones, and still wait for a person")
    func load() {
        var world = World(settings: settings)
        var assigned: [String] = []
        for number in 1...6 {
            let letters = world.exchange(Post(from: "c\(number)@d\(number).example", text: "The gadget hums \(number)."))
            let escalation = letters.first { $0.mail.purpose == .escalation }
            #expect(escalation?.mail.recipient == world.ticket.assignedAgent)
            #expect(world.ticket.status == .escalated)
            assigned.append(world.ticket.assignedAgent ?? "nobody")
        }
        #expect(assigned.count { $0 == anna } == 3 && assigned.count { $0 == ben } == 3)
    }

    @Test("a member who answers is done, and gets the next one")
    func next() throws {
        var world = World(settings: settings)
        let first = try #require(world.exchange(Post(text: "The gadget hums.")).first { $0.mail.purpose == .escalation })
        let busy = first.mail.recipient
        let other = busy == anna ? ben : anna
        world.exchange(Post(from: "dana@other.example", text: "The screen flickers."))
        #expect(world.ticket.assignedAgent == other)
        world.exchange(.reply(to: first, from: busy, "Please restart the gadget."))
        world.exchange(Post(from: "emil@third.example", text: "A wheel came off."))
        #expect(world.ticket.assignedAgent == busy)
    }

    @Test("#mine lists the tickets of who asks, and no others")
    func mine() throws {
        var world = World(settings: settings)
        let first = try #require(world.exchange(Post(text: "The gadget hums.")).first { $0.mail.purpose == .escalation })
        let mine = world.ticket.number.rawValue
        world.exchange(Post(from: "dana@other.example", text: "The screen flickers."))
        let other = world.ticket.number.rawValue
        world.exchange(.reply(to: first, from: first.mail.recipient, "#mine"))
        let list = try #require(world.letters.to(first.mail.recipient).last)
        #expect(list.mail.purpose == .commandAnswer)
        #expect(list.text.contains(mine) && !list.text.contains(other))
    }

    @Test("a customer who writes again reaches the agent who has the ticket")
    func again() throws {
        var world = World(settings: settings)
        let letters = world.exchange(Post(text: "The gadget hums."))
        let agent = try #require(letters.first { $0.mail.purpose == .escalation }).mail.recipient
        let acknowledgement = try #require(letters.first { $0.mail.purpose == .acknowledgement })
        let next = world.exchange(.reply(to: acknowledgement, from: "casey@customer.example", "It also smells."))
        #expect(next.map(\.mail.recipient) == [agent])
    }
}
