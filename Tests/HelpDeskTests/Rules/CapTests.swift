import Testing

@testable import HelpDesk

/// RULES A7: how much may leave, and what happens to what may not.
@Suite struct CapTests {
    @Test("A7: a sender gets three automatic mails in ten minutes and five a day, in any spelling of the address")
    func sender() {
        var settings = DeskSettings.test
        settings.answers.caps.exemptDomains = []
        var world = World(settings: settings)
        for number in 0..<40 {
            let tag = number % 2 == 0 ? "" : "+\(number)"
            world.receive(Post(from: "ca.sey\(tag)@customer.example", subject: "password \(number)"))
            world.advance(seconds: 60)
        }
        let times = world.outbox.filter { $0.mail.rateKeys != nil }.map(\.composedAt)
        for time in times { #expect(times.filter { $0 >= time && $0.seconds(since: time) < 600 }.count <= 3) }
        #expect(times.count <= 5)
        #expect(world.tickets.count == 40)
    }

    @Test("A7: two automatic mails in a row on a ticket, then only people")
    func inARow() throws {
        var world = World()
        let answer = try #require(world.exchange(Post()).first)
        world.exchange(.reply(to: answer, from: "casey@customer.example", "HUMAN"))
        #expect(world.sentAutomatically(to: "casey@customer.example") == 2)
        world.exchange(.reply(to: answer, from: "casey@customer.example", "HUMAN!"))
        #expect(world.sentAutomatically(to: "casey@customer.example") == 2)
        #expect(world.ticket.automaticInARow == 2)
    }

    @Test("A7: fifty an hour to one domain, but freemail domains are exempt")
    func domain() {
        var settings = DeskSettings.test
        settings.answers.caps.domainHour = 4
        var world = World(settings: settings)
        for number in 0..<8 { world.receive(Post(from: "c\(number)@customer.example")) }
        #expect(world.outbox.filter { $0.mail.purpose == .answer }.count == 4)
        for number in 0..<8 { world.receive(Post(from: "c\(number)@gmail.com")) }
        #expect(world.outbox.filter { $0.mail.purpose == .answer }.count == 12)
    }

    @Test("A7: the breaker holds everything and alarms, and nothing automatic leaves until it is released")
    func breaker() {
        var settings = DeskSettings.test
        settings.answers.caps.allHour = 6
        var world = World(settings: settings)
        for number in 0..<9 { world.receive(Post(from: "c@d\(number).example")) }
        #expect(world.hold != nil)
        #expect(world.outbox.filter { $0.mail.rateKeys != nil }.count == 6)
        #expect(world.outbox.filter { $0.mail.purpose == .alarm }.count == 1)
        world.advance(seconds: 7200)
        #expect(world.receive(Post(from: "late@other.example")).disposition == .escalated)
        world.take(.operation(.release))
        #expect(world.receive(Post(from: "later@other.example")).disposition == .answered)
    }

    @Test("A7: the breaker follows five times the trailing peak once there is history, never below its floor")
    func breakerLimit() {
        var file = CaseFile()
        let desk = World().desk
        func limit() -> Int { Step(desk: desk, file: file, now: Timestamp(seconds: 0), cause: "x").breakerLimit }
        #expect(limit() == 200)
        file.counts.peakHour = 10
        #expect(limit() == 200)
        file.counts.peakHour = 100
        #expect(limit() == 500)
    }

    @Test("A7: escalations past the hourly cap go out as one list")
    func escalations() throws {
        var settings = DeskSettings.test
        settings.answers.caps.escalationsHour = 3
        var world = World(settings: settings)
        for number in 0..<8 { world.exchange(Post(from: "c\(number)@customer.example", text: "hm")) }
        #expect(world.letters.to("agents@acme.example").count == 3)
        #expect(world.tickets.values.allSatisfy { $0.status == .escalated })
        world.advance(seconds: 3600)
        world.deliver()
        let list = try #require(world.letters.to("agents@acme.example").last)
        #expect(world.letters.to("agents@acme.example").count == 4)
        for ticket in world.tickets.values { #expect(list.text.contains(ticket.number.rawValue)) }
    }

    @Test("A7: over any day and any order of mails the caps hold", arguments: [1, 2, 3])
    func property(seed: UInt64) {
        var random = SeededRandom(seed)
        var world = World()
        for number in 0..<150 {
            world.receive(Post(from: "c\(Int.random(in: 0..<3, using: &random))@x.example", subject: "password \(number)"))
            world.advance(seconds: Int64.random(in: 0..<1_200, using: &random))
        }
        for sender in Set(world.outbox.compactMap { $0.mail.rateKeys?.sender }) {
            let times = world.outbox.filter { $0.mail.rateKeys?.sender == sender }.map(\.composedAt)
            for time in times {
                #expect(times.filter { $0 >= time && $0.seconds(since: time) < 86_400 }.count <= 5, "seed \(seed)")
                #expect(times.filter { $0 >= time && $0.seconds(since: time) < 600 }.count <= 3, "seed \(seed)")
            }
        }
    }
}
