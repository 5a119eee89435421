import Testing

@testable import HelpDesk

/// RULES A5, A14, A15, and mails that agents forward.
@Suite struct ReportTests {
    let casey = "casey@customer.example"

    private func bounce(to address: String, about messageID: String, status: String, action: String) -> Post {
        let body = """
            --b
            Content-Type: text/plain

            Your message could not be delivered.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.customer.example

            Final-Recipient: rfc822; casey@customer.example
            Action: \(action)
            Status: \(status)
            --b
            Content-Type: text/rfc822-headers

            Message-ID: <\(messageID)>
            Subject: Re: Help
            --b--
            """
        return Post(
            from: "Mail Delivery <mailer-daemon@mx.customer.example>", to: address, subject: "Undelivered", text: body,
            ownFields: ["Return-Path: <>"], contentType: "multipart/report; report-type=delivery-status; boundary=b")
    }

    @Test("A5: a permanent failure of our answer brings a person, and nothing is sent to the customer")
    func permanent() throws {
        var world = World()
        let answer = try #require(world.exchange(Post()).first)
        let outcome = world.receive(
            bounce(to: answer.mail.reversePath, about: answer.mail.messageID, status: "5.1.1", action: "failed"))
        #expect(outcome.disposition == .handled("report"))
        #expect(outcome.outgoing.map(\.purpose) == [.escalation])
        #expect(world.ticket.status == .escalated)
    }

    @Test("A5: a delay is a note")
    func delay() throws {
        var world = World()
        let answer = try #require(world.exchange(Post()).first)
        let outcome = world.receive(
            bounce(to: answer.mail.reversePath, about: answer.mail.messageID, status: "4.4.1", action: "delayed"))
        #expect(outcome.outgoing.isEmpty)
        #expect(world.ticket.status == .autoResolved)
    }

    @Test("A5: a report about no mail of ours changes nothing")
    func forged() throws {
        var world = World()
        world.exchange(Post())
        let before = world.ticket
        let outcome = world.receive(
            bounce(to: "support@acme.example", about: "x@elsewhere.example", status: "5.1.1", action: "failed"))
        #expect(outcome.disposition == .ignored("bounce"))
        #expect(outcome.outgoing.isEmpty && world.ticket == before)
    }

    @Test("A5: reports about alarms raise no further alarms")
    func alarmLoop() throws {
        var world = World()
        world.take(.alarm(key: "login/support", words: "The password of the mailbox is refused."))
        let alarm = try #require(world.deliver().first)
        for _ in 0..<5 {
            world.exchange(bounce(to: "support@acme.example", about: alarm.mail.messageID, status: "5.1.1", action: "failed"))
        }
        #expect(world.outbox.filter { $0.mail.purpose == .alarm }.count == 1)
    }

    @Test("A14: an invitation alone is ignored; with words a person answers")
    func calendar() {
        let invitation =
            "--c\r\nContent-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n--c--\r\n"
        var world = World()
        let outcome = world.receive(Post(text: invitation, contentType: "multipart/mixed; boundary=c"))
        #expect(!outcome.outgoing.contains { $0.recipient == casey && $0.purpose == .answer })
        let worded = "--c\r\nContent-Type: text/plain\r\n\r\nI forgot my password, shall we talk?\r\n" + invitation
        #expect(world.receive(Post(text: worded, contentType: "multipart/mixed; boundary=c")).disposition == .escalated)
    }

    @Test("A15: what is encrypted is not judged and goes to a person, its files unaltered")
    func encrypted() {
        let body =
            "--e\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--e\r\nContent-Type: application/octet-stream; name=encrypted.asc\r\n\r\n-----BEGIN PGP MESSAGE-----\r\nabc\r\n-----END PGP MESSAGE-----\r\n--e--\r\n"
        var world = World()
        let post = Post(text: body, contentType: "multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=e")
        #expect(world.receive(post).disposition == .escalated)
        #expect(world.sentAutomatically(to: casey) <= 1)
        #expect(!world.outbox.contains { $0.mail.purpose == .answer })
        #expect(world.ticket.intent == nil)
    }

    @Test("a mail that an agent forwards opens a ticket for its author, unauthenticated, hence escalated")
    func forwarded() throws {
        var world = World()
        let text = """
            Can somebody take this?

            ---------- Forwarded message ---------
            From: Dana Example <dana@other.example>
            Date: Fri, Nov 20, 2026 at 9:00
            Subject: Lost password
            To: <anna@acme.example>

            I forgot my password.
            """
        let outcome = world.receive(Post(from: "anna@acme.example", subject: "Fwd: Lost password", text: text))
        #expect(outcome.disposition == .escalated)
        #expect(world.ticket.party == "dana@other.example" && !world.ticket.isAuthenticated)
        #expect(world.ticket.message.contains("I forgot my password"))
        #expect(!world.outbox.contains { $0.mail.recipient == "dana@other.example" })
        let escalation = try #require(world.deliver().first { $0.mail.purpose == .escalation })
        world.exchange(
            .reply(to: escalation, from: "anna@acme.example", "Hello Dana,\n\nplease choose the link for a forgotten password."))
        #expect(world.letters.to("dana@other.example").map(\.mail.purpose) == [.agentReply])
    }

    @Test("a customer who forwards a mail opens no ticket for somebody else")
    func customerForwards() {
        var world = World()
        world.receive(
            Post(
                subject: "Fwd: x",
                text: "---------- Forwarded message ---------\nFrom: Dana <dana@other.example>\nSubject: x\n\nHello"))
        #expect(world.ticket.party == casey)
    }
}
