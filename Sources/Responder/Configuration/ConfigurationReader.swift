import Foundation
import HelpDesk

/// Turns the file's sections into values; a problem leaves a default in its place, so that the rest is checked too.
struct ConfigurationReader {
    let file: String
    let folder: String

    init(file: String) {
        self.file = file
        folder = PathText.folder(of: file)
    }

    func read(_ root: SettingsSection) -> ServiceConfiguration {
        let own = brand(root, "address") ?? unnamed(root)
        let (mailboxes, brands) = readMailboxes(root)
        let hours = root.section("service") { readHours($0) }
        if root.has("languageModel") { root.problem("languageModel", "is not offered by this build; leave it null") }
        return ServiceConfiguration(
            file: file, folder: folder, desk: readDesk(root, brands: [own] + brands), mailboxes: mailboxes,
            submission: root.section("submission") { readSubmission($0) },
            caFile: root.section("tls") { $0.string("caFile").map(path) },
            databaseFile: root.section("store") { readStore($0) },
            templatesFolder: root.string("templates").map(path), timeZone: hours.zone, openingHours: hours.week,
            retention: root.section("retention") { readRetention($0) },
            log: root.section("log") {
                LogSettings(level: $0.choice("level", default: .notice), format: $0.choice("format", default: .text))
            },
            poll: root.section("poll") {
                PollSettings(
                    isIdleUsed: $0.bool("idle", default: true),
                    intervalSeconds: $0.integer("intervalSeconds", default: 60, in: 1...3600))
            },
            alarm: root.section("alarm") { readAlarm($0, from: own.address) })
    }

    func path(_ text: String) -> String { PathText.resolve(text, in: folder) }

    private func unnamed(_ root: SettingsSection) -> Brand {
        if !root.has("address") {
            root.missing("address", "the address that answers, like \"Acme Support <support@acme.example>\"")
        }
        return Brand(address: "support@localhost", name: "")
    }

    private func readStore(_ section: SettingsSection) -> String {
        if section.has("postgresql") {
            section.problem("postgresql", "is not offered by this build; use { sqlite: \"var/answerback.sqlite\" }")
        }
        return path(section.string("sqlite") ?? "var/answerback.sqlite")
    }

    private func readRetention(_ section: SettingsSection) -> Retention {
        func days(_ key: String, _ standard: Int) -> Int { section.integer(key, default: standard, in: 1...36_500) }
        return Retention(
            rawDays: days("rawDays", 90), ticketDays: days("ticketDays", 730), logDays: days("logDays", 30),
            quarantineDays: days("quarantineDays", 30))
    }

    // MARK: Addresses

    /// An address as text, `Name <local@domain>`, or as an object with `address`, `name` and `templates`.
    func brand(_ section: SettingsSection, _ key: String, mailbox: String? = nil) -> Brand? {
        guard section.has(key) else { return nil }
        if section.isObject(key) {
            return section.section(key) { inner in
                guard let (_, address) = address(inner, "address") else { return nil }
                let templates = inner.string("templates").map(path)
                return Brand(address: address, name: inner.string("name") ?? "", mailbox: mailbox, templates: templates)
            }
        }
        guard let (name, address) = address(section, key) else { return nil }
        return Brand(address: address, name: name, mailbox: mailbox)
    }

    func address(_ section: SettingsSection, _ key: String) -> (name: String, address: String)? {
        guard let text = section.string(key) else { return nil }
        guard let parsed = AddressText.parse(text) else {
            section.problem(key, "\"\(text)\" is no mail address; write local@domain or \"Name <local@domain>\"")
            return nil
        }
        return parsed
    }

    func addresses(_ section: SettingsSection, _ key: String) -> [String] {
        (section.strings(key) ?? []).compactMap { text in
            if let parsed = AddressText.parse(text) { return parsed.address }
            section.problem(key, "\"\(text)\" is no mail address; write local@domain")
            return nil
        }
    }
}

/// An address as an operator writes it: `local@domain` or `Name <local@domain>`, ASCII (RULES B6).
enum AddressText {
    static func parse(_ text: String) -> (name: String, address: String)? {
        var name = ""
        var bytes = Array(text.utf8)
        if let open = bytes.lastIndex(of: UInt8(ascii: "<")), bytes.last == UInt8(ascii: ">") {
            name = String(decoding: bytes[..<open], as: UTF8.self).trimmingCharacters(in: .whitespaces)
            name = name.trimmingCharacters(in: CharacterSet(charactersIn: "\""))
            bytes = Array(bytes[(open + 1)..<(bytes.count - 1)])
        }
        guard let at = bytes.lastIndex(of: UInt8(ascii: "@")), at > 0, at < bytes.count - 1, bytes.count <= 254 else {
            return nil
        }
        guard bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !Self.forbidden.contains($0) }) else { return nil }
        guard bytes[..<at].allSatisfy({ $0 != UInt8(ascii: "@") }) else { return nil }
        guard name.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
        let lower = bytes.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }
        return (name, String(decoding: lower, as: UTF8.self))
    }

    private static let forbidden = Set("()<>[]:;,\\\"".utf8)
}
