import Testing

@testable import InternetMessage

@Suite("Authentication-Results")
struct AuthenticationResultsTests {
    private func verdict(
        _ fields: String, from: String = "casey@customer.example",
        _ trust: AuthenticationVerdict.Trust = .init(authservID: "mx.acme.example")
    ) -> AuthenticationVerdict {
        let mail = message("\(fields)\nFrom: \(from)\nSubject: s\n\nbody")
        return AuthenticationVerdict(mail, from: Reading(mail).from, trust: trust)
    }

    private let received = "Received: from mail.customer.example by mx.acme.example; Tue, 3 Nov 2026 09:00:00 +0000"

    @Test(
        "B1: a field of the own authserv-id above the own Received counts",
        arguments: ["mx.acme.example", "MX.Acme.Example", "mx.acme.example 1"])
    func trusted(identifier: String) {
        let found = verdict(
            "Authentication-Results: \(identifier);\n dmarc=pass (p=reject) header.from=customer.example\n\(received)")
        #expect(found.dmarc == .pass && found.isAuthenticated && found.isFitForRole)
    }

    static let untrusted: [(String, String)] = [
        (
            "another authserv-id",
            "Authentication-Results: evil.example; dmarc=pass header.from=customer.example\nReceived: by mx.acme.example"
        ),
        ("a longer authserv-id", "Authentication-Results: mx.acme.example.evil; dmarc=pass\nReceived: by mx.acme.example"),
        ("another version", "Authentication-Results: mx.acme.example 2; dmarc=pass\nReceived: by mx.acme.example"),
        (
            "below a foreign Received",
            "Received: by mx.acme.example\nReceived: from x by y\nAuthentication-Results: mx.acme.example; dmarc=pass"
        ),
        ("no own Received at all", "Authentication-Results: mx.acme.example; dmarc=pass"),
        (
            "a dmarc result for another domain",
            "Authentication-Results: mx.acme.example; dmarc=pass header.from=evil.example\nReceived: by mx.acme.example"
        ),
        (
            "spf of an attacker's domain",
            "Authentication-Results: mx.acme.example; spf=pass smtp.mailfrom=evil.example\nReceived: by mx.acme.example"
        ),
        (
            "dkim of an attacker's domain",
            "Authentication-Results: mx.acme.example; dkim=pass header.d=evil.example\nReceived: by mx.acme.example"
        ),
        (
            "B2: pass in a comment",
            "Authentication-Results: mx.acme.example; dmarc=fail (dmarc=pass) header.from=customer.example\nReceived: by mx.acme.example"
        ),
        (
            "B2: pass in a quoted string",
            "Authentication-Results: mx.acme.example; dmarc=fail reason=\"; dmarc=pass\"\nReceived: by mx.acme.example"
        ),
        (
            "B2: pass in a property",
            "Authentication-Results: mx.acme.example; spf=fail smtp.mailfrom=\"dmarc=pass\"\nReceived: by mx.acme.example"
        ),
        (
            "B2: pass in an unclosed quotation",
            "Authentication-Results: mx.acme.example; dmarc=pass reason=\"x\nReceived: by mx.acme.example"
        ),
        (
            "B2: pass behind a broken result",
            "Authentication-Results: mx.acme.example; =; dmarc=pass\nReceived: by mx.acme.example"
        ),
        (
            "B12: a seal of a forwarder",
            "ARC-Authentication-Results: i=1; mx.acme.example; dmarc=pass\nReceived: by mx.acme.example"
        ),
        (
            "B12: a result about another hop",
            "Received: by mx.acme.example\nReceived: by relay.example\nAuthentication-Results: mx.acme.example; spf=pass smtp.mailfrom=customer.example"
        ),
        ("none", "Authentication-Results: mx.acme.example; none\nReceived: by mx.acme.example"),
    ]

    @Test("B1, B2, B12: nothing else counts", arguments: untrusted)
    func untrustedForms(name: String, fields: String) {
        let found = verdict(fields)
        #expect(found.dmarc != .pass && !found.isAuthenticated && !found.isFitForRole, "\(name)")
    }

    @Test("B1: unconfigured trust fails closed")
    func unconfigured() {
        let fields = "Authentication-Results: mx.acme.example; dmarc=pass header.from=customer.example\n\(received)"
        #expect(!verdict(fields, .init(authservID: nil)).isAuthenticated)
        #expect(!verdict(fields, .init(authservID: "")).isAuthenticated)
    }

    @Test("B1: results of two own filters are combined, and conflicting ones count as none")
    func combination() {
        let two =
            "Authentication-Results: mx.acme.example; dkim=pass header.d=customer.example\nAuthentication-Results: mx.acme.example; dmarc=pass header.from=customer.example\n\(received)"
        #expect(verdict(two).dmarc == .pass && verdict(two).alignedDKIM == .pass)
        let conflict =
            "Authentication-Results: mx.acme.example; dmarc=fail header.from=customer.example\nAuthentication-Results: mx.acme.example; dmarc=pass header.from=customer.example\n\(received)"
        #expect(verdict(conflict).dmarc == .none && !verdict(conflict).isFitForRole)
    }

    @Test("B3: auth=pass counts for exactly the address of From")
    func submission() {
        let own = "Authentication-Results: mx.acme.example; auth=pass smtp.auth=anna@acme.example\n\(received)"
        #expect(verdict(own, from: "anna@acme.example").isFitForRole)
        #expect(!verdict(own, from: "ben@acme.example").isFitForRole)
    }

    @Test("A10: aligned SPF or DKIM authenticates where the domain has no policy, and not where DMARC failed")
    func withoutPolicy() {
        let spf =
            "Authentication-Results: mx.acme.example; spf=pass smtp.mailfrom=bounce@mail.customer.example; dmarc=none\n\(received)"
        #expect(verdict(spf).isAuthenticated && verdict(spf).hasNoPolicy && !verdict(spf).isFitForRole)
        let failed =
            "Authentication-Results: mx.acme.example; spf=pass smtp.mailfrom=customer.example; dmarc=fail header.from=customer.example\n\(received)"
        #expect(!verdict(failed).isAuthenticated)
    }

    @Test("B1: Microsoft's field without an authserv-id counts only under that profile")
    func microsoft() {
        let fields =
            "Authentication-Results: spf=pass (sender IP is 1.2.3.4) smtp.mailfrom=customer.example; dkim=pass header.d=customer.example;dmarc=pass action=none header.from=customer.example;compauth=pass reason=100\n\(received)"
        #expect(verdict(fields, .init(authservID: nil, dialect: .withoutAuthservID)).dmarc == .pass)
        #expect(!verdict(fields).isAuthenticated)
    }

    @Test(
        "B2: a word that bare line ends cut in two is not joined where the field is folded elsewhere",
        arguments: ["\r", "\r\r\r"])
    func cutWord(lineEnds: String) {
        let trust = AuthenticationVerdict.Trust(authservID: nil, hops: 0, dialect: .withoutAuthservID)
        func dmarc(_ result: String) -> AuthenticationVerdict.Outcome {
            let field = "Authentication-Results: spf=none\r\n smtp.mailfrom=customer.example; dmarc=\(result)\r\n"
            let mail = Message(Array((field + "From: casey@customer.example\r\n\r\nbody").utf8))
            return AuthenticationVerdict(mail, from: Reading(mail).from, trust: trust).dmarc
        }
        #expect(dmarc("pass") == .pass)
        #expect(dmarc("pa\(lineEnds)ss") == .none)
    }

    @Test("B2: the grammar's shapes are read to their parts")
    func grammar() throws {
        let field = try #require(
            AuthenticationResults(
                Array(
                    "mx.acme.example 1 (host); spf/1=pass reason=\"good; really\" smtp.mailfrom=\"a b\"@c.example (c); dkim=fail header.d=x.example header.i=@x.example"
                        .utf8)))
        #expect(field.authservID == "mx.acme.example" && field.version == "1")
        #expect(field.results.map(\.method) == ["spf", "dkim"])
        #expect(field.results[0].reason == "good; really")
        #expect(field.results[0].value("smtp", "mailfrom") == "a b@c.example")
        #expect(field.results[1].value("header", "i") == "@x.example")
        #expect(AuthenticationResults(Array("; dmarc=pass".utf8)) == nil)
    }
}
