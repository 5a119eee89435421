/// Message identifiers (RFC 5322 section 3.6.4), kept as they were written without their angle brackets.
enum MessageID {
    /// Splits a References or In-Reply-To body, oldest first; text between identifiers is dropped and told.
    ///
    /// - Returns: at most ``Limits/referenceCountMax`` identifiers, the newest kept; empty where none is well formed.
    /// - Complexity: O(bytes), one pass.
    static func list(_ body: [UInt8], limits: Limits, defects: inout DefectList) -> [String] {
        list(body, in: 0..<body.count, limits: limits, defects: &defects)
    }

    static func list(_ body: [UInt8], in range: Range<Int>, limits: Limits, defects: inout DefectList) -> [String] {
        if let single = single(body, in: range) { return [single] }
        var found: [Range<Int>] = []
        var position = range.lowerBound
        var lastEnd = position
        while let open = body.firstIndex(of: UInt8(ascii: "<"), in: position..<range.upperBound) {
            guard let close = body.firstIndex(of: UInt8(ascii: ">"), in: open..<range.upperBound) else { break }
            if body[lastEnd..<open].contains(where: { !$0.isFWS && $0 != UInt8(ascii: ",") }) { defects.note(.junkInReferences) }
            let identifier = open + 1..<close
            if identifier.count > 0, identifier.count <= 998 { found.append(identifier) }
            position = close + 1
            lastEnd = position
        }
        if found.isEmpty {
            // Some senders leave the brackets away.
            let bare = body.trimmed(range)
            let isOneWord = !bare.isEmpty && bare.count <= 998 && !body[bare].contains(where: \.isFWS)
            guard isOneWord, body[bare].contains(UInt8(ascii: "@")) else { return [] }
            defects.note(.junkInReferences)
            return [clean(body[bare])]
        }
        if found.count > limits.referenceCountMax {
            defects.note(.tooManyReferences)
            found.removeFirst(found.count - limits.referenceCountMax)
        }
        return found.map { clean(body[$0]) }
    }

    /// The usual case: one identifier in brackets, without anything to take out, and nothing else.
    private static func single(_ body: [UInt8], in range: Range<Int>) -> String? {
        guard range.count > 2, range.count <= 1_000, body[range.lowerBound] == UInt8(ascii: "<") else { return nil }
        let identifier = range.lowerBound + 1..<range.upperBound - 1
        guard body[identifier.upperBound] == UInt8(ascii: ">") else { return nil }
        for position in identifier {
            let byte = body[position]
            if byte <= 32 || byte == 127 || byte == UInt8(ascii: ">") { return nil }
        }
        return String(decoding: body[identifier], as: UTF8.self)
    }

    private static func clean(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.filter { $0 > 32 && $0 != 127 }, as: UTF8.self)
    }
}
