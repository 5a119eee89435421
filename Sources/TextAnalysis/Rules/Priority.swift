/// How soon a mail needs somebody.
public enum Priority: String, Sendable, Equatable, CaseIterable, Comparable {
    case low, medium, high, urgent

    public static func < (a: Priority, b: Priority) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .low: 0
        case .medium: 1
        case .high: 2
        case .urgent: 3
        }
    }
}

/// Explicit rules for priority, each with its reason: labels in public data are near noise (JUDGEMENT).
public enum PriorityRules {
    public struct Verdict: Sendable, Equatable {
        public var priority: Priority
        /// In plain language, one for each rule that fired.
        public var reasons: [String]
    }

    /// - Parameter intent: the predicted intent, where there is one; a wish is low, money that moved is high.
    public static func judge(_ mail: MailText, sentiment: Sentiment, intent: String? = nil) -> Verdict {
        let text = mail.words
        var verdict = Verdict(priority: .medium, reasons: [])
        for (rule, words) in zip(rules, book.matches(in: text)) {
            guard let words else { continue }
            verdict.raise(to: rule.priority, "\(rule.reason) (“\(text.phrase(words))”)")
        }
        if sentiment.isAngry || sentiment.score <= -0.75 { verdict.raise(to: .high, "the customer is angry") }
        if verdict.reasons.isEmpty { verdict.settle(intent: intent) }
        return verdict
    }

    struct Rule: Sendable {
        let priority: Priority
        let reason: String
        let phrases: String

        init(_ priority: Priority, _ reason: String, _ phrases: String) {
            (self.priority, self.reason, self.phrases) = (priority, reason, phrases)
        }
    }

    private static let book = PhraseBook(rules.map(\.phrases))

    static let rules = [
        Rule(
            .urgent, "the service is down for somebody who depends on it",
            """
            production is down | system is down | service is down | everything is down | site is down | website is down | server is down | \
            complete outage | outage | all our users | all users | nobody can | no one can work | cannot work | can't work | losing money | \
            losing customers | data loss | lost all | all my data | alles steht | komplettausfall | totalausfall | produktion steht | niemand kann | \
            datenverlust | panne totale | service est en panne | personne ne peut | perte de données | todo está caído | servicio está caído | \
            nadie puede | pérdida de datos
            """),
        Rule(
            .urgent, "somebody else may be in the account",
            """
            hacked | account was compromised | account has been compromised | unauthorized access | unauthorised access | someone logged in | \
            somebody logged in | stolen my account | gehackt | unbefugter zugriff | fremder zugriff | piraté | accès non autorisé | hackeado | hackeada | \
            acceso no autorizado
            """),
        Rule(
            .high, "the customer says that it is urgent",
            """
            urgent | urgently | asap | as soon as possible | immediately | right now | emergency | right away | critical | deadline | by tomorrow | \
            today at the latest | time sensitive | dringend | sofort | umgehend | eilt | so schnell wie möglich | schnellstmöglich | notfall | unverzüglich | \
            urgence | immédiatement | tout de suite | dès que possible | au plus vite | urgente | urgentemente | inmediatamente | cuanto antes | \
            lo antes posible | emergencia
            """),
        Rule(
            .high, "money was taken wrongly or is missing",
            """
            charged twice | double charged | charged me twice | charged two times | charged again | overcharged | wrong amount | unauthorized charge | \
            unauthorised charge | money is missing | didn't authorize | zweimal abgebucht | doppelt abgebucht | doppelt belastet | falscher betrag | \
            débité deux fois | prélevé deux fois | double prélèvement | cobrado dos veces | doble cobro | cobro duplicado
            """),
        Rule(
            .high, "the customer is locked out",
            """
            locked out | cannot log in | can't log in | cannot login | can't login | can't access my account | cannot access my account | account is blocked | \
            account is locked | konto gesperrt | konto ist gesperrt | nicht einloggen | nicht anmelden | compte bloqué | compte est bloqué | \
            impossible de me connecter | cuenta bloqueada | cuenta está bloqueada | no puedo entrar | no puedo acceder | no puedo iniciar sesión
            """),
        Rule(
            .low, "the customer says that there is no hurry",
            """
            no rush | no hurry | not urgent | whenever you | when you have time | keine eile | nicht dringend | nicht eilig | \
            wenn sie zeit haben | pas urgent | pas pressé | quand vous aurez le temps | sin prisa | no es urgente | cuando puedan
            """),
    ]
}

extension PriorityRules.Verdict {
    fileprivate mutating func raise(to new: Priority, _ reason: String) {
        // "not urgent" names urgency only to deny it.
        if new == .low {
            (priority, reasons) = (.low, [reason])
        } else {
            priority = reasons.isEmpty ? new : max(priority, new)
            reasons.append(reason)
        }
    }

    fileprivate mutating func settle(intent: String?) {
        switch intent {
        case "feature_request": raise(to: .low, "it is a wish")
        case "general_query": raise(to: .low, "it is a general question")
        default: reasons.append("no rule speaks for another priority")
        }
    }
}
