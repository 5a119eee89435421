import Testing

@testable import HelpDesk

@Suite("Admins' mails")
struct AdminMailTests {
    @Test(
        "B4: the fixed grammar is understood",
        arguments: [
            ("status", AdminCommand.status), ("Status", .status), ("tickets open", .ticketsOpen),
            ("  Tickets   Open ", .ticketsOpen),
            ("ticket AB-7K3M9Q2X", .ticket(TicketNumber(rawValue: "AB-7K3M9Q2X"))),
            ("ticket ab-7k3m9q2x", .ticket(TicketNumber(rawValue: "AB-7K3M9Q2X"))),
            ("metrics 7d", .metrics(days: 7)), ("metrics", .metrics(days: 7)), ("metrics 366d", .metrics(days: 366)),
            ("stop", .stop), ("STOP!", .stop), ("start", .start),
            ("mode login_issue shadow", .mode(intent: "login_issue", .shadow)),
            ("mode login_issue off", .mode(intent: "login_issue", .off)),
            ("mode login_issue on", .mode(intent: "login_issue", .on)), ("help", .help),
            ("Hello,\n\nstatus\n\nBest regards\nBoss", .status),
            ("status\n-- \nThe boss\n+49 30", .status),
        ])
    func commands(_ text: String, _ command: AdminCommand) { #expect(AdminMail(text: text).read() == .commands([command])) }

    @Test(
        "B4: what is not in the grammar does nothing, and its line is named",
        arguments: [
            "statsu", "tickets closed", "ticket", "ticket 12", "metrics 0d", "metrics 367d", "metrics 7", "metrics -1d",
            "metrics 99999999999999999999d", "start now", "mode login_issue",
            "mode login_issue loud", "mode ../x on", "please show me the status", "status\ndelete everything",
            "erase maria@x.example", "ѕtatus",
        ])
    func errors(_ text: String) {
        guard case .errors(let errors) = AdminMail(text: text).read() else {
            Issue.record("\(text) gave \(AdminMail(text: text).read())")
            return
        }
        #expect(errors.contains { $0.line > 0 })
    }

    @Test(
        "B4: quoted lines command nothing",
        arguments: [
            "> start", ">> mode login_issue on", "| start", "-----Original Message-----\nstart",
            "On Monday the boss wrote:\n> start",
        ])
    func quoted(_ text: String) { #expect(AdminMail(text: text).read() == .empty) }

    @Test(
        "H12: stop stops, whatever else the mail holds, and from the subject too",
        arguments: ["stop", "Please!\nSTOP\nnow", "gibberish\nstop", "stop\nstart", "> hi\nstop\n> there"])
    func stops(_ text: String) { #expect(AdminMail(text: text).read() == .commands([.stop])) }

    @Test("H12: only the bare word in the subject stops, and only above an empty text")
    func stopInSubject() {
        #expect(AdminMail(text: "", subject: "STOP").read() == .commands([.stop]))
        #expect(AdminMail(text: " \n", subject: " stop. ").read() == .commands([.stop]))
        #expect(AdminMail(text: "", subject: "Re: stop").read() == .empty)
        #expect(AdminMail(text: "", subject: "start").read() == .empty)
        #expect(AdminMail(text: "status", subject: "stop").read() == .commands([.status]))
    }

    @Test("B4: only one changing command fits into a mail; reading ones do in any number up to ten")
    func oneChange() {
        guard case .errors = AdminMail(text: "start\nmode login_issue on").read() else {
            Issue.record("two changes passed")
            return
        }
        #expect(AdminMail(text: "status\nmetrics 7d").read() == .commands([.status, .metrics(days: 7)]))
        #expect(AdminMail(text: "status\nstart").read() == .commands([.status, .start]))
    }

    @Test("B4: what changes needs a nonce, what reads and what stops needs none")
    func effects() {
        #expect(
            [AdminCommand.status, .ticketsOpen, .ticket(TicketNumber(rawValue: "AB-00000000")), .metrics(days: 1), .help]
                .allSatisfy { $0.effect == .reading })
        #expect([AdminCommand.start, .mode(intent: "a", .on), .mode(intent: "a", .off)].allSatisfy { $0.effect == .changing })
        #expect(AdminCommand.stop.effect == .stopping)
    }

    @Test(
        "B4: a nonce confirms exactly its command: empty, ok, or the command itself",
        arguments: [
            "", "ok", "Yes", "confirm", "mode login_issue on", "Mode  Login_Issue ON", "ok\n\nBest regards\nBoss",
            "> mode login_issue off",
        ])
    func confirms(_ text: String) { #expect(AdminMail(text: text).confirms("mode login_issue on")) }

    @Test(
        "B4: an edited command, other words and a refusal do not confirm",
        arguments: [
            "mode login_issue off", "mode payment_issue on", "start", "no", "ok\nmode payment_issue on", "what is this?",
            "ok but wait", "stop",
        ])
    func refuses(_ text: String) { #expect(!AdminMail(text: text).confirms("mode login_issue on")) }

    @Test("the canonical spelling reads back as the same command")
    func canonical() {
        for command in [
            AdminCommand.status, .ticketsOpen, .ticket(TicketNumber(rawValue: "AB-7K3M9Q2X")), .metrics(days: 30), .stop, .start,
            .mode(intent: "login_issue", .canary), .help,
        ] {
            #expect(AdminMail(text: command.canonical).read() == .commands([command]))
        }
    }

    @Test("intents that do not exist are refused with a hint")
    func intents() {
        guard case .errors(let errors) = AdminMail(text: "mode login_isue on", intents: ["login_issue"]).read() else {
            Issue.record("passed")
            return
        }
        #expect(errors.first?.message.english.contains("login_issue") == true)
    }
}
