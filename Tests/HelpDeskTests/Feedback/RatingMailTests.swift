import Testing

@testable import HelpDesk

@Suite("Ratings")
struct RatingMailTests {
    @Test(
        "C9: digits, n/5, stars, emoji and words of the shipped languages rate",
        arguments: [
            ("5", 5), ("1", 1), (" 4 ", 4), ("3.", 3), ("5!", 5), ("5!!!", 5), ("4/5", 4), ("4 / 5", 4), ("5/5 great", 5),
            ("4.5/5", 4), ("4,5/5", 4), ("4 out of 5", 4), ("4 of 5", 4),
            ("4 von 5", 4), ("4 von 5 Sternen", 4), ("4 sur 5", 4), ("3 de 5", 3), ("3 su 5", 3), ("2 van 5", 2), ("2 z 5", 2),
            ("5 stars", 5), ("1 star", 1), ("4 Sterne", 4), ("4 étoiles", 4),
            ("5 estrellas", 5), ("5 stelle", 5), ("5 estrelas", 5), ("3 sterren", 3), ("5 gwiazdek", 5), ("4-star", 4),
            ("5 ⭐", 5), ("5⭐", 5), ("5 - great help", 5), ("4, thanks", 4), ("5 – danke!", 5),
            ("5 thanks", 5), ("5 great", 5), ("2 not helpful", 2), ("1 did not help", 1), ("5: perfect", 5), ("(5)", 5),
            ("\"5\"", 5), ("*5*", 5), ("５", 5), ("5\u{FE0F}\u{20E3}", 5), ("④", 4),
            ("★★★★☆", 4), ("★★★★★", 5), ("⭐⭐⭐", 3), ("⭐️⭐️⭐️⭐️", 4), ("*****", 5), ("***", 3), ("☆☆", 0), ("👍", 5), ("👍🏽", 5),
            ("👍👍👍", 5), ("👎", 1), ("🙂", 4), ("😐", 3), ("🙁", 2), ("😡", 1), ("5 👍", 5),
            ("Rating: 4", 4), ("rating 4", 4), ("My rating: 5/5", 5), ("Bewertung: 2", 2), ("Note : 3/5", 3),
            ("Valoración: 5", 5),
            ("Excellent", 5), ("excellent!", 5), ("Very good", 5), ("Great, thanks!", 5), ("Good", 4), ("ok", 3), ("Bad", 2),
            ("Not good", 2), ("Terrible.", 1), ("very bad", 1),
            ("Sehr gut", 5), ("gut", 4), ("Geht so", 3), ("schlecht", 2), ("Sehr schlecht!", 1), ("Ausgezeichnet", 5),
            ("Très bien", 5), ("bien", 4), ("mauvais", 2), ("très mauvais", 1), ("nul", 1),
            ("Excelente", 5), ("muy bien", 5), ("bueno", 4), ("regular", 3), ("malo", 2), ("muy malo", 1), ("ottimo", 5),
            ("buono", 4), ("pessimo", 1), ("ótimo", 5), ("bom", 4), ("péssimo", 1),
            ("uitstekend", 5), ("goed", 4), ("slecht", 2), ("świetnie", 5), ("dobrze", 4), ("źle", 2), ("bardzo źle", 1),
        ])
    func rates(_ text: String, _ stars: Int) { #expect(RatingMail(text: text).read()?.stars == (stars == 0 ? nil : stars)) }

    @Test(
        "C9: what only begins like a rating is an ordinary message",
        arguments: [
            "", "0", "6", "10", "15", "5 days ago I ordered a chair", "2 questions: where is it?", "3 of my devices fail",
            "1. I tried it\n2. It failed", "1) yes\n2) no", "5%", "5€", "5:30 pm works", "5-10 people",
            "8/10", "5/10", "5.1 surround", "1st order", "2nd try", "3x tried", "Good morning", "Good question",
            "Great news for you", "Ok, but I have another question", "ok, can you call me?",
            "Bad request error 400", "Thanks", "Hello", "My order 4711", "The 5 of us", "★★★★★★", "👍👎", "Nice to meet you",
            "Perfect storm in the office", "Bien sûr que non", "55", "5 10", "4 you", "-", "*", "Note 4711",
        ])
    func doesNotRate(_ text: String) { #expect(RatingMail(text: text).read() == nil) }

    @Test(
        "C9: quoted text never rates",
        arguments: [
            "> 5", ">> 5 stars", "> 5\n\nWhere is my order?", "On Monday, Support wrote:\n> Rate us: 1 2 3 4 5\n> 5",
            "-----Original Message-----\n5", "Hello\n> 5",
        ])
    func quoted(_ text: String) { #expect(RatingMail(text: text).read() == nil) }

    @Test("C9: an answer below the quote rates, and the quote is not its comment")
    func belowQuote() {
        #expect(
            RatingMail(text: "On Monday, Support wrote:\n> How was it?\n> 1 2 3 4 5\n\n4 - quick\n").read()
                == Rating(stars: 4, comment: "quick", resolved: true))
    }

    @Test("C9: the rest of the mail is the comment")
    func comments() {
        #expect(
            RatingMail(text: "5\nVery quick.\n\nThank you!").read()
                == Rating(stars: 5, comment: "Very quick.\n\nThank you!", resolved: true))
        #expect(RatingMail(text: "4/5 - quick, but long").read() == Rating(stars: 4, comment: "quick, but long", resolved: true))
        #expect(RatingMail(text: "★★ meh").read() == Rating(stars: 2, comment: "meh", resolved: false))
        #expect(RatingMail(text: "Sehr gut, danke").read() == Rating(stars: 5, comment: "danke", resolved: true))
    }

    @Test(
        "a rating resolves from three stars on, unless its words say no",
        arguments: [
            ("5", true), ("4", true), ("3", true), ("2", false), ("1", false), ("5 but it still does not work", false),
            ("4\nIt did not help, sorry", false), ("3\nhat nicht geholfen", false),
            ("4\nça ne marche toujours pas", false), ("5\nno funciona", false), ("2\nworks now", false),
            ("5\nIt works, thank you", true),
        ])
    func resolves(_ text: String, _ resolved: Bool) { #expect(RatingMail(text: text).read()?.resolved == resolved) }

    @Test("C9: the subject rates at a rating address only, as links and people write it")
    func subjects() {
        for subject in ["5", "Re: 5", "Rating: 5", "Re: Rating: 5", "5 stars", "5/5", "Bewertung 5", "5 [x7c3k9]"] {
            #expect(RatingMail(text: "", subject: subject).read()?.stars == 5, "\(subject)")
        }
        for subject in ["", "Re: your order 5", "Hello", "Re: Resetting your password"] {
            #expect(RatingMail(text: "", subject: subject).read() == nil, "\(subject)")
        }
        #expect(RatingMail(text: "").read() == nil)
        #expect(RatingMail(text: "Thank you", subject: "5").read() == Rating(stars: 5, comment: "Thank you", resolved: true))
        #expect(RatingMail(text: "It did not help", subject: "4").read()?.resolved == false)
    }

    @Test("C9: a typed digit speaks before the pressed link, a typed word does not")
    func precedence() {
        #expect(RatingMail(text: "2", subject: "5").read()?.stars == 2)
        #expect(RatingMail(text: "Good", subject: "2").read() == Rating(stars: 2, comment: "Good", resolved: false))
    }

    @Test("C9: the words below the five buttons rate when they are typed", arguments: RatingLabels.languages)
    func buttons(language: String) {
        for (place, label) in RatingLabels.labels(language).enumerated() {
            #expect(RatingMail(text: label).read()?.stars == place + 1, "\(label)")
            #expect(RatingMail(text: label.uppercased() + ".").read()?.stars == place + 1, "\(label)")
        }
    }

    @Test(
        "C9: the buttons' words within a sentence are ordinary words",
        arguments: [
            "Well, it does not start", "Partly because of the cable", "Nada funciona", "Wenig später ging es aus", "gar nicht?",
        ])
    func buttonsWordsInSentences(text: String) {
        #expect(RatingMail(text: text).read() == nil)
    }

    @Test("any text gives a value, and stars are always one to five")
    func fuzz() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var random = SeededRandom(seed)
        let pieces = [
            "5", "1", "/", "5", " ", "\n", "★", "☆", "*", "👍", "\u{FE0F}", "\u{20E3}", ".", ",", "good", "but", ">", "-", "von",
            "of", "Rating:", "٣", "½", "Ⅳ", "Re:", "\u{300}",
        ]
        for _ in 0..<5_000 {
            let text = (0..<Int.random(in: 0..<9, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
                .joined()
            let rating = RatingMail(text: text, subject: Bool.random(using: &random) ? text : nil).read()
            #expect(rating.map { (1...5).contains($0.stars) } ?? true, "seed \(seed)")
        }
        for flood in ["5", "★", "> ", "*", "Rating: ", "👍", "5/5 "] {
            _ = RatingMail(text: String(repeating: flood, count: 20_000)).read()
        }
    }
}
