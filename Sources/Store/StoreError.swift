/// Bad weather, or a step that the schema refused. ``isTransient`` says whether the same call may succeed later, unchanged.
public enum StoreError: Error, Sendable, Equatable {
    /// The path cannot be opened or made.
    case cannotOpen(path: String, reason: String)
    /// The file is no SQLite database, or another program's.
    case notAStore(path: String, reason: String)
    /// A newer Answerback wrote it.
    case newerSchema(path: String, found: Int, known: Int)
    /// A durability setting did not take effect.
    case unsafeSetting(name: String, found: String, wanted: String)
    /// Another process held the write lock for longer than the store waits.
    case busy
    case diskFull(path: String)
    /// A read, write or fsync failed.
    case inputOutput(path: String, reason: String)
    case readOnly(path: String)
    case corrupt(path: String, reason: String)
    /// A constraint of the schema refused the step; the rule it names.
    case refused(rule: String)
    /// A record carries a tag that this version does not know.
    case unknownTag(record: String, tag: String)
    /// A record cannot be read back.
    case unreadable(record: String, reason: String)
    case notFound(String)
    /// A defect of this program.
    case statement(sql: String, reason: String)

    /// True where waiting and repeating the same call is right: nothing was committed, nothing is wrong with what was asked.
    public var isTransient: Bool {
        switch self {
        case .busy, .diskFull, .inputOutput: true
        case .cannotOpen, .notAStore, .newerSchema, .unsafeSetting, .readOnly, .corrupt, .refused, .unknownTag, .unreadable,
            .notFound, .statement:
            false
        }
    }
}

extension StoreError: CustomStringConvertible {
    /// What happened, to what, and what to do; for the operator.
    public var description: String {
        switch self {
        case .cannotOpen(let path, let reason):
            "Cannot open the store \(path): \(reason). Check that its folder exists and that this user may write there."
        case .notAStore(let path, let reason):
            "\(path) is not an Answerback store: \(reason). Name another file in `store.sqlite`."
        case .newerSchema(let path, let found, let known):
            "\(path) was written by a newer Answerback (schema \(found), this program knows \(known)). Install that version again, "
                + "or restore a backup made by this one."
        case .unsafeSetting(let name, let found, let wanted):
            "The SQLite library runs with \(name)=\(found) instead of \(wanted), so a power loss could lose mail. "
                + "Use the system's libsqlite3 and a local disk."
        case .busy:
            "The store is locked by another process. If no `answerback` command is running, look who holds the file (`fuser`)."
        case .diskFull(let path):
            "The disk of \(path) is full; nothing was lost, the mail waits on the server. Free some space."
        case .inputOutput(let path, let reason):
            "Reading or writing \(path) failed: \(reason). Check the disk and the system log."
        case .readOnly(let path): "\(path) cannot be written. Check owner and permissions of the file and of its folder."
        case .corrupt(let path, let reason):
            "\(path) is damaged: \(reason). Stop the service, keep the file, and restore the last backup (`answerback backup`)."
        case .refused(let rule): "The store refused a step: \(rule). Nothing of it was written."
        case .unknownTag(let record, let tag):
            "A \(record) record says \"\(tag)\", which this version does not know. Install the version that wrote it."
        case .unreadable(let record, let reason): "A \(record) record cannot be read: \(reason). Run `answerback verify`."
        case .notFound(let what): "There is no \(what)."
        case .statement(let sql, let reason): "A statement failed: \(reason), in: \(sql). This is a defect of Answerback."
        }
    }
}
