import HelpDesk

/// Records are JSON with explicit tags, so that an operator can read them and a later version can still decode them.
struct RecordCoding {
    func text(_ value: some Encodable, in record: String) throws(StoreError) -> String {
        do { return try RecordEncoder.encode(value) } catch {
            throw .unreadable(record: record, reason: "it cannot be encoded")
        }
    }

    func value<Value: Decodable>(_ type: Value.Type, from text: String, in record: String) throws(StoreError) -> Value {
        do { return try RecordDecoder.decode(type, from: text) } catch {
            throw .unreadable(record: record, reason: "its payload does not decode as \(type)")
        }
    }
}
