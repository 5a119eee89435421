@testable import HelpDesk

extension DeskSettings {
    static let test = DeskSettings(
        brands: [Brand(address: "support@acme.example", name: "Acme Support")],
        agents: [AgentGroup(mailbox: "agents@acme.example", members: ["anna@acme.example", "ben@acme.example"])],
        admins: ["boss@acme.example"], trust: Trust(authservID: "mx.acme.example", hops: 1),
        company: Company(name: "Acme", website: "https://acme.example"), messageIDHost: "acme.example")
}

extension TemplateLibrary {
    static let test = TemplateLibrary([
        source("en/login_issue/intent.md", "---\ncategory: technical\n---\nCannot sign in.\n"),
        source(
            "en/login_issue/forgot-password.md",
            "---\nsubject: Password\nexamples:\n  - I forgot my password\n---\nHello {{customer.name|there}},\n\nOpen the sign-in page and choose the link for a forgotten password.\n"
        ),
        source("en/payment_issue/intent.md", "---\ncategory: billing\n---\nMoney.\n"),
        source(
            "en/payment_issue/invoice-copy.md",
            "---\nsubject: Invoice\nexamples:\n  - send me my invoice\n---\nHello {{customer.name|there}},\n\nInvoices stand in your account under Billing.\n"
        ),
        source("en/complaint/intent.md", "---\ncategory: general\nanswers: no\nexamples:\n  - this is bad\n---\nComplaints.\n"),
        source(
            "en/mail/answer-footer.md",
            "---\nsubject: x\n---\nThis answer was written automatically. Ticket {{ticket.number|of yours}}.\n\nDid it help? Reply with 1 to 5.\n\nWould you rather have a person? Reply with HUMAN.\n"
        ),
        source(
            "en/mail/acknowledgement.md",
            "---\nsubject: x\n---\nHello {{customer.name|there}},\n\nA person will answer you. Your ticket number is {{ticket.number|below}}.\n"
        ),
        source(
            "en/mail/linked.md",
            "---\nsubject: x\n---\nHello {{customer.name|there}},\n\nyou also write from {{other.address|elsewhere}}.\n"),
        source("en/mail/solution.md", "---\nsubject: x\n---\nHello {{customer.name|there}},\n\n{{solution}}\n"),
    ])

    static func source(_ path: String, _ text: String) -> Source { Source(path: path, text: text) }
}

/// Evidence without a model: words stand for intents.
enum Judge {
    static let plain: @Sendable (JudgedText) -> Evidence = { text in Evidence(judgement: judgement(of: text), similar: []) }

    static func judgement(of text: JudgedText) -> Judgement {
        let words = AddressKey.key(text.subject + " " + text.text)
        let isLogin = words.contains("password") || words.contains("sign in")
        let isPayment = words.contains("invoice")
        let intent = isLogin ? "login_issue" : isPayment ? "payment_issue" : nil
        return Judgement(
            intent: intent, template: isLogin ? "forgot-password" : isPayment ? "invoice-copy" : nil,
            confidence: intent == nil ? 0.3 : 0.93, category: .technical, priority: .medium, sentiment: 0, language: "en",
            summary: String(text.text.prefix(60)), model: "test")
    }
}
