/// `alarm: { … }`.
extension ConfigurationReader {
    func readAlarm(_ section: SettingsSection, from own: String) -> AlarmSettings {
        AlarmSettings(
            command: section.strings("command") ?? [],
            mail: section.has("mail") ? section.section("mail") { readAlarmMail($0, from: own) } : nil,
            silenceMinutes: section.integer("silenceMinutes", default: 30, in: 10...10_080),
            queueMinutes: section.integer("queueMinutes", default: 15, in: 1...10_080),
            failingMinutes: section.integer("failingMinutes", default: 5, in: 1...1440),
            repeatMinutes: section.integer("repeatMinutes", default: 240, in: 10...10_080),
            freeMegabytes: section.integer("freeMegabytes", default: 200, in: 16...1_000_000))
    }

    private func readAlarmMail(_ section: SettingsSection, from own: String) -> AlarmMailSettings? {
        let to = addresses(section, "to")
        if to.isEmpty, !section.has("to") { section.missing("to", "who gets the alarms, like [\"ops@elsewhere.example\"]") }
        let from = address(section, "from")?.address ?? own
        guard section.has("smtp") else {
            section.missing("smtp", "another server than the one that may be broken")
            return nil
        }
        let server = section.section("smtp") { readServer($0, ports: [.tls: 465, .starttls: 587, .plain: 25]) }
        return to.isEmpty ? nil : AlarmMailSettings(to: to, from: from, server: server)
    }
}
