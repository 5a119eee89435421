import HelpDesk

extension StoreSession {
    /// All that bears on a step, each part bounded and by an index.
    func caseFile(for query: CaseQuery, now: Timestamp) throws(StoreError) -> CaseFile {
        var file = CaseFile()
        switch query.reach {
        case .nothing: return file
        case .ticket:
            if let id = query.ticket { file.ticket = try ticket(id) }
            return file
        case .story: break
        }
        try findTicket(for: query, in: &file)
        if let ticket = file.ticket {
            file.events = try lastEvents(of: ticket.id)
            file.waiting = try sentMails("WHERE ticket = \(ticket.id) AND state IN ('queued', 'retry') ORDER BY id LIMIT 50")
        }
        if let party = query.party ?? file.ticket?.party { try findHistory(of: party, for: query, in: &file) }
        for agent in query.loads.prefix(StoreLimits.loadsMax) { file.loads[agent] = try load(of: agent) }
        for group in query.groupLoads.prefix(StoreLimits.loadsMax) {
            file.groupLoads[group] = try load(ofGroup: group, now: now)
        }
        file.counts = try counts(query.rateKeys, group: query.agentGroup, now: now)
        let answered = file.ticket?.responseCase.map { [$0] } ?? []
        for id in query.cases.prefix(StoreLimits.casesMax) + answered.filter({ !query.cases.contains($0) }) {
            if let solved = try cases("WHERE id = \(id)").first { file.cases.append(solved) }
        }
        if let intent = query.intent { file.intentRecord = try intentRecord(intent) }
        if query.mayGrade, let intent = file.ticket?.intent, file.ticket?.response != nil {
            file.ticketRecord = try fullRecord(intent)
        }
        file.hold = try standingHold()?.reason
        file.modes = try modes()
        try report(for: query, in: &file)
        return file
    }

    /// Where the sender asks nothing by a mail of their own (a timer, an agent's mail), it is that of the ticket's customer.
    private func findHistory(of party: String, for query: CaseQuery, in file: inout CaseFile) throws(StoreError) {
        file.history = try briefs("WHERE party = \(party) ORDER BY id DESC LIMIT \(StoreLimits.historyMax)")
        file.isKnownSender = query.party != nil ? !file.history.isEmpty : file.history.contains { $0.id != file.ticket?.id }
        for address in try linkedAddresses(of: party) {
            file.linked += try briefs("WHERE party = \(address) ORDER BY id DESC LIMIT \(StoreLimits.historyMax)")
        }
    }

    /// Addresses that agents linked with this one, and did not take back; links are rare, and go with their tickets.
    private func linkedAddresses(of party: String) throws(StoreError) -> [String] {
        let payloads = try connection.rows(
            """
            SELECT e.kind, e.payload FROM event e JOIN ticket t ON t.id = e.ticket
            WHERE e.kind IN ('person-linked', 'person-unlinked') AND t.party = \(party) ORDER BY e.id LIMIT \(StoreLimits.listMax)
            """
        ) { row in EventRecord(tag: row.text(0), payload: row.optionalText(1)) }
        var linked: [String] = []
        for record in payloads {
            let kind = try coding.kind(of: record)
            if case .personLinked(let address) = kind, !linked.contains(address) { linked.append(address) }
            if case .personUnlinked(let address) = kind { linked.removeAll { $0 == address } }
        }
        return Array(linked.prefix(StoreLimits.linkedMax))
    }

    private func load(of agent: String) throws(StoreError) -> Int {
        try connection.count(
            "SELECT count(*) FROM ticket WHERE assigned_agent = \(agent) AND status IN ('escalated', 'in_progress')")
    }

    /// The ticket of the cause, of the first grant, of a bounced mail, or else of the number hint.
    private func findTicket(for query: CaseQuery, in file: inout CaseFile) throws(StoreError) {
        for digest in query.tokenDigests.prefix(StoreLimits.tokensMax) {
            if let grant = try grant(digest) { file.grants.append(grant) }
        }
        let byToken = file.grants.filter { $0.purpose == .bounce }.map(\.messageID)
        for messageID in (query.bouncedMessageIDs + byToken).prefix(StoreLimits.tokensMax) {
            file.bounced += try sentMails("WHERE message_id = \(messageID) ORDER BY id LIMIT 4")
        }
        if let number = query.numberHint { file.hintedTicket = try ticket(number) }
        for number in query.named.prefix(CaseQuery.namedMax) {
            if let other = try ticket(number) { file.named.append(other) }
        }
        let named = query.ticket ?? file.grants.lazy.compactMap(\.ticket).first ?? file.bounced.lazy.compactMap(\.ticket).first
        if let named { file.ticket = try ticket(named) } else { file.ticket = file.hintedTicket }
        // Timers, deliveries and operators mean the very ticket that they name.
        if query.ticket == nil { try followMerges(in: &file) }
    }

    /// What comes for a ticket that was merged joins the ticket that it was merged into.
    private func followMerges(in file: inout CaseFile) throws(StoreError) {
        guard let first = file.ticket, first.mergedInto != nil else { return }
        var last = first
        for _ in 0..<StoreLimits.mergesMax {
            guard let next = last.mergedInto, let other = try ticket(next), other.party == first.party else { break }
            last = other
        }
        file.ticket = last
        for index in file.grants.indices where file.grants[index].ticket == first.id { file.grants[index].ticket = last.id }
    }

    private func report(for query: CaseQuery, in file: inout CaseFile) throws(StoreError) {
        if let span = query.figures { file.figures = try figures(of: span) }
        if let span = query.figuresBefore { file.figuresBefore = try figures(of: span) }
        if let list = query.list { file.listed = try listed(list) }
    }

    /// A token that was used up grants nothing.
    private func grant(_ digest: String) throws(StoreError) -> TokenGrant? {
        try connection.first(
            """
            SELECT digest, ticket, role, purpose, bound_to, expires_at, message_id, command FROM token
            WHERE digest = \(digest) AND is_spent = 0
            """
        ) { row throws(StoreError) in
            guard let role = TokenGrant.Role(rawValue: row.text(2)) else { throw .unknownTag(record: "token", tag: row.text(2)) }
            guard let purpose = TokenGrant.Purpose(rawValue: row.text(3)) else {
                throw .unknownTag(record: "token", tag: row.text(3))
            }
            return TokenGrant(
                digest: row.text(0), ticket: row.optionalInt64(1).map(TicketID.init(rawValue:)), role: role, purpose: purpose,
                boundTo: row.text(4), expiresAt: row.optionalInt64(5).map(Timestamp.init(milliseconds:)),
                messageID: row.text(6), command: row.optionalText(7))
        }
    }

    func sentMails(_ condition: SQL) throws(StoreError) -> [SentMail] {
        try connection.rows("SELECT id, ticket, purpose, recipient, message_id FROM outbox \(part: condition)") {
            row throws(StoreError) in
            SentMail(
                id: OutboxID(rawValue: row.int64(0)), ticket: row.optionalInt64(1).map(TicketID.init(rawValue:)),
                purpose: try MailPurpose(tag: row.text(2)), recipient: row.text(3), messageID: row.text(4))
        }
    }

    func cases(_ condition: SQL) throws(StoreError) -> [SolvedCase] {
        try connection.rows(
            """
            SELECT id, ticket, intent, language, question, solution, may_send, learned_from, learned_at, uses, good_ratings,
                bad_ratings, is_withdrawn FROM solved_case \(part: condition)
            """
        ) { row in
            SolvedCase(
                id: CaseID(rawValue: row.int64(0)), ticket: TicketID(rawValue: row.int64(1)), intent: row.optionalText(2),
                language: row.optionalText(3), question: row.text(4), solution: row.text(5), maySend: row.bool(6),
                learnedFrom: row.text(7), learnedAt: Timestamp(milliseconds: row.int64(8)), uses: row.int(9),
                goodRatings: row.int(10), badRatings: row.int(11), isWithdrawn: row.bool(12))
        }
    }

    private func modes() throws(StoreError) -> [String: AnswerPolicy.Mode] { try modesSince().mapValues(\.mode) }

    func modesSince() throws(StoreError) -> [String: (mode: AnswerPolicy.Mode, since: Timestamp)] {
        var modes: [String: (mode: AnswerPolicy.Mode, since: Timestamp)] = [:]
        let rows = try connection.rows("SELECT intent, mode, since FROM intent_mode") { row in
            (row.text(0), row.text(1), Timestamp(milliseconds: row.int64(2)))
        }
        for (intent, tag, since) in rows {
            guard let mode = AnswerPolicy.Mode(rawValue: tag) else { throw .unknownTag(record: "mode", tag: tag) }
            modes[intent] = (mode, since)
        }
        return modes
    }

    private func listed(_ query: TicketListQuery) throws(StoreError) -> [TicketBrief] {
        var condition: SQL = "WHERE 1 = 1"
        if !query.statuses.isEmpty { condition = "\(part: condition) AND status IN (\(list: query.statuses.map(\.rawValue)))" }
        if let group = query.group { condition = "\(part: condition) AND group_address = \(group)" }
        if let agent = query.agent { condition = "\(part: condition) AND assigned_agent = \(agent)" }
        if let since = query.since { condition = "\(part: condition) AND updated_at >= \(since)" }
        return try briefs("\(part: condition) ORDER BY id DESC LIMIT \(min(max(query.countMax, 0), StoreLimits.listMax))")
    }
}

extension MailPurpose {
    init(tag: String) throws(StoreError) {
        guard let purpose = MailPurpose(rawValue: tag) else { throw .unknownTag(record: "outbox", tag: tag) }
        self = purpose
    }
}
