/// What differs between the databases that the store can live in; statements are otherwise the same text.
enum Dialect: Sendable {
    case sqlite

    /// Starts a transaction that holds the write lock from its first statement.
    var beginWrite: SQL {
        switch self {
        case .sqlite: "BEGIN IMMEDIATE"
        }
    }

    /// Starts a transaction that sees one state throughout.
    var beginRead: SQL {
        switch self {
        case .sqlite: "BEGIN"
        }
    }
}
