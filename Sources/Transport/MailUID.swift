/// What names a mail within one mailbox: an IMAP UIDVALIDITY and UID (RFC 9051 §2.3.1.1), or a Maildir's file name.
///
/// Opaque to others: compare it, store its ``text``, hand it back. A UID is only good together with its
/// UIDVALIDITY, so the two never part.
public struct MailUID: Sendable, Hashable, CustomStringConvertible {
    enum Name: Sendable, Hashable {
        case imap(validity: UInt32, uid: UInt32)
        case file(String)
    }

    let name: Name

    public init(validity: UInt32, uid: UInt32) {
        name = .imap(validity: validity, uid: uid)
    }

    /// - Parameter fileName: the part before the `:2,` flags, which change while the mail is the same.
    public init(fileName: String) {
        name = .file(fileName)
    }

    /// Reads what ``text`` wrote.
    public init?(text: String) {
        let bytes = Array(text.utf8)
        guard let kind = bytes.first, bytes.count > 1 else { return nil }
        let rest = bytes.dropFirst()
        switch kind {
        case UInt8(ascii: "f"): name = .file(String(decoding: rest, as: UTF8.self))
        case UInt8(ascii: "i"):
            guard let point = rest.firstIndex(of: UInt8(ascii: ".")),
                let validity = UInt32(String(decoding: rest[..<point], as: UTF8.self)),
                let uid = UInt32(String(decoding: rest[rest.index(after: point)...], as: UTF8.self))
            else { return nil }
            name = .imap(validity: validity, uid: uid)
        default: return nil
        }
    }

    /// A stable spelling for storage: `i<UIDVALIDITY>.<UID>` or `f<file name>`.
    public var text: String {
        switch name {
        case .imap(let validity, let uid): "i\(validity).\(uid)"
        case .file(let name): "f" + name
        }
    }

    /// The UIDVALIDITY; nil for a Maildir.
    public var validity: UInt32? {
        switch name {
        case .imap(let validity, _): validity
        case .file: nil
        }
    }

    public var description: String { text }
}
