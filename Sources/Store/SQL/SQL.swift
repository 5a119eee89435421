import HelpDesk

/// A statement written once, with its values bound, never spliced into the text.
///
/// Placeholders are rendered `?1`, `?2`, …; a driver with another notation rewrites them when it prepares.
struct SQL: ExpressibleByStringInterpolation, Sendable {
    var text: String
    var values: [SQLValue]

    init(stringLiteral value: String) {
        text = value
        values = []
    }

    init(stringInterpolation: Interpolation) {
        text = stringInterpolation.text
        values = stringInterpolation.values
    }

    struct Interpolation: StringInterpolationProtocol {
        var text = ""
        var values: [SQLValue] = []

        init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + 3 * interpolationCount)
            values.reserveCapacity(interpolationCount)
        }

        mutating func appendLiteral(_ literal: String) { text += literal }

        mutating func appendInterpolation(_ value: SQLValue) {
            values.append(value)
            text += "?"
            text += String(values.count)
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
                if index > 0 { text += ", " }
                appendInterpolation(value)
            }
        }

        /// A part of a statement; its values are bound in their turn.
        mutating func appendInterpolation(part: SQL) {
            var rest = part.text[...]
            for value in part.values {
                guard let mark = rest.firstIndex(of: "?") else { break }
                text += rest[..<mark]
                appendInterpolation(value)
                rest = rest[mark...].dropFirst().drop { $0.isNumber }
            }
            text += rest
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
