import Testing

@testable import HelpDesk

@Suite("Customers' words")
struct CustomerWordsTests {
    @Test(
        "thanks and nothing else closes",
        arguments: [
            "Thanks", "thanks!", "Thank you", "Thank you so much!", "Thanks a lot for your quick help.", "Many thanks", "Thx",
            "Perfect, thank you!", "Great, that worked. Thanks!", "That did the trick, thanks!",
            "It works now, thank you very much.", "Thanks, problem solved.", "The login works again, thanks!",
            "Thank you!\n\nBest regards\nMaria Lopez", "Hi,\n\nthank you, all good now.\n\nMaria", "Thanks Maria!", "Works!",
            "Thanks, have a nice weekend", "🙏 thanks", "THANK YOU!!!", "Danke", "Danke!", "Vielen Dank",
            "Vielen Dank für die schnelle Hilfe!", "Besten Dank, hat geklappt.", "Herzlichen Dank und schöne Grüße\nJens",
            "Danke, funktioniert wieder.",
            "Dankeschön", "Merci", "Merci beaucoup !", "Merci pour votre aide, ça marche.",
            "Merci, parfait.\n\nCordialement\nLuc", "Un grand merci", "Gracias", "Muchas gracias por su ayuda",
            "¡Gracias, ya funciona!", "Perfecto, gracias.",
            "Grazie mille", "Grazie, ora funziona.", "Obrigado!", "Muito obrigada pela ajuda", "Bedankt!",
            "Hartelijk dank voor de snelle hulp", "Dank je wel", "Dziękuję", "Dziękuję bardzo za pomoc!",
            "Sent from my iPhone\nThanks", "Thank you, I could reset it now", "Dear team,\n\nthank you, that helped.\n\nPat",
            "Thanks for the fast answer, everything is fine now.", "Alles klar, danke", "Passt, danke!",
            "Danke, das hat geholfen. Schönes Wochenende!", "Dankeschön, ich bin wieder drin", "Merci infiniment",
            "Je vous remercie", "Mil gracias, ya puedo entrar", "Listo, gracias", "Se lo agradezco mucho",
        ])
    func thanks(_ text: String) { #expect(CustomerWords.isThanksAlone(text)) }

    @Test(
        "thanks with anything else in it is an ordinary message",
        arguments: [
            "", "Hello", "Thanks, but it still does not work", "Thank you. How do I change my e-mail?",
            "Thanks in advance! My invoice is wrong.", "Thanks, however the export fails", "Thanks. Please cancel my order.",
            "Thanks, one more question", "Vielen Dank im Voraus", "Thank you in advance", "Merci d'avance", "Gracias de antemano",
            "Danke, fast gelöst", "Ich bin in Spanien", "I could log in yesterday", "Passt mir am Dienstag",
            "Danke, aber es geht immer noch nicht", "Danke! Wie ändere ich meine Adresse?",
            "Vielen Dank im Voraus. Meine Rechnung fehlt.", "Merci, mais ça ne marche pas",
            "Merci d'avance, je ne peux pas me connecter", "Gracias, pero no funciona",
            "Gracias. ¿Cómo lo cambio?", "Grazie, ma non funziona", "Obrigado, mas não funciona", "Bedankt, maar het werkt niet",
            "Dziękuję, ale nie działa", "Thanks for nothing", "No thanks", "It does not work",
            "Thanks\n\nMy second device shows error 41",
            "I want to thank you and also ask about refunds", "Thanks. Order 4711 is still missing",
            "Thank you, the refund has not arrived", "works sometimes", "Thanks, cancel everything",
        ])
    func notOnlyThanks(_ text: String) { #expect(!CustomerWords.isThanksAlone(text)) }

    @Test("names that are known may stand in thanks")
    func names() { #expect(CustomerWords.isThanksAlone("thanks to anna and the acme team", names: ["Anna Berg", "Acme"])) }

    @Test(
        "G7: a wish for a person is heard in every shipped language",
        arguments: [
            "HUMAN", "human", "Human please", "HUMAN!", "HUMAN - this is wrong", "Hello,\nHUMAN\nthanks", "MENSCH",
            "Mensch bitte", "HUMAIN", "humain svp", "HUMANO", "UMANO", "AGENT", "Agent please", "operator", "Mitarbeiter",
            "CZŁOWIEK", "mens",
            "pessoa", "I want to speak to a human.", "Can I talk to a real person please?", "Let me speak with someone",
            "I need a human", "Please connect me with a human", "Ich möchte mit einem Menschen sprechen",
            "Kann ich mit einem echten Mitarbeiter reden?",
            "Bitte kein Bot mehr", "Je veux parler à un humain", "Puis-je parler à une vraie personne ?",
            "Quiero hablar con una persona", "Necesito hablar con un agente", "Vorrei parlare con un operatore",
            "Quero falar com uma pessoa", "Ik wil iemand spreken",
            "Chcę rozmawiać z człowiekiem",
        ])
    func human(_ text: String) { #expect(CustomerWords.asksForHuman(text)) }

    @Test(
        "G7: other mentions of people, and quoted lines, ask for nobody",
        arguments: [
            "", "My login fails", "Human resources need access to the tool", "The travel agent booked it",
            "I am a person who forgets passwords", "> HUMAN", "On Monday wrote:\n> reply HUMAN to reach a person",
            "Der Mensch ist vergesslich und ich auch", "Please reset it",
            "Our agents use your software", "Thanks",
        ])
    func notHuman(_ text: String) { #expect(!CustomerWords.asksForHuman(text)) }

    @Test(
        "an answer that did not help is noticed",
        arguments: [
            "It did not help", "That didn't help at all", "That didn’t work.", "Still not working", "It still doesn't work",
            "same problem", "Not solved", "This is useless", "Das hat nicht geholfen", "Hat leider nicht geklappt",
            "Es funktioniert immer noch nicht",
            "geht nicht", "Ça ne marche pas", "Cela ne m'a pas aidé", "toujours le même problème", "No me ayudó",
            "Sigue sin funcionar", "no funciona", "Non funziona", "Non mi ha aiutato", "Não ajudou", "ainda não funciona",
            "Het werkt niet", "nog steeds niet", "Nie działa",
            "To nie pomogło",
        ])
    func notHelped(_ text: String) { #expect(CustomerWords.saysNotHelped(text)) }

    @Test(
        "what helped, and quoted lines, are not taken for a failure",
        arguments: [
            "", "It helped", "Works now, thanks", "> did not help", "Danke, hat geholfen", "ça marche", "Ya funciona", "5",
            "I still have a coupon",
        ])
    func helped(_ text: String) { #expect(!CustomerWords.saysNotHelped(text)) }
}
