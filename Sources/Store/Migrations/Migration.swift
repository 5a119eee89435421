/// A step of the schema. Numbered, append-only and frozen once released: a mistake is mended by the next one.
struct Migration: Sendable {
    var number: Int
    var name: String
    var text: String

    /// All of them, in order.
    static let all: [Migration] = [.first, .second, .third]

    /// What `PRAGMA application_id` says in a store of ours: "ABck".
    static let applicationID = 0x4142_636B
}

extension SQLiteConnection {
    /// Brings the schema up to what this program knows; each step is a transaction of its own.
    /// - Returns: how many steps were made.
    @discardableResult
    func migrate(to migrations: [Migration] = Migration.all) throws(StoreError) -> Int {
        let known = migrations.last?.number ?? 0
        let found = try checkedSchemaVersion(known: known)
        var steps = 0
        for migration in migrations where migration.number > found {
            steps += try write { () throws(StoreError) -> Int in
                // Another process may have made the step while this one waited for the lock.
                guard try schemaVersion < migration.number else { return 0 }
                try execute(migration.text)
                try execute("PRAGMA user_version = \(migration.number); PRAGMA application_id = \(Migration.applicationID)")
                return 1
            }
        }
        return steps
    }

    var schemaVersion: Int {
        get throws(StoreError) { try count("PRAGMA user_version") }
    }

    private func checkedSchemaVersion(known: Int) throws(StoreError) -> Int {
        let application = try count("PRAGMA application_id")
        let found = try schemaVersion
        let tables = try count("SELECT count(*) FROM sqlite_schema")
        guard application == Migration.applicationID || (application == 0 && tables == 0) else {
            throw .notAStore(path: path, reason: "it is another program's database")
        }
        guard found <= known else { throw .newerSchema(path: path, found: found, known: known) }
        return found
    }
}
