/// Addresses as keys: ASCII letters lower-cased, nothing else folded (RULES B6).
public enum AddressKey {
    /// The key of access: `a.b@`, `ab@` and `a+x@` stay different (B8).
    public static func key(_ address: String) -> String {
        // Most addresses are written as their key.
        guard address.utf8.contains(where: isCapital) else { return address }
        return String(decoding: address.utf8.map { isCapital($0) ? $0 | 32 : $0 }, as: UTF8.self)
    }

    private static func isCapital(_ byte: UInt8) -> Bool { (65...90).contains(byte) }

    /// Equal as role addresses: any byte outside ASCII never matches.
    public static func matches(_ address: String, _ listed: String) -> Bool {
        address.utf8.allSatisfy { $0 < 128 } && key(address) == key(listed)
    }

    /// What stands after the last `@`, as a key; empty where there is none.
    public static func domain(of address: String) -> String {
        guard let at = address.utf8.lastIndex(of: 64) else { return "" }
        return key(String(address[address.utf8.index(after: at)...]))
    }

    /// Folded sender and domain, for rate limits only (B8).
    public static func rateKeys(of address: String) -> RateKeys {
        let key = key(address)
        let domain = domain(of: key)
        let local = key.utf8.prefix { $0 != 64 && $0 != 43 }.filter { $0 != 46 }
        return RateKeys(sender: String(decoding: local, as: UTF8.self) + "@" + domain, domain: domain)
    }
}
