import HelpDesk

extension StoreSession {
    func hold(_ scope: HoldScope, reason: String, now: Timestamp) throws(StoreError) {
        try connection.run("INSERT INTO hold (scope, reason, since) VALUES (\(scope), \(reason), \(now))")
    }

    func release(now: Timestamp) throws(StoreError) {
        try connection.run("UPDATE hold SET released_at = \(now) WHERE released_at IS NULL")
    }

    /// The hold that stands and reaches furthest.
    func standingHold() throws(StoreError) -> Hold? {
        try connection.first(
            """
            SELECT scope, reason, since FROM hold INDEXED BY hold_standing WHERE released_at IS NULL
            ORDER BY scope = 'everything' DESC, id LIMIT 1
            """
        ) { row throws(StoreError) in
            guard let scope = HoldScope(rawValue: row.text(0)) else { throw .unknownTag(record: "hold", tag: row.text(0)) }
            return Hold(scope: scope, reason: row.text(1), since: Timestamp(milliseconds: row.int64(2)))
        }
    }
}
