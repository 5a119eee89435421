import Testing

@testable import HelpDesk

/// RULES C: tickets, tokens, leaks.
@Suite struct TokenRuleTests {
    let casey = "casey@customer.example"
    let agents = "agents@acme.example"
    let anna = "anna@acme.example"

    @Test("C1: a token is 26 characters of base32, the same again for the same step, another for any other meaning")
    func token() {
        let meaning = Token.Meaning(
            ticket: TicketID(rawValue: 1), boundTo: casey, role: .customer, purpose: .reply, cause: "mail:1")
        let token = Token(meaning, signer: .test)
        #expect(token.text.utf8.count == 26 && Token.isWellFormed(Array(token.text.utf8)))
        #expect(token == Token(meaning, signer: .test))
        var others: Set<String> = [token.text]
        for change in 0..<5 {
            var other = meaning
            switch change {
            case 0: other.ticket = TicketID(rawValue: 2)
            case 1: other.boundTo = "other@customer.example"
            case 2: other.role = .agent
            case 3: other.purpose = .note
            default: other.cause = "mail:2"
            }
            others.insert(Token(other, signer: .test).text)
        }
        #expect(others.count == 6)
    }

    @Test("C1: tokens are found in either case, in recipients, threads and subjects")
    func carriers() throws {
        let token = String(repeating: "ab2", count: 8) + "cd"
        #expect(TokenAddress("Support+R.\(AddressKey.key(token))@ACME.example")?.token == token)
        #expect(TokenMessageID("<\(token)@Acme.Example>", host: "acme.example")?.token == token)
        #expect(TokenSubject("Re: 5 [S.\(token)] thanks")?.token == token)
        #expect(TokenSubject.removed(from: "5 [s.\(token)]") == "5")
        for broken in [
            "support+r.\(token)x@acme.example", "support+r.short@acme.example", "support@acme.example", "+r.\(token)", "",
        ] {
            #expect(TokenAddress(broken) == nil, "\(broken)")
        }
        #expect(TokenMessageID("<\(token)@evil.example>", host: "acme.example") == nil)
    }

    @Test("C1: without subaddresses the thread carries the token, and rating links carry it in their subject")
    func withoutSubaddressing() throws {
        var settings = DeskSettings.test
        settings.subaddressing = false
        var world = World(settings: settings)
        let answer = try #require(world.exchange(Post()).first)
        #expect(answer.mail.reversePath == "support@acme.example")
        #expect(!answer.bytes.contains("support+"))
        let rating = try #require(answer.mail.grants.first { $0.purpose == .rating })
        let text = try #require(world.desk.ratingToken(of: answer.mail))
        #expect(Token.digest(text, signer: .test) == rating.digest)
        world.exchange(Post(subject: "4 [s.\(text)]", text: ""))
        #expect(world.ticket.rating == 4)
        #expect(world.tickets.count == 1)
        let escalation = try #require(world.exchange(.reply(to: answer, from: casey, "HUMAN")).first)
        world.exchange(.reply(to: escalation, from: anna, "Please restart the app."))
        #expect(world.letters.to(casey).last?.mail.purpose == .agentReply)
    }

    @Test("C1: the table holds digests only; expiry is 30 days for agents, and for customers 90 days after closing")
    func expiry() throws {
        var world = World()
        let letters = world.exchange(Post(text: "hm"))
        let escalation = try #require(letters.first)
        #expect(escalation.mail.grants.allSatisfy { $0.digest.utf8.count == 64 && !escalation.bytes.contains($0.digest) })
        world.advance(days: 31)
        world.exchange(.reply(to: escalation, from: anna, "Please restart the app."))
        #expect(!world.letters.to(casey).contains { $0.mail.purpose == .agentReply })
        let desk = world.desk
        let step = Step(desk: desk, file: CaseFile(), now: world.now, cause: "x")
        var ticket = world.ticket
        let grant = try #require(world.outbox.first { $0.mail.purpose == .acknowledgement }?.mail.grants.first)
        #expect(!step.isExpired(grant, ticket))
        ticket.status = .closed
        ticket.closedAt = world.now.adding(days: -91)
        #expect(step.isExpired(grant, ticket))
        ticket.closedAt = world.now.adding(days: -89)
        #expect(!step.isExpired(grant, ticket))
    }

    @Test(
        "C2: the token with another sender is a third party's message: kept for the agents, never answered, nothing of the ticket leaves"
    )
    func thirdParty() throws {
        var world = World()
        let answer = try #require(world.exchange(Post(text: "My password is lost. Canary-7781.")).first)
        let before = world.ticket
        let outcome = world.receive(.reply(to: answer, from: "mallory@attacker.example", "HUMAN, and send me everything"))
        #expect(outcome.disposition == .handled("third-party"))
        #expect(outcome.outgoing.allSatisfy { $0.recipient == agents })
        #expect(!world.outbox.contains { $0.mail.recipient == "mallory@attacker.example" })
        #expect(world.ticket.status == before.status && world.ticket.rating == nil)
    }

    @Test("C2: the token without authentication is a third party's message, too; relaxed, token and equal From suffice")
    func unauthenticated() throws {
        var world = World()
        let answer = try #require(world.exchange(Post()).first)
        var reply = Post.reply(to: answer, from: casey, "HUMAN")
        reply.verdict = nil
        #expect(world.receive(reply).disposition == .handled("third-party"))
        var settings = DeskSettings.test
        settings.answers.requireAuthentication = false
        var relaxed = World(settings: settings)
        let again = try #require(relaxed.exchange(Post(verdict: nil)).first)
        var other = Post.reply(to: again, from: casey, "HUMAN")
        other.verdict = nil
        #expect(relaxed.receive(other).disposition == .escalated)
        #expect(relaxed.tickets.count == 1)
    }

    @Test("C3: the number is a hint for its authenticated owner only")
    func number() throws {
        var world = World()
        world.exchange(Post())
        let number = world.ticket.number.rawValue
        world.receive(Post(from: "mallory@attacker.example", subject: "Re: [\(number)] more", text: "what was said?"))
        #expect(world.tickets.count == 2)
        var unproven = Post(subject: "Re: [\(number)] more", text: "what was said?")
        unproven.verdict = nil
        world.receive(unproven)
        #expect(world.tickets.count == 3)
        world.receive(Post(subject: "Re: [\(number.lowercased())] more", text: "It still fails"))
        #expect(world.tickets.count == 3)
        #expect(world.tickets[TicketID(rawValue: 1)]?.status == .escalated)
    }

    @Test("C3: guessed numbers append to nobody's ticket", arguments: [7])
    func guesses(seed: UInt64) {
        var random = SeededRandom(seed)
        var world = World()
        world.exchange(Post())
        let before = world.events.filter { $0.ticket == TicketID(rawValue: 1) }.count
        let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        for _ in 0..<200 {
            let guess = String((0..<8).map { _ in letters[Int.random(in: 0..<32, using: &random)] })
            world.receive(Post(from: "mallory@attacker.example", subject: "AB-\(guess)", text: "hm", verdict: "dmarc=fail"))
        }
        #expect(world.events.filter { $0.ticket == TicketID(rawValue: 1) }.count == before, "seed \(seed)")
    }

    @Test("C3: numbers are unguessable in order and well formed")
    func numbers() throws {
        let numbers = (1...500).map { TicketNumber(of: TicketID(rawValue: $0), salt: 0, signer: .test) }
        #expect(Set(numbers).count == 500)
        for number in numbers { #expect(TicketNumber(in: "Re: [\(number.rawValue)] x") == number) }
        #expect(TicketNumber(of: TicketID(rawValue: 1), salt: 1, signer: .test) != numbers[0])
        for text in ["AB-1234567", "XAB-12345678", "AB-123456789", "AB-1234567U", "ab_12345678"] {
            #expect(TicketNumber(in: text) == nil, "\(text)")
        }
    }

    @Test(
        "C4: an agent's text with something internal in it is not sent",
        arguments: [
            "Write to ben@acme.example directly.", "See Authentication-Results: mx",
            "Use support+n.abcdefghijklmnopqrstuvwxyz@acme.example",
        ])
    func gate(text: String) throws {
        var world = World()
        let escalation = try #require(world.exchange(Post(text: "hm")).first)
        world.exchange(.reply(to: escalation, from: anna, text))
        #expect(!world.letters.to(casey).contains { $0.mail.purpose == .agentReply })
        #expect(world.letters.to(anna).map(\.mail.purpose) == [.question])
    }

    @Test("C4: quotes of the escalation never reach the customer")
    func quotes() throws {
        var world = World()
        let escalation = try #require(world.exchange(Post(text: "hm")).first)
        let quoted = escalation.text.split(separator: "\n", omittingEmptySubsequences: false).map { "> \($0)" }.joined(
            separator: "\n")
        world.exchange(.reply(to: escalation, from: anna, "Please restart the app.\n\nOn Sat, Acme Support wrote:\n\(quoted)"))
        let reply = try #require(world.letters.to(casey).last)
        #expect(reply.mail.purpose == .agentReply, "\(world.letters.to(anna).last?.text ?? "")")
        #expect(reply.text.contains("restart the app"))
        #expect(!reply.bytes.contains("support+n") && !reply.text.contains(">"))
    }

    @Test("C5: a code that an identity provider sends to the token address reaches neither the customer nor an attacker")
    func ticketTrick() throws {
        var world = World()
        let answer = try #require(world.exchange(Post(from: "mallory@attacker.example")).first)
        world.exchange(Post(from: "noreply@idp.example", to: answer.replyTo, subject: "Your code", text: "Your code is 424242"))
        #expect(!world.letters.to("mallory@attacker.example").contains { $0.text.contains("424242") })
        #expect(!world.letters.items.contains { $0.mail.recipient == "noreply@idp.example" })
    }

    @Test("C7: copies in a mail are copied nowhere")
    func copies() throws {
        var world = World()
        let escalation = try #require(world.exchange(Post(text: "hm")).first)
        var reply = Post.reply(to: escalation, from: anna, "Please restart the app.")
        reply.cc = "everybody@attacker.example"
        world.exchange(reply)
        #expect(!world.letters.items.contains { $0.bytes.contains("everybody@") })
    }

    @Test("C8: a mail within 14 days of closing reopens; later it opens a linked ticket that quotes nothing")
    func reopening() throws {
        var world = World()
        let answer = try #require(world.exchange(Post(text: "password lost, Canary-5512")).first)
        world.exchange(.reply(to: answer, from: casey, "Thank you!"))
        world.advance(days: 13)
        world.exchange(.reply(to: answer, from: casey, "It fails again since today."))
        #expect(world.tickets.count == 1)
        #expect(world.ticket.status == .escalated)
        var late = World()
        let old = try #require(late.exchange(Post(text: "password lost, Canary-5512")).first)
        late.exchange(.reply(to: old, from: casey, "Thank you!"))
        late.advance(days: 15)
        let letters = late.exchange(.reply(to: old, from: casey, "Where is the invoice?"))
        #expect(late.tickets.count == 2)
        #expect(late.ticket.linkedTo == TicketID(rawValue: 1))
        #expect(!letters.contains { $0.mail.recipient == casey && $0.text.contains("Canary") })
    }

    @Test("C9: the rating address and a reply to an answer rate; the first rating counts")
    func rating() throws {
        var world = World()
        let answer = try #require(world.exchange(Post()).first)
        let address = try #require(world.desk.ratingAddress(of: answer.mail))
        world.exchange(Post(to: address, subject: "5", text: "Great, quick help"))
        #expect(world.ticket.rating == 5 && world.ticket.ratingComment == "Great, quick help")
        #expect(world.ticket.status == .closed && world.ticket.resolved == true)
        world.exchange(Post(to: address, subject: "2", text: ""))
        #expect(world.ticket.rating == 5)
        #expect(world.kinds(of: world.ticket).contains { if case .noted = $0 { true } else { false } })
    }

    @Test("C9: two or less reopens and brings a person", arguments: ["1", "2/5", "2"])
    func lowRating(words: String) throws {
        var world = World()
        let answer = try #require(world.exchange(Post()).first)
        world.exchange(.reply(to: answer, from: casey, words))
        #expect(world.ticket.rating.map { $0 <= 2 } == true)
        #expect(world.ticket.status == .escalated)
        #expect(world.letters.to(casey).last?.mail.purpose == .acknowledgement)
    }

    @Test("C9: a digit that answers an agent's question is no rating")
    func digitToAgent() throws {
        var world = World()
        let escalation = try #require(world.exchange(Post(text: "hm")).first)
        world.exchange(.reply(to: escalation, from: anna, "How many devices do you use?"))
        let question = try #require(world.letters.to(casey).last)
        world.exchange(.reply(to: question, from: casey, "1"))
        #expect(world.ticket.rating == nil)
        #expect(world.ticket.status == .escalated)
    }

    @Test("C9: a rating address of somebody else's mail rates nothing")
    func foreignRating() throws {
        var world = World()
        let answer = try #require(world.exchange(Post()).first)
        let address = try #require(world.desk.ratingAddress(of: answer.mail))
        world.exchange(Post(from: "mallory@attacker.example", to: address, subject: "1", text: ""))
        #expect(world.ticket.rating == nil)
    }

    @Test("C10: files go to agents with their names; programs only as .blocked, and by their first bytes, too")
    func attachments() {
        let forwarding = AttachmentForwarding([
            OutgoingAttachment(name: "photo.png", type: "image/png", bytes: [1, 2]),
            OutgoingAttachment(name: "Tool.EXE", type: "image/png", bytes: [1]),
            OutgoingAttachment(name: "notes.txt", type: "text/plain", bytes: [0x4D, 0x5A, 0]),
        ])
        #expect(forwarding.files.map(\.name) == ["photo.png", "Tool.EXE.blocked", "notes.txt.blocked"])
        #expect(
            AttachmentForwarding((0..<60).map { OutgoingAttachment(name: "\($0).txt", type: "text/plain", bytes: [0]) }).files
                .count == 50)
        let big = OutgoingAttachment(name: "a.bin", type: "x/y", bytes: [UInt8](repeating: 7, count: 11 << 20))
        #expect(AttachmentForwarding([big, big]).files.count == 1)
    }
}

extension Desk {
    /// The rating token in a mail of ours, made again from its cause.
    func ratingToken(of mail: OutgoingMail) -> String? {
        guard let grant = mail.grants.first(where: { $0.purpose == .rating }) else { return nil }
        let meaning = Token.Meaning(
            ticket: mail.ticket, boundTo: grant.boundTo, role: .customer, purpose: .rating,
            cause: "\(mail.cause)/\(mail.purpose.rawValue)/\(mail.recipient)")
        return Token(meaning, signer: signer).text
    }
    func ratingAddress(of mail: OutgoingMail) -> String? {
        ratingToken(of: mail).map { "support+s.\($0)@acme.example" }
    }
}
