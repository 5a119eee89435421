// ASCII as bytes: the only case folding that protocols know.

func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

func upper(_ byte: UInt8) -> UInt8 { byte >= 0x61 && byte <= 0x7A ? byte - 0x20 : byte }

/// Whether the bytes are this word of upper-case ASCII, in any case.
func matches(_ bytes: ArraySlice<UInt8>, _ upperCaseWord: String) -> Bool {
    let word = upperCaseWord.utf8
    guard bytes.count == word.count else { return false }
    return zip(bytes, word).allSatisfy { upper($0) == $1 }
}

func upperCased(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: bytes.map(upper), as: UTF8.self)
}

/// A decimal number of digits alone; nil when empty, foreign or beyond the type.
func decimal<Number: FixedWidthInteger>(_ bytes: ArraySlice<UInt8>) -> Number? {
    guard !bytes.isEmpty else { return nil }
    var value: Number = 0
    for byte in bytes {
        guard isDigit(byte) else { return nil }
        let (product, overflowed) = value.multipliedReportingOverflow(by: 10)
        let (sum, passed) = product.addingReportingOverflow(Number(byte - 0x30))
        guard !overflowed, !passed else { return nil }
        value = sum
    }
    return value
}

/// What a server said, fit for an operator's eyes: one line of printable ASCII, cut at 200 bytes.
public func printable(_ bytes: some Sequence<UInt8>) -> String {
    var line: [UInt8] = []
    for byte in bytes {
        guard line.count < 200 else { break }
        line.append((0x20...0x7E).contains(byte) ? byte : UInt8(ascii: "?"))
    }
    while line.last == 0x20 { line.removeLast() }
    return String(decoding: line, as: UTF8.self)
}
