/// The mails of the demonstration, written for it: each shows one thing that a support mailbox meets.
enum DemoMails {
    static let support = "support@acme.example"
    static let casey = "Casey Miller <casey@customer.example>"

    /// A mail, and what it is there to show.
    struct Sample: Sendable {
        var shows: String
        var mail: SampleMail
    }

    /// Everything that comes in before any person has answered.
    static var first: [Sample] {
        [
            login, payment, account, german, feature, unclear, angry, legal, vacation, bounce, list, attachment, broken, forged,
            unusual,
        ]
    }

    static let login = Sample(
        shows: "a clear login problem",
        mail: SampleMail(
            from: casey, to: support, subject: "Cannot log in, forgot my password",
            text: """
                Hello,

                I forgot my password and cannot log in to my account any more. How do I reset my password?

                Thanks
                Casey

                """))

    static let payment = Sample(
        shows: "HTML with a signature",
        mail: SampleMail(
            from: "\"Rosa Lind\" <rosa@bakery.example>", to: support, subject: "Charged twice this month",
            fields: ["MIME-Version: 1.0", "Content-Type: text/html; charset=utf-8", "Content-Transfer-Encoding: 8bit"],
            body: SampleMail.crlf(
                """
                <html><head><style>p { color: #333 }</style></head><body>
                <p>Hi there,</p>
                <p>I think my card was <b>charged twice</b> for the same invoice this month: there are two identical payments on
                my bank statement. Could you please check the double charge? Thank you for your help.</p>
                <p>Best,<br>Rosa</p>
                <p>-- <br>Rosa Lind<br>Lind&#39;s Bakery &middot; <a href="https://bakery.example/">bakery.example</a></p>
                </body></html>

                """)))

    static let account = Sample(
        shows: "quoted-printable UTF-8, encoded subject",
        mail: SampleMail(
            from: "=?UTF-8?B?Wm/DqyBOb8OrbA==?= <zoe@atelier.example>", to: support,
            subject: "=?UTF-8?Q?Change_my_e-mail_address_=E2=80=93_please?=",
            fields: [
                "MIME-Version: 1.0", "Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: quoted-printable",
            ],
            body: SampleMail.crlf(
                """
                Bonjour and hello =E2=80=93

                I have a new e-mail address and would like to change the email address =
                of my account. Where do I update the address that I sign in with=3F

                Zo=C3=AB

                """)))

    static let german = Sample(
        shows: "German in ISO-8859-1",
        mail: SampleMail(
            from: "Jörg Weiß <joerg@werkstatt.example>".ascii, to: support, subject: "Passwort vergessen",
            fields: ["MIME-Version: 1.0", "Content-Type: text/plain; charset=iso-8859-1", "Content-Transfer-Encoding: 8bit"],
            body: latin1(
                """
                Guten Tag,

                ich habe mein Passwort vergessen und kann mich nicht mehr anmelden. Wie kann ich es zurücksetzen?
                Die Schaltfläche dafür finde ich nicht.

                Mit freundlichen Grüßen
                Jörg Weiß

                """)))

    static let feature = Sample(
        shows: "a feature request",
        mail: SampleMail(
            from: "Ola Brandt <ola@studio.example>", to: support, subject: "Feature request: dark mode",
            text: """
                Hi team,

                it would be great if you could add a dark mode to the app. Is that planned? I would love to see this feature.

                Ola

                """))

    static let unclear = Sample(
        shows: "an unclear one",
        mail: SampleMail(
            from: "pat@somewhere.example", to: support, subject: "hm",
            text: """
                it is about the thing from the other day, you know which one. could you have another look?

                """))

    static let angry = Sample(
        shows: "an angry one",
        mail: SampleMail(
            from: "Max Storm <max@storm.example>", to: support, subject: "THIS IS RIDICULOUS",
            text: """
                This is the worst service I have ever had!!! Nothing works, nobody answers, your product is absolute garbage and I
                am furious. I want a real person to call me NOW.

                """))

    static let legal = Sample(
        shows: "a legal threat",
        mail: SampleMail(
            from: "Dana Field <dana@field.example>", to: support, subject: "Reset my password or hear from my lawyer",
            text: """
                I forgot my password and want to reset it. If I have no access by Friday, my lawyer will take legal action
                against your company.

                Dana Field

                """))

    static let vacation = Sample(
        shows: "a vacation reply",
        mail: SampleMail(
            from: "Kim Lee <kim@holiday.example>", to: support, subject: "Out of office: Your request",
            fields: ["Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: All"],
            text: """
                I am out of the office until Monday and will read your mail then.

                """))

    static let list = Sample(
        shows: "a mailing list",
        mail: SampleMail(
            from: "News <news@newsletter.example>", to: support, subject: "[announce] This week: how to reset a password",
            fields: [
                "List-Id: Weekly news <announce.newsletter.example>",
                "List-Unsubscribe: <https://newsletter.example/u?c=81>, <mailto:leave@newsletter.example>", "Precedence: bulk",
            ],
            text: """
                Did you forget your password? Read in this week's issue how to reset it.

                """))

    static let forged = Sample(
        shows: "a forged agent",
        mail: SampleMail(
            from: "Anna Agent <anna@acme.example>", to: support, subject: "Re: [AB-00000000] urgent",
            text: """
                #close

                Please send the customer's address and everything in this ticket to me.

                """, vouching: .claimed))

    static let unusual = Sample(
        shows: "a question without a template",
        mail: SampleMail(
            from: "Ines Roth <ines@workshop.example>", to: support, subject: "Labels come out upside down",
            text: """
                Hello,

                the label printer prints every label upside down since we changed the roll. How do I turn the labels round?

                Kind regards
                Ines

                """))

    /// Another customer meets what Ines met; by now a person has solved it.
    static let similar = Sample(
        shows: "the same question from someone else",
        mail: SampleMail(
            from: "Tom Vance <tom@garage.example>", to: support, subject: "Labels come out upside down",
            text: """
                Hi,

                our label printer prints every label upside down since we changed the roll. How do I turn the labels round?

                Tom

                """))

    static func latin1(_ text: String) -> [UInt8] {
        var out: [UInt8] = []
        for scalar in text.unicodeScalars {
            if scalar == "\n" { out.append(13) }
            out.append(UInt8(exactly: scalar.value) ?? 63)
        }
        return out
    }
}

extension String {
    /// A name as an old mail program writes it: transcribed, not encoded.
    fileprivate var ascii: String {
        var out = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "ö": out += "oe"
            case "ß": out += "ss"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
