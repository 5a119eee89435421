import Testing

@testable import HelpDesk

/// Admins command by mail (RULES B4, H12).
@Suite struct AdminStepTests {
    let boss = "boss@acme.example"

    @Test(
        "B4: reading commands are answered to the listed address",
        arguments: ["status", "tickets open", "metrics 7d", "help", "ticket AB-7K3M9Q2X"])
    func reading(command: String) {
        var world = World()
        world.exchange(Post(from: boss, text: command))
        #expect(world.letters.items.map(\.mail.recipient) == [boss])
        #expect(world.letters.items.map(\.mail.purpose) == [.commandAnswer])
        #expect(world.tickets.isEmpty)
    }

    @Test("B4: several commands in one mail are answered each")
    func several() {
        var world = World()
        world.exchange(Post(from: boss, text: "status\ntickets open"))
        #expect(world.letters.to(boss).count == 2)
    }

    @Test(
        "a mail asks for one ticket and for one span: a second would be answered wrongly",
        arguments: [
            "ticket AB-7K3M9Q2X\nticket AB-7K3M9Q2Y", "metrics 1d\nmetrics 7d",
        ])
    func twice(text: String) {
        var world = World()
        world.exchange(Post(from: boss, text: text))
        #expect(world.letters.to(boss).map(\.mail.purpose) == [.commandError])
    }

    @Test("the status of a mail that also asks for metrics counts its own day")
    func spans() throws {
        let world = World()
        let post = Post(from: boss, text: "metrics 7d\nstatus")
        let mail = world.incoming(post.bytes(number: 1), id: 1)
        let query = world.desk.query(for: .mail(mail, world.desk.triage(mail)), given: nil)
        let (day, week) = (try #require(query.figures), try #require(query.figuresBefore))
        #expect(day.to.seconds(since: day.from) == 86_400 && week.to.seconds(since: week.from) == 7 * 86_400)
    }

    @Test("B4: a change waits for its one-time nonce, which works once")
    func nonce() throws {
        var world = World()
        world.exchange(Post(from: boss, text: "mode login_issue draft"))
        #expect(world.modes.isEmpty)
        let question = try #require(world.letters.to(boss).first)
        #expect(question.mail.purpose == .nonce)
        world.exchange(.reply(to: question, from: boss, "ok"))
        #expect(world.modes == ["login_issue": .draft])
        world.take(.operation(.hold(reason: "x")))
        world.modes = [:]
        world.exchange(.reply(to: question, from: boss, "ok"))
        #expect(world.modes.isEmpty)
    }

    @Test("B4: a nonce that is late, of another admin, or of an edited command is refused")
    func refusedNonce() throws {
        var settings = DeskSettings.test
        settings.admins.append("second@acme.example")
        for attempt in 0..<4 {
            var world = World(settings: settings)
            world.take(.operation(.hold(reason: "x")))
            world.exchange(Post(from: boss, text: "start"))
            let question = try #require(world.letters.to(boss).first)
            var reply = Post.reply(to: question, from: boss, "ok")
            switch attempt {
            case 0: world.advance(seconds: 16 * 60)
            case 1: reply.from = "second@acme.example"
            case 2: reply.text = "mode login_issue on"
            default: reply.verdict = "dmarc=fail"
            }
            world.exchange(reply)
            #expect(world.hold != nil, "attempt \(attempt)")
        }
    }

    @Test("H12: stop needs no nonce and works at once; start needs one")
    func stop() throws {
        var world = World()
        world.exchange(Post(from: boss, text: "STOP"))
        #expect(world.hold != nil)
        #expect(world.receive(Post()).disposition == .escalated)
        world.exchange(Post(from: boss, text: "start"))
        #expect(world.hold != nil)
        let question = try #require(world.letters.to(boss).last)
        world.exchange(.reply(to: question, from: boss, "ok"))
        #expect(world.hold == nil)
    }

    @Test("B3: a forged admin commands nothing")
    func forged() {
        var world = World()
        world.exchange(Post(from: boss, text: "stop", verdict: "dmarc=fail"))
        #expect(world.hold == nil)
        #expect(world.letters.to(boss).allSatisfy { $0.mail.purpose == .alarm })
    }

    @Test("B4: an unknown command changes nothing and is answered with the list")
    func unknown() {
        var world = World()
        world.exchange(Post(from: boss, text: "destroy everything"))
        #expect(world.letters.to(boss).map(\.mail.purpose) == [.commandError])
    }

    @Test("a digest that comes a day late is followed by the one that was due meanwhile, and no more than that")
    func lateDigest() throws {
        for (days, expected) in [(Int64(0), 1), (1, 2), (9, 2)] {
            var world = World()
            for entry in world.desk.standingAgenda(at: world.now) { world.agenda[entry.key] = entry }
            world.now = try #require(world.agenda["digest/420"]).due.adding(days: days).adding(seconds: 600)
            world.advance(seconds: 60)
            world.deliver()
            #expect(world.letters.to(boss).filter { $0.mail.purpose == .digest }.count == expected)
        }
    }

    @Test("the digest goes to each admin at its local time, once a day")
    func digest() {
        var world = World()
        for entry in world.desk.standingAgenda(at: world.now) { world.agenda[entry.key] = entry }
        world.advance(days: 3)
        world.deliver()
        let digests = world.letters.to(boss).filter { $0.mail.purpose == .digest }
        #expect(digests.count == 3)
        #expect(digests.allSatisfy { $0.header("Auto-Submitted") == "auto-generated" })
        #expect(world.agenda["digest/420"]?.due == Timestamp(seconds: 1_795_248_000 - 3600).adding(days: 4))
        #expect(world.agenda["retention"] != nil)
    }

    @Test("a quarantined mail is told in fixed words, without its content")
    func quarantine() {
        var world = World()
        world.take(.quarantine(MailID(rawValue: 9)))
        world.deliver()
        #expect(world.letters.to(boss).map(\.mail.purpose) == [.alarm])
        #expect(world.events.contains { $0.kind == .quarantined(MailID(rawValue: 9)) })
    }
}
