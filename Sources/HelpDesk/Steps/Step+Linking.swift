/// A person with several addresses is never merged by guess: an agent says so, both addresses are told, and only agents see both
/// histories together. Access, answers and tokens stay apart (RULES B8).
extension Step {
    mutating func link(with number: TicketNumber, _ triage: Triage, agent: String) throws(CommandFailure) {
        guard let mine = ticket, let other = otherPerson(number) else { throw Step.refusal(of: .link(with: number), number) }
        guard let first = linkLetter(naming: other.party), let second = aside(other, { $0.linkLetter(naming: mine.party) })
        else { throw Step.refusal(of: .link(with: number), number) }
        record(.personLinked(with: other.party), by: .agent(agent), because: "#link \(number.rawValue)")
        post(first, by: .agent(agent))
        aside(other) { step in
            step.record(.personLinked(with: mine.party), by: .agent(agent), because: "#link \(mine.number.rawValue)")
            step.post(second, by: .agent(agent))
        }
        replyToAgent(
            .commandAnswer, triage, agent: agent,
            text:
                "{{first}} and {{second}} are now one person for the agents. Both addresses were told; neither sees the other's tickets.",
            ["first": mine.party, "second": other.party])
    }

    mutating func unlink(from number: TicketNumber, _ triage: Triage, agent: String) throws(CommandFailure) {
        guard let mine = ticket, let other = otherPerson(number) else { throw Step.refusal(of: .unlink(from: number), number) }
        record(.personUnlinked(from: other.party), by: .agent(agent), because: "#unlink \(number.rawValue)")
        aside(other) { step in
            step.record(.personUnlinked(from: mine.party), by: .agent(agent), because: "#unlink \(mine.number.rawValue)")
        }
        replyToAgent(
            .commandAnswer, triage, agent: agent, text: "{{first}} and {{second}} are two people again.",
            ["first": mine.party, "second": other.party])
    }

    private func otherPerson(_ number: TicketNumber) -> Ticket? { ticketsOfOthers.first { $0.number == number } }

    /// Tickets that the mail names and that are another address's.
    var ticketsOfOthers: [Ticket] {
        guard let mine = ticket, !mine.party.isEmpty else { return [] }
        return file.named.filter { $0.party != mine.party && !$0.party.isEmpty }
    }

    private static func refusal(of command: AgentCommand, _ number: TicketNumber) -> CommandFailure {
        CommandFailure(
            command: command,
            message: Phrase(
                "{{number}} is no ticket of another address that can be told of it; nothing was linked.",
                ["number": number.rawValue]))
    }

    /// Does something to another ticket than the step's own.
    @discardableResult
    private mutating func aside<Result>(_ other: Ticket, _ act: (inout Step) -> Result) -> Result {
        let (own, ownEvents) = (ticket, events)
        (ticket, events) = (other, [])
        defer { (ticket, events) = (own, ownEvents) }
        return act(&self)
    }

    /// Tells one address of the other, which is only hinted at: where the agent was wrong, it is a stranger's.
    private func linkLetter(naming address: String) -> Letter? {
        customerNotice("linked", ["other.address": MaskedAddress.text(address)])
    }
}

/// `m…@gmail.com`: its owner knows it, and nobody else can write to it.
enum MaskedAddress {
    static func text(_ address: String) -> String {
        guard let at = address.utf8.lastIndex(of: 64), let first = address.unicodeScalars.first, at > address.startIndex else {
            return "…"
        }
        return String(Character(first)) + "…" + address[at...]
    }
}
