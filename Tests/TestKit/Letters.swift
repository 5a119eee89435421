public import Responder

/// Mails of customers for tests: one clear question, and one that has no template.
public enum Letters {
    /// A login problem; the number makes it a mail of its own, from a customer of its own.
    public static func login(_ number: Int = 1, from: String? = nil) -> SampleMail {
        SampleMail(
            from: from ?? "Customer \(number) <customer\(number)@customer\(number).example>", to: MaildirService.support,
            subject: "Cannot log in, forgot my password (\(number))",
            text: """
                Hello,

                I forgot my password and cannot log in to my account any more. How do I reset my password?

                Thanks
                Customer \(number)

                """)
    }

    /// Nobody wrote a template for this.
    public static func unusual(from: String = "Ines Roth <ines@workshop.example>") -> SampleMail {
        SampleMail(
            from: from, to: MaildirService.support, subject: "Labels come out upside down",
            text: """
                Hello,

                the label printer prints every label upside down since we changed the roll. How do I turn the labels round?

                Ines

                """)
    }

    /// What an agent answers to ``unusual(from:)``.
    public static let solution = """
        Hello,

        open the settings of the printer and switch on the option to turn labels round. The next label comes out the right way.

        Kind regards
        Anna

        """
}
