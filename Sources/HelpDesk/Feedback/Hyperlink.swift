/// A web link as it stands in a text, taken apart by bytes.
public struct Hyperlink: Sendable, Equatable {
    /// As written.
    public var text: String
    /// `https`, `http`, or empty for `www.…`; lower case.
    public var scheme: String
    /// Lower case, without user and port.
    public var host: String
    /// From the first `/`, `?` or `#` on.
    public var tail: String
    /// A user part before the host, which no honest link needs.
    public var hasUser: Bool

    static let bytesMax = 4_096

    /// nil unless the text starts with `http://`, `https://`, `ftp://` or `www.` and names a host.
    public init?(_ text: String) {
        guard text.utf8.count <= Self.bytesMax else { return nil }
        let lower = CleanText.lowercasedASCII(text)
        let scheme = ["https", "http", "ftp"].first { lower.hasPrefix($0 + "://") }
        guard scheme != nil || lower.hasPrefix("www.") else { return nil }
        let rest = text.utf8.dropFirst(scheme.map { $0.utf8.count + 3 } ?? 0)
        let end = rest.firstIndex { "/?#\\".utf8.contains($0) } ?? rest.endIndex
        var authority = rest[..<end]
        hasUser = authority.contains(UInt8(ascii: "@"))
        if let at = authority.lastIndex(of: UInt8(ascii: "@")) { authority = authority[authority.index(after: at)...] }
        if let colon = authority.lastIndex(of: UInt8(ascii: ":")) { authority = authority[..<colon] }
        guard !authority.isEmpty else { return nil }
        self.text = text
        self.scheme = scheme ?? ""
        host = CleanText.lowercasedASCII(String(decoding: authority, as: UTF8.self))
        tail = String(decoding: rest[end...], as: UTF8.self)
    }

    /// Whether it may stand as a link in our mail: https, and a host that is on the list exactly (RULES H4).
    public func isAllowed(_ hosts: [String]) -> Bool {
        scheme == "https" && !hasUser && hosts.contains { CleanText.lowercasedASCII($0) == host }
    }

    /// A query, a user, a fragment with a value, or a part of the path that no person would type.
    var isPersonal: Bool {
        if hasUser || tail.utf8.contains(UInt8(ascii: "?")) || tail.utf8.contains(UInt8(ascii: "=")) { return true }
        return tail.utf8.split(whereSeparator: { "/#.".utf8.contains($0) }).contains { Self.isToken(Array($0)) }
    }

    /// Sixteen or more letters and digits with three digits in them, or six digits in all.
    private static func isToken(_ part: [UInt8]) -> Bool {
        let digits = part.filter { (0x30...0x39).contains($0) }.count
        return digits >= 6 || part.count >= 16 && digits >= 3
    }
}
