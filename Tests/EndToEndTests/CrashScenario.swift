import HelpDesk
import Responder
import TestKit

/// What lies in the inbox, or is due, when the process kills itself (T4): six stories, each with all that it takes before.
enum CrashScenario: String, CaseIterable {
    /// Questions that templates answer.
    case answers
    /// Questions that nobody wrote a template for: a mail to people and one to the customer, each.
    case escalations
    /// What people write to customers, and a draft that they approve.
    case agentReplies
    /// A good mark, a bad one, and the wish for a person.
    case ratings
    /// Mail that nobody answers: an absence, a bounce of a stranger's mail, a list, a customer's thanks.
    case silence
    /// Nothing but time: a reminder, a missed target, tickets that close.
    case timers

    static let customers = 1...3

    /// The points of RULES 2.2 that this story passes.
    func passes(_ point: String) -> Bool {
        switch self {
        case .answers, .escalations, .agentReplies, .ratings: true
        case .silence: !["K10", "K11", "K12", "K14", "K15"].contains(point)
        case .timers: !["K2", "K3", "K5", "K6", "K7"].contains(point)
        }
    }

    /// Plays what comes before, and leaves the story's own mails in the inbox.
    func prepare(_ service: MaildirService) async throws {
        switch self {
        case .answers: for number in Self.customers { try service.receive(Letters.login(number)) }
        case .escalations: for number in Self.customers { try service.receive(Self.unusual(number)) }
        case .agentReplies: try await agentReplies(service)
        case .ratings: try await ratings(service)
        case .silence: try await silence(service)
        case .timers:
            service.clock.advance(seconds: -Self.days * 86_400)
            for number in Self.customers { try service.receive(Self.unusual(number)) }
            try service.receive(Letters.login())
            try await service.work()
            service.clock.advance(seconds: Self.days * 86_400)
        }
    }

    private static let days: Int64 = 20

    private static func unusual(_ number: Int) -> SampleMail {
        Letters.unusual(from: "Ines \(number) <ines\(number)@workshop\(number).example>")
    }

    private func agentReplies(_ service: MaildirService) async throws {
        for number in Self.customers { try service.receive(Self.unusual(number)) }
        try await service.work()
        for escalation in try service.sent(to: MaildirService.agents) {
            try service.receive(escalation.reply(from: MaildirService.agent, text: Letters.solution))
        }
    }

    private func ratings(_ service: MaildirService) async throws {
        for number in Self.customers { try service.receive(Letters.login(number)) }
        try await service.work()
        for (number, word) in zip(Self.customers, ["5", "1", "HUMAN"]) {
            let letter = Letters.login(number)
            for answer in try service.sent(to: letter.address) {
                try service.receive(answer.reply(from: letter.from, text: word + "\n"))
            }
        }
    }

    private func silence(_ service: MaildirService) async throws {
        try service.receive(Letters.login(1))
        try await service.work()
        for answer in try service.sent(to: Letters.login(1).address) {
            try service.receive(answer.reply(from: Letters.login(1).from, text: "Thanks, that helped.\n"))
        }
        var absence = Letters.login(2)
        absence.fields.append("Auto-Submitted: auto-replied")
        var list = Letters.login(3)
        list.fields += ["List-Id: <news.customer3.example>", "Precedence: bulk"]
        var bounce = Letters.login(4)
        bounce.returnPath = ""
        for mail in [absence, list, bounce] { try service.receive(mail) }
    }
}
