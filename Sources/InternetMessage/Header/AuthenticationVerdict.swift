/// What the own border server found about the sender, from the fields that may be trusted (RULES B1, B2, B12).
public struct AuthenticationVerdict: Sendable, Equatable {
    /// Whose fields count.
    public struct Trust: Sendable, Equatable {
        /// The own authserv-id; nil trusts nobody (fail closed).
        public var authservID: String?
        /// How many Received fields the own hosts write: fields above the first that they did not write are in the trusted block.
        public var hops: Int
        /// Whether the provider writes fields without an authserv-id (Microsoft 365).
        public var dialect: AuthenticationResults.Dialect

        public init(authservID: String?, hops: Int = 1, dialect: AuthenticationResults.Dialect = .standard) {
            self.authservID = authservID
            self.hops = hops
            self.dialect = dialect
        }
    }

    public enum Outcome: String, Sendable, Equatable {
        case pass
        case fail
        /// No trusted result, an unknown word, or trusted results that contradict each other.
        case none
    }

    /// DMARC for the domain of From.
    public var dmarc: Outcome = .none
    /// SPF with the reverse-path's domain aligned with From.
    public var alignedSPF: Outcome = .none
    /// A DKIM signature that passes, by a domain aligned with From.
    public var alignedDKIM: Outcome = .none
    /// `auth=pass` (RFC 8601 section 2.7.4) for exactly the address of From.
    public var authenticatedSubmission: Outcome = .none
    /// Whether a trusted DMARC result says that the domain publishes no policy.
    public var hasNoPolicy = false
    /// The trusted results as they were read, for `explain`.
    public var results: [AuthenticationResults.Result] = []

    public init() {}

    /// From is authenticated for an automatic answer (RULES A10): DMARC or own submission passes, or, where the domain has no policy, an aligned
    /// SPF or DKIM does.
    public var isAuthenticated: Bool {
        if dmarc == .pass || authenticatedSubmission == .pass { return true }
        return dmarc == .none && (alignedSPF == .pass || alignedDKIM == .pass)
    }

    /// Fit for a role (RULES B3): DMARC pass aligned with From, or `auth=pass` for exactly this address.
    public var isFitForRole: Bool { dmarc == .pass || authenticatedSubmission == .pass }
}

extension AuthenticationVerdict {
    /// Reads the trusted block: the fields above the first Received that the own hosts did not write, with the own authserv-id.
    ///
    /// - Parameter from: the address to which results must be aligned: the one mailbox of the one From field.
    public init(_ message: Message, from: Mailbox?, trust: Trust) {
        self.init()
        guard let from, !from.domain.isEmpty else { return }
        guard trust.dialect == .withoutAuthservID || trust.authservID?.isEmpty == false else { return }
        for field in AuthenticationVerdict.trustedFields(message.header, hops: trust.hops) {
            guard let parsed = AuthenticationVerdict.parse(message.header.unfolded(field), trust: trust) else { continue }
            results += parsed.results
        }
        evaluate(from: from)
    }

    /// Fields of the topmost block: nothing below the own hosts' Received fields, and nothing at all where there are fewer of them than
    /// configured (then the mail did not come the way that was promised).
    private static func trustedFields(_ header: HeaderBlock, hops: Int) -> [HeaderBlock.Field] {
        var seen = 0
        var fields: [HeaderBlock.Field] = []
        for field in header.fields {
            if field.name == .received {
                seen += 1
                if seen > hops { break }
            } else if field.name == .authenticationResults {
                fields.append(field)
            }
        }
        return seen >= hops ? fields : []
    }

    private static func parse(_ body: [UInt8], trust: Trust) -> AuthenticationResults? {
        if let authservID = trust.authservID, let parsed = AuthenticationResults(body) {
            let wanted = String(decoding: authservID.utf8.map(\.lowercasedASCII), as: UTF8.self)
            if parsed.authservID == wanted, parsed.version == nil || parsed.version == "1" { return parsed }
        }
        guard trust.dialect == .withoutAuthservID, let parsed = AuthenticationResults(body, dialect: .withoutAuthservID) else {
            return nil
        }
        return parsed
    }

    private mutating func evaluate(from: Mailbox) {
        let domain = from.domain
        dmarc = combined(results.filter { $0.method == "dmarc" }.map { outcome($0, isAligned: isDMARCAligned($0, domain)) })
        hasNoPolicy = results.contains { $0.method == "dmarc" && $0.result == "none" }
        alignedSPF = combined(
            results.filter { $0.method == "spf" }.map { result in
                let identity = result.value("smtp", "mailfrom") ?? ""
                return outcome(
                    result, isAligned: AuthenticationVerdict.isAligned(Mailbox(address: identity).domain, identity, with: domain))
            })
        // Several signatures may stand in one mail: one aligned pass is enough, and an unaligned one says nothing.
        let signatures = results.filter { result in
            result.method == "dkim"
                && [result.value("header", "d"), result.value("header", "i").map { Mailbox(address: $0).domain }]
                    .contains { $0.map { AuthenticationVerdict.isAligned($0, $0, with: domain) } ?? false }
        }
        alignedDKIM = signatures.contains { $0.result == "pass" } ? .pass : signatures.isEmpty ? .none : .fail
        authenticatedSubmission = combined(
            results.filter { $0.method == "auth" }.map { result in
                let identities = result.properties.filter { $0.type == "smtp" && ($0.name == "auth" || $0.name == "mailfrom") }
                let isExact = identities.contains { $0.name == "auth" && $0.value == from.address }
                return outcome(result, isAligned: isExact)
            })
    }

    /// A DMARC result without `header.from` is about From by definition; with one, it must be From's domain.
    private func isDMARCAligned(_ result: AuthenticationResults.Result, _ domain: String) -> Bool {
        guard let identity = result.value("header", "from") else { return true }
        let named = identity.contains("@") ? Mailbox(address: identity).domain : identity
        return named == domain || domain.hasSuffix("." + named)
    }

    private func outcome(_ result: AuthenticationResults.Result, isAligned: Bool) -> Outcome {
        switch result.result {
        case "pass": isAligned ? .pass : .none
        case "fail", "softfail", "permerror", "policy": .fail
        default: .none
        }
    }

    /// Conflicting results count as none; silence beside a result does not contradict it.
    private func combined(_ outcomes: [Outcome]) -> Outcome {
        let said = outcomes.filter { $0 != .none }
        guard let first = said.first else { return .none }
        return said.allSatisfy { $0 == first } ? first : .none
    }

    /// Relaxed alignment without a list of public suffixes: equal, or one is a subdomain of the other and the shorter has at least two labels.
    private static func isAligned(_ found: String, _ whole: String, with domain: String) -> Bool {
        let found = found.isEmpty ? whole : found
        guard found.utf8.contains(UInt8(ascii: ".")), domain.utf8.contains(UInt8(ascii: ".")) else {
            return found == domain && !found.isEmpty
        }
        return found == domain || found.hasSuffix("." + domain) || domain.hasSuffix("." + found)
    }
}

extension AuthenticationResults.Result {
    /// The value of the first property of this type and name.
    public func value(_ type: String, _ name: String) -> String? {
        properties.first { $0.type == type && $0.name == name }?.value
    }
}
