import Foundation

/// What the lab's Postfix says that it took: each acceptance by the Message-ID of its mail.
public struct PostfixLog {
    /// How often each Message-ID, without its angle brackets, was accepted.
    public private(set) var acceptances: [String: Int] = [:]

    public init(_ text: String) {
        var messageIDs: [Substring: Substring] = [:]
        for line in text.split(separator: "\n") {
            guard let colon = line.range(of: "]: ") else { continue }
            let rest = line[colon.upperBound...]
            guard let end = rest.firstIndex(of: ":") else { continue }
            let queueID = rest[..<end]
            if let mark = rest.range(of: "message-id=") {
                messageIDs[queueID] = rest[mark.upperBound...].drop { $0 == "<" }.prefix { $0 != ">" }
            }
            // A mail that was cut before its final dot never becomes active; queue ids are used again.
            if rest.hasSuffix("(queue active)"), let messageID = messageIDs.removeValue(forKey: queueID) {
                acceptances[String(messageID), default: 0] += 1
            }
        }
    }
}
