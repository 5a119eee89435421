/// Cuts UTF-8 into the words of a ``TokenizedText``.
struct WordReader {
    private(set) var words: [Range<Int>] = []
    private(set) var hashes: [UInt64] = []
    private(set) var upperCount = 0
    private(set) var letterCount = 0
    /// Where the open word begins in the scalars.
    private var start = 1
    private var digits = 0

    init(bytesMax: Int) {
        words.reserveCapacity(bytesMax / 4 + 2)
        hashes.reserveCapacity(bytesMax / 4 + 2)
    }

    /// - Parameter scalars: has room for two scalars a byte and two more.
    mutating func read(_ bytes: Span<UInt8>, end: Int, wordsMax: Int, into scalars: inout OutputSpan<UInt32>) {
        scalars.append(0x20)
        var index = 0
        while index < end, words.count < wordsMax {
            // Most of most mails is lower-case ASCII; it needs no table.
            let run = index
            while index < end, bytes[index] &- 0x61 < 26 {
                append(UInt32(bytes[index]), to: &scalars)
                index += 1
            }
            letterCount += index - run
            guard index < end else { break }
            if bytes[index] == 0x20 {
                close(&scalars)
                index += 1
            } else {
                let (scalar, length) = UTF8Reading.scalar(bytes, at: index)
                index += length
                take(scalar, &scalars)
            }
        }
        close(&scalars)
    }

    private mutating func take(_ scalar: UInt32, _ scalars: inout OutputSpan<UInt32>) {
        switch ScalarClass.of(scalar) {
        case .letter:
            let lower = ScalarClass.lowercase(scalar)
            letterCount += 1
            if lower != scalar { upperCount += 1 }
            append(lower, to: &scalars)
        case .digit:
            digits += 1
            append(scalar, to: &scalars)
        case .apostrophe:
            if scalars.count > start { append(0x27, to: &scalars) }
        case .single:
            close(&scalars)
            append(scalar, to: &scalars)
            close(&scalars)
        case .joiner:
            break
        case .separator:
            close(&scalars)
        }
    }

    @inline(__always)
    private func append(_ scalar: UInt32, to scalars: inout OutputSpan<UInt32>) {
        if scalars.count - start < TextLimits.wordScalarsMax { scalars.append(scalar) }
    }

    @inline(__always)
    private mutating func close(_ scalars: inout OutputSpan<UInt32>) {
        if scalars.count > start { finish(&scalars) }
    }

    private mutating func finish(_ scalars: inout OutputSpan<UInt32>) {
        while scalars.count > start, scalars[scalars.count - 1] == 0x27 { scalars.removeLast(1) }
        guard scalars.count > start else {
            digits = 0
            return
        }
        if digits >= 4 || (digits == 3 && digits < scalars.count - start) {
            // An order or invoice number says that there is one, never which intent it is.
            scalars.removeLast(scalars.count - start)
            scalars.append(0x23)
        }
        words.append(start..<scalars.count)
        hashes.append(WordHash.of(scalars.span, start..<scalars.count))
        scalars.append(0x20)
        (start, digits) = (scalars.count, 0)
    }
}
