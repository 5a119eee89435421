/// A set of folded phrases, compiled once into a trie of bytes: text is looked at once, however many phrases there are.
///
/// The children of a node stand side by side, in the order of their bytes, so that the few nodes a text touches share cache lines.
struct PhraseSet: Sendable {
    private struct Node {
        let byte: UInt8
        /// Whether a phrase ends here.
        var isEnd = false
        var childCount: UInt16 = 0
        var firstChild: UInt32 = 0
    }

    /// The root comes first.
    private let nodes: [Node]
    /// By first byte: its node, 0 where no phrase starts so.
    private let starts: [UInt16]
    /// By the low six bits of a first byte, a bit for those of each second byte: dismisses nearly every place of a text by one look.
    private let pairs: [UInt64]

    /// - Parameter text: phrases, one a line or separated by `|`; folded here. At least two bytes each, others are left out.
    init(_ text: String) {
        var phrases: [[UInt8]] = []
        let bytes = Array(text.utf8)
        for part in bytes.split(whereSeparator: { $0 == UInt8(ascii: "|") || $0 == .lf }) {
            let folded = TextFold.fold(bytes, bytes.trimmed(part.indices))
            if folded.count >= 2 { phrases.append(folded) }
        }
        phrases.sort { $0.lexicographicallyPrecedes($1) }
        let nodes = PhraseSet.trie(of: phrases)
        var starts = [UInt16](repeating: 0, count: 256)
        if let root = nodes.first {
            for child in Int(root.firstChild)..<Int(root.firstChild) + Int(root.childCount) {
                starts[Int(nodes[child].byte)] = UInt16(child)
            }
        }
        var pairs = [UInt64](repeating: 0, count: 64)
        for phrase in phrases { pairs[Int(phrase[0] & 63)] |= 1 << UInt64(phrase[1] & 63) }
        self.nodes = nodes
        self.starts = starts
        self.pairs = pairs
    }

    /// Level by level; sorted phrases that share what leads to a node are neighbours, the shortest first.
    private static func trie(of phrases: [[UInt8]]) -> [Node] {
        var nodes = [Node(byte: 0)]
        var sharers = [0..<phrases.count]
        var depths = [0]
        var index = 0
        while index < nodes.count {
            let depth = depths[index]
            var next = sharers[index].lowerBound
            let end = sharers[index].upperBound
            while next < end, phrases[next].count == depth {
                nodes[index].isEnd = true
                next += 1
            }
            nodes[index].firstChild = UInt32(nodes.count)
            while next < end {
                let byte = phrases[next][depth]
                let past = (next..<end).first { phrases[$0][depth] != byte } ?? end
                nodes.append(Node(byte: byte))
                sharers.append(next..<past)
                depths.append(depth + 1)
                nodes[index].childCount += 1
                next = past
            }
            index += 1
        }
        return nodes
    }

    private func child(of node: Int, by byte: UInt8) -> Int? {
        let first = Int(nodes[node].firstChild)
        for index in first..<first &+ Int(nodes[node].childCount) where nodes[index].byte == byte { return index }
        return nil
    }

    /// Whether a phrase may start with these unfolded bytes; a cheap look that saves folding.
    @inline(__always) func mayStart(_ text: [UInt8], at position: Int) -> Bool {
        guard position + 1 < text.count else { return false }
        let first = text[position].lowercasedASCII
        let second = text[position + 1].lowercasedASCII
        // A folded letter beyond ASCII may start with other bytes; a blank may be one of many.
        if first >= 0x80 || second >= 0x80 || second == .tab { return true }
        let start = Int(starts[Int(first)])
        return start != 0 && child(of: start, by: second) != nil
    }

    /// How long the longest phrase at `position` of folded text is; nil where none stands there.
    @inline(__always) func match(_ text: [UInt8], at position: Int) -> Int? {
        guard position < text.count else { return nil }
        let start = Int(starts[Int(text[position])])
        return start == 0 ? nil : walk(from: start, text, at: position, to: text.count)
    }

    private func walk(from start: Int, _ text: [UInt8], at position: Int, to end: Int) -> Int? {
        var node = start
        var next = position + 1
        var length: Int?
        while next < end, let child = child(of: node, by: text[next]) {
            node = child
            next += 1
            if nodes[node].isEnd { length = next - position }
        }
        return length
    }

    /// The first phrase in folded text, starting at a word's start, and of those there the longest.
    func firstMatch(_ text: [UInt8]) -> Range<Int>? { firstMatch(text, in: 0..<text.count) }

    /// The same in a part of the text, as if nothing stood around it.
    func firstMatch(_ text: [UInt8], in range: Range<Int>) -> Range<Int>? {
        guard range.count >= 2 else { return nil }
        precondition(range.lowerBound >= 0 && range.upperBound <= text.count)
        if let found = match(text, startingAt: range.lowerBound, to: range.upperBound) { return found }
        var position = range.lowerBound + 1
        while position &+ 16 <= range.upperBound {
            var starts = WordStarts(text, at: position)
            while let offset = starts.next() {
                if let found = match(text, startingAt: position &+ offset, to: range.upperBound) { return found }
            }
            position &+= 16
        }
        while position < range.upperBound {
            if text[position] >= 0x80 || !text[position &- 1].isAlphanumeric,
                let found = match(text, startingAt: position, to: range.upperBound)
            {
                return found
            }
            position &+= 1
        }
        return nil
    }

    @inline(__always) private func match(_ text: [UInt8], startingAt position: Int, to end: Int) -> Range<Int>? {
        guard position &+ 1 < end else { return nil }
        let first = text[position]
        guard pairs[Int(first & 63)] &>> UInt64(text[position &+ 1] & 63) & 1 != 0 else { return nil }
        let start = Int(starts[Int(first)])
        guard start != 0, let length = walk(from: start, text, at: position, to: end) else { return nil }
        return position..<position + length
    }

    func contains(in text: [UInt8]) -> Bool { firstMatch(text) != nil }
}

/// Where among sixteen places a word starts: behind a byte that is no ASCII letter or digit, and at every byte beyond ASCII.
private struct WordStarts {
    private var mask: ByteMask

    /// There must be a byte before `position`, and sixteen from it on.
    @inline(__always) init(_ text: [UInt8], at position: Int) {
        precondition(position >= 1 && position + 16 <= text.count)
        let (before, here) = text.withUnsafeBytes { raw in
            (
                raw.loadUnaligned(fromByteOffset: position &- 1, as: Chunk.self),
                raw.loadUnaligned(fromByteOffset: position, as: Chunk.self)
            )
        }
        let fromZero: Chunk = before &- Chunk(repeating: 48)
        let isDigit = fromZero .< Chunk(repeating: 10)
        let lower: Chunk = before | Chunk(repeating: 32)
        let fromA: Chunk = lower &- Chunk(repeating: 97)
        let isLetter = fromA .< Chunk(repeating: 26)
        let isBeyondASCII = here .>= Chunk(repeating: 128)
        mask = ByteMask(.!(isDigit .| isLetter) .| isBeyondASCII)
    }

    @inline(__always) mutating func next() -> Int? { mask.popFirst() }
}
