import HelpDesk

/// A statement written once, with its values bound, never spliced into the text.
///
/// Its literal parts are those of the source code, so where they stand in memory says which statement it is: the text is put together
/// only when the statement is prepared. Placeholders are rendered `?1`, `?2`, …; a driver with another notation rewrites them then.
struct SQL: ExpressibleByStringInterpolation, Sendable {
    /// Literal parts and the places of values, in order; equal for every run of the same statement.
    private(set) var pieces: [Piece]
    private(set) var values: [SQLValue]

    init(stringLiteral value: StaticString) {
        pieces = [.literal(value)]
        values = []
    }

    init(stringInterpolation: Interpolation) {
        pieces = stringInterpolation.pieces
        values = stringInterpolation.values
    }

    /// A statement that is made at run time and binds nothing.
    init(text: String) {
        pieces = [.words(text)]
        values = []
    }

    /// The statement as the database reads it.
    var text: String {
        var text = ""
        var count = 0
        for piece in pieces {
            switch piece {
            case .literal(let words): words.withUTF8Buffer { text += String(decoding: $0, as: UTF8.self) }
            case .words(let words): text += words
            case .value:
                count += 1
                text += "?\(count)"
            }
        }
        return text
    }

    /// Which statement it is.
    var shape: Shape { Shape(pieces: pieces) }

    struct Shape: Sendable, Hashable {
        let pieces: [Piece]

        /// Length, beginning and end tell nearly all statements apart.
        func hash(into hasher: inout Hasher) {
            hasher.combine(pieces.count)
            hasher.combine(pieces.first)
            hasher.combine(pieces.last)
        }
    }

    enum Piece: Sendable, Hashable {
        case literal(StaticString)
        case words(String)
        case value

        static func == (a: Piece, b: Piece) -> Bool {
            switch (a, b) {
            case (.literal(let a), .literal(let b)): a.utf8Start == b.utf8Start && a.utf8CodeUnitCount == b.utf8CodeUnitCount
            case (.words(let a), .words(let b)): a == b
            case (.value, .value): true
            case (.literal, _), (.words, _), (.value, _): false
            }
        }

        func hash(into hasher: inout Hasher) {
            switch self {
            case .literal(let words): hasher.combine(words.utf8Start)
            case .words(let words): hasher.combine(words)
            case .value: break
            }
        }
    }

    struct Interpolation: StringInterpolationProtocol {
        fileprivate var pieces: [Piece] = []
        fileprivate var values: [SQLValue] = []

        init(literalCapacity: Int, interpolationCount: Int) {
            pieces.reserveCapacity(2 * interpolationCount + 1)
            values.reserveCapacity(interpolationCount)
        }

        mutating func appendLiteral(_ literal: StaticString) {
            if literal.utf8CodeUnitCount > 0 { pieces.append(.literal(literal)) }
        }

        mutating func appendInterpolation(_ value: SQLValue) {
            values.append(value)
            pieces.append(.value)
        }
        mutating func appendInterpolation(_ value: Int64) { appendInterpolation(.integer(value)) }
        mutating func appendInterpolation(_ value: Int64?) { appendInterpolation(value.map(SQLValue.integer) ?? .null) }
        mutating func appendInterpolation(_ value: Int) { appendInterpolation(.integer(Int64(value))) }
        mutating func appendInterpolation(_ value: Int?) { appendInterpolation(value.map { .integer(Int64($0)) } ?? .null) }
        mutating func appendInterpolation(_ value: Double) { appendInterpolation(.real(value)) }
        mutating func appendInterpolation(_ value: String) { appendInterpolation(.text(value)) }
        mutating func appendInterpolation(_ value: String?) { appendInterpolation(value.map(SQLValue.text) ?? .null) }
        mutating func appendInterpolation(_ value: [UInt8]) { appendInterpolation(.blob(value)) }
        mutating func appendInterpolation(_ value: Timestamp) { appendInterpolation(.integer(value.milliseconds)) }
        mutating func appendInterpolation(_ value: Timestamp?) { appendInterpolation(value?.milliseconds) }
        mutating func appendInterpolation(_ value: MailID) { appendInterpolation(.integer(value.rawValue)) }
        mutating func appendInterpolation(_ value: TicketID) { appendInterpolation(.integer(value.rawValue)) }
        mutating func appendInterpolation(_ value: TicketID?) { appendInterpolation(value?.rawValue) }
        mutating func appendInterpolation(_ value: OutboxID) { appendInterpolation(.integer(value.rawValue)) }
        mutating func appendInterpolation(_ value: CaseID) { appendInterpolation(.integer(value.rawValue)) }
        mutating func appendInterpolation(_ value: some RawRepresentable<String>) { appendInterpolation(.text(value.rawValue)) }

        /// The values of an `IN` list.
        mutating func appendInterpolation(list: [String]) {
            for (index, value) in list.enumerated() {
                if index > 0 { appendLiteral(", ") }
                appendInterpolation(value)
            }
        }

        /// A part of a statement; its values are bound in their turn.
        mutating func appendInterpolation(part: SQL) {
            pieces += part.pieces
            values += part.values
        }
    }
}

/// What a statement can bind and a row can hold.
enum SQLValue: Sendable, Equatable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}
