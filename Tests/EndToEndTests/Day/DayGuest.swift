import Foundation
import HelpDesk

/// A customer of the scripted day: who writes what with which program, what they do next, and where it must end.
struct DayGuest {
    /// What follows the first answer of ours.
    enum Next {
        case nothing
        /// Presses the link of so many stars.
        case press(Int)
        /// Replies with these words.
        case reply(String)
        /// The vacation notice of the customer's program.
        case vacation
    }
    /// What people do with an escalation.
    enum Act {
        case leave
        /// Answers with these words.
        case answer(String)
        /// Replies `ok`: the draft goes out.
        case approve
        /// Commands alone.
        case command(String)
        /// A note by the note address.
        case note(String)
        /// Two agents answer, one after the other.
        case both(String, String)
    }
    /// How the first mail comes in.
    enum Arrival {
        case ordinary
        /// In the customer's name, but from elsewhere: the receiving server vouches for nobody.
        case forged
        /// A program's mail: this field says so.
        case automatic(String)
    }

    var name: String
    var client: MailClient
    var subject: String
    var text: String
    var arrival = Arrival.ordinary
    var file: AttachedFile?
    var next = Next.nothing
    var act = Act.leave
    /// What lies in the customer's mailbox in the evening, in the order of arrival.
    var gets: [MailPurpose]
    /// nil: there is no ticket.
    var ends: TicketStatus?

    var address: String { "\(name)@customer.test" }
    var from: String { "\(name.capitalized) Miller <\(address)>" }
}

extension DayGuest {
    private static let clients = MailClient.allCases

    /// The sixty, in the order in which they write.
    static let all: [DayGuest] = answered + escalated + forged + programs + collided

    /// Twenty-four with a clear question, in four languages: answered at once.
    private static let answered: [DayGuest] = {
        let login = (
            "Cannot log in", "I forgot my password and cannot log in to my account any more. How do I reset my password?"
        )
        let invoice = ("Invoice", "Please send me the invoice for our last order, we need it for the books.")
        let close = ("My account", "How do I close my account for good? I want my account to be deleted.")
        let german = ("Passwort", "Ich habe mein Passwort vergessen. Wie kann ich mein Kennwort zurücksetzen?")
        let bill = ("Rechnung", "Ich brauche eine Rechnung für meine Bestellung. Wo finde ich meine Rechnungen?")
        let french = ("Mot de passe", "J'ai oublié mon mot de passe. Comment réinitialiser mon mot de passe ?")
        let spanish = ("Contraseña", "He olvidado mi contraseña. ¿Cómo restablezco mi contraseña?")
        let solved: [(String, (String, String), Next)] = [
            ("ada", login, .press(5)), ("bob", invoice, .press(4)), ("cleo", close, .reply("5")),
            ("dan", login, .reply("★★★★☆")), ("eve", invoice, .reply("👍")), ("finn", login, .reply("Thanks, that did it!")),
            ("gerda", german, .press(5)), ("hans", bill, .reply("5")), ("ina", german, .reply("Vielen Dank!")),
            ("jean", french, .reply("Merci beaucoup !")), ("karl", bill, .press(3)), ("lola", spanish, .reply("Muchas gracias")),
        ]
        let silent: [(String, (String, String), Next)] = [
            ("mia", login, .nothing), ("nils", german, .nothing), ("olga", invoice, .nothing), ("paul", french, .nothing),
            ("quin", spanish, .nothing), ("rosa", bill, .nothing), ("sam", close, .vacation),
        ]
        let unhappy: [(String, (String, String), Next)] = [
            ("tess", login, .press(1)), ("ulf", german, .reply("Das hat leider nicht geholfen.")),
            ("vera", invoice, .reply("HUMAN")), ("will", french, .reply("2")), ("xena", login, .reply("It did not help at all.")),
        ]
        func guests(
            _ rows: [(String, (String, String), Next)], _ act: Act, _ gets: [MailPurpose], _ ends: TicketStatus
        ) -> [DayGuest] {
            rows.enumerated().map { index, row in
                DayGuest(
                    name: row.0, client: clients[index % clients.count], subject: row.1.0, text: row.1.1, next: row.2, act: act,
                    gets: gets, ends: ends)
            }
        }
        return guests(solved, .leave, [.answer], .closed) + guests(silent, .leave, [.answer], .autoResolved)
            + guests(
                unhappy, .answer("I am sorry that this took so long. I have looked at it myself, and it works again now."),
                [.answer, .acknowledgement, .agentReply], .closed)
    }()

    /// Twenty whom people have to answer.
    private static let escalated: [DayGuest] = {
        let odd = [
            "The label printer prints every label upside down since we changed the roll. How do I turn the labels round?",
            "Our parrot has learned to whistle your hold music, and now the neighbours complain about it every evening.",
            "The brass hinge on the left wing of the cabinet squeaks in the morning, though only when it has been raining.",
            "I would like to paint the garden shed in the colour of your logo. Which shade is that, exactly?",
            "Could the choir of our village rehearse in your lobby on the second Sunday of Advent?",
            "My grandmother knitted a cover for the gadget, and now the little green lamp cannot be seen any more.",
            "There is a strange hum in the cellar whenever the moon is full, and the cat refuses to go down.",
            "We found an old photograph of your first shop in the attic. Would somebody like to have it?",
        ]
        let words = [
            "Open the settings of the printer and switch on the option to turn labels round. The next label comes out the right way.",
            "We have passed this on to the people who choose the music, and a quieter tune will follow.",
            "A drop of oil on the hinge helps, and the carpenter can look at it in spring.",
            "The shade is called harbour blue, and most paint shops can mix it.",
            "The lobby is free on that Sunday after three; the caretaker will open the door.",
            "A small hole above the lamp is enough, and the cover looks even better with it.",
            "Please unplug the gadget in the cellar for a night and tell us whether it still hums.",
            "We would love to have the photograph; a courier will fetch it next week.",
        ]
        let people = ["amy", "ben", "cora", "dirk", "elsa", "fred", "gina", "hugo"].enumerated().map { index, name in
            DayGuest(
                name: name, client: clients[index % clients.count], subject: "A question", text: odd[index],
                act: .answer(words[index]), gets: [.acknowledgement, .agentReply], ends: .closed)
        }
        let lawyer = "My lawyer will sue you over this if it is not settled by Friday. This is my last warning."
        let reset = "I forgot my password and cannot log in to my account any more. How do I reset my password?"
        let paper = AttachedFile(name: "screen.pdf", type: "application/pdf", text: "%PDF-1.4 not really")
        func one(
            _ name: String, _ client: MailClient, _ text: String, _ act: Act, _ gets: [MailPurpose], _ ends: TicketStatus,
            file: AttachedFile? = nil
        ) -> DayGuest {
            DayGuest(name: name, client: client, subject: "Help", text: text, file: file, act: act, gets: gets, ends: ends)
        }
        let drafts = [("ivan", MailClient.gmail), ("jill", .outlook), ("kurt", .phone)].map {
            one($0.0, $0.1, reset, .approve, [.acknowledgement, .agentReply], .closed, file: paper)
        }
        return people + drafts + [
            one("lena", .thunderbird, lawyer, .command("#take\n#priority urgent"), [.acknowledgement], .inProgress),
            one("mark", .mutt, lawyer, .command("#take"), [.acknowledgement], .inProgress),
            one("nora", .appleMail, odd[6] + " It began in May.", .command("#snooze 2d"), [.acknowledgement], .escalated),
            one(
                "otto", .gmail, odd[4] + " We are forty voices.", .note("The caretaker knows them."), [.acknowledgement],
                .inProgress),
            one("pia", .outlook, odd[3] + " The shed is small.", .command("#close"), [.acknowledgement], .closed),
            one(
                "rolf", .phone, "Congratulations, you have won a golden teapot in our prize draw of the year.", .command("#spam"),
                [.acknowledgement], .closed),
            one("sina", .mutt, lawyer, .leave, [.acknowledgement], .escalated),
            one("tim", .appleMail, odd[2] + " It drives me mad.", .leave, [.acknowledgement], .escalated),
            one("uma", .thunderbird, odd[5] + " What shall we do?", .leave, [.acknowledgement], .escalated),
        ]
    }()

    /// Six mails in the name of customers who did not write them: they go to people, and the victims get nothing.
    private static let forged: [DayGuest] = ["vic", "wim", "xaver", "yara", "zoe", "zack"].enumerated().map { index, name in
        DayGuest(
            name: name, client: clients[index], subject: "Cannot log in",
            text: "I forgot my password and cannot log in to my account any more. How do I reset my password?",
            arrival: .forged, gets: [], ends: .escalated)
    }

    /// Four programs: no ticket, no answer.
    private static let programs: [DayGuest] = [
        ("robot", "Auto-Submitted: auto-replied"), ("news", "List-Unsubscribe: <mailto:leave@customer.test>"),
        ("cron", "Auto-Submitted: auto-generated"), ("bulk", "Precedence: bulk"),
    ].map { name, field in
        DayGuest(
            name: name, client: .mutt, subject: "I am away", text: "I am out of the office until Monday.",
            arrival: .automatic(field), gets: [], ends: nil)
    }

    /// Three whom two agents answer at once: they get one answer.
    private static let collided: [DayGuest] = ["alma", "bert", "carl"].enumerated().map { index, name in
        DayGuest(
            name: name, client: clients[index + 2], subject: "Shed",
            text: "The wheelbarrow that came with the garden set number \(index + 1) has no wheel, only a barrow.",
            act: .both("A wheel is on its way to you.", "Please send us a photograph of the barrow."),
            gets: [.acknowledgement, .agentReply], ends: .closed)
    }

    /// Three who ask in the afternoon what an agent has solved in the morning.
    static let afternoon: [DayGuest] = ["dora", "emil", "fritz"].enumerated().map { index, name in
        DayGuest(
            name: name, client: clients[index], subject: "A question",
            text:
                "The label printer prints every label upside down since we changed the roll. How do I turn the labels round?",
            gets: [.answer], ends: .autoResolved)
    }
}
