/// A phrase with places, to find again in words that were recorded in English with their values in them.
///
/// Reasons are recorded as sentences (`the confidence is below 75 %`), so that a log is read without a phrase book; an agent who
/// reads another language gets them by the phrase they were made from.
struct RecordedPhrase: Sendable, Equatable {
    private enum Part: Sendable, Equatable {
        case words([UInt8])
        case place(String)
    }

    let pattern: String
    private let parts: [Part]
    /// Bytes that stand fast; of two phrases that fit, the one with more of them is meant.
    let fixedBytes: Int

    /// Less than this would fit half the language.
    static let fixedBytesMin = 12

    /// nil where the phrase has no place, or too little beside its places to be known again.
    init?(_ pattern: String) {
        guard let text = try? TemplateText(parsing: [pattern], firstLine: 1, allowing: nil), !text.required.isEmpty else {
            return nil
        }
        var fixed = 0
        parts = text.pieces.map { piece in
            switch piece {
            case .variable(let name, _): return .place(name)
            case .words(let words):
                fixed += words.utf8.count
                return .words(Array(words.utf8))
            }
        }
        guard fixed >= Self.fixedBytesMin else { return nil }
        self.pattern = pattern
        fixedBytes = fixed
    }

    /// The words that it begins with and ends with; empty where a place stands there.
    var ends: (first: [UInt8], last: [UInt8]) { (Self.words(parts.first), Self.words(parts.last)) }

    private static func words(_ part: Part?) -> [UInt8] {
        if case .words(let words) = part { return words }
        return []
    }

    /// What fills the places; nil where the words were not made from this phrase. O(bytes) a part, without going back.
    ///
    /// Bytes, because a reason is held against some hundred phrases for each escalation.
    func values(in words: [UInt8]) -> [String: String]? {
        guard words.count > fixedBytes else { return nil }
        var rest = words[...]
        var found: [(name: String, value: ArraySlice<UInt8>)] = []
        var open: String?
        for (index, part) in parts.enumerated() {
            switch part {
            case .place(let name):
                guard open == nil else { return nil }
                open = name
            case .words(let fixed):
                guard let name = open else {
                    guard rest.starts(with: fixed) else { return nil }
                    rest = rest.dropFirst(fixed.count)
                    continue
                }
                let isLast = index == parts.count - 1
                guard let start = isLast ? Self.last(fixed, in: rest) : Self.first(fixed, in: rest), start > rest.startIndex
                else {
                    return nil
                }
                found.append((name, rest[..<start]))
                rest = rest[start...].dropFirst(fixed.count)
                open = nil
            }
        }
        if let open {
            guard !rest.isEmpty else { return nil }
            found.append((open, rest))
        } else if !rest.isEmpty {
            return nil
        }
        return found.reduce(into: [:]) { $0[$1.name] = String(decoding: $1.value, as: UTF8.self) }
    }

    /// Where it stands at the end.
    private static func last(_ fixed: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= fixed.count, bytes.suffix(fixed.count).elementsEqual(fixed) else { return nil }
        return bytes.endIndex - fixed.count
    }

    /// Where it stands first.
    private static func first(_ fixed: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        guard let head = fixed.first, bytes.count >= fixed.count else { return nil }
        for start in bytes.startIndex...(bytes.endIndex - fixed.count) where bytes[start] == head {
            if bytes[start...].starts(with: fixed) { return start }
        }
        return nil
    }
}

extension Wording {
    /// A recorded reason in this language: by itself, by the phrase it was made from, or with its quotation kept; else as it is.
    public func recorded(_ words: String) -> String { recorded(words, depth: 0) }

    /// A reason may stand within a reason: an alarm's in its end, a hold's in a rule.
    private static let depthMax = 3

    private func recorded(_ words: String, depth: Int) -> String {
        if let said = said(words) { return said }
        guard depth < Self.depthMax else { return words }
        if words.hasSuffix("”)"), let cut = words.firstRange(of: " (“"), knows(String(words[..<cut.lowerBound])) {
            return self(String(words[..<cut.lowerBound])) + words[cut.lowerBound...]
        }
        guard let phrase = recordedPhrase(of: words) else { return words }
        // A single word is a name: an intent, a folder, a mailbox.
        let values = phrase.values.mapValues {
            $0.utf8.contains(0x20) && $0.contains(" ") ? recorded($0, depth: depth + 1) : $0
        }
        return self(Phrase(phrase.pattern, values))
    }

    /// The reason of an event: one, or the rules of a decision as they were recorded (`H5: no intent fits; A10: …`), in words and
    /// with their ids behind them.
    public func eventReason(_ words: String) -> String {
        let whole = recorded(words)
        guard whole == words, words.contains(": ") else { return whole }
        return words.split(separator: "; ").map { rule in
            guard let cut = rule.firstRange(of: ": "), Self.isRuleID(rule[..<cut.lowerBound]) else {
                return recorded(String(rule))
            }
            return recorded(String(rule[cut.upperBound...])) + " (" + rule[..<cut.lowerBound] + ")"
        }.joined(separator: "; ")
    }

    private static func isRuleID(_ text: Substring) -> Bool {
        (1...12).contains(text.utf8.count) && text.utf8.allSatisfy { AddressShape.isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }
}

extension Reader {
    public func recorded(_ reason: String) -> String { words.recorded(reason) }

    public func eventReason(_ reason: String) -> String { words.eventReason(reason) }
}
