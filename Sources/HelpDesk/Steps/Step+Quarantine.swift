extension Step {
    /// A mail that crashed the process twice: fixed words to people, nothing of its content (RULES 2.1).
    mutating func quarantine(_ mail: MailID) {
        ticket = nil
        recordAside(.quarantined(mail), because: "two attempts on it ended in a crash")
        alarm(
            "quarantine/\(mail.rawValue)",
            Phrase(
                "Mail {{number}} could not be worked on and was put aside; it was not answered.", ["number": "\(mail.rawValue)"]))
        outcome.disposition = .quarantined
    }
}
