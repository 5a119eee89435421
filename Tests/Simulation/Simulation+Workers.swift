import HelpDesk

@testable import Store

/// The steps of `IntakeLoop`: fetched, committed (tx1), filed, noted as filed.
struct Poller {
    enum State {
        case idle
        case fetched([SimulatedMailbox.Mail], validity: Int64)
        case kept([SimulatedMailbox.Mail], validity: Int64, [MailID])
        case filed([MailID])
    }
    var state = State.idle
}

/// The steps of `CaseLoop`: an attempt counted (tx2), decided (tx3).
struct CaseWorker {
    enum State {
        case idle
        case begun(WorkStart)
        /// Only in the wrong order: the ticket stands, its mail does not yet.
        case half([OutgoingMail])
    }
    var state = State.idle
}

/// The steps of one connection of `SubmissionLoop`: claimed (tx4), dot allowed (tx5), replied, settled (tx6).
struct Sender {
    enum State {
        case idle
        case claimed(OutboxItem)
        case dotted(OutboxItem)
        case replied(OutboxItem, SendResult)
    }
    var state = State.idle
    /// The conversation must end here (RULES K21: a send takes at most eleven minutes).
    var deadline = Timestamp(milliseconds: 0)
}

extension Simulation {
    // MARK: Intake

    mutating func poll() async throws {
        switch poller.state {
        case .idle: fetch()
        case .fetched(let mails, let validity):
            if order == .moveBeforeCommit { mailbox.file(mails, validity: validity) }
            let ids = try await keep(mails, validity)
            poller.state = .kept(mails, validity: validity, ids)
        case .kept(let mails, let validity, let ids):
            if random.once(in: 6) { mailbox.copy(mails) }
            if order != .highWaterBeforeCommit { mailbox.file(mails, validity: validity) }
            poller.state = .filed(ids)
        case .filed(let ids):
            try await store.filed(ids)
            poller.state = .idle
        }
    }

    private mutating func fetch() {
        var mails = Array(mailbox.inbox.prefix(3))
        if order == .highWaterBeforeCommit {
            mails = Array(mailbox.inbox.filter { $0.uid > highWater[mailbox.validity] ?? 0 }.prefix(3))
            if let last = mails.last { highWater[mailbox.validity] = last.uid }
        }
        guard !mails.isEmpty else { return }
        if order == .moveBeforeCommit { mailbox.file(mails, validity: mailbox.validity) }
        poller.state = .fetched(mails, validity: mailbox.validity)
    }

    private mutating func keep(_ mails: [SimulatedMailbox.Mail], _ validity: Int64) async throws -> [MailID] {
        let incoming = mails.map { mail in
            IncomingBytes(
                mailbox: SimulatedMailbox.name, place: MailPlace(uidValidity: validity, uid: String(mail.uid)), receivedAt: now,
                bytes: SimulatedDesk.bytes(mail.name))
        }
        guard order == .dedupeByUID || order == .noDedupe else { return try await store.keep(incoming, now: now).map(\.id) }
        var ids: [MailID] = []
        for (mail, bytes) in zip(mails, incoming) {
            let key = order == .noDedupe ? "\(random.next())" : "\(validity)/\(mail.uid)"
            ids.append(try await store.keep(bytes, under: DedupeKey.digest(Array(key.utf8)), now: now).id)
        }
        return ids
    }

    // MARK: Case

    mutating func work() async throws {
        switch caseWorker.state {
        case .idle:
            let waiting = try await store.waiting(limit: 4)
            // A mail with an attempt already counted goes alone.
            let batch = waiting.first.map { $0.attempts > 0 } == true ? Array(waiting.prefix(1)) : waiting
            if !batch.isEmpty { caseWorker.state = .begun(try await store.beginWork(batch.map(\.id))) }
        case .begun(let start):
            let half = try await decide(start)
            caseWorker.state = half.isEmpty ? .idle : .half(half)
        case .half(let mails):
            let now = now
            let work = DeskWork(cause: .operation(id: "half/\(mails[0].cause)"), query: CaseQuery())
            _ = try await store.decide([work], now: now) { _, _ in Outcome(outgoing: mails) }
            caseWorker.state = .idle
        }
    }

    /// tx3 of a batch.
    /// - Returns: mails that a wrong order keeps for a transaction of their own.
    private mutating func decide(_ start: WorkStart) async throws -> [OutgoingMail] {
        let now = now
        var names: [MailID: String] = [:]
        for mail in start.ready {
            let bytes = try await store.bytes(of: mail.id) ?? []
            names[mail.id] =
                String(decoding: bytes, as: UTF8.self).split(separator: "Subject: ").last?.prefix { $0 != "\r\n" }
                .description
        }
        let ids = (start.ready + start.poison).map(\.id)
        let (known, isApart) = (names, order == .ticketAndOutboxApart)
        let work = ids.map { DeskWork(cause: .mail($0), query: CaseQuery()) }
        let receipts = try await take(work) { index, file in
            guard let name = known[ids[index]] else { return Outcome(disposition: .quarantined) }
            var outcome = SimulatedDesk.outcome(of: ids[index], named: name, salt: file.numberSalt, at: now)
            if isApart { outcome.outgoing = [] }
            return outcome
        }
        guard isApart else { return [] }
        return zip(ids, receipts).flatMap { id, receipt -> [OutgoingMail] in
            guard receipt.outcome != nil, let name = known[id] else { return [] }
            return SimulatedDesk.outcome(of: id, named: name, salt: 0, at: now).outgoing
        }
    }

    /// Steps alone (tx3), or in one commit with the dots and ends that the senders wait for (tx5, tx6), as the clerk does it.
    private mutating func take(
        _ work: [DeskWork], _ step: @Sendable (Int, CaseFile) -> Outcome
    ) async throws -> [Receipt] {
        let now = now
        guard sharesCommits else { return try await store.decide(work, now: now, step: step) }
        var order = SettleOrder()
        for sender in senders {
            switch sender.state {
            case .idle, .dotted: break
            case .claimed(let item): order.dots.append(item.claim)
            case .replied(let item, let result): order.ends.append(Settlement(item.claim, result))
            }
        }
        let whole = order
        let joint = try await store.decide(
            work[...], as: instance, now: now, step: step, givesWay: { _ in false },
            delivery: DeliveryDesk(
                query: { CaseQuery(ticket: $0.ticket) }, step: { report, _ in SimulatedDesk.delivered(report, at: now) }),
            settling: { whole })
        for index in senders.indices {
            switch senders[index].state {
            case .idle, .dotted: break
            case .claimed(let item):
                senders[index].state = joint.sends.granted.contains(item.claim) ? .dotted(item) : .idle
            case .replied: senders[index].state = .idle
            }
        }
        return joint.steps
    }

    // MARK: Submission

    mutating func send(_ index: Int, isKind: Bool = false) async throws {
        switch senders[index].state {
        case .idle: try await claim(index)
        case .claimed(let item):
            if !isKind, random.once(in: 8) { return reply(index, item, .transient("451 before the dot")) }
            guard order != .noClaim else { return senders[index].state = .dotted(item) }
            let granted = try await store.markDot([item.claim], as: instance, now: now)
            senders[index].state = granted.contains(item.claim) ? .dotted(item) : .idle
        case .dotted(let item): if order != .shortLease || random.once(in: 8) { dot(index, item, isKind) }
        case .replied(let item, let result): try await settle(index, item, result)
        }
    }

    private mutating func claim(_ index: Int) async throws {
        if order == .noClaim {
            let due = try await store.outbox(in: [.queued, .retry]).last { $0.nextAt ?? now <= now }
            guard let line = due, let bytes = try await store.bytes(of: line.id) else { return }
            senders[index].state = .claimed(
                OutboxItem(
                    id: line.id, ticket: line.ticket, purpose: line.purpose, recipient: line.recipient,
                    reversePath: "support@own.example", messageID: line.messageID, bytes: bytes, attempts: 1, leaseUntil: now))
        } else {
            let lease: Int64 = order == .shortLease || order == .lapsedClaimSettles ? 60 : 1200
            let items = try await store.claimDue(limit: 1, as: instance, now: now, leaseSeconds: lease)
            guard let item = items.first else { return }
            senders[index].state = .claimed(item)
        }
        senders[index].deadline = now.adding(seconds: 660)
    }

    /// The final dot goes out; the server and the line decide how it ends.
    private mutating func dot(_ index: Int, _ item: OutboxItem, _ isKind: Bool) {
        // A conversation that takes too long is cut before the dot goes out.
        if now > senders[index].deadline, order != .shortLease { return reply(index, item, .unknown("too late")) }
        if isKind {
            accept(item, isAmbiguous: false)
            return reply(index, item, .accepted("250"))
        }
        switch random.below(10) {
        case 0: reply(index, item, .transient("451"))
        case 1: reply(index, item, .permanent("554"))
        case 2: reply(index, item, .unknown("cut before the dot"))
        case 3:
            accept(item, isAmbiguous: true)
            reply(index, item, .unknown("the reply was lost"))
        default:
            accept(item, isAmbiguous: false)
            reply(index, item, .accepted("250"))
        }
    }

    private mutating func reply(_ index: Int, _ item: OutboxItem, _ result: SendResult) {
        senders[index].state = .replied(item, result)
    }

    private mutating func settle(_ index: Int, _ item: OutboxItem, _ result: SendResult) async throws {
        let now = now
        var claim = item.claim
        if order == .noClaim {
            let claimed = try await store.claimDue(limit: 100, as: instance, now: now)
            _ = try await store.unclaim(claimed.map(\.claim).filter { $0.id != item.id }, as: instance, now: now)
            claim = claimed.first { $0.id == item.id }?.claim ?? claim
            _ = try await store.markDot([claim], as: instance, now: now)
        }
        if order == .lapsedClaimSettles { claim.attempt = try await store.outboxLine(item.id)?.attempts ?? claim.attempt }
        _ = try await store.settle(
            [Settlement(claim, result)], as: instance, now: now, query: { CaseQuery(ticket: $0.ticket) }
        ) { report, _ in SimulatedDesk.delivered(report, at: now) }
        senders[index].state = .idle
    }
}
