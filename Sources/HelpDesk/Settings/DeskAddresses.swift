/// Who writes and reads here, as keys of access: worked out once for a desk, and not for each of its mails.
struct DeskAddresses: Sendable {
    /// The addresses that we write from.
    let own: Set<String>
    /// Agents and admins who are none of them.
    let people: [String]

    init(_ settings: DeskSettings) {
        let own = Set(settings.everyOwnAddress.map(AddressKey.key))
        let people = settings.agents.flatMap { [$0.mailbox] + $0.members } + settings.admins
        self.own = own
        self.people = people.map(AddressKey.key).filter { !own.contains($0) }
    }

    /// Whether an address is one that we write from; any byte outside ASCII never matches (RULES B6).
    func isOwn(_ address: String) -> Bool { address.utf8.allSatisfy { $0 < 128 } && own.contains(AddressKey.key(address)) }
}
