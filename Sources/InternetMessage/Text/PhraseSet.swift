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

    /// - Parameter text: phrases, one a line or separated by `|`; folded here. At least two bytes each, others are left out.
    init(_ text: String) {
        var phrases: [[UInt8]] = []
        for part in text.utf8.split(whereSeparator: { $0 == UInt8(ascii: "|") || $0 == .lf }) {
            let bytes = Array(part)
            let folded = TextFold.fold(bytes, bytes.trimmed(0..<bytes.count))
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
        self.nodes = nodes
        self.starts = starts
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
        var isWord = false
        for position in range {
            let byte = text[position]
            let isStart = !isWord || byte >= 0x80
            isWord = byte.isAlphanumeric
            let start = Int(starts[Int(byte)])
            if start != 0, isStart, let length = walk(from: start, text, at: position, to: range.upperBound) {
                return position..<position + length
            }
        }
        return nil
    }

    func contains(in text: [UInt8]) -> Bool { firstMatch(text) != nil }
}
