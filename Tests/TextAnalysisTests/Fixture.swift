import TextAnalysis

/// A small shop's examples, written for the tests.
enum Fixture {
    static let login = [
        "I forgot my password and cannot get in", "the password reset link never arrives", "how do I reset my password",
        "my password is not accepted any more", "I cannot log in since yesterday",
        "login says wrong password although it is right",
        "please send me a new password", "where can I change my password", "the reset mail does not come",
        "I am unable to sign in to my account",
    ]
    static let payment = [
        "I was charged twice for my order", "why was my card charged two times", "you took the money twice this month",
        "there is a double charge on my statement", "my payment was declined", "the card payment fails with an error",
        "I want my money back for the second charge", "an amount I do not know was taken from my card",
        "please refund the duplicate payment", "my credit card is refused at the checkout",
    ]
    static let delivery = [
        "where is my parcel", "my order has not arrived", "how long does the delivery take", "the package is late",
        "the tracking number does not work", "when will you ship my order", "my delivery is a week overdue",
        "can I follow my shipment", "the courier did not come", "the parcel never reached me",
    ]
    static let unknown = [
        "what is the weather like tomorrow", "tell me a joke", "we sell cheap advertising", "happy birthday to you all",
        "how do I cook rice", "let us have lunch on Friday", "the meeting moved to three", "do you know a good film",
        "my cat likes fish", "please find the minutes of the board", "who won the match", "which song is this",
    ]

    static var examples: [TrainingExample] {
        func rows(_ texts: [String], _ label: String, _ names: [String]) -> [TrainingExample] {
            texts.enumerated().map { TrainingExample(text: $1, label: label, subLabel: names[$0 * names.count / texts.count]) }
        }
        return rows(login, "login_issue", ["reset-password", "cannot-log-in"])
            + rows(payment, "payment_issue", ["charged-twice", "declined"]) + rows(delivery, "shipping_issue", ["where-is-it"])
            + unknown.map { TrainingExample(text: $0, label: nil) }
    }
}
