/// Writes values as JSON, straight into one buffer.
///
/// It does for our records what a JSON encoder does, without its intermediate tree: a mail costs seven records, and that tree was a
/// third of the store's time. What it cannot write (a number that is none, a key that is no text) it refuses.
struct RecordEncoder {
    /// - Returns: the JSON text.
    /// - Throws: ``Refusal`` for a number that JSON cannot hold.
    static func encode(_ value: some Encodable) throws -> String {
        let sink = RecordSink()
        try sink.writeAny(value)
        return String(decoding: sink.bytes, as: UTF8.self)
    }

    enum Refusal: Error { case notFinite, severalContainers }
}

/// The text so far, and the brackets that are still open.
///
/// Codable's containers never say that they are full. So each value that is written closes what was opened within it, and a container
/// closes what stands open above it before it writes its next element.
final class RecordSink {
    fileprivate(set) var bytes: [UInt8] = []
    private var open: [(closer: UInt8, isEmpty: Bool)] = []

    init() { bytes.reserveCapacity(512) }

    var depth: Int { open.count }

    func begin(_ opener: UInt8, _ closer: UInt8) -> Int {
        bytes.append(opener)
        open.append((closer, true))
        return open.count
    }

    func unwind(to depth: Int) {
        while open.count > depth, let last = open.popLast() { bytes.append(last.closer) }
    }

    /// Before an element of the container at this depth.
    func separate(at depth: Int) {
        unwind(to: depth)
        guard depth > 0, depth == open.count else { return }
        if !open[depth - 1].isEmpty { bytes.append(UInt8(ascii: ",")) }
        open[depth - 1].isEmpty = false
    }

    func key(_ key: String, at depth: Int) {
        separate(at: depth)
        write(key)
        bytes.append(UInt8(ascii: ":"))
    }

    func writeAny<Value: Encodable>(_ value: Value) throws {
        // Texts are most of what lists and optionals hold: each would cost an encoder, a container and their boxes.
        if Value.self == String.self, let text = value as? String { return write(text) }
        if Value.self == [String].self, let texts = value as? [String] { return write(texts) }
        let (depth, count) = (open.count, bytes.count)
        try value.encode(to: RecordValueEncoder(sink: self))
        // A type that asks for no container has nothing to say.
        if bytes.count == count { writeNull() }
        unwind(to: depth)
    }

    func writeNull() { bytes += [110, 117, 108, 108] }

    func write(_ value: Bool) { bytes += value ? [116, 114, 117, 101] : [102, 97, 108, 115, 101] }

    func writeInteger(_ value: some FixedWidthInteger) {
        if let small = UInt8(exactly: value), small < 10 { bytes.append(48 + small) } else { bytes += String(value).utf8 }
    }

    func write(_ value: Double) throws {
        guard value.isFinite else { throw RecordEncoder.Refusal.notFinite }
        bytes += value.description.utf8
    }

    func write(_ value: String) {
        var value = value
        bytes.append(UInt8(ascii: "\""))
        value.withUTF8 { text in
            var plain = 0
            while let special = Self.special(in: text, from: plain) {
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[plain..<special]))
                escape(text[special])
                plain = special + 1
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[plain...]))
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private func write(_ texts: [String]) {
        bytes.append(UInt8(ascii: "["))
        for (index, text) in texts.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            write(text)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// The first byte that has to be escaped; eight at a time are known to need none.
    private static func special(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var index = start
        let raw = UnsafeRawBufferPointer(text)
        while index + 8 <= raw.count, !mayHoldSpecial(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) { index += 8 }
        while index < text.count {
            if isSpecial(text[index]) { return index }
            index += 1
        }
        return nil
    }

    /// Whether one of eight bytes may be a control, a quotation mark or a backslash: the highest bit of each is set where a subtraction
    /// from it borrowed.
    private static func mayHoldSpecial(_ bytes: UInt64) -> Bool {
        let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
        let (quotes, backslashes) = (bytes ^ ones &* 0x22, bytes ^ ones &* 0x5C)
        let borrows =
            (bytes &- ones &* 0x20) & ~bytes | (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes
        return borrows & highs != 0
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private func escape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        case 10: bytes.append(UInt8(ascii: "n"))
        case 13: bytes.append(UInt8(ascii: "r"))
        case 9: bytes.append(UInt8(ascii: "t"))
        default:
            let digits = Array("0123456789abcdef".utf8)
            bytes += [UInt8(ascii: "u"), 48, 48, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
}

private struct RecordValueEncoder: Encoder {
    let sink: RecordSink
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(RecordKeyedEncoding(sink: sink))
    }
    func unkeyedContainer() -> any UnkeyedEncodingContainer { RecordListEncoding(sink: sink) }
    func singleValueContainer() -> any SingleValueEncodingContainer { RecordSingleEncoding(sink: sink) }
}

private struct RecordKeyedEncoding<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let sink: RecordSink
    let depth: Int
    var codingPath: [any CodingKey] { [] }

    init(sink: RecordSink) {
        self.sink = sink
        depth = sink.begin(UInt8(ascii: "{"), UInt8(ascii: "}"))
    }

    func encodeNil(forKey key: Key) {
        sink.key(key.stringValue, at: depth)
        sink.writeNull()
    }
    func encode(_ value: Bool, forKey key: Key) {
        sink.key(key.stringValue, at: depth)
        sink.write(value)
    }
    func encode(_ value: String, forKey key: Key) {
        sink.key(key.stringValue, at: depth)
        sink.write(value)
    }
    func encode(_ value: Double, forKey key: Key) throws {
        sink.key(key.stringValue, at: depth)
        try sink.write(value)
    }
    func encode(_ value: Int, forKey key: Key) {
        sink.key(key.stringValue, at: depth)
        sink.writeInteger(value)
    }
    func encode(_ value: Int64, forKey key: Key) {
        sink.key(key.stringValue, at: depth)
        sink.writeInteger(value)
    }
    func encode(_ value: some Encodable, forKey key: Key) throws {
        sink.key(key.stringValue, at: depth)
        try sink.writeAny(value)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) -> KeyedEncodingContainer<Nested> {
        sink.key(key.stringValue, at: depth)
        return KeyedEncodingContainer(RecordKeyedEncoding<Nested>(sink: sink))
    }
    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        sink.key(key.stringValue, at: depth)
        return RecordListEncoding(sink: sink)
    }
    func superEncoder() -> any Encoder { RecordValueEncoder(sink: sink) }
    func superEncoder(forKey key: Key) -> any Encoder {
        sink.key(key.stringValue, at: depth)
        return RecordValueEncoder(sink: sink)
    }
}

private struct RecordListEncoding: UnkeyedEncodingContainer {
    let sink: RecordSink
    let depth: Int
    private(set) var count = 0
    var codingPath: [any CodingKey] { [] }

    init(sink: RecordSink) {
        self.sink = sink
        depth = sink.begin(UInt8(ascii: "["), UInt8(ascii: "]"))
    }

    private mutating func next() {
        sink.separate(at: depth)
        count += 1
    }

    mutating func encodeNil() {
        next()
        sink.writeNull()
    }
    mutating func encode(_ value: String) {
        next()
        sink.write(value)
    }
    mutating func encode(_ value: some Encodable) throws {
        next()
        try sink.writeAny(value)
    }
    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        next()
        return KeyedEncodingContainer(RecordKeyedEncoding<Nested>(sink: sink))
    }
    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        next()
        return RecordListEncoding(sink: sink)
    }
    mutating func superEncoder() -> any Encoder {
        next()
        return RecordValueEncoder(sink: sink)
    }
}

private struct RecordSingleEncoding: SingleValueEncodingContainer {
    let sink: RecordSink
    var codingPath: [any CodingKey] { [] }

    func encodeNil() { sink.writeNull() }
    func encode(_ value: Bool) { sink.write(value) }
    func encode(_ value: String) { sink.write(value) }
    func encode(_ value: Double) throws { try sink.write(value) }
    func encode(_ value: Float) throws { try sink.write(Double(value)) }
    func encode(_ value: Int) { sink.writeInteger(value) }
    func encode(_ value: Int8) { sink.writeInteger(value) }
    func encode(_ value: Int16) { sink.writeInteger(value) }
    func encode(_ value: Int32) { sink.writeInteger(value) }
    func encode(_ value: Int64) { sink.writeInteger(value) }
    func encode(_ value: UInt) { sink.writeInteger(value) }
    func encode(_ value: UInt8) { sink.writeInteger(value) }
    func encode(_ value: UInt16) { sink.writeInteger(value) }
    func encode(_ value: UInt32) { sink.writeInteger(value) }
    func encode(_ value: UInt64) { sink.writeInteger(value) }
    func encode(_ value: some Encodable) throws { try sink.writeAny(value) }
}
