import Testing

@testable import HelpDesk

/// Service targets in business time: a reminder before, the second address after, nothing where the work is done.
@Suite struct ServiceTargetTests {
    private let agents = "agents@acme.example"
    private let head = "head@acme.example"
    /// Monday 2026-11-23, 08:00 UTC; desks open at nine.
    private let monday = Timestamp(seconds: 1_795_248_000).adding(days: 2)

    private func world(percent: Int64 = 75) -> World {
        var settings = DeskSettings.test
        settings.service.overdueAddress = head
        settings.service.remindAtPercent = percent
        settings.service.targets[.medium] = .init(firstResponseMinutes: 120, resolutionMinutes: 6_000)
        var world = World(settings: settings)
        world.now = monday
        return world
    }

    @Test("agents are reminded after three quarters of the time, counted from opening, and the second address hears of a miss")
    func course() {
        var world = world()
        world.exchange(Post(text: "The gadget hums."))
        world.advance(seconds: 2 * 3600 + 29 * 60)
        #expect(world.deliver().isEmpty)
        world.advance(seconds: 60)
        let reminder = world.deliver()
        #expect(reminder.map(\.mail.recipient) == [agents])
        #expect(reminder.first?.subject.contains("Reminder: ") == true)
        #expect(reminder.first?.text.contains("the first answer is due soon") == true)
        world.advance(seconds: 30 * 60)
        let late = world.deliver()
        #expect(late.map(\.mail.recipient).sorted() == [agents, head])
        #expect(late.allSatisfy { $0.subject.contains("Overdue: ") })
        #expect(world.refusals.isEmpty)
    }

    @Test("who has answered is not reminded, and a closed ticket is late for nothing")
    func answered() throws {
        var world = world()
        let escalation = try #require(world.exchange(Post(text: "The gadget hums.")).first)
        world.exchange(.reply(to: escalation, from: "anna@acme.example", "Please restart the gadget."))
        world.advance(days: 30)
        #expect(world.deliver().isEmpty)
    }

    @Test("a snoozed ticket is not late; its time begins again when it wakes")
    func snoozed() throws {
        var world = world()
        let escalation = try #require(world.exchange(Post(text: "The gadget hums.")).first)
        world.exchange(.reply(to: escalation, from: "anna@acme.example", "#snooze 1d"))
        world.advance(seconds: 86_399)
        #expect(world.deliver().isEmpty)
        world.advance(seconds: 1)
        #expect(world.deliver().map(\.subject).allSatisfy { $0.contains("Back from snooze") })
        world.advance(seconds: 3 * 3600)
        #expect(world.deliver().contains { $0.subject.contains("Overdue") })
    }

    @Test("a change of the priority does not start the time again")
    func priority() throws {
        var world = world(percent: 0)
        let escalation = try #require(world.exchange(Post(text: "The gadget hums.")).first)
        world.advance(seconds: 2 * 3600 + 1800)
        world.exchange(.reply(to: escalation, from: "anna@acme.example", "#priority urgent"))
        world.advance(seconds: 1)
        #expect(world.deliver().contains { $0.subject.contains("Overdue") })
    }

    @Test("without a share of the time nobody is reminded")
    func noReminder() {
        var world = world(percent: 0)
        world.exchange(Post(text: "The gadget hums."))
        world.advance(days: 1)
        #expect(world.deliver().allSatisfy { $0.subject.contains("Overdue") })
    }
}
