import Testing
import TextAnalysis

@Suite struct MailTextTests {
    @Test(
        "greeting, closing, signature and boilerplate are dropped",
        arguments: [
            ("Hello,\n\nI forgot my password.\n\nKind regards,\nMia Stone", ["I forgot my password."]),
            ("Hi team, where is my order?\n\nThanks,\nTom", ["where is my order?"]),
            (
                "Dear Sir or Madam,\nmy card was charged twice.\nMy reference is 12-3456.\n-- \nTom\nPhone 555",
                ["my card was charged twice."]
            ),
            ("I have a question. Can I pay by invoice? Looking forward to hearing from you.", ["Can I pay by invoice?"]),
            (
                "Where is it?\n\nOn Tue, 4 Mar 2025 at 10:12, Support <s@x.example> wrote:\n> reset your password",
                ["Where is it?"]
            ),
            ("> reset your password here\nIt does not work.", ["It does not work."]),
            ("The app crashes.\n\nSent from my phone", ["The app crashes."]),
            (
                "Guten Tag,\n\nmein Passwort geht nicht mehr.\n\nMit freundlichen Grüßen\nEva Maier",
                ["mein Passwort geht nicht mehr."]
            ),
            ("Bonjour,\n\nje ne peux plus me connecter.\n\nCordialement,\nLuc", ["je ne peux plus me connecter."]),
            ("Hola,\n\nno puedo entrar en mi cuenta.\n\nUn saludo,\nAna", ["no puedo entrar en mi cuenta."]),
            ("The app crashes.\n\nWith kind regards\nMia Stone", ["The app crashes."]),
            ("Sehr geehrtes Team,\n\ndie App stürzt ab.\n\nMit freundlichem Gruß\nEva Maier", ["die App stürzt ab."]),
            ("Bonjour,\n\nle site est en panne.\n\nAvec mes salutations\nLuc", ["le site est en panne."]),
            ("The app crashes with best settings, too.", ["The app crashes with best settings, too."]),
            ("", []), ("\n\n  \n", []), ("Thanks!", []), ("Hi", []),
        ] as [(String, [String])])
    func drops(body: String, segments: [String]) {
        #expect(MailText(subject: "", body: body).segments == segments)
    }

    @Test(
        "a wish on the line of the greeting, or behind words of courtesy, is kept",
        arguments: [
            ("Hello, I forgot my password", ["I forgot my password"]), ("Hi card was declined", ["card was declined"]),
            ("hello cant log in", ["cant log in"]), ("HELLO, REFUND MY ORDER", ["REFUND MY ORDER"]),
            ("Hallo, Rechnung fehlt.", ["Rechnung fehlt."]), ("Hola, he olvidado mi contraseña.", ["he olvidado mi contraseña."]),
            ("Bonjour, facture introuvable", ["facture introuvable"]),
            ("Please let me know how to reset my password.", ["Please let me know how to reset my password."]),
            ("I have a question about my last invoice.", ["I have a question about my last invoice."]),
            ("I hope you can refund me the money.", ["I hope you can refund me the money."]),
            ("Thanks for your reply but the reset fails.", ["Thanks for your reply but the reset fails."]),
        ] as [(String, [String])])
    func keepsWishes(body: String, segments: [String]) {
        #expect(MailText(subject: "", body: body).segments == segments)
    }

    @Test(
        "a greeting on its own line, and courtesy that asks for nothing, say nothing",
        arguments: [
            "Hello Anna Smith,", "Hi John, Paul", "hi anna", "Dear customer service,", "hello support team", "HELLO",
            "Good morning, Ms. Miller", "Sehr geehrte Damen und Herren,", "Guten Tag Herr Dr. Kern,", "Hallo liebes Team",
            "Bonjour Madame, Monsieur,", "Chers messieurs", "Estimados señores y señoras", "To whom it may concern",
            "Please let me know when this is fixed.", "Let me know if you need more details.", "I hope you had a great weekend.",
            "Thank you for your quick response.", "I have a question.", "Looking forward to your reply.",
        ])
    func dropsCourtesy(line: String) {
        let mail = MailText(subject: "", body: line + "\n\nThe app crashes.")
        #expect(mail.segments == ["The app crashes."])
    }

    @Test(
        "the subject counts when it says something new",
        arguments: [
            ("Password reset fails", true), ("Re: AW: Password reset fails", true), ("[AB-7K3M9Q2X] Password reset fails", true),
            ("Re:", false), ("Help needed", false), ("(no subject)", false), ("It is broken since", false),
            ("Why?", false), ("Help!", false),
        ])
    func subject(subject: String, counts: Bool) {
        let mail = MailText(subject: subject, body: "It is broken since yesterday.")
        #expect(mail.segments.count == (counts ? 2 : 1))
        if counts { #expect(mail.segments[0] == "Password reset fails") }
    }

    @Test("several questions are seen as several")
    func questions() {
        let mail = MailText(subject: "", body: "How do I change my address? And when does my invoice come? I moved house.")
        #expect(mail.questions == ["How do I change my address?", "And when does my invoice come?"])
        #expect(mail.segments.count == 3)
    }

    @Test(
        "wishes that are joined within a sentence are seen as several",
        arguments: [
            ("I forgot my password and also the app is slow and also I need my invoice.", 3),
            ("Ich habe mein Passwort vergessen und außerdem fehlt mir die Rechnung vom März.", 2),
            ("J'ai oublié mon mot de passe et aussi je voudrais annuler ma commande.", 2),
            ("Olvidé mi contraseña y además quiero cancelar mi pedido.", 2),
            ("I forgot my password AND ALSO I need my invoice.", 2),
            ("It concerns me. My name and also my address has changed.", 2), ("Send it to me and also to us  ", 1),
            ("My name and also my address changed.", 1), ("Please send it to me and also to my colleague.", 1),
            ("and also", 1), ("It stopped and also ", 1),
        ])
    func joined(text: String, count: Int) {
        #expect(MailText(subject: "", body: text).segments.count == count, "\(MailText(subject: "", body: text).segments)")
    }

    @Test("abbreviations and numbers do not end a sentence")
    func sentences() {
        #expect(MailText(subject: "", body: "I paid 3.50 euros to Mr. Smith, e.g. by card.").segments.count == 1)
    }

    @Test("RULES D3: a text beyond the limit is cut and says so")
    func cut() {
        let long = MailText(subject: "", body: String(repeating: "I want my money back. ", count: 10_000))
        #expect(long.isCut)
        #expect(long.segments.count <= TextLimits.segmentsMax)
        #expect(!MailText(subject: "", body: "Short.").isCut)
    }

    @Test("ten megabytes of one letter, of line breaks, of quote marks and of dots are read in no time", .timeLimit(.minutes(1)))
    func hostile() {
        for piece in ["a", "\n", "> ", ".", "? ", "é", "\u{301}", "\r\n", "- "] {
            let mail = MailText(subject: piece, body: String(repeating: piece, count: 10_000_000 / piece.utf8.count))
            #expect(mail.segments.count <= TextLimits.segmentsMax)
        }
    }

    @Test("a summary is the sentence that asks, at most 150 scalars, on one line")
    func summary() {
        let mail = MailText(
            subject: "", body: "I bought the large one last week.\nHow can I exchange it for the small one?\nIt was a gift.")
        #expect(Summary.text(of: mail) == "How can I exchange it for the small one?")
        let long = MailText(subject: "", body: "How " + String(repeating: "very ", count: 100) + "long can it be?")
        #expect(Summary.text(of: long).unicodeScalars.count <= 150)
        #expect(Summary.text(of: long).hasSuffix("…"))
        let zalgo = MailText(subject: "", body: "Why?" + String(repeating: "\u{301}", count: 5_000))
        #expect(Summary.text(of: zalgo).unicodeScalars.count <= 150)
        #expect(Summary.text(of: MailText(subject: "", body: "")).isEmpty)
    }
}
