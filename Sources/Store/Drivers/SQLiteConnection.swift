import CSQLite

/// One connection to a SQLite database, with its prepared statements. One thread at a time may use it.
final class SQLiteConnection {
    /// Who writes, and who only reads.
    enum Access { case writing, reading }

    let path: String
    private let handle: OpaquePointer
    private var statements: [SQL.Shape: OpaquePointer] = [:]
    private let dialect = Dialect.sqlite
    private var transactionDepth = 0

    private static let statementsMax = 256

    /// For writers: gathers what a commit writes. Nil where SQLite did not take it; then its own does.
    private static let gathering: String? = ab_sqlite_configure() == SQLITE_OK ? "answerback" : nil

    init(path: String, access: Access, settings: StoreSettings) throws(StoreError) {
        let gathering = Self.gathering
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (access == .writing ? SQLITE_OPEN_CREATE : 0)
        let fileSystem = settings.fileSystem ?? (access == .writing ? gathering : nil)
        let code = sqlite3_open_v2(path, &opened, flags, fileSystem)
        guard code == SQLITE_OK, let opened else {
            let reason = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            sqlite3_close_v2(opened)
            throw .cannotOpen(path: path, reason: reason)
        }
        self.path = path
        handle = opened
        sqlite3_extended_result_codes(handle, 1)
        sqlite3_busy_timeout(handle, Int32(clamping: settings.busyMilliseconds))
    }

    deinit {
        for statement in statements.values { sqlite3_finalize(statement) }
        sqlite3_close_v2(handle)
    }

    // MARK: Statements

    /// Runs a statement that gives no rows, and tells how many rows it changed.
    @discardableResult
    func run(_ sql: SQL) throws(StoreError) -> Int {
        let statement = try prepared(sql)
        defer { sqlite3_reset(statement) }
        var code = sqlite3_step(statement)
        while code == SQLITE_ROW { code = sqlite3_step(statement) }
        guard code == SQLITE_DONE else { throw failure(code, sql) }
        return Int(sqlite3_changes(handle))
    }

    /// All rows, read one by one.
    func rows<Value>(_ sql: SQL, _ read: (borrowing Row) throws(StoreError) -> Value) throws(StoreError) -> [Value] {
        let statement = try prepared(sql)
        defer { sqlite3_reset(statement) }
        var values: [Value] = []
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: values.append(try read(Row(statement: statement)))
            case SQLITE_DONE: return values
            case let code: throw failure(code, sql)
            }
        }
    }

    /// The first row, if there is one.
    func first<Value>(_ sql: SQL, _ read: (borrowing Row) throws(StoreError) -> Value) throws(StoreError) -> Value? {
        let statement = try prepared(sql)
        defer { sqlite3_reset(statement) }
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return try read(Row(statement: statement))
        case SQLITE_DONE: return nil
        case let code: throw failure(code, sql)
        }
    }

    func count(_ sql: SQL) throws(StoreError) -> Int { try first(sql) { row in row.int(0) } ?? 0 }

    /// Runs text that may hold several statements and binds nothing: migrations and pragmas.
    func execute(_ text: String) throws(StoreError) {
        let code = sqlite3_exec(handle, text, nil, nil, nil)
        guard code == SQLITE_OK else { throw failure(code, SQL(text: text)) }
    }

    /// What was prepared so far, for the test that no hot query walks over a table.
    var preparedTexts: [String] { statements.values.map { String(cString: sqlite3_sql($0)) }.sorted() }

    var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }

    // MARK: Transactions

    /// One write transaction: all of `body` or nothing of it.
    func write<Value>(_ body: () throws(StoreError) -> Value) throws(StoreError) -> Value {
        try transaction(dialect.beginWrite, body)
    }

    /// One state of the database for several reads.
    func read<Value>(_ body: () throws(StoreError) -> Value) throws(StoreError) -> Value {
        try transaction(dialect.beginRead, body)
    }

    private func transaction<Value>(_ begin: SQL, _ body: () throws(StoreError) -> Value) throws(StoreError) -> Value {
        precondition(transactionDepth == 0, "a transaction inside a transaction")
        try run(begin)
        transactionDepth = 1
        defer { transactionDepth = 0 }
        do throws(StoreError) {
            let value = try body()
            try run("COMMIT")
            return value
        } catch {
            // SQLite may have rolled back by itself (disk full, I/O error); a second ROLLBACK only reports that.
            if sqlite3_get_autocommit(handle) == 0 { try? execute("ROLLBACK") }
            throw error
        }
    }

    /// A part of a write that is undone alone when it fails, so that its neighbours in the batch are kept.
    func savepoint<Value>(_ body: () throws(StoreError) -> Value) throws(StoreError) -> Value {
        try run("SAVEPOINT step")
        do throws(StoreError) {
            let value = try body()
            try run("RELEASE step")
            return value
        } catch {
            // An error that ended the whole transaction leaves nothing to return to.
            if sqlite3_get_autocommit(handle) == 0 {
                try run("ROLLBACK TO step")
                try run("RELEASE step")
            }
            throw error
        }
    }

    // MARK: Private

    private func prepared(_ sql: SQL) throws(StoreError) -> OpaquePointer {
        let statement: OpaquePointer
        if let made = statements[sql.shape] { statement = made } else { statement = try prepare(sql) }
        for (index, value) in sql.values.enumerated() {
            let code = Self.bind(value, to: statement, at: Int32(index + 1))
            guard code == SQLITE_OK else { throw failure(code, sql) }
        }
        return statement
    }

    private func prepare(_ sql: SQL) throws(StoreError) -> OpaquePointer {
        if statements.count >= Self.statementsMax {
            for statement in statements.values { sqlite3_finalize(statement) }
            statements.removeAll()
        }
        var made: OpaquePointer?
        let code = sqlite3_prepare_v3(handle, sql.text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &made, nil)
        guard code == SQLITE_OK, let made else { throw failure(code, sql) }
        statements[sql.shape] = made
        return made
    }

    private static func bind(_ value: SQLValue, to statement: OpaquePointer, at index: Int32) -> Int32 {
        switch value {
        case .null: return sqlite3_bind_null(statement, index)
        case .integer(let integer): return sqlite3_bind_int64(statement, index, integer)
        case .real(let real): return sqlite3_bind_double(statement, index, real)
        case .text(var text):
            return text.withUTF8 { bytes in
                // An empty string has no address; a null one would bind NULL.
                guard let base = bytes.baseAddress else { return ab_sqlite_bind_text(statement, index, "", 0) }
                return base.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                    ab_sqlite_bind_text(statement, index, $0, Int32(clamping: bytes.count))
                }
            }
        case .blob(let blob):
            return blob.withUnsafeBytes { ab_sqlite_bind_blob(statement, index, $0.baseAddress, Int32(clamping: $0.count)) }
        }
    }

    private func failure(_ code: Int32, _ sql: SQL) -> StoreError {
        let reason = String(cString: sqlite3_errmsg(handle))
        switch code & 0xff {
        case SQLITE_BUSY, SQLITE_LOCKED: return .busy
        case SQLITE_FULL: return .diskFull(path: path)
        case SQLITE_IOERR: return .inputOutput(path: path, reason: "\(reason) (\(code))")
        case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: return .readOnly(path: path)
        case SQLITE_CORRUPT: return .corrupt(path: path, reason: reason)
        case SQLITE_NOTADB: return .notAStore(path: path, reason: reason)
        case SQLITE_CANTOPEN: return .cannotOpen(path: path, reason: reason)
        case SQLITE_CONSTRAINT, SQLITE_TOOBIG: return .refused(rule: reason)
        default: return .statement(sql: sql.text, reason: "\(reason) (\(code))")
        }
    }
}

/// The row that a statement stands on; valid until the next step.
struct Row: ~Copyable {
    let statement: OpaquePointer

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }
    func int64(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }
    func int(_ column: Int32) -> Int { Int(clamping: sqlite3_column_int64(statement, column)) }
    func bool(_ column: Int32) -> Bool { int64(column) != 0 }
    func double(_ column: Int32) -> Double { sqlite3_column_double(statement, column) }
    func optionalInt64(_ column: Int32) -> Int64? { isNull(column) ? nil : int64(column) }
    func optionalInt(_ column: Int32) -> Int? { isNull(column) ? nil : int(column) }
    func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

    func text(_ column: Int32) -> String {
        guard let bytes = sqlite3_column_text(statement, column) else { return "" }
        let count = Int(sqlite3_column_bytes(statement, column))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    func blob(_ column: Int32) -> [UInt8] {
        guard let bytes = sqlite3_column_blob(statement, column) else { return [] }
        let count = Int(sqlite3_column_bytes(statement, column))
        return [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
    }
}
