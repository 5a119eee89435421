/// Fills the places of a phrase; a value is never read for places itself.
enum PhraseFiller {
    /// The words with their places filled, an empty value as a dash; as they are where they are malformed or a value is missing.
    static func filled(_ words: String, _ value: (String) -> String?) -> String {
        filledInOnePass(words, value) ?? filledAsTemplate(words, value) ?? words
    }

    /// As templates are read, with fallbacks and blanks within the braces, which phrases hardly ever have.
    private static func filledAsTemplate(_ words: String, _ value: (String) -> String?) -> String? {
        guard let text = try? TemplateText(parsing: [words], firstLine: 1, allowing: nil) else { return nil }
        var values: [String: String] = [:]
        for case .variable(let name, _) in text.pieces { values[name] = value(name).map(shown) }
        return text.rendered(with: values)
    }

    private static func shown(_ value: String) -> String { value.isEmpty ? "–" : value }

    /// nil where there is more to it than words, and places with nothing but a name.
    private static func filledInOnePass(_ words: String, _ value: (String) -> String?) -> String? {
        let bytes = words.utf8.span
        guard let ends = ends(of: bytes), ends.first > 0x20, ends.last > 0x20 else { return nil }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + 64)
        var (start, index) = (0, 0)
        while index + 1 < bytes.count {
            guard bytes[index] == bytes[index + 1] else {
                index += 1
                continue
            }
            if bytes[index] == UInt8(ascii: "}") { return nil }
            guard bytes[index] == UInt8(ascii: "{") else {
                index += 1
                continue
            }
            guard let end = nameEnd(bytes, from: index + 2), let filling = value(text(bytes.extracting((index + 2)..<end))) else {
                return nil
            }
            out.append(bytes.extracting(start..<index))
            out += shown(filling).utf8
            index = end + 2
            start = index
        }
        out.append(bytes.extracting(start...))
        return String(decoding: out, as: UTF8.self)
    }

    private static func ends(of bytes: Span<UInt8>) -> (first: UInt8, last: UInt8)? {
        bytes.isEmpty ? nil : (bytes[0], bytes[bytes.count - 1])
    }

    private static func text(_ bytes: Span<UInt8>) -> String {
        bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    private static let nameBytesMax = 64

    /// Where a name ends with both its braces.
    private static func nameEnd(_ bytes: Span<UInt8>, from start: Int) -> Int? {
        var end = start
        while end < bytes.count, isOfName(bytes[end]) { end += 1 }
        guard (1...nameBytesMax).contains(end - start), end + 1 < bytes.count, bytes[end] == UInt8(ascii: "}"),
            bytes[end + 1] == UInt8(ascii: "}")
        else { return nil }
        return end
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        (97...122).contains(byte) || (48...57).contains(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "-")
    }
}
