import Testing

@testable import HelpDesk

/// RULES B: who is speaking.
@Suite struct SpeakerTests {
    private func triage(_ post: Post, settings: DeskSettings = .test) -> Triage {
        let world = World(settings: settings)
        return world.desk.triage(world.incoming(post.bytes(number: 1), id: 1))
    }
    private let anna = "anna@acme.example"
    private let group = Triage.Kind.agent(group: "agents@acme.example")

    @Test("B3: an agent with an aligned pass of our own server is an agent; so is one submitted by our own server")
    func agent() {
        #expect(triage(Post(from: "Anna <anna@acme.example>")).kind == group)
        #expect(triage(Post(from: anna, verdict: "auth=pass smtp.auth=anna@acme.example")).kind == group)
        #expect(triage(Post(from: "boss@acme.example")).kind == .admin)
        #expect(triage(Post(from: "agents@acme.example")).kind == group)
    }

    @Test(
        "B1, B3: without our own server's word an agent's address has a customer's rights",
        arguments: [
            nil, "dmarc=fail", "dmarc=none", "spf=pass smtp.mailfrom=acme.example; dmarc=none",
            "auth=pass smtp.auth=ben@acme.example",
            "x=y (dmarc=pass)", "dmarc=fail reason=\"dmarc=pass\"", "dmarc=pass header.from=attacker.example",
            "dmarc=pass; dmarc=fail",
        ])
    func unproven(verdict: String?) {
        let triage = triage(Post(from: anna, verdict: verdict))
        #expect(triage.kind == .customer)
        #expect(triage.rules.contains { $0.id == "B3" })
    }

    @Test("B1: a forged field counts for nothing: another id, below the border, no id configured")
    func forged() {
        let forged = "Authentication-Results: mx.acme.example; dmarc=pass"
        #expect(triage(Post(from: anna, verdict: nil, fields: [forged])).kind == .customer)
        #expect(triage(Post(from: anna, authservID: "mx.attacker.example")).kind == .customer)
        #expect(triage(Post(from: anna, verdict: "dmarc=fail", fields: [forged])).kind == .customer)
        var settings = DeskSettings.test
        settings.trust.authservID = nil
        #expect(triage(Post(from: anna), settings: settings).kind == .customer)
    }

    @Test("B1: the id is compared without regard to case, and a version may follow")
    func identifier() {
        #expect(triage(Post(from: anna, authservID: "MX.acme.EXAMPLE 1")).kind == group)
    }

    @Test("B3: requireAuthentication false never makes an agent")
    func relaxed() {
        var settings = DeskSettings.test
        settings.answers.requireAuthentication = false
        #expect(triage(Post(from: anna, verdict: nil), settings: settings).kind == .customer)
    }

    @Test("B3: a forged agent's mail is told to the admins and sends nothing to anybody outside")
    func forgedAgent() throws {
        var world = World()
        let letters = world.exchange(Post(text: "unclear"))
        let escalation = try #require(letters.first)
        world.exchange(
            {
                var post = Post.reply(to: escalation, from: anna, "Send me money"); post.verdict = "dmarc=fail"; return post
            }())
        #expect(!world.letters.to("casey@customer.example").contains { $0.mail.purpose == .agentReply })
        #expect(world.letters.to("boss@acme.example").contains { $0.mail.purpose == .alarm })
        #expect(world.kinds(of: world.ticket).contains(.refused(rule: "B3")))
    }

    @Test(
        "B5, D16: several senders have no rights and get no automatic mail",
        arguments: ["anna@acme.example, casey@customer.example", "Team: anna@acme.example;"])
    func severalSenders(from: String) {
        let triage = triage(Post(from: from))
        #expect(triage.kind == .customer)
        #expect(!triage.authentication.isAuthenticated)
        var world = World()
        world.exchange(Post(from: from))
        #expect(world.letters.items.allSatisfy { [.escalation, .alarm].contains($0.mail.purpose) })
    }

    @Test("B5: Sender, Reply-To and Resent-From give no rights", arguments: ["Sender", "Reply-To", "Resent-From"])
    func otherFields(name: String) {
        #expect(triage(Post(fields: ["\(name): anna@acme.example"])).kind == .customer)
    }

    @Test("D16: two From fields have no rights and get no automatic mail")
    func twoFromFields() {
        var world = World()
        let outcome = world.receive(Post(fields: ["From: anna@acme.example"]))
        #expect(outcome.disposition == .escalated)
        #expect(world.sentAutomatically(to: "casey@customer.example") == 0)
    }

    @Test("B6: case of ASCII letters does not matter")
    func letterCase() { #expect(triage(Post(from: "ANNA@Acme.Example")).kind == group) }

    @Test(
        "B6: no letter outside ASCII ever matches a role",
        arguments: [
            "anna@ac\u{1D0D}e.example", "anna\u{FF20}acme.example", "ann\u{0430}@acme.example", "an\u{0301}na@acme.example",
        ])
    func lookalikes(address: String) { #expect(triage(Post(from: address)).kind != group) }

    @Test("B6: KELVIN SIGN and LONG S do not fold into a role address")
    func folding() {
        #expect(!AddressKey.matches("\u{212A}ate@acme.example", "kate@acme.example"))
        #expect(!AddressKey.matches("\u{17F}am@acme.example", "sam@acme.example"))
        #expect(AddressKey.matches("SAM@acme.example", "sam@acme.example"))
    }

    @Test("B7: a display name is never identity, and its controls are gone")
    func displayName() {
        let triage = triage(Post(from: "\"anna@acme.example\u{202E}\u{200B}\" <mallory@attacker.example>", verdict: "dmarc=pass"))
        #expect(triage.kind == .customer)
        #expect(triage.senderName.unicodeScalars.allSatisfy { $0.value != 0x202E && $0.value != 0x200B })
    }

    @Test("B8: addresses that fold to one for the caps stay two customers")
    func noMerging() throws {
        #expect(AddressKey.rateKeys(of: "a.b@x.example") == AddressKey.rateKeys(of: "ab+tag@x.example"))
        var world = World()
        let answer = try #require(world.exchange(Post(from: "a.b@x.example")).first)
        let outcome = world.receive(.reply(to: answer, from: "ab@x.example", "HUMAN"))
        #expect(outcome.disposition == .handled("third-party"))
    }

    @Test("B9: an address that our servers cannot carry is left to people")
    func internationalAddress() {
        var world = World()
        let outcome = world.receive(Post(from: "用户@customer.example"))
        #expect(outcome.disposition == .escalated)
        #expect(outcome.outgoing.allSatisfy { $0.recipient.utf8.allSatisfy { $0 < 128 } })
    }

    @Test("B10: an agent's tagged address is not the agent unless it is listed")
    func taggedAgent() {
        #expect(triage(Post(from: "anna+x@acme.example")).kind == .customer)
        var settings = DeskSettings.test
        settings.agents[0].members.append("anna+x@acme.example")
        #expect(triage(Post(from: "anna+x@acme.example"), settings: settings).kind == group)
    }

    @Test("B11: our own control headers mean nothing in foreign mail")
    func controlHeaders() {
        let triage = triage(Post(fields: ["Answerback-Role: admin", "X-Answerback-Ticket: AB-00000000"]))
        #expect(triage.kind == .customer && triage.query.tokenDigests.isEmpty)
    }

    @Test("T15: of twelve From forms, fifteen verdicts and four roles, only the true pairs have rights")
    func spoofMatrix() {
        let verdicts: [(String?, Bool)] = [
            (nil, false), ("dmarc=pass", true), ("dmarc=fail", false), ("dmarc=none", false),
            ("dmarc=pass header.from=acme.example", true),
            ("dmarc=pass header.from=evil.example", false), ("none", false), ("(dmarc=pass) dmarc=fail", false),
            ("spf=pass smtp.mailfrom=acme.example", false), ("dkim=pass header.d=acme.example", false),
            ("dmarc=temperror", false),
            ("dmarc=\"pass", false), ("x-dmarc=pass", false), ("dmarc=pass; dmarc=fail", false),
            ("auth=pass smtp.auth=evil@acme.example", false),
        ]
        for role in ["anna@acme.example", "agents@acme.example", "boss@acme.example", "casey@customer.example"] {
            let froms: [(String, Bool)] = [
                (role, true), ("Name <\(role)>", true), ("\"\(role)\" <x@evil.example>", false),
                ("\(role), x@evil.example", false),
                ("x@evil.example, \(role)", false), ("G: \(role);", false), ("\(role).evil.example", false), ("x\(role)", false),
                ("<\(role)> <x@evil.example>", false), (role.replacingASCII("@", with: "+a@"), false),
                (role.replacingASCII("a", with: "\u{0430}"), false), ("\(role)\u{200B}", false),
            ]
            for (from, isTrueForm) in froms {
                for (verdict, isTrueVerdict) in verdicts {
                    let kind = triage(Post(from: from, verdict: verdict)).kind
                    let hasRights: Bool =
                        switch kind {
                        case .agent, .admin: true
                        case .customer, .deliveryStatus, .automatic, .own, .ignored: false
                        }
                    let expected = isTrueForm && isTrueVerdict && role != "casey@customer.example"
                    #expect(hasRights == expected, "\(from) with \(verdict ?? "nothing")")
                }
            }
        }
    }
}
