/// A value of a JSON5 document, with the line it stands on, so that every problem can be told with its place.
///
/// Foundation's decoder reads JSON5 too, but on Linux it says "not valid JSON" without a line, and it forgets where a key stood.
struct JSON5: Sendable, Equatable {
    indirect enum Value: Sendable, Equatable {
        case null
        case bool(Bool)
        case number(Double)
        case string(String)
        case array([JSON5])
        /// In the order of the file.
        case object([Member])
    }
    struct Member: Sendable, Equatable {
        var key: String
        var line: Int
        var value: JSON5
    }
    var value: Value
    /// Counted from 1.
    var line: Int

    struct SyntaxError: Error, Equatable {
        var line: Int
        var column: Int
        var what: String
    }
}

extension JSON5.Value {
    /// The kind as an operator would call it.
    var kind: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

extension JSON5 {
    /// Reads a whole document. An operator wrote it, but it is still bounded: 1 MB, 64 levels.
    init(parsing bytes: [UInt8]) throws(SyntaxError) {
        var parser = JSON5Parser(bytes)
        self = try parser.document()
    }
}
