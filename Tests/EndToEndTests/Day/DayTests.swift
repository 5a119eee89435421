import Foundation
import HelpDesk
import InternetMessage
import Responder
import Store
import TestKit
import Testing

/// A whole day: sixty customers, four agents and two admins, each with an ordinary mail program. It ends in exactly the expected
/// mailboxes, ticket states and figures.
@Suite("A day of support", .serialized)
struct DayTests {
    @Test("sixty customers, four agents and two admins, between two Maildirs")
    func maildirs() async throws { try await play(DayStage(nil)) }

    @Test(
        "the same day between a real Dovecot and a real Postfix",
        .enabled(
            if: Lab.obstacle == nil && ProcessInfo.processInfo.environment["ANSWERBACK_DAY"] == "servers",
            "the long form: ANSWERBACK_DAY=servers"))
    func servers() async throws {
        let lab = try Lab()
        defer { lab.stop() }
        try await play(DayStage(lab))
    }

    private func play(_ stage: DayStage) async throws {
        try await TestModel.ready()
        #expect(DayGuest.all.count + DayGuest.afternoon.count == 60)
        try await morning(stage)
        try await followUps(stage)
        try await agents(stage)
        try await afternoon(stage)
        try await admins(stage)
        try await expectMailboxesAndTickets(stage)
        try await nextMorning(stage)
        #expect(try await stage.open().store.verify(now: stage.clock.now).isEmpty)
    }

    // MARK: The course of the day

    private func morning(_ stage: DayStage) async throws {
        for guest in DayGuest.all { try await write(guest, stage) }
        try await stage.work()
    }

    private func write(_ guest: DayGuest, _ stage: DayStage) async throws {
        var mail = guest.client.compose(
            from: guest.from, to: DayStage.support, subject: guest.subject, guest.text, file: guest.file)
        switch guest.arrival {
        case .ordinary: try await stage.send(mail)
        case .forged: try await stage.send(mail, vouching: .failed)
        case .automatic(let field):
            mail.fields.append(field)
            try await stage.send(mail)
        }
    }

    private func followUps(_ stage: DayStage) async throws {
        for guest in DayGuest.all {
            switch guest.next {
            case .nothing: continue
            case .press(let stars):
                let answer = try #require(stage.mails(of: guest.address).last, "\(guest.name) has no answer")
                try await stage.send(try #require(guest.client.press(stars, in: answer, from: guest.from)))
            case .reply(let words):
                let answer = try #require(stage.mails(of: guest.address).last, "\(guest.name) has no answer")
                try await stage.send(guest.client.reply(to: answer, from: guest.from, words))
            case .vacation:
                let answer = try #require(stage.mails(of: guest.address).last, "\(guest.name) has no answer")
                var notice = guest.client.reply(to: answer, from: guest.from, "I am away and will read your mail on Monday.")
                notice.fields.append("Auto-Submitted: auto-replied")
                try await stage.send(notice)
            }
        }
        try await stage.work()
    }

    /// Anna and Bill take turns in English, Dieter and Erika in German; each has a program of their own.
    private func agents(_ stage: DayStage) async throws {
        let teams = [
            (DayStage.english, [("Anna <anna@support.test>", MailClient.gmail), ("Bill <bill@support.test>", .outlook)]),
            (DayStage.german, [("Dieter <dieter@support.test>", .thunderbird), ("Erika <erika@support.test>", .phone)]),
        ]
        for (mailbox, people) in teams {
            let escalations = try stage.mails(of: mailbox)
            for (index, guest) in DayGuest.all.enumerated() {
                guard let escalation = escalations.last(where: { $0.reading.text.contains(guest.address) }) else { continue }
                try await act(guest.act, on: escalation, people[index % 2], people[(index + 1) % 2], stage)
            }
        }
        try await stage.work()
    }

    private func act(
        _ act: DayGuest.Act, on escalation: DeliveredMail, _ one: (String, MailClient), _ other: (String, MailClient),
        _ stage: DayStage
    ) async throws {
        switch act {
        case .leave: return
        case .answer(let words), .command(let words):
            try await stage.send(one.1.reply(to: escalation, from: one.0, words))
        case .approve: try await stage.send(one.1.reply(to: escalation, from: one.0, "ok"))
        case .note(let words):
            var note = one.1.reply(to: escalation, from: one.0, words)
            let text = escalation.reading.text
            let start = try #require(text.firstRange(of: "support+n.")).lowerBound
            note.to = String(text[start...].prefix { $0 != "?" && $0 != ">" })
            try await stage.send(note)
        case .both(let first, let second):
            try await stage.send(one.1.reply(to: escalation, from: one.0, first))
            try await stage.send(other.1.reply(to: escalation, from: other.0, second))
        }
    }

    private func afternoon(_ stage: DayStage) async throws {
        for guest in DayGuest.afternoon { try await write(guest, stage) }
        try await stage.work()
    }

    /// The boss asks and stops; the nonce starts it again. The other admin reads German.
    private func admins(_ stage: DayStage) async throws {
        func letter(_ from: String, _ client: MailClient, _ words: String) -> SampleMail {
            client.compose(from: from, to: DayStage.support, subject: "Command", words)
        }
        try await stage.send(letter(DayStage.boss, .outlook, "status"))
        try await stage.send(letter(DayStage.boss, .phone, "stop"))
        try await stage.send(letter(DayStage.chefin, .thunderbird, "tickets open"))
        try await stage.send(letter(DayStage.boss, .gmail, "start"))
        try await stage.work()
        let nonce = try #require(stage.mails(of: DayStage.boss).first { $0.reading.subject.contains("Please confirm: start") })
        #expect(try await stage.open().store.health().hold != nil)
        try await stage.send(MailClient.phone.reply(to: nonce, from: DayStage.boss, "ok"))
        try await stage.work()
        #expect(try await stage.open().store.health().hold == nil)
        #expect(try stage.mails(of: DayStage.chefin).contains { $0.reading.subject.contains("offene Vorgänge") })
    }

    // MARK: Where it must end

    private func expectMailboxesAndTickets(_ stage: DayStage) async throws {
        let store = try stage.open().store
        for guest in DayGuest.all + DayGuest.afternoon {
            let tickets = try await store.tickets(TicketFilter(party: guest.address)).items
            #expect(tickets.map(\.status) == [guest.ends].compactMap { $0 }, "\(guest.name): \(tickets.map(\.status))")
            var purposes: [MailPurpose] = []
            if let ticket = tickets.first {
                let outbox = try #require(try await store.story(of: ticket.id)).outbox
                purposes = outbox.filter { $0.recipient == guest.address && $0.state == .sent }.map(\.purpose)
            }
            #expect(purposes == guest.gets, "\(guest.name) was sent \(purposes)")
            #expect(try stage.mails(of: guest.address).count == guest.gets.count, "\(guest.name)'s mailbox")
        }
        try expectAnswers(stage)
    }

    /// What a customer can read is what was meant for them: whose answer, in which language, and nothing internal.
    private func expectAnswers(_ stage: DayStage) throws {
        let words = ["hans": "automatisch geschrieben", "jean": "automatique", "lola": "automátic", "ada": "automatically"]
        for (name, phrase) in words {
            let mail = try #require(stage.mails(of: "\(name)@customer.test").first)
            #expect(mail.reading.text.contains(phrase), "\(name)")
        }
        let learned = try #require(stage.mails(of: "dora@customer.test").first)
        #expect(learned.reading.text.contains("turn labels round"))
        for guest in DayGuest.all {
            for mail in try stage.mails(of: guest.address) {
                let text = String(decoding: mail.bytes, as: UTF8.self)
                for secret in ["anna@", "bill@", "dieter@", "erika@", "agents@", "The caretaker knows them"] {
                    #expect(!text.contains(secret), "\(guest.name) reads \(secret)")
                }
            }
        }
    }

    /// Both digests come at their hours, in their languages, with the day's figures.
    private func nextMorning(_ stage: DayStage) async throws {
        let store = try stage.open().store
        let now = stage.clock.now
        let figures = try await store.figures(from: now.adding(days: -1), to: now.adding(seconds: 1))
        let tickets = (DayGuest.all + DayGuest.afternoon).filter { $0.ends != nil }
        let answered = tickets.filter { $0.gets.first == .answer }
        let brought = tickets.filter { !$0.gets.contains(.answer) || $0.gets.contains(.acknowledgement) }
        #expect(figures.tickets == tickets.count && figures.tickets == 56)
        #expect(figures.autoResolved == answered.count && figures.escalated == brought.count)
        #expect(figures.ratings == [5: 5, 4: 2, 3: 1, 2: 1, 1: 1])
        #expect(figures.solutionsLearned >= 8 && figures.outboxFailed == 0 && figures.unsettledMails == 0)
        #expect(figures.waitingForPeople == tickets.count { $0.ends == .escalated || $0.ends == .inProgress })

        stage.clock.advance(seconds: 86_400)
        try await stage.work()
        let english = try #require(stage.mails(of: DayStage.boss).last { $0.reading.subject.hasPrefix("Acme on ") })
        let german = try #require(stage.mails(of: DayStage.chefin).last { $0.reading.subject.hasPrefix("Acme am ") })
        for digest in [english, german] {
            #expect(digest.bytes.count < 100_000 && digest.reading.autoSubmitted == "auto-generated")
            #expect(!digest.reading.text.contains("@"), "G4: counts and ids only")
        }
        #expect(german.reading.text.contains("Warum Menschen gefragt wurden"))
        #expect(english.reading.text.contains("Why people were asked"))
        if let picture = ProcessInfo.processInfo.environment["ANSWERBACK_PICTURES"] { try keep(stage, english, picture) }
    }

    /// `ANSWERBACK_PICTURES=DIR` keeps the day's mails, for the README and for looking at them.
    private func keep(_ stage: DayStage, _ digest: DeliveredMail, _ folder: String) throws {
        let escalation = try stage.mails(of: DayStage.english).first { $0.reading.text.contains("ivan@customer.test") }
        let answer = try stage.mails(of: "ada@customer.test").first
        for (name, mail) in [("day-digest", digest), ("day-escalation", escalation), ("day-answer", answer)] {
            try mail?.reading.text.write(toFile: "\(folder)/\(name).txt", atomically: true, encoding: .utf8)
            try Data(mail?.bytes ?? []).write(to: URL(fileURLWithPath: "\(folder)/\(name).eml"))
        }
    }
}
