/// A text with `{{variable|fallback}}` places, parsed once and rendered without any further reading.
public struct TemplateText: Sendable, Equatable {
    enum Piece: Sendable, Equatable {
        case words(String)
        case variable(String, fallback: String?)
    }
    var pieces: [Piece] = []

    init() {}

    /// Variables of the texts that customers get (INTERFACE section 4).
    public static let variables: Set<String> = [
        "customer.name", "customer.address", "ticket.number", "ticket.subject", "company.name", "company.website", "agent.name",
        "answer.date",
    ]

    /// - Parameter allowed: the known variables; nil allows every well formed name.
    init(parsing lines: [String], firstLine: Int, allowing allowed: Set<String>?) throws(TemplateFile.Mistake) {
        for (offset, line) in lines.enumerated() {
            try append(Array(line.utf8), line: firstLine + offset, allowing: allowed)
            append(words: "\n")
        }
        trimEnds()
    }

    /// The text with every place filled; nil where a variable has neither value nor fallback: such a text is never sent.
    public func rendered(with values: [String: String]) -> String? {
        var text = ""
        for piece in pieces {
            switch piece {
            case .words(let words): text += words
            case .variable(let name, let fallback):
                guard let value = values[name].flatMap({ $0.isEmpty ? nil : $0 }) ?? fallback else { return nil }
                text += value
            }
        }
        return text
    }

    public var isEmpty: Bool { pieces.isEmpty }

    /// Variables without a fallback.
    public var required: [String] {
        pieces.compactMap {
            if case .variable(let name, nil) = $0 { return name }
            return nil
        }
    }

    private mutating func append(_ line: [UInt8], line number: Int, allowing allowed: Set<String>?) throws(TemplateFile.Mistake) {
        var rest = line[...]
        while let open = TemplateText.pair(123, in: rest) {
            append(words: String(decoding: rest[..<open], as: UTF8.self))
            let inside = rest[(open + 2)...]
            guard let close = TemplateText.pair(125, in: inside) else {
                throw TemplateFile.Mistake(line: number, words: "{{ without }} on the same line")
            }
            let parts = inside[..<close].split(separator: 124, maxSplits: 1, omittingEmptySubsequences: false)
            let name = TemplateFile.trimmed(String(decoding: parts[0], as: UTF8.self))
            guard TemplateText.isName(name), allowed?.contains(name) ?? true else {
                throw TemplateFile.Mistake(line: number, words: "unknown variable \"\(name)\"")
            }
            pieces.append(.variable(name, fallback: parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : nil))
            rest = inside[(close + 2)...]
        }
        guard TemplateText.pair(125, in: rest) == nil else {
            throw TemplateFile.Mistake(line: number, words: "}} without {{ on the same line")
        }
        append(words: String(decoding: rest, as: UTF8.self))
    }

    private mutating func append(words: String) {
        guard !words.isEmpty else { return }
        if case .words(let before)? = pieces.last {
            pieces[pieces.count - 1] = .words(before + words)
        } else {
            pieces.append(.words(words))
        }
    }

    private mutating func trimEnds() {
        if case .words(let words)? = pieces.first {
            let trimmed = words.utf8.drop { $0 == 10 }
            pieces[0] = .words(String(decoding: trimmed, as: UTF8.self))
        }
        guard case .words(let words)? = pieces.last else { return }
        var bytes = words.utf8[...]
        while let last = bytes.last, last == 10 || last == 32 { bytes = bytes.dropLast() }
        pieces[pieces.count - 1] = .words(String(decoding: bytes, as: UTF8.self))
        pieces.removeAll { $0 == .words("") }
    }

    /// Where the byte stands twice in a row.
    private static func pair(_ byte: UInt8, in bytes: ArraySlice<UInt8>) -> Int? {
        var previous: UInt8 = 0
        for index in bytes.indices {
            if bytes[index] == byte, previous == byte { return index - 1 }
            previous = bytes[index]
        }
        return nil
    }

    private static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 64
            && name.utf8.allSatisfy { (97...122).contains($0) || $0 == 46 || $0 == 95 || $0 == 45 || (48...57).contains($0) }
    }
}
