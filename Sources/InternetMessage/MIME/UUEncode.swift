/// uuencode, as it still stands in bodies and, rarely, as a transfer encoding.
enum UUEncode {
    struct Block: Equatable {
        /// Lines `begin` to `end` in the text.
        var range: Range<Int>
        var name: String
        var bytes: [UInt8]
    }

    /// The first block at or behind `start`; nil where there is none that is whole.
    static func block(in text: [UInt8], from start: Int) -> Block? {
        var position = start
        while position < text.count {
            let lineEnd = text.firstIndex(of: .lf, in: position..<text.count) ?? text.count
            if text.hasPrefix("begin ", at: position), let block = read(text, begin: position, lineEnd: lineEnd) { return block }
            position = lineEnd + 1
        }
        return nil
    }

    private static func read(_ text: [UInt8], begin: Int, lineEnd: Int) -> Block? {
        // `begin 644 name`
        var position = begin + 6
        let modeStart = position
        while position < lineEnd, text[position] >= 48, text[position] < 56 { position += 1 }
        guard position - modeStart >= 3, position - modeStart <= 4, position < lineEnd, text[position] == .space else {
            return nil
        }
        let nameRange = text.trimmed(position..<lineEnd)
        guard !nameRange.isEmpty else { return nil }
        var output: [UInt8] = []
        var line = lineEnd + 1
        var lineCount = 0
        while line < text.count {
            let end = text.firstIndex(of: .lf, in: line..<text.count) ?? text.count
            let content = text.trimmed(line..<end)
            if text.matches("end", in: content) {
                guard lineCount > 0 else { return nil }
                return Block(
                    range: begin..<min(end + 1, text.count), name: String(decoding: text[nameRange], as: UTF8.self), bytes: output
                )
            }
            guard decodeLine(text, line..<max(line, end > line && text[end - 1] == .cr ? end - 1 : end), into: &output) else {
                return nil
            }
            lineCount += 1
            line = end + 1
        }
        return nil
    }

    /// One line: its length, then four characters for three bytes; false where it is none.
    private static func decodeLine(_ text: [UInt8], _ line: Range<Int>, into output: inout [UInt8]) -> Bool {
        guard let first = line.first else { return true }
        guard text[first] >= 32, text[first] <= 96 else { return false }
        let length = Int((text[first] &- 32) & 63)
        guard length > 0 else { return true }
        let needed = (length + 2) / 3 * 4
        // Relays cut blanks off line ends; they stand for zeros.
        guard line.count - 1 <= needed + 2, line.count - 1 >= needed / 2 else { return false }
        var left = length
        var position = first + 1
        while left > 0 {
            var value: UInt32 = 0
            for offset in 0..<4 {
                let byte = position + offset < line.upperBound ? text[position + offset] : 32
                guard byte >= 32, byte <= 96 else { return false }
                value = value << 6 | UInt32((byte &- 32) & 63)
            }
            let three = [
                UInt8(truncatingIfNeeded: value >> 16), UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value),
            ]
            output.append(contentsOf: three.prefix(left))
            left -= min(left, 3)
            position += 4
        }
        return true
    }

    /// A body whose transfer encoding is `x-uuencode`.
    static func decodeWhole(_ bytes: [UInt8], in range: Range<Int>) -> [UInt8]? {
        block(in: Array(bytes[range]), from: 0)?.bytes
    }
}
