/// An Authentication-Results field by its grammar (RFC 8601 section 2.2): `dmarc=pass` in a comment, a quoted string, a reason or a property
/// value is no result (RULES B2).
public struct AuthenticationResults: Sendable, Equatable {
    /// The authserv-id, lower case; empty where the field has none (a provider's own dialect).
    public var authservID: String
    public var version: String?
    public var results: [Result]

    public struct Result: Sendable, Equatable {
        /// `spf`, `dkim`, `dmarc`, `auth` … in lower case.
        public var method: String
        /// `pass`, `fail`, `none` … in lower case.
        public var result: String
        public var reason: String?
        public var properties: [Property]
    }

    public struct Property: Sendable, Equatable {
        /// `smtp`, `header`, `policy` … in lower case.
        public var type: String
        /// `mailfrom`, `d`, `from` … in lower case.
        public var name: String
        /// As written, quotes undone; ASCII letters in lower case.
        public var value: String
    }

    /// Whether the field starts with an authserv-id. Microsoft 365 writes fields without one.
    public enum Dialect: Sendable, Equatable { case standard, withoutAuthservID }

    private static let resultCountMax = 100

    /// - Parameter body: a raw or unfolded field body.
    /// - Returns: nil where the field breaks the grammar: then nothing in it counts.
    public init?(_ body: [UInt8], dialect: Dialect = .standard) {
        var lexer = AuthenticationLexer(body)
        authservID = ""
        results = []
        switch dialect {
        case .standard:
            guard let identifier = lexer.value() else { return nil }
            authservID = identifier
            version = lexer.peek() == UInt8(ascii: ";") || lexer.peek() == nil ? nil : lexer.value()
            guard lexer.peek() == nil || lexer.take(";") else { return nil }
        case .withoutAuthservID: break
        }
        while lexer.peek() != nil {
            guard results.count < AuthenticationResults.resultCountMax else { break }
            if lexer.take(";") { continue }
            guard let name = lexer.keyword() else { return nil }
            if name == "none", lexer.peek() == nil || lexer.peek() == UInt8(ascii: ";") { continue }
            guard let result = AuthenticationResults.result(method: name, &lexer) else { return nil }
            results.append(result)
            guard lexer.peek() == nil || lexer.take(";") else { return nil }
        }
    }

    /// `method[/version]=result [reason=value] *(ptype.property=value)`
    private static func result(method: String, _ lexer: inout AuthenticationLexer) -> Result? {
        if lexer.take("/") { guard lexer.keyword() != nil else { return nil } }
        guard lexer.take("="), let outcome = lexer.keyword() else { return nil }
        var result = Result(method: method, result: outcome, reason: nil, properties: [])
        while let next = lexer.peek(), next != UInt8(ascii: ";") {
            guard let type = lexer.keyword() else { return nil }
            if lexer.take(".") {
                guard let name = lexer.keyword(), lexer.take("="), let value = lexer.value() else { return nil }
                result.properties.append(Property(type: type, name: name, value: value))
            } else {
                guard lexer.take("="), let value = lexer.value() else { return nil }
                // `action=none` and the like of Microsoft's fields are told apart from a reason, and carry no trust either.
                if type == "reason" {
                    result.reason = value
                } else {
                    result.properties.append(Property(type: "", name: type, value: value))
                }
            }
        }
        return result
    }
}

/// Tokens of the field: comments and white space are skipped, quoted strings are one value.
private struct AuthenticationLexer {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private mutating func skip() {
        var depth = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "(") {
                depth += 1
            } else if byte == UInt8(ascii: ")"), depth > 0 {
                depth -= 1
            } else if byte == UInt8(ascii: "\\"), depth > 0 {
                position += 1
            } else if depth == 0, !byte.isFWS {
                return
            }
            position += 1
        }
    }

    mutating func peek() -> UInt8? {
        skip()
        return position < bytes.count ? bytes[position] : nil
    }

    mutating func take(_ byte: Unicode.Scalar) -> Bool {
        guard peek() == UInt8(ascii: byte) else { return false }
        position += 1
        return true
    }

    /// Letters, digits, hyphen and underscore; lower case.
    mutating func keyword() -> String? {
        skip()
        let start = position
        while position < bytes.count, bytes[position].isAlphanumeric || bytes[position] == 45 || bytes[position] == 95 {
            position += 1
        }
        guard position > start else { return nil }
        return String(decoding: bytes[start..<position].map(\.lowercasedASCII), as: UTF8.self)
    }

    /// A quoted string, or bytes up to white space, `;` or a comment: addresses and domains stand here without quotes.
    mutating func value() -> String? {
        skip()
        guard position < bytes.count else { return nil }
        if bytes[position] == UInt8(ascii: "\"") { return quoted() }
        let start = position
        while position < bytes.count, !bytes[position].isFWS, bytes[position] != UInt8(ascii: ";"),
            bytes[position] != UInt8(ascii: "("),
            bytes[position] != UInt8(ascii: "\"")
        {
            position += 1
        }
        guard position > start else { return nil }
        return String(decoding: bytes[start..<position].map(\.lowercasedASCII), as: UTF8.self)
    }

    private mutating func quoted() -> String? {
        position += 1
        var content: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") {
                // `"local part"@example.org`
                if position < bytes.count, bytes[position] == UInt8(ascii: "@"), let domain = value() {
                    return String(decoding: content.map(\.lowercasedASCII), as: UTF8.self) + domain
                }
                return String(decoding: content.map(\.lowercasedASCII), as: UTF8.self)
            }
            if byte == UInt8(ascii: "\\"), position < bytes.count {
                content.append(bytes[position])
                position += 1
            } else {
                content.append(byte)
            }
        }
        return nil
    }
}
