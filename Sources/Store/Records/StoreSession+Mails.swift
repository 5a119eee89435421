import HelpDesk

extension StoreSession {
    func keep(_ mail: IncomingBytes, key: [UInt8], now: Timestamp) throws(StoreError) -> Kept {
        let inserted = try connection.run(
            """
            INSERT INTO mail (dedupe_key, mailbox, received_at, stored_at, size)
            VALUES (\(key), \(mail.mailbox), \(mail.receivedAt), \(now), \(mail.bytes.count)) ON CONFLICT (dedupe_key) DO NOTHING
            """)
        let kept: Kept
        if inserted == 1 {
            let id = MailID(rawValue: connection.lastInsertedRow)
            try connection.run("INSERT INTO mail_bytes (mail, bytes) VALUES (\(id), \(mail.bytes))")
            kept = .stored(id)
        } else {
            let found = try connection.first("SELECT id FROM mail WHERE dedupe_key = \(key)") { row in row.int64(0) }
            guard let found else { throw .notFound("mail with the key that was just found") }
            kept = .duplicate(MailID(rawValue: found))
        }
        if let place = mail.place { try see(kept.id, at: place, in: mail.mailbox) }
        return kept
    }

    /// A place that now holds another mail (a server that reuses UIDs) points to the new one, to be filed.
    private func see(_ id: MailID, at place: MailPlace, in mailbox: String) throws(StoreError) {
        try connection.run(
            """
            INSERT INTO sighting (mailbox, uid_validity, uid, mail) VALUES (\(mailbox), \(place.uidValidity), \(place.uid), \(id))
            ON CONFLICT (mailbox, uid_validity, uid) DO UPDATE SET mail = excluded.mail, filed = 0 WHERE mail <> excluded.mail
            """)
    }

    /// Counts one more attempt; nil where the mail is decided, is unknown, or has had its attempts.
    func begin(_ id: MailID) throws(StoreError) -> StoredMail? {
        try connection.rows(
            """
            UPDATE mail SET attempts = attempts + 1
            WHERE id = \(id) AND disposition IS NULL AND attempts < \(StoreLimits.attemptsMax)
            RETURNING id, mailbox, received_at, stored_at, attempts, size, disposition, disposition_detail, ticket
            """, storedMail
        ).first
    }

    func mails(_ condition: SQL) throws(StoreError) -> [StoredMail] {
        try connection.rows(
            """
            SELECT id, mailbox, received_at, stored_at, attempts, size, disposition, disposition_detail, ticket FROM mail
            \(part: condition)
            """, storedMail)
    }

    private func storedMail(_ row: borrowing Row) throws(StoreError) -> StoredMail {
        StoredMail(
            id: MailID(rawValue: row.int64(0)), mailbox: row.text(1), receivedAt: Timestamp(milliseconds: row.int64(2)),
            storedAt: Timestamp(milliseconds: row.int64(3)), attempts: row.int(4), byteCount: row.int(5),
            disposition: try disposition(row.optionalText(6), row.optionalText(7)),
            ticket: row.optionalInt64(8).map(TicketID.init(rawValue:)))
    }

    private func disposition(_ tag: String?, _ detail: String?) throws(StoreError) -> Disposition? {
        guard let tag else { return nil }
        return try Disposition(tag: tag, detail: detail)
    }

    func bytes(of id: MailID) throws(StoreError) -> [UInt8]? {
        try connection.first("SELECT bytes FROM mail_bytes WHERE mail = \(id)") { row in row.blob(0) }
    }
}
