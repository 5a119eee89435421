import FoundationEssentials
import HelpDesk

/// Records are JSON with explicit tags, so that an operator can read them and a later version can still decode them.
struct RecordCoding {
    private let encoder = JSONEncoder()
    private let decoder = JSONDecoder()

    func text(_ value: some Encodable, in record: String) throws(StoreError) -> String {
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            throw .unreadable(record: record, reason: "it cannot be encoded")
        }
    }

    func value<Value: Decodable>(_ type: Value.Type, from text: String, in record: String) throws(StoreError) -> Value {
        do {
            return try decoder.decode(type, from: Data(text.utf8))
        } catch {
            throw .unreadable(record: record, reason: "its payload does not decode as \(type)")
        }
    }
}
