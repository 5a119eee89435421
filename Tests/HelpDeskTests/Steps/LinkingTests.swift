import Testing

@testable import HelpDesk

/// A person with two addresses: never by guess, by an agent's word, with both told.
@Suite struct LinkingTests {
    private let anna = "anna@acme.example"
    private let home = "casey@home.example"
    private let work = "c.miller@work.example"

    /// Two tickets of two addresses; the second's escalation.
    private func two() throws -> (world: World, escalation: Letterbox.Item, first: Ticket, second: Ticket) {
        var world = World()
        world.exchange(Post(from: home, text: "The gadget hums."))
        let first = world.ticket
        let letters = world.exchange(Post(from: work, text: "A wheel came off."))
        let escalation = try #require(letters.first { $0.mail.purpose == .escalation })
        return (world, escalation, first, world.ticket)
    }

    @Test("B8: #link tells both addresses, each only hinting at the other")
    func informs() throws {
        var (world, escalation, first, _) = try two()
        let letters = world.exchange(.reply(to: escalation, from: anna, "#link \(first.number.rawValue)"))
        let told = letters.filter { $0.mail.purpose == .acknowledgement }
        #expect(Set(told.map(\.mail.recipient)) == [home, work])
        for letter in told {
            let other = letter.mail.recipient == home ? work : home
            #expect(!letter.bytes.contains(other) && letter.text.contains(MaskedAddress.text(other)))
            #expect(letter.header("Auto-Submitted") == "auto-replied")
        }
        #expect(letters.contains { $0.mail.recipient == anna && $0.text.contains("one person") })
        #expect(world.refusals.isEmpty)
    }

    @Test("agents then see both histories, and the tickets stay apart")
    func history() throws {
        var (world, escalation, first, second) = try two()
        world.exchange(.reply(to: escalation, from: anna, "#link \(first.number.rawValue)"))
        let letters = world.exchange(Post(from: work, text: "And now it leaks."))
        let next = try #require(letters.first { $0.mail.purpose == .escalation })
        #expect(next.text.contains(first.number.rawValue) && next.text.contains(home))
        #expect(world.tickets[first.id]?.party == home && world.tickets[second.id]?.party == work)
        let answer = letters.first { $0.mail.recipient == work }
        #expect(answer?.bytes.contains(home) != true && answer?.bytes.contains(first.number.rawValue) != true)
    }

    @Test("C2: the other address still has no right to the ticket")
    func access() throws {
        var (world, escalation, first, _) = try two()
        world.exchange(.reply(to: escalation, from: anna, "#link \(first.number.rawValue)"))
        let letter = try #require(world.letters.to(home).first)
        world.exchange(.reply(to: letter, from: work, "HUMAN"))
        #expect(world.kinds(of: first).contains { $0 == .refused(rule: "C2") })
    }

    @Test("#unlink takes it back")
    func unlink() throws {
        var (world, escalation, first, _) = try two()
        world.exchange(.reply(to: escalation, from: anna, "#link \(first.number.rawValue)"))
        world.exchange(.reply(to: escalation, from: anna, "#unlink \(first.number.rawValue)"))
        let letters = world.exchange(Post(from: work, text: "And now it leaks."))
        #expect(letters.first { $0.mail.purpose == .escalation }?.text.contains(first.number.rawValue) == false)
    }

    @Test("a number that is unknown or of the same customer links nothing and tells nobody")
    func refused() throws {
        var (world, escalation, _, second) = try two()
        for number in ["AB-00000000", second.number.rawValue] {
            let letters = world.exchange(.reply(to: escalation, from: anna, "#link \(number)"))
            #expect(letters.map(\.mail.purpose) == [.commandError], "\(number)")
        }
        #expect(!world.events.contains { if case .personLinked = $0.kind { true } else { false } })
    }

    @Test("a masked address is known to its owner and of no use to others")
    func masked() {
        #expect(MaskedAddress.text("maria@gmail.example") == "m…@gmail.example")
        #expect(MaskedAddress.text("") == "…" && MaskedAddress.text("@x") == "…" && MaskedAddress.text("nothing") == "…")
    }
}
