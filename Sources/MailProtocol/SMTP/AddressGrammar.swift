/// The strict byte grammar of addresses in SMTP commands (RULES E2; RFC 5321 §4.1.2, RFC 6531 §3.3).
///
///     mailbox    = local "@" domain              ; at most 254 bytes, local part at most 64, label at most 63
///     local      = atom *("." atom) / quoted
///     quoted     = DQUOTE 1*(qtext / "\" %x20-7E) DQUOTE
///     domain     = label *("." label) / "[" 1*(digit / hex / ":" / "." / "IPv6:") "]"
///
/// Bytes from 0x80 on count as letters and make the address internationalised; they must be well-formed UTF-8
/// without C1 controls. Everything else (CR, LF, NUL, SP outside quotes, `<`, `>`, source routes) is refused.
public enum AddressGrammar {
    public enum Verdict: Sendable, Equatable { case ascii, internationalised, refused }

    public static let addressBytesMax = 254
    static let localBytesMax = 64
    static let labelBytesMax = 63

    public static func classify(_ address: String) -> Verdict {
        classify(Array(address.utf8))
    }

    public static func classify(_ address: [UInt8]) -> Verdict {
        guard address.count <= addressBytesMax, let at = address.lastIndex(of: UInt8(ascii: "@")) else { return .refused }
        let local = address[..<at]
        let domain = address[(at + 1)...]
        guard isLocal(local), isDomain(domain) else { return .refused }
        guard address.contains(where: { $0 >= 0x80 }) else { return .ascii }
        guard let text = String(validating: address, as: UTF8.self) else { return .refused }
        let hasControl = text.unicodeScalars.contains {
            (0x80...0x9F).contains($0.value) || $0.value == 0x2028 || $0.value == 0x2029
        }
        return hasControl ? .refused : .internationalised
    }

    private static func isLocal(_ local: ArraySlice<UInt8>) -> Bool {
        guard !local.isEmpty, local.count <= localBytesMax else { return false }
        return local.first == UInt8(ascii: "\"") ? isQuoted(local) : isDotted(local, isAtomByte)
    }

    private static func isDotted(_ bytes: ArraySlice<UInt8>, _ allowed: (UInt8) -> Bool) -> Bool {
        var previousWasDot = true
        for byte in bytes {
            if byte == UInt8(ascii: ".") {
                if previousWasDot { return false }
                previousWasDot = true
            } else {
                guard allowed(byte) else { return false }
                previousWasDot = false
            }
        }
        return !previousWasDot
    }

    private static func isQuoted(_ local: ArraySlice<UInt8>) -> Bool {
        guard local.count > 2, local.last == UInt8(ascii: "\"") else { return false }
        var escaped = false
        for byte in local.dropFirst().dropLast() {
            guard byte >= 0x20, byte != 0x7F else { return false }
            if escaped {
                escaped = false
            } else if byte == UInt8(ascii: "\\") {
                escaped = true
            } else if byte == UInt8(ascii: "\"") {
                return false
            }
        }
        return !escaped
    }

    private static func isDomain(_ domain: ArraySlice<UInt8>) -> Bool {
        guard let first = domain.first else { return false }
        if first == UInt8(ascii: "[") { return isLiteral(domain) }
        let labels = domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return labels.allSatisfy { label in
            !label.isEmpty && label.count <= labelBytesMax && label.allSatisfy(isLabelByte)
                && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
        }
    }

    private static func isLiteral(_ domain: ArraySlice<UInt8>) -> Bool {
        guard domain.count > 2, domain.last == UInt8(ascii: "]") else { return false }
        return domain.dropFirst().dropLast().allSatisfy { byte in
            isAlphanumeric(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
        }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: false
        }
    }

    private static func isLabelByte(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte >= 0x80
    }

    private static func isAtomByte(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte >= 0x80 || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }
}
