import Testing

@testable import HelpDesk

/// Mails to agents and admins in their language and local time.
@Suite struct ReaderTests {
    private let boss = "boss@acme.example"
    private let chef = "chef@acme.example"

    private static let berlin = BusinessCalendar { _ in 3600 }

    private func world() -> World {
        var settings = DeskSettings.test
        settings.admins = [boss, chef]
        settings.adminPreferences = [chef: AdminPreference(language: "de", digestMinute: 6 * 60 + 30)]
        settings.agents[0].language = "de"
        var sources = [
            TemplateLibrary.source(
                "de/mail/words.md",
                "---\ntitle: x\n---\nWhat the customer wrote = Was der Kunde schrieb\nAll is well: nothing needs doing. = Alles gut.\n{{company}} on {{day}} = {{company}} am {{day}}\nall is well = alles gut\nthe customer asks for a person = der Kunde wünscht einen Menschen\nsent = gesendet\n"
            )
        ]
        sources += [
            TemplateLibrary.source("en/complaint/intent.md", "---\ncategory: general\nanswers: no\nexamples:\n  - bad\n---\n."),
            TemplateLibrary.source("en/mail/acknowledgement.md", "---\nsubject: x\n---\nA person will answer you.\n"),
        ]
        var world = World(settings: settings, templates: TemplateLibrary(sources))
        world.desk = Desk(
            settings: settings, templates: TemplateLibrary(sources), signer: .test, calendar: Self.berlin)
        return world
    }

    @Test("each admin gets one digest a day, at the own hour and in the own language")
    func digests() throws {
        var world = world()
        for entry in world.desk.standingAgenda(at: world.now) { world.agenda[entry.key] = entry }
        world.advance(days: 2)
        world.deliver()
        let english = world.letters.to(boss).filter { $0.mail.purpose == .digest }
        let german = world.letters.to(chef).filter { $0.mail.purpose == .digest }
        #expect(english.count == 2 && german.count == 2)
        #expect(english.allSatisfy { $0.text.hasPrefix("All is well") && $0.subject.contains("Acme on 2026-11-2") })
        #expect(german.allSatisfy { $0.text.hasPrefix("Alles gut") && $0.subject.contains("Acme am 2026-11-2") })
        // 06:30 and 07:00 in Berlin are 05:30 and 06:00 UTC.
        #expect(world.agenda["digest/390"]?.due.seconds == world.desk.calendar.startOfDay(world.now).seconds + 86_400 + 390 * 60)
        #expect(german.first?.header("Date")?.contains("05:30:00") == true)
        #expect(english.first?.header("Date")?.contains("06:00:00") == true)
    }

    @Test("an hour that no admin has any more ends, and sends nothing")
    func leftHour() {
        var world = world()
        world.agenda["digest/60"] = AgendaEntry(
            key: "digest/60", due: world.now.adding(seconds: 60), kind: .digest(minuteOfDay: 60))
        world.advance(days: 3)
        #expect(world.deliver().isEmpty && world.agenda["digest/60"] == nil)
    }

    @Test("a group reads its escalations in its language and in local time; the customer's own words stay")
    func escalation() throws {
        var world = world()
        let letter = try #require(
            world.exchange(Post(subject: "sent", text: "The gadget hums. HUMAN please, a person.")).first {
                $0.mail.purpose == .escalation
            })
        #expect(letter.text.contains("Was der Kunde schrieb") && letter.text.contains("The gadget hums."))
        #expect(letter.text.contains("2026-11-21 09:00 UTC+1"))
        #expect(letter.subject.hasSuffix("sent"))
    }

    @Test("local time names its distance from UTC")
    func zones() {
        let time = Timestamp(seconds: 1_795_248_000)
        #expect(TimeText.minute(time) == "2026-11-21 08:00 UTC")
        #expect(TimeText.minute(time, offsetSeconds: -5 * 3600) == "2026-11-21 03:00 UTC-5")
        #expect(TimeText.minute(time, offsetSeconds: 5 * 3600 + 1800) == "2026-11-21 13:30 UTC+5:30")
        #expect(TimeText.minute(time, offsetSeconds: 86_400) == "2026-11-22 08:00 UTC+24")
    }
}
