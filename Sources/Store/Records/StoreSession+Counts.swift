import HelpDesk

// Counters of RULES A7. A sender's few mails are counted one by one; a domain's, all and a group's escalations by the minute, so
// that a busy hour costs sixty rows and not thousands. A minute counts whole while any of it lies in the span: caps hold, never less.
extension StoreSession {
    private static let minute: Int64 = 60_000
    private static let minutesOfWeek: Int64 = 7 * 24 * 60

    func count(_ mail: OutgoingMail, now: Timestamp) throws(StoreError) {
        if mail.purpose == .escalation { try add("escalation", AddressKey.key(Self.group(of: mail)), now) }
        guard let keys = mail.rateKeys else { return }
        try add("domain", keys.domain, now)
        try add("all", "", now)
        try connection.run("UPDATE installation SET first_counted_at = \(now) WHERE first_counted_at IS NULL")
    }

    /// A cap is one of the group, also where its tickets go to members by name: its tokens are bound to it.
    private static func group(of mail: OutgoingMail) -> String {
        mail.grants.first { $0.role == .agent }?.boundTo ?? mail.recipient
    }

    /// What an agent group has to do now.
    func load(ofGroup group: String, now: Timestamp) throws(StoreError) -> GroupLoad {
        let open = try connection.count(
            """
            SELECT count(*) FROM ticket
            WHERE status IN (\(list: [TicketStatus.escalated, .inProgress].map(\.rawValue))) AND group_address = \(group)
            """)
        return GroupLoad(openTickets: open, escalationsHour: try sum("escalation", AddressKey.key(group), now))
    }

    private func add(_ scope: String, _ subject: String, _ now: Timestamp) throws(StoreError) {
        try connection.run(
            """
            INSERT INTO rate_count (scope, subject, minute, number) VALUES (\(scope), \(subject), \(now.milliseconds / Self.minute), 1)
            ON CONFLICT (scope, subject, minute) DO UPDATE SET number = number + 1
            """)
    }

    func counts(_ keys: RateKeys?, group: String?, now: Timestamp) throws(StoreError) -> SendCounts {
        var counts = SendCounts()
        if let keys {
            counts.senderDay = try sentTo(keys.sender, since: now.adding(days: -1))
            counts.senderTenMinutes = counts.senderDay == 0 ? 0 : try sentTo(keys.sender, since: now.adding(seconds: -600))
            counts.domainHour = try sum("domain", keys.domain, now)
            counts.allHour = try sum("all", "", now)
            counts.peakHour = try peakHour(now)
        }
        if let group { counts.escalationsHour = try sum("escalation", AddressKey.key(group), now) }
        return counts
    }

    private func sentTo(_ sender: String, since: Timestamp) throws(StoreError) -> Int {
        try connection.count(
            """
            SELECT count(*) FROM (SELECT 1 FROM outbox WHERE rate_sender = \(sender) AND composed_at > \(since)
                LIMIT \(StoreLimits.countMax))
            """)
    }

    /// No upper bound: after a clock that jumped back, mails of "the future" still count (K19).
    private func sum(_ scope: String, _ subject: String, _ now: Timestamp) throws(StoreError) -> Int {
        try connection.count(
            """
            SELECT coalesce(sum(number), 0) FROM rate_count
            WHERE scope = \(scope) AND subject = \(subject) AND minute >= \(now.milliseconds / Self.minute - 60)
            """)
    }

    /// The busiest full hour of the last seven days, counted once an hour; nil until seven days of history exist.
    private func peakHour(_ now: Timestamp) throws(StoreError) -> Int? {
        let hour = now.milliseconds / (60 * Self.minute)
        if let peak, peak.hour == hour { return peak.mails }
        let first = try connection.first("SELECT first_counted_at FROM installation") { row in row.optionalInt64(0) } ?? nil
        var mails: Int?
        if let first, now.seconds(since: Timestamp(milliseconds: first)) >= 7 * 86_400 {
            mails = try connection.count(
                """
                SELECT coalesce(max(number), 0) FROM (SELECT sum(number) AS number FROM rate_count
                    WHERE scope = 'all' AND subject = '' AND minute >= \(hour * 60 - Self.minutesOfWeek) AND minute < \(hour * 60)
                    GROUP BY minute / 60)
                """)
        }
        peak = (hour, mails)
        return mails
    }
}
