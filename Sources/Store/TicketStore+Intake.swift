public import HelpDesk

extension TicketStore {
    /// Makes a batch of mails durable (tx1, INV1): one fsync for all. Only after it returns may they be filed on the server.
    /// - Returns: one answer a mail, in order.
    public func keep(_ mails: [IncomingBytes], now: Timestamp) throws(StoreError) -> [Kept] {
        // Hashing outside the transaction: other processes wait for the lock, not for SHA-256.
        let keys = mails.map { DedupeKey.key(of: $0.bytes) }
        return try write { session throws(StoreError) -> [Kept] in
            var kept: [Kept] = []
            for (mail, key) in zip(mails, keys) { kept.append(try session.keep(mail, key: key, now: now)) }
            return kept
        }
    }

    /// Mails that are not decided yet, in order of arrival.
    /// - Parameter excluding: those already in work.
    public nonisolated func waiting(limit: Int, excluding: Set<MailID> = []) async throws(StoreError) -> [StoredMail] {
        try await read { session throws(StoreError) in
            let rows = try session.mails(
                "WHERE disposition IS NULL ORDER BY id LIMIT \(limit + excluding.count)")
            return Array(rows.filter { !excluding.contains($0.id) }.prefix(limit))
        }
    }

    /// The bytes of a mail as they came in; nil after they were pruned or erased.
    public nonisolated func bytes(of id: MailID) async throws(StoreError) -> [UInt8]? {
        try await read { session throws(StoreError) in try session.bytes(of: id) }
    }

    /// The bytes of several mails, in the order asked; nil where they were pruned.
    public nonisolated func bytes(of ids: [MailID]) async throws(StoreError) -> [[UInt8]?] {
        try await read { session throws(StoreError) in
            var all: [[UInt8]?] = []
            for id in ids { all.append(try session.bytes(of: id)) }
            return all
        }
    }

    public nonisolated func mail(_ id: MailID) async throws(StoreError) -> StoredMail? {
        try await read { session throws(StoreError) in try session.mails("WHERE id = \(id)").first }
    }

    /// Counts an attempt of each mail, committed before anything looks at its bytes (tx2, K6).
    public func beginWork(_ ids: [MailID]) throws(StoreError) -> WorkStart {
        try write { session throws(StoreError) -> WorkStart in
            var start = WorkStart(ready: [], poison: [])
            for id in ids {
                if let begun = try session.begin(id) {
                    start.ready.append(begun)
                } else if let mail = try session.mails("WHERE id = \(id)").first, mail.disposition == nil {
                    start.poison.append(mail)
                }
            }
            return start
        }
    }

    /// Takes back an attempt that ended without a crash and without a decision: a full disk, a stop.
    public func putBack(_ ids: [MailID]) throws(StoreError) {
        try write { session throws(StoreError) in
            for id in ids {
                try session.connection.run(
                    "UPDATE mail SET attempts = attempts - 1 WHERE id = \(id) AND disposition IS NULL AND attempts > 0")
            }
        }
    }

    /// Notes that all places of these mails in a mailbox are filed on the server.
    public func filed(_ ids: [MailID]) throws(StoreError) {
        try write { session throws(StoreError) in
            for id in ids { try session.connection.run("UPDATE sighting SET filed = 1 WHERE mail = \(id) AND filed = 0") }
        }
    }

    /// Places whose mail is durable but was not filed before the process ended (K3 to K5), in order of arrival.
    public nonisolated func unfiled(in mailbox: String, limit: Int = 1000) async throws(StoreError) -> [UnfiledMail] {
        try await read { session throws(StoreError) in
            try session.connection.rows(
                """
                SELECT mail, uid_validity, uid FROM sighting INDEXED BY sighting_unfiled
                WHERE filed = 0 AND mailbox = \(mailbox) ORDER BY mail LIMIT \(limit)
                """
            ) { row in
                UnfiledMail(
                    id: MailID(rawValue: row.int64(0)), place: MailPlace(uidValidity: row.int64(1), uid: row.text(2)))
            }
        }
    }

    /// Whether this very mail was stored, decided or not.
    public nonisolated func holds(_ bytes: [UInt8]) async throws(StoreError) -> Bool {
        let key = DedupeKey.key(of: bytes)
        return try await read { session throws(StoreError) in
            try session.connection.first("SELECT 1 FROM mail WHERE dedupe_key = \(key)") { _ in true } == true
        }
    }

    /// Which of these places were seen before: a mailbox that is not moved lists its mails again and again.
    public nonisolated func known(_ places: [MailPlace], in mailbox: String) async throws(StoreError) -> Set<MailPlace> {
        try await read { session throws(StoreError) in
            var known: Set<MailPlace> = []
            for place in places {
                let isKnown = try session.connection.first(
                    """
                    SELECT 1 FROM sighting
                    WHERE mailbox = \(mailbox) AND uid_validity = \(place.uidValidity) AND uid = \(place.uid)
                    """
                ) { _ in true }
                if isKnown == true { known.insert(place) }
            }
            return known
        }
    }
}

/// Limits of the store's reads and writes.
enum StoreLimits {
    /// Starts of work before a mail is quarantined at the next (K6).
    static let attemptsMax = 2
    static let eventsOfCaseMax = 50
    static let historyMax = 20
    static let excerptCharactersMax = 4096
    static let tokensMax = 16
    static let casesMax = 64
    /// Agents whose open tickets are counted for one step.
    static let loadsMax = 200
    /// Addresses linked with one customer's.
    static let linkedMax = 5
    static let solutionsOfDayMax = 20
    /// Merges that are followed from a ticket that nobody speaks of any more.
    static let mergesMax = 8
    /// Counts of RULES A7 stop here; a cap above it is no cap.
    static let countMax = 1000
    /// Tries to find a free ticket number.
    static let numberSaltsMax = 8
    static let listMax = 1000
}
