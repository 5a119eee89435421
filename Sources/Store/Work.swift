public import HelpDesk

/// What causes a step of the desk. A cause is decided once; a replay of it is a no-op.
public enum Cause: Sendable, Equatable {
    case mail(MailID)
    /// An entry that is due; it is done only if it still stands with the same time.
    case agenda(AgendaEntry)
    /// An operator's act, an alarm: the id is the caller's, unique for each act.
    case operation(id: String)
}

/// A step to take: its cause, and what the desk wants to read for it.
public struct DeskWork: Sendable, Equatable {
    public var cause: Cause
    public var query: CaseQuery
    public init(cause: Cause, query: CaseQuery) {
        self.cause = cause
        self.query = query
    }
}

/// What became of a step.
public struct Receipt: Sendable, Equatable {
    public enum Result: Sendable, Equatable {
        /// Committed: what the desk decided.
        case committed(Outcome)
        /// The cause was decided before (or an agenda entry was moved or removed): nothing changed.
        case replayed
        /// The schema refused the outcome and nothing of it was kept; a mail is to be quarantined.
        case refused(StoreError)
    }
    public var result: Result
    /// Rows that now stand in the outbox, in the order of ``Outcome/outgoing``.
    public var outbox: [OutboxID]

    /// What was committed; nil where nothing was.
    public var outcome: Outcome? {
        switch result {
        case .committed(let outcome): outcome
        case .replayed, .refused: nil
        }
    }
}
