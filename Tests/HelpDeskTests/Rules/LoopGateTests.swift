import Testing

@testable import HelpDesk

/// RULES A: what stands before every automatic mail.
@Suite struct LoopGateTests {
    let casey = "casey@customer.example"

    private func outcome(_ post: Post, settings: DeskSettings = .test) -> (World, Outcome) {
        var world = World(settings: settings)
        let outcome = world.receive(post)
        return (world, outcome)
    }

    @Test(
        "A1: what says Auto-Submitted is ignored, however it is spelt",
        arguments: [
            "auto-replied", "auto-generated", "AUTO-REPLIED", "Auto-Generated; owner-email=\"x@y\"", "auto-notified",
            " auto-replied ",
            "auto-replied (vacation)", "auto-\r\n replied",
        ])
    func autoSubmitted(value: String) {
        let (world, outcome) = outcome(Post(fields: ["Auto-Submitted: \(value)"]))
        #expect(outcome.disposition == .ignored("auto"))
        #expect(outcome.outgoing.isEmpty && world.tickets.isEmpty)
    }

    @Test("A1: Auto-Submitted: no is a person's mail", arguments: ["no", "No", "NO ; x=y"])
    func notAutoSubmitted(value: String) {
        let (_, outcome) = outcome(Post(fields: ["Auto-Submitted: \(value)"]))
        #expect(outcome.disposition == .answered)
    }

    @Test("A1, A17: a vacation notice on a ticket is a note that changes no status, rates nothing and is not answered")
    func vacationOnTicket() throws {
        var world = World()
        let answer = try #require(world.exchange(Post()).first)
        let before = world.ticket
        var notice = Post.reply(to: answer, from: casey, "5 I am away until Monday. HUMAN")
        notice.fields = ["Auto-Submitted: auto-replied"]
        let outcome = world.receive(notice)
        #expect(outcome.disposition == .handled("automatic"))
        #expect(outcome.outgoing.isEmpty)
        #expect(world.ticket.status == before.status && world.ticket.rating == nil)
        #expect(world.ticket.thread == before.thread)
    }

    @Test("A2: a null reverse-path is never answered")
    func nullPath() {
        let (_, outcome) = outcome(Post(ownFields: ["Return-Path: <>"]))
        #expect(outcome.outgoing.isEmpty)
        #expect(outcome.disposition == .ignored("auto"))
    }

    @Test("A2: a missing or ordinary reverse-path silences nobody", arguments: [[], ["Return-Path: <casey@customer.example>"]])
    func ordinaryPath(fields: [String]) {
        let (_, outcome) = outcome(Post(ownFields: fields))
        #expect(outcome.disposition == .answered)
    }

    @Test(
        "A2: addresses that no person reads get nothing",
        arguments: ["mailer-daemon", "postmaster", "owner-list", "list-request", "noreply", "no-reply", "donotreply", "root"])
    func machines(local: String) {
        let (world, _) = outcome(Post(from: "\(local)@customer.example"))
        #expect(world.sentAutomatically(to: "\(local)@customer.example") == 0)
    }

    @Test(
        "A3: lists and bulk mail get nothing",
        arguments: [
            "List-Id: <news.customer.example>", "List-Unsubscribe: <https://x.example/u>", "Precedence: bulk", "Precedence: list",
            "Precedence: junk", "List-Post: <mailto:l@x.example>",
        ])
    func lists(field: String) {
        let (_, outcome) = outcome(Post(fields: [field]))
        #expect(!outcome.outgoing.map(\.recipient).contains(casey))
    }

    @Test("A3: a list that is our own support group is answered")
    func ownList() {
        var settings = DeskSettings.test
        settings.trust.ownLists = ["support.acme.example"]
        let (_, outcome) = outcome(
            Post(fields: ["List-Id: Support <support.acme.example>", "Precedence: list"]), settings: settings)
        #expect(outcome.disposition == .answered)
    }

    /// A customer's mail as our own group passes it on: From is the group's, the author stands beside it.
    private func rewritten(list: String = "support.acme.example") -> Post {
        Post(
            from: "'Casey' via Support <support@acme.example>", verdict: "dmarc=pass header.from=acme.example",
            fields: ["List-Id: <\(list)>", "X-Original-From: Casey <casey@customer.example>"])
    }

    @Test("A3, B5: who is named behind our group's rewritten From gets a ticket and a person, and no automatic mail")
    func rewrittenFrom() throws {
        var settings = DeskSettings.test
        settings.trust.ownLists = ["support.acme.example"]
        var world = World(settings: settings)
        let letters = world.exchange(rewritten())
        #expect(world.ticket.party == "casey@customer.example" && !world.ticket.isAuthenticated)
        #expect(letters.map(\.mail.purpose) == [.escalation])
        let escalation = try #require(letters.first)
        world.exchange(.reply(to: escalation, from: "anna@acme.example", "Please restart the gadget."))
        #expect(world.letters.to("casey@customer.example").map(\.mail.purpose) == [.agentReply])
    }

    @Test("A6, B3: behind another list, or as one of ours, the author that a mail names counts for nothing")
    func rewrittenElsewhere() {
        var settings = DeskSettings.test
        settings.trust.ownLists = ["support.acme.example"]
        var world = World(settings: settings)
        #expect(world.exchange(rewritten(list: "other.example")).isEmpty && world.tickets.isEmpty)
        var agent = rewritten()
        agent.fields[1] = "X-Original-From: Anna <anna@acme.example>"
        agent.text = "#help"
        let letters = world.exchange(agent)
        #expect(!letters.contains { $0.mail.purpose == .commandAnswer })
    }

    @Test("A4: X-Auto-Response-Suppress brings a person instead of silence", arguments: ["All", "OOF, AutoReply", "AutoReply"])
    func suppress(value: String) {
        let (world, outcome) = outcome(Post(fields: ["X-Auto-Response-Suppress: \(value)"]))
        #expect(outcome.disposition == .escalated)
        #expect(world.sentAutomatically(to: casey) == 0)
        #expect(world.ticket.draft != nil)
    }

    @Test("A4: what suppresses only other things changes nothing", arguments: ["OOF", "DR, NDR"])
    func suppressOther(value: String) {
        #expect(outcome(Post(fields: ["X-Auto-Response-Suppress: \(value)"])).1.disposition == .answered)
    }

    @Test("A6: own mail that comes back is parked, by address, Message-ID or mark")
    func ownMail() throws {
        #expect(outcome(Post(from: "Acme <SUPPORT@acme.example>")).1.disposition == .ignored("own"))
        var world = World()
        let answer = try #require(world.exchange(Post()).first)
        let mark = try #require(answer.header("Answerback-Loop"))
        #expect(world.receive(Post(fields: ["Answerback-Loop: \(mark)"])).disposition == .ignored("own"))
        #expect(world.receive(Post(messageID: answer.mail.messageID)).disposition == .ignored("own"))
    }

    @Test("A6: a mark without our MAC silences nobody")
    func forgedMark() {
        let token = String(repeating: "a", count: 26)
        let (_, outcome) = outcome(Post(fields: ["Answerback-Loop: \(token).\(token)"]))
        #expect(outcome.disposition == .answered)
    }

    @Test("A8: an automatic mail says so, suppresses no delivery report, and is threaded")
    func marks() throws {
        var world = World()
        let answer = try #require(world.exchange(Post(messageID: "one@customer.example")).first)
        #expect(answer.header("Auto-Submitted") == "auto-replied")
        #expect(answer.header("X-Auto-Response-Suppress") == "OOF, AutoReply")
        #expect(answer.inReplyTo == ["one@customer.example"])
        #expect(answer.references.count <= 20)
        let escalation = try #require(world.exchange(.reply(to: answer, from: casey, "HUMAN")).first)
        #expect(escalation.header("Auto-Submitted") == "auto-generated")
    }

    @Test("A8: references are at most twenty, the first and the newest")
    func references() {
        var ticket = Ticket.none
        for number in 0..<30 {
            ticket.apply(
                Event(
                    ticket: ticket.id, at: Timestamp(milliseconds: 0), actor: .customer("a"),
                    kind: .received(
                        Correspondence(
                            mail: MailID(rawValue: Int64(number)), role: .customer, from: "a", messageID: "m\(number)@x", text: ""
                        )),
                    reason: ""))
        }
        #expect(ticket.thread.count == 20)
        #expect(ticket.thread.first == "m0@x" && ticket.thread.last == "m29@x")
    }

    @Test("A9: the reverse-path carries a bounce token, and nothing that comes there is answered")
    func bounceAddress() throws {
        var world = World()
        let answer = try #require(world.exchange(Post()).first)
        #expect(answer.mail.reversePath.hasPrefix("support+b."))
        let outcome = world.receive(Post(to: answer.mail.reversePath, text: "HUMAN! I want a person"))
        #expect(outcome.outgoing.isEmpty)
        #expect(world.ticket.status == .autoResolved)
    }

    @Test("A9: where the provider refuses foreign reverse-paths, ours is the plain address")
    func plainReversePath() throws {
        var settings = DeskSettings.test
        settings.envelope = .address
        var world = World(settings: settings)
        #expect(try #require(world.exchange(Post()).first).mail.reversePath == "support@acme.example")
    }

    @Test(
        "A10: without authentication nothing automatic leaves, the acknowledgement neither",
        arguments: [nil, "dmarc=fail", "dmarc=none", "spf=pass smtp.mailfrom=attacker.example"])
    func unauthenticated(verdict: String?) {
        let (world, outcome) = outcome(Post(verdict: verdict))
        #expect(outcome.disposition == .escalated)
        #expect(world.sentAutomatically(to: casey) == 0)
        #expect(outcome.outgoing.map(\.purpose) == [.escalation])
    }

    @Test("A10: an aligned pass where the domain has no policy is enough, and so is our own submission")
    func aligned() {
        #expect(outcome(Post(verdict: "dmarc=none; spf=pass smtp.mailfrom=customer.example")).1.disposition == .answered)
        #expect(outcome(Post(verdict: "auth=pass smtp.auth=casey@customer.example")).1.disposition == .answered)
    }

    @Test("A10: requireAuthentication false lets unknown senders be answered, but not those who failed")
    func relaxed() {
        var settings = DeskSettings.test
        settings.answers.requireAuthentication = false
        #expect(outcome(Post(verdict: nil), settings: settings).1.disposition == .answered)
        #expect(outcome(Post(verdict: "dmarc=fail"), settings: settings).1.disposition == .escalated)
    }

    @Test("A10: a thousand forged senders bring the victim no mail")
    func reflector() {
        var world = World()
        for _ in 0..<1_000 { world.receive(Post(from: "victim@bank.example", verdict: "dmarc=fail")) }
        #expect(!world.outbox.contains { $0.mail.recipient == "victim@bank.example" })
    }

    @Test("A11: one recipient, the From address; never Cc, To or Reply-To")
    func oneRecipient() {
        let (world, _) = outcome(Post(to: "support@acme.example, other@x.example", cc: "third@x.example"))
        #expect(Set(world.outbox.map(\.mail.recipient)) == [casey])
    }

    @Test("A11: a Reply-To of another domain brings a person")
    func replyTo() {
        let (world, outcome) = outcome(Post(fields: ["Reply-To: evil@attacker.example"]))
        #expect(outcome.disposition == .escalated)
        #expect(world.sentAutomatically(to: casey) == 0)
        #expect(self.outcome(Post(fields: ["Reply-To: billing@customer.example"])).1.disposition == .answered)
    }

    @Test("A12: the first answer to a stranger repeats nothing of theirs but the cleaned subject")
    func firstContact() throws {
        var world = World()
        let subject = "Win at https://evil.example/x or evil.example/y call +1 555 123 4567 me@evil.example password"
        let answer = try #require(
            world.exchange(Post(from: "\"Visit evil.example now\" <casey@customer.example>", subject: subject)).first)
        for part in ["evil", "555", "4567", "me@"] { #expect(!answer.bytes.contains(part), "\(part)") }
        #expect(answer.subject == "Re: Win at or call me password" || !answer.subject.contains("http"))
        #expect(answer.text.contains("Hello there,"))
    }

    @Test("A12: a known customer is greeted by name, and the subject stays exactly as it was")
    func knownContact() throws {
        var world = World()
        world.exchange(Post(subject: "invoice please", text: "Where is my invoice?"))
        world.advance(days: 30)
        let answer = try #require(world.exchange(Post(subject: "About https://acme.example/login", text: "password lost")).first)
        #expect(answer.subject == "Re: About https://acme.example/login")
        #expect(answer.text.contains("Hello Casey,"))
    }

    @Test("A13: what is older than 72 hours is never answered by itself, and one notice goes to the admin")
    func age() {
        var world = World()
        for number in 0..<50 {
            world.mailCount += 1
            let old = Post(from: "c\(number)@customer.example", date: RFCDate.text(world.now.adding(seconds: -73 * 3600)))
            world.receive(bytes: old.bytes(number: world.mailCount))
        }
        #expect(!world.outbox.contains { [.answer, .acknowledgement].contains($0.mail.purpose) })
        #expect(world.outbox.filter { $0.mail.purpose == .alarm }.count == 1)
        world.mailCount += 1
        let receivedLongAgo = Post(date: RFCDate.text(world.now)).bytes(number: world.mailCount)
        let outcome = world.receive(bytes: receivedLongAgo, receivedAt: world.now.adding(days: -4))
        #expect(outcome.disposition == .escalated)
    }

    @Test("A13: 71 hours are not too old")
    func recent() {
        var world = World()
        world.mailCount = 1
        let post = Post(date: RFCDate.text(world.now.adding(seconds: -71 * 3600)))
        #expect(world.receive(bytes: post.bytes(number: 1)).disposition == .answered)
    }

    @Test("A16: what our own server takes for spam is not answered; what a stranger says about spam counts for nothing")
    func spam() {
        #expect(outcome(Post(ownFields: ["X-Spam-Flag: YES"])).1.disposition == .escalated)
        #expect(outcome(Post(fields: ["X-Spam-Flag: YES"])).1.disposition == .answered)
    }
}
