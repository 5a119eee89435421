import Testing

@testable import HelpDesk

/// T14, C6: random conversations with forwards, copies and foreign tokens; no canary of one customer ever reaches another.
@Suite struct LeakPropertyTests {
    @Test("C6: no foreign canary and no unbound recipient, whatever people send where", arguments: [101, 102, 103, 104])
    func leaks(seed: UInt64) {
        var random = SeededRandom(seed)
        var world = World()
        let customers = (0..<4).map { "c\($0)@d\($0).example" }
        let people = customers + ["anna@acme.example", "ben@acme.example", "mallory@attacker.example", "boss@acme.example"]
        let words = [
            "HUMAN", "1", "5", "thanks", "ok", "#close", "#help", "status", "it fails", "invoice", "password", "#draft",
            "#note hidden",
        ]
        for step in 0..<120 {
            let author = people[Int.random(in: 0..<people.count, using: &random)]
            let word = words[Int.random(in: 0..<words.count, using: &random)]
            var post: Post
            if let letter = world.letters.items.randomElement(using: &random), Int.random(in: 0..<4, using: &random) > 0 {
                post = .reply(to: letter, from: author, word)
            } else {
                post = Post(from: author, subject: "S\(step)", text: word)
            }
            // Only a customer's own mails hold that customer's canary.
            if let index = customers.firstIndex(of: author) { post.text += "\ncanary-\(index)-x" }
            if Int.random(in: 0..<5, using: &random) == 0 { post.cc = people[Int.random(in: 0..<people.count, using: &random)] }
            if Int.random(in: 0..<6, using: &random) == 0 { post.verdict = "dmarc=fail" }
            world.exchange(post)
            world.advance(seconds: Int64.random(in: 0..<40_000, using: &random))
            world.deliver()
        }
        for item in world.letters.items {
            for (index, customer) in customers.enumerated()
            where item.mail.recipient != customer && !item.mail.recipient.hasSuffix("@acme.example") {
                #expect(
                    !item.text.contains("canary-\(index)-x"), "seed \(seed): \(item.mail.recipient) reads \(customer)'s words")
            }
            #expect(people.contains(item.mail.recipient) || item.mail.recipient == "agents@acme.example", "seed \(seed)")
            #expect(item.mail.recipient != "mallory@attacker.example" || item.mail.ticket != nil, "seed \(seed)")
        }
        #expect(world.refusals.isEmpty, "seed \(seed)")
    }

    @Test("a step is a pure function: the same again gives the same bytes")
    func replay() {
        let world = World()
        let mail = world.incoming(Post().bytes(number: 1), id: 1)
        let triage = world.desk.triage(mail)
        let evidence = triage.text.map(world.judge)
        let file = world.caseFile(world.desk.query(for: .mail(mail, triage), given: evidence))
        let first = world.desk.step(.mail(mail, triage), in: file, given: evidence, at: world.now)
        let second = world.desk.step(.mail(mail, triage), in: file, given: evidence, at: world.now)
        #expect(first == second && !first.outgoing.isEmpty)
    }

    @Test("C6: whatever bytes come in, a step ends with a state and refuses nothing", arguments: [5, 6])
    func fuzz(seed: UInt64) {
        var random = SeededRandom(seed)
        let good = Post().bytes(number: 1)
        for _ in 0..<60 {
            var world = World()
            var bytes = good
            for _ in 0..<Int.random(in: 1..<40, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            world.mailCount = 1
            #expect(world.receive(bytes: bytes).disposition != nil, "seed \(seed)")
        }
    }
}
