/// Addresses that no person reads (RULES A2), by what stands before the `@`.
///
/// The reading of a mail knows more of them; this is the desk's own line of defence, also for mail of its own support group.
enum MachineAddress {
    static func isOne(_ address: String) -> Bool {
        let local = String(decoding: AddressKey.key(address).utf8.prefix { $0 != 64 }, as: UTF8.self)
        return names.contains(local) || prefixes.contains { local.hasPrefix($0) } || local.hasSuffix("-request")
    }

    private static let names: Set<String> = ["mailer-daemon", "postmaster", "root", "abuse", "daemon", "nobody"]
    private static let prefixes = ["owner-", "noreply", "no-reply", "no_reply", "donotreply", "do-not-reply"]
}
