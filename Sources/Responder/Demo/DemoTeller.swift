import HelpDesk
import InternetMessage
import Store

/// Tells the demonstration: a line a mail with who wrote, what was understood, what was decided, from which source, and why.
final class DemoTeller {
    static let digestLinesMax = 40

    private let stage: DemoStage
    let print: (String) -> Void
    private var told = MailID(rawValue: 0)

    init(stage: DemoStage, print: @escaping (String) -> Void) {
        self.stage = stage
        self.print = print
    }

    func title(_ text: String) { print("\n\(text)") }

    /// The mails that came in since the last telling, in order.
    func tell(_ mails: [(mail: SampleMail, shows: String)]) async throws {
        for (mail, shows) in mails {
            told = MailID(rawValue: told.rawValue + 1)
            guard let stored = try await stage.installation.store.mail(told) else { continue }
            print(try await line(stored, mail, shows))
        }
    }

    private func line(_ stored: StoredMail, _ mail: SampleMail, _ shows: String) async throws -> String {
        var story: [Event] = []
        var ticket: Ticket?
        if let id = stored.ticket, let found = try await stage.installation.store.story(of: id) {
            story = Self.part(of: found.events, causedBy: stored.id)
            ticket = found.ticket
        }
        var why = Self.why(story, stored)
        if stored.ticket == nil, case .handled = stored.disposition {
            why = try await stage.installation.store.log(LogFilter(kind: "refused")).items.first?.reason ?? why
        }
        let words = [
            Self.padded(mail.address, 22), Self.padded(shows, 39), Self.padded(Self.understood(story), 36),
            Self.padded(Self.decision(story, stored), 14), Self.padded(Self.source(story), 9),
            why + (ticket.map { "  [\($0.number.rawValue)]" } ?? ""),
        ]
        return "  " + words.joined(separator: " ")
    }

    /// The events from the arrival of a mail to the arrival of the next.
    private static func part(of events: [Event], causedBy mail: MailID) -> [Event] {
        let isArrival = { (event: Event) -> MailID? in
            if case .received(let letter) = event.kind { return letter.mail }
            return nil
        }
        guard let start = events.firstIndex(where: { isArrival($0) == mail }) else { return events }
        let end = events[(start + 1)...].firstIndex { isArrival($0) != nil } ?? events.endIndex
        return Array(events[start..<end])
    }

    private static func understood(_ story: [Event]) -> String {
        // What an answer stood on: a solved case that agrees with the classifier counts.
        let counted = story.lazy.compactMap { event -> Double? in
            guard case .decided(let decision) = event.kind, decision.verdict == .autoResolve else { return nil }
            return decision.grounds?.confidence
        }.first
        for case .judged(let judgement) in story.map(\.kind) {
            let name = [judgement.intent ?? "unknown", judgement.intent == nil ? nil : judgement.template].compactMap { $0 }
            let percent = Int(((counted ?? judgement.confidence) * 100).rounded())
            return "\(name.joined(separator: "/")) \(percent)%"
        }
        return "-"
    }

    private static func decision(_ story: [Event], _ stored: StoredMail) -> String {
        for case .decided(let decision) in story.map(\.kind) { return decision.verdict.rawValue }
        switch stored.disposition {
        case .answered: return "AUTO_RESOLVE"
        case .escalated: return "ESCALATE"
        case .handled(let word): return word
        case .ignored: return "IGNORE"
        case .quarantined: return "QUARANTINE"
        case nil: return "waiting"
        }
    }

    private static func source(_ story: [Event]) -> String {
        for case .composed(let mail) in story.map(\.kind) where mail.purpose == .answer || mail.purpose == .agentReply {
            return mail.source.rawValue
        }
        return "-"
    }

    private static func why(_ story: [Event], _ stored: StoredMail) -> String {
        for case .decided(let decision) in story.map(\.kind) where !decision.rules.isEmpty {
            return decision.rules.prefix(2).map { "\($0.id): \($0.words)" }.joined(separator: "; ")
        }
        for event in story {
            if case .decided = event.kind { return event.reason }
        }
        for case .rated(let rating) in story.map(\.kind) { return "\(rating.stars) of 5 stars" }
        if case .ignored(let reason) = stored.disposition { return reason }
        return story.last { !$0.reason.isEmpty }?.reason ?? "-"
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        let shown = text.count > width ? String(text.prefix(width - 1)) + "…" : text
        return shown + String(repeating: " ", count: width - shown.count)
    }
}
