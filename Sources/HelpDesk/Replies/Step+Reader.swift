extension Step {
    func reader(of address: String, _ group: AgentGroup? = nil) -> Reader { desk.reader(of: address, group) }
}

extension Desk {
    /// How somebody of ours reads: an admin as configured, an agent as the group does; English for who is unknown.
    public func reader(of address: String?, _ group: AgentGroup? = nil) -> Reader {
        let key = AddressKey.key(address ?? "")
        let language = settings.adminPreferences[key]?.language ?? (settings.group(of: key) ?? group)?.language ?? "en"
        return Reader(words: templates.wording(language), calendar: calendar)
    }

    /// The local date of a time, `YYYY-MM-DD`.
    public func localDate(_ time: Timestamp) -> String { calendar.date(time) }
}
