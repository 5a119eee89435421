import Testing

@testable import TextAnalysis

/// H5 on sentences that no list was written from: what must be found, and what must not.
@Suite struct NeverAnswerTableTests {
    private static func topics(_ text: String) -> Set<NeverAnswer.Topic> {
        Set(NeverAnswer.findings(in: text, sentiment: Sentiment(score: 0, isAngry: false)).map(\.topic))
    }

    private static let dangerous: [(NeverAnswer.Topic, [String])] = [
        (
            .legal,
            [
                "You will hear from my attorney", "Our legal counsel has advised us to write to you",
                "I am going to sue your company",
                "I'll take you to small claims court", "I reported you to trading standards", "My solicitors have been informed",
                "I shall take legal action", "Ich habe meinen Anwalt eingeschaltet", "Wir leiten rechtliche Schritte ein",
                "Dann sehen wir uns vor Gericht", "Ich wende mich an die Verbraucherzentrale",
                "Ich erstatte Anzeige bei der Polizei",
                "Mon avocat vous contactera", "Je vais porter plainte", "Ceci est une mise en demeure", "Je saisis la DGCCRF",
                "Mi abogado se pondrá en contacto", "Emprenderé acciones legales", "Les voy a demandar",
                "Enviaré un burofax mañana",
            ]
        ),
        (
            .security,
            [
                "I want to report a vulnerability in your site", "Someone logged in to my account from Brazil",
                "I think my account was hacked", "There was a data breach at your company", "Your mail looks like phishing to me",
                "A stranger changed my email address", "Mein Konto ist gehackt worden", "Ich habe eine Sicherheitslücke gefunden",
                "Jemand hat mein Passwort geändert", "Mon compte est piraté", "J'ai trouvé une faille de sécurité",
                "Han hackeado mi cuenta", "He encontrado una vulnerabilidad", "Alguien ha entrado en mi cuenta",
            ]
        ),
        (
            .safety,
            [
                "I don't want to live any more", "I might hurt myself", "The battery caught fire on my desk",
                "My son was injured by it",
                "I am only 13 years old", "Ich will nicht mehr leben", "Das Gerät hat mir einen Stromschlag gegeben",
                "Ich bin erst 15 Jahre alt", "Je veux me tuer", "J'ai 14 ans", "Quiero suicidarme", "Tengo 13 años",
            ]
        ),
        (
            .money,
            [
                "I will do a chargeback", "I disputed with my bank already", "I demand compensation for the lost day",
                "You promised me a discount", "Ich lasse das zurückbuchen", "Ich fordere eine Entschädigung",
                "Je demande un dédommagement", "Vous m'avez promis un prix plus bas", "Exijo una indemnización",
                "Me prometieron un descuento",
            ]
        ),
        (
            .privacy,
            [
                "Send me all the data you have about me", "I invoke my right to be forgotten", "Please erase my personal data",
                "This is a subject access request", "Ich verlange Auskunft nach Art. 15", "Löschen Sie alle meine Daten",
                "Je veux l'effacement de mes données", "Droit d'accès selon le RGPD", "Quiero ejercer mi derecho de acceso",
                "Borren mis datos personales",
            ]
        ),
        (
            .human,
            [
                "Can somebody call me?", "Let me talk to a human", "I want to speak to your manager",
                "Please phone me this afternoon",
                "Ich will mit einem Mitarbeiter sprechen", "Bitte rufen Sie mich an", "Je veux parler à une vraie personne",
                "Rappelez-moi s'il vous plaît", "Quiero hablar con un agente", "Llámenme por favor",
            ]
        ),
        (
            .attachment,
            [
                "I attached a photo of the damage", "Please find attached the receipt", "See the screenshot below",
                "Im Anhang finden Sie das Foto", "Anbei ein Screenshot", "Vous trouverez ci-joint la photo",
                "La capture est en pièce jointe", "Adjunto una foto del error",
            ]
        ),
        (
            .complaint,
            [
                "I wish to make a formal complaint", "How do I file a complaint?", "Ich möchte eine Beschwerde einreichen",
                "Je souhaite déposer une réclamation", "Quiero presentar una queja",
                "I want to submit a complaint about the courier",
            ]
        ),
    ]

    @Test(
        "H5: each kind of danger is found in words of its own",
        arguments: dangerous.flatMap { kind in kind.1.map { ($0, kind.0) } })
    func found(text: String, topic: NeverAnswer.Topic) {
        #expect(Self.topics(text).contains(topic), "\(text)")
    }

    @Test(
        "H5: words that only look dangerous hold nobody back",
        arguments: [
            "How do I sign in with single sign-on?", "Where can I see the court of arms in the app?",
            "Is there a legal age for an account?",
            "Which company is behind the service?", "I can't open the report on the dashboard",
            "My order number is 5517, where is it?",
            "How long does a refund take?", "I was charged twice this month", "Can I pay by bank transfer?",
            "My card payment was declined",
            "How do I delete my account?", "How can I change the email on my profile?", "Please cancel my subscription",
            "I cannot attach a file to my message", "The upload of attachments fails", "How do I add a screenshot to a ticket?",
            "What is the price of the family plan?", "I have used the app for 14 years", "The error says code 17",
            "I did not get the security code", "How do I turn on two-factor authentication?", "Do you have an agent in Spain?",
            "Can I export my data to Excel?", "Is there a dark mode?", "The print shop closes at five",
            "Does it work in hospitals?",
            "Wie lange dauert eine Erstattung?", "Wie kündige ich mein Abo?", "Der Sicherheitscode kommt nicht an",
            "Wo kann ich meine Daten ändern?", "Die App stürzt beim Start ab", "Welche Zahlungsarten gibt es?",
            "Ich kann keine Datei anhängen", "Wann kommt meine Bestellung an?", "Comment résilier mon abonnement ?",
            "Je ne reçois pas le code de sécurité", "Combien coûte l'offre famille ?", "Où puis-je modifier mes données ?",
            "L'application se ferme toute seule", "Comment ajouter une pièce au devis ?", "¿Cómo cancelo mi suscripción?",
            "No me llega el código de seguridad", "¿Cuánto cuesta el plan familiar?", "¿Dónde puedo cambiar mis datos?",
            "La aplicación se cierra sola", "¿Qué formas de pago aceptan?",
        ])
    func ordinary(text: String) {
        #expect(Self.topics(text).isEmpty, "\(text): \(Self.topics(text))")
    }
}
