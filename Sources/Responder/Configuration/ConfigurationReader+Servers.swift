import HelpDesk

/// Mailboxes, submission, secrets.
extension ConfigurationReader {
    func readMailboxes(_ root: SettingsSection) -> ([MailboxSettings], [Brand]) {
        var brands: [Brand] = []
        var names: Set<String> = []
        let mailboxes = root.sections("mailboxes") { section -> MailboxSettings? in
            let name = section.string("name") ?? "mailbox"
            if !names.insert(name).inserted {
                section.problem("name", "\"\(name)\" stands twice; mailboxes need names of their own")
            }
            if let brand = brand(section, "address", mailbox: name) { brands.append(brand) }
            return place(section).map { MailboxSettings(name: name, place: $0) }
        }
        if mailboxes?.isEmpty ?? true, !root.has("mailboxes") {
            root.missing("mailboxes", "where mail comes in, like [ { name: \"local\", maildir: \"var/inbox\" } ]")
        }
        return (mailboxes ?? [], brands)
    }

    private func place(_ section: SettingsSection) -> MailboxSettings.Place? {
        switch (section.has("imap"), section.string("maildir")) {
        case (false, let maildir?): return .maildir(path(maildir))
        case (true, nil): return .imap(section.section("imap") { readIMAP($0) })
        case (true, _?): section.problem("maildir", "and imap exclude each other; a mailbox is one of them")
        case (false, nil): section.missing("imap", "a mailbox needs imap: { … } or maildir: \"…\"")
        }
        return nil
    }

    private func readIMAP(_ section: SettingsSection) -> IMAPSettings {
        IMAPSettings(
            server: readServer(section, ports: [.tls: 993, .starttls: 143, .plain: 143]),
            folder: section.string("folder") ?? "INBOX", filing: section.choice("filing", default: .move),
            doneFolder: section.string("doneFolder") ?? "Answerback/Done", sentFolder: section.string("sentFolder") ?? "Sent",
            doneDays: section.integer("doneDays", default: 14, in: 14...3650))
    }

    func readSubmission(_ section: SettingsSection) -> SubmissionSettings {
        switch (section.has("smtp"), section.string("maildir")) {
        case (false, let maildir?): return .maildir(path(maildir))
        case (true, nil):
            return section.section("smtp") { smtp in
                let server = readServer(smtp, ports: [.tls: 465, .starttls: 587, .plain: 25])
                return .smtp(server, connections: smtp.integer("connections", default: 4, in: 1...16))
            }
        case (true, _?): section.problem("maildir", "and smtp exclude each other; mail goes out by one of them")
        case (false, nil): section.missing("smtp", "mail goes out by smtp: { … } or maildir: \"…\"")
        }
        return .maildir(path("var/outbox"))
    }

    func readServer(_ section: SettingsSection, ports: [ServerSettings.Security: Int]) -> ServerSettings {
        let host = section.string("host") ?? ""
        if host.isEmpty { section.missing("host", "the server's name") }
        let security: ServerSettings.Security = section.choice("security", default: .tls)
        if security == .plain, !["localhost", "127.0.0.1", "::1"].contains(host) {
            section.problem("security", "\"plain\" is only for this very machine; use \"tls\" or \"starttls\"")
        }
        let user = section.string("user") ?? ""
        let password = readSecret(section, "password")
        let oauth2 = section.has("oauth2") ? section.section("oauth2") { readOAuth2($0) } : nil
        if section.has("oauth2"), section.has("password") { section.problem("oauth2", "and password exclude each other") }
        if section.has("oauth2"), user.isEmpty { section.missing("user", "the mailbox that the token is for") }
        if !user.isEmpty, password == nil, !section.has("password"), !section.has("oauth2") {
            section.missing(
                "password",
                "name it: { environment: \"…\" }, { file: \"…\" }, { command: […] } or { credential: \"…\" }; or use oauth2: { … }"
            )
        }
        return ServerSettings(
            host: host, port: section.integer("port", default: ports[security] ?? 993, in: 1...65_535), security: security,
            user: user, password: password, oauth2: oauth2)
    }

    func readSecret(_ section: SettingsSection, _ key: String) -> Secret? {
        guard section.has(key) else { return nil }
        guard section.isObject(key) else {
            section.problem(key, "must not stand in the file; name it: { environment: \"NAME\" } or { file: \"path\" }")
            return nil
        }
        return section.section(key) { inner in
            if let file = inner.string("file") { return .file(path(file)) }
            if let name = inner.string("environment") { return .environment(name) }
            if let words = inner.strings("command") { return .command(words) }
            if let name = inner.string("credential") { return .credential(name) }
            section.problem(key, "needs one of file, environment, command, credential")
            return nil
        }
    }
}
