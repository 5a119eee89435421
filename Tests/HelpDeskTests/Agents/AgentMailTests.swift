import Testing

@testable import HelpDesk

@Suite("Agents' mails")
struct AgentMailTests {
    private func read(
        _ text: String, to destination: AgentMail.Destination = .customer, origin: AgentMail.Origin = .person,
        name: String = "Anna Berg",
        vocabulary: AgentVocabulary = AgentVocabulary()
    ) -> AgentRequest {
        AgentMail(text: text, destination: destination, origin: origin, agentName: name).read(knowing: vocabulary)
    }

    @Test(
        "ok and #send alone send the draft, however a phone spells them",
        arguments: [
            "ok", "OK", "Ok.", "ok!", "Okay", "o.k.", "  ok  ", "ok\r\n", "ok\n\nBest regards\nAnna", "ok\n\nSent from my iPhone",
            "ok\n\nAnna Berg", "#send",
            "#Send", "#send.", "\n\n#send\n", "#send\n\nViele Grüße\nAnna", "ok\n-- \nAnna Berg\nSupport", "\u{FEFF}ok\u{A0}",
            "Hi,\n\nok", "#send\nok",
        ])
    func sends(_ text: String) { #expect(read(text) == .sendDraft(commands: [])) }

    @Test(
        "a mail that says nothing sends nothing and is asked back",
        arguments: [
            ("", AgentQuestion.empty), (" \r\n\t\r\n", .empty), ("\u{200B}", .empty),
            ("-- \nAnna Berg\nSupport", .signatureAlone),
            ("Best regards\nAnna", .signatureAlone), ("Anna Berg\nAcme Support\n+49 30 123", .signatureAlone),
            ("Sent from my iPhone", .signatureAlone),
            ("Viele Grüße\nAnna", .signatureAlone), ("Yes", .unclearApproval), ("send it", .unclearApproval),
            ("👍", .unclearApproval), ("LGTM!", .unclearApproval),
            ("Ja, bitte.", .unclearApproval), ("-", .unclearApproval),
            ("ok\n\nbut change the first line please", .approvalWithText), ("ok?", .unclearApproval),
            ("ok but change the second line", .approvalWithText), ("OK thanks, I will do it later", .approvalWithText),
        ])
    func asksBack(_ text: String, _ question: AgentQuestion) { #expect(read(text) == .question(question)) }

    @Test(
        "an automatic notice from an agent's address never sends, whatever it says",
        arguments: ["ok", "#send", "I am out of office", "#close"])
    func automatic(_ text: String) { #expect(read(text, origin: .automatic) == .question(.automatic)) }

    @Test("a mail that names both addresses is refused whole", arguments: ["ok", "Hello", "#note\nsecret", ""])
    func both(_ text: String) { #expect(read(text, to: .both) == .refused(.namesBothAddresses)) }

    @Test("text to the customer address is a reply, unchanged but for cleaning")
    func reply() {
        #expect(
            read("Hello Maria,\r\n\r\nplease log in again.\r\n")
                == .reply(text: "Hello Maria,\n\nplease log in again.", commands: []))
        #expect(read("#4711 is on its way.") == .reply(text: "#4711 is on its way.", commands: []))
        #expect(
            read("Yes, that works with the free plan as well.")
                == .reply(text: "Yes, that works with the free plan as well.", commands: []))
        #expect(read("We use C# here.\nSee step 2.") == .reply(text: "We use C# here.\nSee step 2.", commands: []))
    }

    @Test("a letter that begins with ok is a reply")
    func longer() {
        let text = "Ok Maria, then we send the second cushion to your office on Monday, as you asked."
        #expect(read(text) == .reply(text: text, commands: []))
        #expect(read("Ok.\nI will see to it.") == .question(.approvalWithText))
    }

    @Test("text to the note address is a note, and so is text below #note; neither can become a reply")
    func notes() {
        #expect(read("He called twice.", to: .note) == .note(text: "He called twice.", commands: []))
        #expect(read("ok", to: .note) == .note(text: "ok", commands: []))
        #expect(read("#note\nHe called twice.") == .note(text: "He called twice.", commands: []))
        #expect(read("#note He called twice.\nAnd wrote.") == .note(text: "He called twice.\nAnd wrote.", commands: []))
        #expect(read("#note see #close in the docs") == .note(text: "see #close in the docs", commands: []))
        #expect(read("#take\n#note\nMine now.") == .note(text: "Mine now.", commands: [.take]))
        #expect(read("#priority high\nLooks urgent.", to: .note) == .note(text: "Looks urgent.", commands: [.priority(.high)]))
    }

    @Test(
        "every command of the table is understood",
        arguments: [
            ("#close", AgentCommand.close), ("#reopen", .reopen), ("#assign anna@acme.example", .assign(to: "anna@acme.example")),
            ("#assign Anna@Acme.Example", .assign(to: "anna@acme.example")),
            ("#assign <anna@acme.example>", .assign(to: "anna@acme.example")),
            ("#assign anna@acme.example<mailto:anna@acme.example>", .assign(to: "anna@acme.example")), ("#take", .take),
            ("#mine", .mine), ("#draft", .draft),
            ("#priority high", .priority(.high)), ("#Priority URGENT", .priority(.urgent)),
            ("#intent login_issue", .intent("login_issue")),
            ("#snooze 2d", .snooze(seconds: 172_800)), ("#snooze 30m", .snooze(seconds: 1_800)),
            ("#snooze 4 h", .snooze(seconds: 14_400)),
            ("#snooze 1w", .snooze(seconds: 604_800)),
            ("#merge AB-7K3M9Q2X", .merge(with: TicketNumber(rawValue: "AB-7K3M9Q2X"))),
            ("#merge [ab-7k3m9q2x]", .merge(with: TicketNumber(rawValue: "AB-7K3M9Q2X"))),
            ("#merge AB-OIL00000", .merge(with: TicketNumber(rawValue: "AB-01100000"))),
            ("#spam", .spam), ("#nolearn", .noLearn), ("#template forgot-password", .template("forgot-password")),
            ("#help", .help), ("#CLOSE.", .close),
            ("\u{A0}#close\u{A0}", .close),
        ])
    func command(_ text: String, _ command: AgentCommand) { #expect(read(text) == .commands([command])) }

    @Test("the table, the enumeration and the help name the same commands")
    func tableIsWhole() {
        let commands: [AgentCommand] = [
            .close, .reopen, .note, .assign(to: "a@b.c"), .take, .mine, .draft, .priority(.low), .intent("a"),
            .snooze(seconds: 60),
            .merge(with: TicketNumber(rawValue: "AB-00000000")), .link(with: TicketNumber(rawValue: "AB-00000000")),
            .unlink(from: TicketNumber(rawValue: "AB-00000000")), .spam, .noLearn, .template("a"), .help, .send,
        ]
        #expect(Set(AgentGrammar.table.map(\.name)) == Set(commands.map(\.name)))
        #expect(AgentGrammar.table.count == commands.count)
        #expect(AgentGrammar.help.allSatisfy { $0.usage.hasPrefix("#") && !$0.meaning.isEmpty })
    }

    @Test("several commands come in one mail, on lines of their own or on one, with text below them")
    func several() {
        #expect(read("#take\n#priority high\n\n#nolearn") == .commands([.take, .priority(.high), .noLearn]))
        #expect(read("#close #nolearn") == .commands([.close, .noLearn]))
        #expect(read("#nolearn\n\nThe invoice is attached.") == .reply(text: "The invoice is attached.", commands: [.noLearn]))
        #expect(read("#nolearn\nok") == .sendDraft(commands: [.noLearn]))
        #expect(read("#template reset\n#send") == .sendDraft(commands: [.template("reset")]))
        #expect(read("#close\n\nBest regards\nAnna") == .commands([.close]))
    }

    @Test(
        "one error in a mail refuses all of it and names the line",
        arguments: [
            ("#clsoe", 1, "did you mean #close?"), ("#take\n#frobnicate\nHello there", 2, "no such command"),
            ("#assign", 1, "address of an agent"),
            ("#assign anna", 1, "address of an agent"), ("#assign a@b", 1, "address of an agent"),
            ("#priority", 1, "urgent, high, medium, low"), ("#priority huge", 1, "urgent, high, medium, low"),
            ("#snooze", 1, "30m"), ("#snooze soon", 1, "30m"), ("#snooze 0d", 1, "30m"), ("#snooze 91d", 1, "30m"),
            ("#snooze 99999d", 1, "30m"), ("#snooze -2d", 1, "30m"),
            ("#merge", 1, "ticket number"), ("#merge AB-123", 1, "ticket number"), ("#merge AB-UUUUUUUU", 1, "ticket number"),
            ("#intent", 1, "has to be named"),
            ("#intent ../../etc", 1, "no intent of this name"), ("#template", 1, "has to be named"),
            ("#close now", 1, "takes nothing"),
            ("# close", 1, "no blank"), ("#", 1, "no blank"),
            ("#close\n#close", 2, "twice"), ("#close\n#reopen", 2, "exclude"), ("#note\n#send\nHello", 2, "exclude"),
            ("#note", 1, "no text below"),
            ("#send\nPlease log in again.", 1, "take your text away"), ("#draft\nPlease log in again.", 1, "take your text away"),
            ("#spam\nPlease log in again.", 1, "answers nobody"),
            ("#help\nPlease log in again.", 1, "without text"), ("Hello Maria,\n\nall done.\n#close", 4, "at the top"),
            ("Hello\n#note\nsecret", 2, "at the top"),
            ("Hello\n#assign anna@acme.example", 2, "at the top"),
        ])
    func errors(_ text: String, _ line: Int, _ words: String) {
        guard case .errors(let errors) = read(text) else {
            Issue.record("\(text) gave \(read(text))")
            return
        }
        #expect(errors.contains { $0.line == line && $0.message.english.contains(words) }, "\(errors)")
    }

    @Test("#send to the note address is an error: what goes there never leaves")
    func sendToNote() {
        guard case .errors(let errors) = read("#send", to: .note) else {
            Issue.record("sent")
            return
        }
        #expect(errors.first?.line == 1)
    }

    @Test("names are checked against those that exist, with a hint at the nearest")
    func vocabulary() {
        let known = AgentVocabulary(
            intents: ["login_issue", "payment_issue"], templates: ["forgot-password"], agents: ["ben@acme.example"])
        #expect(read("#intent login_issue", vocabulary: known) == .commands([.intent("login_issue")]))
        for (text, hint) in [
            ("#intent login_isue", "login_issue"), ("#template forgot-pasword", "forgot-password"),
            ("#assign eve@evil.example", "ben@acme.example"),
        ] {
            guard case .errors(let errors) = read(text, vocabulary: known) else {
                Issue.record("\(text) passed")
                continue
            }
            #expect(errors.first?.message.english.contains(hint) == true)
        }
    }

    @Test("where nothing can be named, no name will do")
    func nothingToName() {
        let none = AgentVocabulary(intents: [], templates: [], agents: [], ticketsOfCustomer: [], ticketsOfOthers: [])
        for text in [
            "#intent login_issue", "#template forgot-password", "#assign ben@acme.example", "#merge AB-7K3M9Q2X",
            "#link AB-7K3M9Q2X", "#unlink AB-7K3M9Q2X",
        ] {
            guard case .errors(let errors) = read("#take\n" + text, vocabulary: none) else {
                Issue.record("\(text) passed")
                continue
            }
            #expect(errors.map(\.line) == [2])
        }
    }

    @Test("a link and its taking back exclude each other, and two links do not")
    func takingBack() {
        guard case .errors(let errors) = read("#link AB-7K3M9Q2X\n#unlink ab-7k3m9q2x") else {
            Issue.record("a link that is taken back passed")
            return
        }
        #expect(errors.map(\.line) == [2] && errors.first?.message.english.contains("exclude") == true)
        let (first, second) = (TicketNumber(rawValue: "AB-7K3M9Q2X"), TicketNumber(rawValue: "AB-7K3M9Q2Y"))
        #expect(
            read("#link AB-7K3M9Q2X\n#unlink AB-7K3M9Q2Y") == .commands([.link(with: first), .unlink(from: second)]))
    }

    @Test("floods end: too many commands and too long a text are errors, quickly")
    func floods() {
        for text in [
            String(repeating: "#take\n", count: 5_000), String(repeating: "#x ", count: 9_000),
            String(repeating: "x", count: 70_000),
        ] {
            guard case .errors(let errors) = read(text) else {
                Issue.record("passed")
                continue
            }
            #expect(errors.count <= 60)
            #expect(errors.allSatisfy { $0.text.unicodeScalars.count <= 81 })
        }
        _ = read(String(repeating: "#", count: 60_000))
        _ = read(String(repeating: "\n", count: 60_000) + "ok")
    }

    @Test("any bytes give a value, and what a reply holds stands in the mail")
    func fuzz() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var random = SeededRandom(seed)
        let pieces = [
            "#", "#send", "ok", "\n", "\r\n", " ", "#note", "a", "é", "\u{202E}", "\0", ">", "#close", "-- ", "Best regards",
            "#snooze 2d", "👍", "#assign a@b.c",
        ]
        for _ in 0..<3_000 {
            let text = (0..<Int.random(in: 0..<12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
                .joined()
            if case .reply(let reply, _) = read(text) {
                #expect(!reply.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E }, "seed \(seed)")
                #expect(!FoldedWords(reply).words.isEmpty, "seed \(seed)")
            }
        }
    }
}
