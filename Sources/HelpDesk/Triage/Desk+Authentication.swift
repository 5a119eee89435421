internal import InternetMessage

extension Desk {
    /// What our own server found about From (B1, B2, B12); nobody else's word counts.
    func authentication(of mail: IncomingMail) -> Authentication {
        guard isSingleSender(mail) else { return .failed }
        let trust = AuthenticationVerdict.Trust(
            authservID: settings.trust.authservID, hops: settings.trust.hops, dialect: settings.trust.profile.dialect)
        let verdict = AuthenticationVerdict(mail.message, from: mail.reading.from, trust: trust)
        if verdict.dmarc == .pass { return .dmarc }
        if verdict.authenticatedSubmission == .pass { return .submitted }
        if verdict.isAuthenticated { return .aligned }
        let outcomes = [verdict.dmarc, verdict.authenticatedSubmission]
        return outcomes.contains(.fail) ? .failed : .none
    }

    /// A16: the verdict of our own server's filter; only fields above the first Received that our hosts did not write count (B1).
    func isMarkedAsSpam(_ message: Message) -> Bool {
        var hops = 0
        for field in message.header.fields {
            if field.name == .received {
                hops += 1
                if hops > settings.trust.hops { return false }
            }
            switch field.name {
            case .xSpamFlag, .xSpamStatus: if AddressKey.key(message.header.text(field)).hasPrefix("yes") { return true }
            case .xMSExchangeSCL: if let level = Int(message.header.text(field)), level >= Desk.spamLevelMin { return true }
            default: break
            }
        }
        return false
    }

    /// Microsoft's spam confidence level from which mail is taken as spam.
    static let spamLevelMin = 5
}

extension Trust.Profile {
    var dialect: AuthenticationResults.Dialect {
        switch self {
        case .standard: .standard
        case .microsoft365: .withoutAuthservID
        }
    }
}
