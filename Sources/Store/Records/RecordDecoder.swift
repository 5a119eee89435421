/// Reads values out of the JSON of ``RecordEncoder``, or of any other writer of JSON.
///
/// Fields are looked for from where the last one was found, so a record that is read in the order in which it was written costs one
/// pass. A key that stands twice counts the first time after the one before.
struct RecordDecoder {
    static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
        let record = try RecordText(Array(text.utf8))
        return try Value(from: RecordValueDecoder(record: record, node: 0))
    }
}

private struct RecordValueDecoder: Decoder, SingleValueDecodingContainer {
    let record: RecordText
    let node: Int
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    private var here: RecordText.Node {
        get throws {
            guard record.nodes.indices.contains(node) else { throw RecordText.Malformed() }
            return record.nodes[node]
        }
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard try here.kind == .object else { throw RecordText.Malformed() }
        return KeyedDecodingContainer(RecordKeyedDecoding(record: record, node: node))
    }
    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard try here.kind == .list else { throw RecordText.Malformed() }
        return RecordListDecoding(record: record, node: node)
    }
    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    func decodeNil() -> Bool { (try? here.kind) == .null }
    func decode(_ type: Bool.Type) throws -> Bool {
        switch try here.kind {
        case .yes: true
        case .no: false
        case .object, .list, .text, .escapedText, .number, .null: throw RecordText.Malformed()
        }
    }
    func decode(_ type: String.Type) throws -> String {
        let node = try here
        guard node.kind == .text || node.kind == .escapedText else { throw RecordText.Malformed() }
        return try record.text(node)
    }
    func decode(_ type: Double.Type) throws -> Double {
        guard let value = Double(try digits()), value.isFinite else { throw RecordText.Malformed() }
        return value
    }
    func decode(_ type: Float.Type) throws -> Float { Float(try decode(Double.self)) }
    func decode(_ type: Int.Type) throws -> Int { try integer() }
    func decode(_ type: Int8.Type) throws -> Int8 { try integer() }
    func decode(_ type: Int16.Type) throws -> Int16 { try integer() }
    func decode(_ type: Int32.Type) throws -> Int32 { try integer() }
    func decode(_ type: Int64.Type) throws -> Int64 { try integer() }
    func decode(_ type: UInt.Type) throws -> UInt { try integer() }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try integer() }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try integer() }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try integer() }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try integer() }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: self) }

    private func digits() throws -> Substring {
        let node = try here
        guard node.kind == .number else { throw RecordText.Malformed() }
        return Substring(decoding: record.bytes[Int(node.start)..<Int(node.end)], as: UTF8.self)
    }

    private func integer<Value: FixedWidthInteger>() throws -> Value {
        guard let value = Value(try digits()) else { throw RecordText.Malformed() }
        return value
    }
}

private final class RecordKeyedDecoding<Key: CodingKey>: KeyedDecodingContainerProtocol {
    private let record: RecordText
    private let node: Int
    /// The key at which the next search begins.
    private var cursor: Int
    var codingPath: [any CodingKey] { [] }

    init(record: RecordText, node: Int) {
        self.record = record
        self.node = node
        cursor = node + 1
    }

    var allKeys: [Key] {
        var keys: [Key] = []
        var index = node + 1
        while index < end {
            if let text = try? record.text(record.nodes[index]), let key = Key(stringValue: text) { keys.append(key) }
            index = Int(record.nodes[index + 1].next)
        }
        return keys
    }

    private var end: Int { Int(record.nodes[node].next) }

    /// The node of a key's value; nil where there is none.
    private func find(_ key: Key) -> Int? {
        let name = key.stringValue
        return find(name, from: cursor, to: end) ?? find(name, from: node + 1, to: cursor)
    }

    private func find(_ name: String, from start: Int, to end: Int) -> Int? {
        var index = start
        while index < end {
            let next = Int(record.nodes[index + 1].next)
            if record.equals(record.nodes[index], name) {
                cursor = next
                return index + 1
            }
            index = next
        }
        return nil
    }

    private func value(_ key: Key) throws -> RecordValueDecoder {
        guard let found = find(key) else {
            throw DecodingError.keyNotFound(key, .init(codingPath: [], debugDescription: "missing"))
        }
        return RecordValueDecoder(record: record, node: found)
    }

    func contains(_ key: Key) -> Bool { find(key) != nil }
    func decodeNil(forKey key: Key) throws -> Bool { try value(key).decodeNil() }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try value(key).decode(type) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try value(key).decode(type) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try value(key).decode(type) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try value(key).decode(type) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try value(key).decode(type) }
    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try Value(from: try value(key)) }

    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try optional(key)?.decode(type) }
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try optional(key)?.decode(type) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try optional(key)?.decode(type) }
    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? { try optional(key)?.decode(type) }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { try optional(key)?.decode(type) }
    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        guard let found = optional(key) else { return nil }
        return try Value(from: found)
    }

    private func optional(_ key: Key) -> RecordValueDecoder? {
        guard let found = find(key) else { return nil }
        let value = RecordValueDecoder(record: record, node: found)
        return value.decodeNil() ? nil : value
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try value(key).container(keyedBy: type)
    }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { try value(key).unkeyedContainer() }
    func superDecoder() -> any Decoder { RecordValueDecoder(record: record, node: node) }
    func superDecoder(forKey key: Key) throws -> any Decoder { try value(key) }
}

private struct RecordListDecoding: UnkeyedDecodingContainer {
    private let record: RecordText
    private let end: Int
    private var cursor: Int
    private(set) var currentIndex = 0
    var codingPath: [any CodingKey] { [] }

    init(record: RecordText, node: Int) {
        self.record = record
        end = Int(record.nodes[node].next)
        cursor = node + 1
    }

    var count: Int? {
        var (index, count) = (cursor, currentIndex)
        while index < end {
            index = Int(record.nodes[index].next)
            count += 1
        }
        return count
    }
    var isAtEnd: Bool { cursor >= end }

    private mutating func next() throws -> RecordValueDecoder {
        guard !isAtEnd else { throw RecordText.Malformed() }
        defer {
            cursor = Int(record.nodes[cursor].next)
            currentIndex += 1
        }
        return RecordValueDecoder(record: record, node: cursor)
    }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, record.nodes[cursor].kind == .null else { return false }
        _ = try next()
        return true
    }
    mutating func decode(_ type: String.Type) throws -> String { try next().decode(type) }
    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: try next()) }
    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested> {
        try next().container(keyedBy: type)
    }
    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try next().unkeyedContainer() }
    mutating func superDecoder() throws -> any Decoder { try next() }
}
