import Testing

@testable import HelpDesk

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// T14: random conversations of strangers, customers and agents, with forwards, copies and tokens that wander.
@Suite struct ConversationGraphTests {
    private static let customers = ["ada@one.example", "bob@two.example", "cleo@three.example"]
    private static let strangers = ["mallory@attacker.example", "ada@two.example"]
    private static let agents = ["anna@acme.example", "ben@acme.example"]
    private static let words = [
        "HUMAN", "1", "5", "thanks", "ok", "#take", "#draft", "#mine", "#note hidden-note", "it fails again", "my invoice",
        "I forgot my password", "#reopen", "#close", "Please restart the gadget.",
    ]

    /// Conversations of each of the eight seeds; `ANSWERBACK_GRAPHS=25000` makes two hundred thousand of them, the long form.
    private static let conversations =
        ProcessInfo.processInfo.environment["ANSWERBACK_GRAPHS"].flatMap(Int.init) ?? 1250

    @Test(
        "T14, C6: no foreign canary, no internal note and no unbound recipient in ten thousand conversations",
        arguments: UInt64(1)...8)
    func graphs(seed: UInt64) {
        var random = SeededRandom(seed)
        for conversation in 0..<Self.conversations {
            var world = World()
            for step in 0..<Int.random(in: 3...6, using: &random) { act(step, in: &world, &random) }
            let leak = self.leak(in: world)
            #expect(leak == nil, "seed \(seed), conversation \(conversation): \(leak ?? "")")
            #expect(world.refusals.isEmpty, "seed \(seed), conversation \(conversation)")
            if leak != nil { return }
        }
    }

    /// Somebody writes: anew or in reply to a mail of ours that they got, found or were forwarded.
    private func act(_ step: Int, in world: inout World, _ random: inout SeededRandom) {
        let people = Self.customers + Self.strangers + Self.agents
        let author = people[Int.random(in: 0..<people.count, using: &random)]
        let word = Self.words[Int.random(in: 0..<Self.words.count, using: &random)]
        var post = Post(from: author, subject: "S\(step)", text: word)
        if let letter = world.letters.items.randomElement(using: &random), Int.random(in: 0..<5, using: &random) > 0 {
            post = .reply(to: letter, from: author, word)
        }
        if Self.customers.contains(author) { post.text += "\n\n" + Self.canary(author) }
        switch Int.random(in: 0..<8, using: &random) {
        case 0: post.cc = people[Int.random(in: 0..<people.count, using: &random)]
        case 1: post.verdict = "dmarc=fail"
        case 2: post.verdict = nil
        case 3: post.fields.append("Reply-To: mallory@attacker.example")
        case 4:
            // A forward: the author's own words above somebody's mail.
            post.text += "\n\n---------- Forwarded message ---------\nFrom: Ada <ada@one.example>\nSubject: S\n\n"
            post.text += Self.customers.contains(author) ? Self.canary(author) : "look at this"
        default: break
        }
        world.exchange(post)
        world.advance(seconds: Int64.random(in: 0..<50_000, using: &random))
        world.deliver()
    }

    private static func canary(_ address: String) -> String { "canary of \(address.prefix { $0 != "@" })" }

    /// What reached somebody for whom it was not meant.
    private func leak(in world: World) -> String? {
        let ours = Set(Self.agents + ["agents@acme.example", "boss@acme.example"])
        for item in world.letters.items where !ours.contains(item.mail.recipient) {
            let recipient = item.mail.recipient
            guard Self.customers.contains(recipient) || Self.strangers.contains(recipient) else { return "mail to \(recipient)" }
            if let ticket = item.mail.ticket, world.tickets[ticket]?.party != recipient { return "\(recipient) is no party" }
            if item.bytes.contains("hidden-note") { return "\(recipient) reads a note" }
            for customer in Self.customers where customer != recipient && item.bytes.contains(Self.canary(customer)) {
                return "\(recipient) reads the words of \(customer)"
            }
        }
        return nil
    }
}
