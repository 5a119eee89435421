import CCrypto
import Glibc

/// What makes two copies of a mail the same mail (RULES D17).
///
/// SHA-256 over Message-ID, From, Date, Subject and the SHA-256 of the body, each with its length. A Message-ID alone would let
/// anyone swallow another's mail. Line ends are folded, so the copy from a pipe and the copy from IMAP agree.
enum DedupeKey {
    private static let fieldBytesMax = 65_536
    private static let names: [[UInt8]] = ["message-id", "from", "date", "subject"].map { Array($0.utf8) }

    static func key(of mail: [UInt8]) -> [UInt8] {
        let split = bodyStart(of: mail)
        var material: [UInt8] = []
        for value in fields(in: mail[..<split]) { append(value, to: &material) }
        material += digest(withoutCarriageReturns(mail[split...]))
        return digest(material)
    }

    static func digest(_ bytes: [UInt8]) -> [UInt8] {
        var out = [UInt8](repeating: 0, count: 32)
        let done = bytes.withUnsafeBufferPointer { input in
            out.withUnsafeMutableBufferPointer { ab_sha256(input.baseAddress, input.count, $0.baseAddress) }
        }
        precondition(done == 1, "libcrypto refused SHA-256")
        return out
    }

    private static func append(_ value: [UInt8], to material: inout [UInt8]) {
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: value.count).littleEndian) { material += $0 }
        material += value
    }

    /// The offset after the first empty line; all of the mail where there is none.
    private static func bodyStart(of mail: [UInt8]) -> Int {
        var rest = mail[...]
        while let end = rest.place(of: 10) {
            let length = end - rest.startIndex
            if length == 0 || (length == 1 && rest.first == 13) { return end + 1 }
            rest = rest[(end + 1)...]
        }
        return mail.count
    }

    /// The first value of each named field, unfolded, without white space at its ends; empty where it is missing.
    private static func fields(in header: ArraySlice<UInt8>) -> [[UInt8]] {
        var values = [[UInt8]?](repeating: nil, count: names.count)
        var current: Int?
        var rest = header
        while !rest.isEmpty {
            let end = rest.place(of: 10) ?? rest.endIndex
            let line = rest[..<end]
            rest = rest[min(end + 1, rest.endIndex)...]
            guard let first = line.first else { continue }
            let isFolded = first == 32 || first == 9
            if !isFolded { current = mayStart(first) ? start(of: line, into: &values) : nil }
            if isFolded, let current { extend(&values[current], with: line) }
        }
        return values.map { $0 ?? [] }
    }

    /// Most lines are of other fields, and known for that by their first byte; before a name white space is forgiven.
    private static func mayStart(_ byte: UInt8) -> Bool {
        byte == 13 || names.contains { $0.first == byte | 32 }
    }

    private static func start(of line: ArraySlice<UInt8>, into values: inout [[UInt8]?]) -> Int? {
        guard let colon = line.prefix(64).firstIndex(of: 58) else { return nil }
        let name = trimmed(line[..<colon]).map { (65...90).contains($0) ? $0 | 32 : $0 }
        guard let index = names.firstIndex(of: name), values[index] == nil else { return nil }
        values[index] = Array(trimmed(line[(colon + 1)...]).prefix(fieldBytesMax))
        return index
    }

    private static func extend(_ value: inout [UInt8]?, with line: ArraySlice<UInt8>) {
        guard let held = value, held.count < fieldBytesMax else { return }
        value = held + [32] + trimmed(line)
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes
        while let first = bytes.first, first == 32 || first == 9 || first == 13 { bytes.removeFirst() }
        while let last = bytes.last, last == 32 || last == 9 || last == 13 { bytes.removeLast() }
        return bytes
    }

    private static func withoutCarriageReturns(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var rest = bytes
        while let next = rest.place(of: 13) {
            out += rest[..<next]
            rest = rest[(next + 1)...]
        }
        out += rest
        return out
    }
}

extension ArraySlice<UInt8> {
    /// The first place of a byte, by the C library's search.
    fileprivate func place(of byte: UInt8) -> Int? {
        withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, let found = memchr(base, Int32(byte), bytes.count) else { return nil }
            return startIndex + (UnsafeRawPointer(found) - base)
        }
    }
}
