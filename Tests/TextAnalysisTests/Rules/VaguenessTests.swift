import Testing

@testable import TextAnalysis

@Suite struct VaguenessTests {
    private func isVague(_ subject: String, _ body: String) -> Bool { Vagueness.isVague(MailText(subject: subject, body: body)) }

    @Test(
        "a mail that names nothing is vague, in every language that templates ship in",
        arguments: [
            "It doesn't work.", "it still does not work for me, please help", "please help", "Hello?", "any news?", "problem",
            "I have a problem with it.", "password", "Refund please", "Nothing works anymore", "Something went wrong",
            "there was an error message", "What now?", "can you fix this?", "Hi,\n\nany update?\n\nThanks,\nSam",
            "Es funktioniert nicht.", "Es geht immer noch nicht", "Hallo,\nich habe ein Problem.\nViele Grüße\nEva",
            "Gibt es etwas Neues?", "Ça ne marche pas.", "Cela ne fonctionne toujours pas", "J'ai une question", "Au secours",
            "No funciona.", "Sigue sin funcionar", "Tengo un problema", "¿Hay novedades?",
            "It doesn't work. It does not work. Help!",
        ])
    func vague(body: String) { #expect(isVague("", body)) }

    @Test(
        "a mail of few words that names its matter is not vague",
        arguments: [
            "I would like a refund", "I forgot my password", "can't log in", "The app crashes", "Where is my parcel?",
            "I was charged twice", "Close my account", "Passwort vergessen", "Was kostet das Abo?", "Wo ist mein Paket?",
            "Mot de passe oublié", "Où est mon colis ?", "Olvidé mi contraseña", "¿Dónde está mi pedido?", "パスワードを忘れました",
        ])
    func clear(body: String) { #expect(!isVague("", body)) }

    @Test("the subject may name what the body does not")
    func subject() {
        #expect(!isVague("Password reset mail", "It doesn't work."))
        #expect(isVague("Problem", "It doesn't work."))
    }

    @Test("a vague mail is never answerable, however sure the classifier is")
    func unanswerable() {
        var prediction = Prediction(
            label: "technical_issue", confidence: 0.99, subLabel: nil, subConfidence: 0.99, runnersUp: [], isKnown: true,
            isConflicting: false, segments: [], signs: Signs())
        #expect(prediction.isAnswerable(at: 0.75))
        prediction.isVague = true
        #expect(!prediction.isAnswerable(at: 0.75))
    }
}
