import Testing
import TextAnalysis

@Suite struct PriorityTests {
    @Test(
        "priority follows explicit rules, each with its reason",
        arguments: [
            ("Our production is down, nobody can work", nil, .urgent), ("Unser Shop: alles steht!", nil, .urgent),
            ("This is urgent, please answer", nil, .high), ("Es ist dringend", nil, .high), ("C'est urgent", nil, .high),
            ("Es urgente, por favor", nil, .high), ("I was charged twice", "payment_issue", .high),
            ("I am locked out of my account", "login_issue", .high), ("How do I change the colour?", "technical_issue", .medium),
            ("Please add an export", "feature_request", .low), ("Which countries do you serve?", "general_query", .low),
            ("No rush, but the report looks odd", nil, .low), ("Keine Eile", nil, .low),
        ] as [(String, String?, Priority)])
    func rules(text: String, intent: String?, priority: Priority) {
        let verdict = PriorityRules.judge(MailText(subject: "", body: text), sentiment: Sentiment.of(text), intent: intent)
        #expect(verdict.priority == priority)
        #expect(!verdict.reasons.isEmpty)
    }

    @Test("an angry mail is at least high")
    func angry() {
        let text = "This is a terrible, ridiculous, useless service and I am furious"
        let verdict = PriorityRules.judge(MailText(subject: "", body: text), sentiment: Sentiment.of(text))
        #expect(verdict.priority >= .high)
    }

    @Test("priorities have an order")
    func order() { #expect(Priority.allCases.sorted() == [.low, .medium, .high, .urgent]) }
}
