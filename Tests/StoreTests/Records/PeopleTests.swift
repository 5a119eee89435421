import HelpDesk
import Store
import Testing

/// What the store tells the desk of people: what agents and groups have to do, and which addresses are one person.
@Suite("People of a case file") struct PeopleTests {
    private let now = Scenario.start
    private let anna = "anna@own.example"
    private let ben = "ben@own.example"

    /// A ticket of this customer that people have.
    private func escalated(
        _ number: Int, in store: TicketStore, party: String, group: String, to agent: String? = nil,
        by actor: Actor = .desk, bound: String? = nil
    ) async throws -> TicketID {
        let id = try await store.keep([Scenario.mail("m\(number)", from: party)], now: now)[0].id
        let ticket = TicketID(openedBy: id)
        var kinds: [EventKind] = [.opened(Scenario.opening(party, Scenario.number(id))), .escalated(group: group)]
        if let agent { kinds.append(.assigned(to: agent)) }
        let recipient = agent ?? group
        var mail = Scenario.outgoing(.escalation, ticket: ticket, mail: id, to: recipient, at: now)
        mail.grants[0].role = .agent
        mail.grants[0].boundTo = bound ?? group
        let outcome = Outcome(
            disposition: .escalated, events: kinds.map { Event(ticket: ticket, at: now, actor: actor, kind: $0, reason: "test") },
            outgoing: [mail], parties: [TicketParty(ticket: ticket, address: recipient, role: .agent)])
        _ = try await store.beginWork([id])
        let receipts = try await store.decide([DeskWork(cause: .mail(id), query: CaseQuery())], now: now) { _, _ in outcome }
        if case .refused(let error) = receipts[0].result { throw error }
        return ticket
    }

    private func record(_ kind: EventKind, of ticket: TicketID, in store: TicketStore) async throws {
        let event = Event(ticket: ticket, at: now, actor: .agent(anna), kind: kind, reason: "test")
        let receipts = try await store.decide(
            [DeskWork(cause: .operation(id: "test/\(ticket.rawValue)/\(kind)"), query: CaseQuery(ticket: ticket))], now: now
        ) { _, _ in Outcome(events: [event]) }
        if case .refused(let error) = receipts[0].result { throw error }
    }

    @Test(
        "an agent's load is the tickets that wait for them or that they work on, whatever the case of the address",
        arguments: Backend.allCases)
    func agents(backend: Backend) async throws {
        let store = try TicketStore(at: backend.location())
        var tickets: [TicketID] = []
        for (number, agent) in [anna, anna, ben, "Anna@own.example"].enumerated() {
            tickets.append(
                try await escalated(
                    number, in: store, party: "c\(number)@customer.example", group: "agents@own.example", to: agent))
        }
        try await record(.assigned(to: ben), of: tickets[2], in: store)
        let query = CaseQuery(loads: [anna, ben, "nobody@own.example"])
        #expect(try await store.caseFile(for: query, now: now).loads == [anna: 3, ben: 1, "nobody@own.example": 0])
        try await record(.closed(resolved: true), of: tickets[0], in: store)
        #expect(try await store.caseFile(for: query, now: now).loads[anna] == 2)
        try await record(.reopened, of: tickets[0], in: store)
        #expect(try await store.caseFile(for: query, now: now).loads[anna] == 3)
    }

    @Test(
        "A7: a group's load is its open tickets, and its hour counts what went to its members by name",
        arguments: Backend.allCases)
    func groups(backend: Backend) async throws {
        let store = try TicketStore(at: backend.location())
        let (first, second) = ("agents@own.example", "more@own.example")
        _ = try await escalated(1, in: store, party: "a@customer.example", group: "Agents@own.example")
        let taken = try await escalated(2, in: store, party: "b@customer.example", group: first, to: anna)
        _ = try await escalated(3, in: store, party: "c@customer.example", group: second)
        let query = CaseQuery(agentGroup: first, groupLoads: [first, second])
        let file = try await store.caseFile(for: query, now: now)
        #expect(file.groupLoads[first] == GroupLoad(openTickets: 2, escalationsHour: 2))
        #expect(file.groupLoads[second] == GroupLoad(openTickets: 1, escalationsHour: 1))
        #expect(file.counts.escalationsHour == 2)
        try await record(.closed(resolved: true), of: taken, in: store)
        let later = try await store.caseFile(for: query, now: now.adding(seconds: 2 * 3600))
        #expect(later.groupLoads[first] == GroupLoad(openTickets: 1, escalationsHour: 0))
    }

    @Test(
        "B8: only addresses that an agent linked are one person, from both sides, until the link is taken back",
        arguments: Backend.allCases)
    func linked(backend: Backend) async throws {
        let store = try TicketStore(at: backend.location())
        let (home, work, like) = ("casey@home.example", "c.miller@work.example", "casey+x@home.example")
        var tickets: [String: TicketID] = [:]
        for (number, party) in [home, work, like].enumerated() {
            tickets[party] = try await escalated(number, in: store, party: party, group: "agents@own.example")
        }
        let (mine, other) = (try #require(tickets[home]), try #require(tickets[work]))
        func known(_ party: String) async throws -> [String] {
            let file = try await store.caseFile(for: CaseQuery(party: party), now: now)
            #expect(file.history.map(\.id) == [tickets[party]].compactMap { $0 }, "histories stay apart")
            return file.linked.map(\.party)
        }
        for party in [home, like] { #expect(try await known(party).isEmpty) }
        try await record(.personLinked(with: work), of: mine, in: store)
        try await record(.personLinked(with: home), of: other, in: store)
        #expect(try await known(home) == [work])
        #expect(try await known(work) == [home])
        #expect(try await known(like).isEmpty)
        try await record(.personUnlinked(from: work), of: mine, in: store)
        try await record(.personUnlinked(from: home), of: other, in: store)
        for party in [home, work] { #expect(try await known(party).isEmpty) }
    }

    @Test(
        "what comes with a token of a merged ticket finds the ticket that it was merged into, and never another customer's",
        arguments: Backend.allCases)
    func merged(backend: Backend) async throws {
        let store = try TicketStore(at: backend.location())
        let casey = "casey@customer.example"
        let first = try await escalated(1, in: store, party: casey, group: "agents@own.example")
        let second = try await escalated(2, in: store, party: casey, group: "agents@own.example")
        let foreign = try await escalated(3, in: store, party: "dora@customer.example", group: "agents@own.example")
        let query = CaseQuery(tokenDigests: ["digest-escalation-1"], party: casey)
        #expect(try await store.caseFile(for: query, now: now).ticket?.id == first)
        try await record(.merged(into: second), of: first, in: store)
        let file = try await store.caseFile(for: query, now: now)
        #expect(file.ticket?.id == second && file.grants.map(\.ticket) == [second])
        #expect(
            try await store.caseFile(for: CaseQuery(ticket: first), now: now).ticket?.id == first,
            "a timer means the ticket it names")
        try await record(.merged(into: foreign), of: second, in: store)
        #expect(try await store.caseFile(for: query, now: now).ticket?.id == second)
    }
}
