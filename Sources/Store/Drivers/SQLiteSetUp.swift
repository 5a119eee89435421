import Glibc

extension SQLiteConnection {
    enum Role { case writing, reading, copying, memory }

    /// RULES section 2: WAL, an fsync at each commit, foreign keys, overwritten deletes; each is asked back, because a library
    /// may have been built to ignore it.
    func setUp(_ role: Role, settings: StoreSettings) throws(StoreError) {
        switch role {
        case .writing:
            try setUpWriting(settings)
            try migrate()
        case .memory:
            try execute("PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY")
            try expect("foreign_keys", "1")
            try migrate()
        case .copying: break
        case .reading:
            try execute("PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -2048")
        }
    }

    private func setUpWriting(_ settings: StoreSettings) throws(StoreError) {
        try execute(
            """
            PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;
            PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -\(settings.cacheKilobytes)
            """)
        try expect("journal_mode", "wal")
        try expect("synchronous", "2")
        try expect("foreign_keys", "1")
        try expect("secure_delete", "1")
    }

    private func expect(_ name: String, _ wanted: String) throws(StoreError) {
        let found = try first(SQL(text: "PRAGMA \(name)")) { row in row.text(0) } ?? "nothing"
        guard found == wanted else { throw .unsafeSetting(name: name, found: found, wanted: wanted) }
    }
}

/// The file before SQLite sees it: it holds customers' mail, so nobody else may read it.
enum StoreFile {
    /// An empty file that did not exist, for a backup.
    static func prepareNew(_ path: String) throws(StoreError) {
        let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .cannotOpen(path: path, reason: String(cString: strerror(errno))) }
        close(file)
    }

    static func prepare(_ path: String) throws(StoreError) {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            let reason = String(cString: strerror(errno))
            if errno == EROFS || errno == EACCES { throw .readOnly(path: path) }
            if errno == ENOSPC { throw .diskFull(path: path) }
            throw .cannotOpen(path: path, reason: reason)
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .cannotOpen(path: path, reason: "it is no regular file")
        }
        // A store of another user that this one may write keeps its mode: the operator chose it.
        if status.st_uid == geteuid() { fchmod(file, 0o600) }
    }
}
