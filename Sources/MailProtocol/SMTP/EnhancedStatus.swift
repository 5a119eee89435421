/// An enhanced mail system status code, `class.subject.detail` (RFC 3463 §2).
public struct EnhancedStatus: Sendable, Equatable, Hashable, CustomStringConvertible {
    public enum Class: Int, Sendable { case success = 2, transientFailure = 4, permanentFailure = 5 }

    public let statusClass: Class
    public let subject: Int
    public let detail: Int

    /// Reads the code at the start of a reply's text; nil where none stands (`2`, `4` or `5`, then two numbers of
    /// one to three digits).
    public init?(startOf text: ArraySlice<UInt8>) {
        let word = text.prefix { $0 != 0x20 }
        let parts = word.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ $0.count <= 3 }), parts[0].count == 1,
            let first: Int = decimal(parts[0]), let statusClass = Class(rawValue: first),
            let subject: Int = decimal(parts[1]), let detail: Int = decimal(parts[2])
        else { return nil }
        self.statusClass = statusClass
        self.subject = subject
        self.detail = detail
    }

    public var description: String { "\(statusClass.rawValue).\(subject).\(detail)" }
}
