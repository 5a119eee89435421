import Foundation
import HelpDesk
import InternetMessage
import Responder
import Store
import TestKit
import Testing

/// A whole day: sixty customers, four agents and two admins, each with an ordinary mail program. It ends in exactly the expected
/// mailboxes, ticket states and figures. `make screens` prints three of its mails.
@Suite("A day of support", .serialized)
struct DayTests {
    @Test(
        "sixty customers, four agents and two admins, between a real Dovecot and a real Postfix",
        .enabled(if: Lab.obstacle == nil, "\(Lab.obstacle ?? "")"))
    func servers() async throws {
        let lab = try Lab()
        defer { lab.stop() }
        try await play(DayStage(lab))
    }

    @Test(
        "the same day between two Maildirs, where the servers cannot run",
        .enabled(
            if: Lab.obstacle != nil || ProcessInfo.processInfo.environment["ANSWERBACK_DAY"] == "maildirs",
            "it is played between real servers here; ANSWERBACK_DAY=maildirs plays this one, too"))
    func maildirs() async throws { try await play(DayStage(nil)) }

    private func play(_ stage: DayStage) async throws {
        try await TestModel.ready()
        #expect(DayGuest.all.count + DayGuest.afternoon.count == 60)
        try await morning(stage)
        try await followUps(stage)
        try await agents(stage)
        try await afternoon(stage)
        try await admins(stage)
        try await expectMailboxesAndTickets(stage)
        try await expectFigures(stage)
        try await nextMorning(stage)
        try await expectOffice(stage)
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
}
