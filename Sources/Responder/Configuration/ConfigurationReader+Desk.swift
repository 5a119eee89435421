import Foundation
import HelpDesk

/// The desk's policy: people, trust, answers, service times.
extension ConfigurationReader {
    func readDesk(_ root: SettingsSection, brands: [Brand]) -> DeskSettings {
        let trust = root.section("trust") { readTrust($0) }
        let admins = readAdmins(root)
        return DeskSettings(
            brands: brands, ownAddresses: trust.own, agents: readAgents(root), admins: admins.map(\.address),
            adminPreferences: Dictionary(admins.map { ($0.address, $0.preference) }) { first, _ in first },
            trust: trust.trust,
            answers: root.section("answers") { readAnswers($0, root) },
            envelope: readEnvelope(root), subaddressing: root.bool("subaddressing", default: true),
            company: root.section("company") { Company(name: $0.string("name"), website: $0.string("website")) },
            service: root.section("service") { readTargets($0) }, digest: root.section("digest") { readDigest($0) },
            packs: root.strings("packs") ?? [])
    }

    private func readEnvelope(_ root: SettingsSection) -> EnvelopeSender {
        enum Choice: String, CaseIterable { case token, address }
        switch root.choice("envelope", default: Choice.token) {
        case .token: return .token
        case .address: return .address
        }
    }

    private func readAgents(_ root: SettingsSection) -> [AgentGroup] {
        root.sections("agents") { section in
            guard let (_, mailbox) = address(section, "mailbox") else {
                if !section.has("mailbox") { section.missing("mailbox", "the address that gets the escalations") }
                return nil
            }
            return AgentGroup(
                mailbox: mailbox, members: addresses(section, "members"), intents: section.strings("intents") ?? ["*"],
                languages: section.strings("languages") ?? ["*"],
                assignment: section.choice("assign", default: AgentGroup.Assignment.mailbox),
                language: readLanguage(section))
        } ?? []
    }

    private func readAdmins(_ root: SettingsSection) -> [(address: String, preference: AdminPreference)] {
        root.sections("admins", textKey: "address") { section in
            guard let (_, address) = address(section, "address") else {
                if !section.has("address") { section.missing("address", "the admin's mail address") }
                return nil
            }
            let minute = section.string("digestAt").flatMap { text in
                let minute = minutes(text)
                if minute == nil { section.problem("digestAt", "\"\(text)\" is no time of day; write it like \"07:00\"") }
                return minute
            }
            return (address, AdminPreference(language: readLanguage(section), digestMinute: minute))
        } ?? []
    }

    /// A primary language tag: two or three small letters.
    private func readLanguage(_ section: SettingsSection) -> String {
        let language = section.string("language") ?? "en"
        if !(2...3).contains(language.utf8.count) || !language.utf8.allSatisfy({ (97...122).contains($0) }) {
            section.problem("language", "\"\(language)\" is no language; write it like \"en\"")
            return "en"
        }
        return language
    }

    private func readTrust(_ section: SettingsSection) -> (trust: Trust, own: [String]) {
        enum Profile: String, CaseIterable { case standard, microsoft365 }
        let profile: Profile = section.choice("profile", default: .standard)
        let trust = Trust(
            authservID: section.string("authservID"), hops: section.integer("hops", default: 1, in: 0...20),
            profile: profile == .standard ? .standard : .microsoft365, ownLists: section.strings("ownLists") ?? [])
        return (trust, addresses(section, "ownAddresses"))
    }

    private func readAnswers(_ section: SettingsSection, _ root: SettingsSection) -> AnswerPolicy {
        enum Gate: String, CaseIterable { case measured, proven }
        let gate: Gate = section.choice("gate", default: .measured)
        var modes: [String: AnswerPolicy.Mode] = [:]
        for (intent, text, line) in section.dictionary("modes") {
            if let mode = AnswerPolicy.Mode(rawValue: text) {
                modes[intent] = mode
            } else {
                let names = AnswerPolicy.Mode.allCases.map(\.rawValue).joined(separator: ", ")
                section.problem("modes.\(intent)", "is \"\(text)\", but must be one of \(names)", line: line)
            }
        }
        func seconds(_ key: String, _ standard: Int) -> Int64 { Int64(section.integer(key, default: standard, in: 0...86_400)) }
        return AnswerPolicy(
            mode: section.choice("mode", default: .on), modes: modes, gate: gate == .measured ? .measured : .proven,
            minimumConfidence: section.number("minimumConfidence", default: 0.75, in: 0.75...1),
            precisionTarget: section.number("precisionTarget", default: 0.98, in: 0.5...0.999),
            similarityThreshold: section.number("similarityThreshold", default: 0.7, in: 0.5...1),
            requireAuthentication: section.bool("requireAuthentication", default: true), undoSeconds: seconds("undoSeconds", 0),
            canaryUndoSeconds: seconds("canaryUndoSeconds", 120), neverAnswer: section.section("neverAnswer") { readNever($0) },
            caps: section.section("caps") { readCaps($0) },
            ageHoursMax: Int64(section.integer("ageHours", default: 72, in: 1...720)),
            reopenDays: Int64(section.integer("reopenDays", default: 14, in: 1...365)),
            silenceDays: Int64(section.integer("silenceDays", default: 7, in: 1...365)))
    }

    private func readNever(_ section: SettingsSection) -> NeverAnswerSettings {
        NeverAnswerSettings(
            addresses: section.strings("addresses") ?? [], phrases: section.strings("phrases") ?? [],
            sentimentBelow: section.number("sentimentBelow", default: NeverAnswerSettings().sentimentBelow, in: -1...0))
    }

    private func readCaps(_ section: SettingsSection) -> Caps {
        func count(_ key: String, _ standard: Int) -> Int { section.integer(key, default: standard, in: 1...1_000_000) }
        return Caps(
            senderTenMinutes: count("senderTenMinutes", 3), senderDay: count("senderDay", 5),
            ticketInARow: count("ticketInARow", 2),
            domainHour: count("domainHour", 50), exemptDomains: section.strings("exemptDomains") ?? Caps.freemail,
            allHour: count("allHour", 200), escalationsHour: count("escalationsHour", 30))
    }

    // MARK: Times

    func readTargets(_ section: SettingsSection) -> ServiceTargets {
        _ = readHours(section)
        let overdue = address(section, "overdueAddress")?.address
        let targets = section.section("targets") { inner in
            var targets = ServiceTargets.standard
            for priority in Priority.allCases {
                guard let standard = targets[priority] else { continue }
                targets[priority] = inner.section(priority.rawValue) { target in
                    func minutes(_ key: String, _ fallback: Int64) -> Int64 {
                        Int64(target.integer(key, default: Int(fallback), in: 1...1_000_000))
                    }
                    return ServiceTargets.Target(
                        firstResponseMinutes: minutes("firstResponseMinutes", standard.firstResponseMinutes),
                        resolutionMinutes: minutes("resolutionMinutes", standard.resolutionMinutes))
                }
            }
            return targets
        }
        return ServiceTargets(
            targets: targets, overdueAddress: overdue,
            remindAtPercent: Int64(section.integer("remindAtPercent", default: 75, in: 0...99)))
    }

    /// The time zone and the week's opening hours; the other keys of the section are asked for so that they count as known.
    func readHours(_ section: SettingsSection) -> (zone: String, week: [BusinessCalendar.Hours?]) {
        let zone = section.string("timeZone") ?? "UTC"
        if TimeZone(identifier: zone) == nil {
            section.problem("timeZone", "\"\(zone)\" is no time zone; write one like \"Europe/Berlin\"")
        }
        _ = (section.has("targets"), section.has("overdueAddress"), section.has("remindAtPercent"))
        let week: [BusinessCalendar.Hours?] = section.section("hours") { hours in
            let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
            return days.enumerated().map { index, day in
                guard hours.has(day) else { return section.has("hours") || index > 4 ? nil : .init(opens: 540, closes: 1020) }
                guard let text = hours.string(day) else { return nil }
                let parts = text.split(separator: "-").map { minutes(String($0)) }
                guard parts.count == 2, let opens = parts[0], let closes = parts[1], opens < closes else {
                    hours.problem(day, "\"\(text)\" is no span of time; write it like \"09:00-17:00\"")
                    return nil
                }
                return BusinessCalendar.Hours(opens: opens, closes: closes)
            }
        }
        return (zone, week)
    }

    private func readDigest(_ section: SettingsSection) -> DigestSettings {
        let at = section.string("at") ?? "07:00"
        let minute = minutes(at)
        if minute == nil { section.problem("at", "\"\(at)\" is no time of day; write it like \"07:00\"") }
        guard section.isString("to") else {
            return DigestSettings(minuteOfDay: minute, recipients: section.has("to") ? addresses(section, "to") : nil)
        }
        let to = section.string("to")
        if to != "admins" { section.problem("to", "must be \"admins\" or a list of addresses") }
        return DigestSettings(minuteOfDay: minute)
    }

    /// Minutes after midnight of `HH:MM`.
    private func minutes(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let hour = Int(parts[0].trimmingCharacters(in: .whitespaces)),
            let minute = Int(parts[1].trimmingCharacters(in: .whitespaces)),
            (0...24).contains(hour), (0...59).contains(minute), hour * 60 + minute <= 1440
        else { return nil }
        return hour * 60 + minute
    }
}
