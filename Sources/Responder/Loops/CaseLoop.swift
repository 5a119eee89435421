import HelpDesk
import InternetMessage
import Store
import Synchronization

/// Work: takes stored mails through the desk, in order of arrival and in batches that share their commits.
///
/// An attempt is counted and committed before anything looks at a mail's bytes (tx2), because a trap cannot be caught: a mail that
/// ended the process twice is quarantined at its third start, unread (K6). Reading and judging hold no transaction.
struct CaseLoop: Sendable {
    let store: TicketStore
    let committer: GroupCommitter
    let desk: Desk
    let analyst: AnalystSeat
    let bell: Doorbell
    let reserve: DiskReserve
    let surroundings: Surroundings
    let concurrency: Int

    static let batchMax = 50
    static let batchBytesMax = 32 << 20
    /// Mails whose steps are taken ahead side by side, and decided in one transaction at most; where final dots wait, it ends sooner.
    static let decideMax = 25
    /// Mail that `deliver` stored beside us rings no bell.
    static let pollSeconds = 1

    func run() async throws {
        while !Task.isCancelled {
            if try await workOff() == 0 { await bell.wait(.seconds(Self.pollSeconds)) }
        }
    }

    /// Decides what waits.
    /// - Returns: how many mails came to rest.
    func workOff() async throws -> Int {
        var all = 0
        var stuck: Set<MailID> = []
        while !Task.isCancelled {
            let batch = Self.batch(try await store.waiting(limit: Self.batchMax, excluding: stuck))
            guard !batch.isEmpty else { break }
            let undecided = try await work(batch)
            stuck.formUnion(undecided)
            all += batch.count - undecided.count
        }
        return all
    }

    /// A mail with an attempt already counted may be what ended the last run: it goes alone, so that it drags nobody along.
    private static func batch(_ waiting: [StoredMail]) -> [StoredMail] {
        if let first = waiting.first, first.attempts > 0 { return [first] }
        var bytes = 0
        return Array(
            waiting.prefix { mail in
                let isFirst = bytes == 0
                bytes += max(mail.byteCount, 1)
                return mail.attempts == 0 && (isFirst || bytes <= batchBytesMax)
            })
    }

    /// - Returns: mails that could not even be quarantined.
    private func work(_ batch: [StoredMail]) async throws -> [MailID] {
        let start = try await store.beginWork(batch.map(\.id))
        CrashPoint.pass(.k6)
        do {
            try await analyst.refresh(from: store)
            let cases = try await read(start.ready)
            CrashPoint.pass(.k7)
            try await resolveNamed(cases)
            let refused = try await decideAll(cases)
            return try await quarantine(start.poison.map(\.id) + refused)
        } catch {
            await putBack(start.ready.map(\.id))
            throw error
        }
    }

    /// Nothing is wrong with the mails: the attempt does not count. On a full disk the reserve makes room for saying so (K17).
    private func putBack(_ ids: [MailID]) async {
        do { try await store.putBack(ids) } catch {
            guard case .diskFull = error else { return }
            reserve.release()
            try? await store.putBack(ids)
        }
    }

    private func read(_ mails: [StoredMail]) async throws -> [ReadCase] {
        let bytes = try await store.bytes(of: mails.map(\.id))
        let (desk, analyst) = (desk, analyst.current)
        return await sideBySide(Array(zip(mails, bytes))) { mail, bytes in
            ReadCase(mail: mail, bytes: bytes ?? [], desk: desk, analyst: analyst)
        }
    }

    /// Below this many, a step ahead would only make the mail wait for a read more.
    private static let foreseenMin = 3

    /// Decides one part after the other, while the steps of the next are taken ahead.
    /// - Returns: the mails whose step the schema refused.
    private func decideAll(_ cases: [ReadCase]) async throws -> [MailID] {
        var refused: [MailID] = []
        var part = await foreseen(cases.prefix(Self.decideMax))
        var behind = cases.dropFirst(part.count)
        while !part.isEmpty {
            let following = behind.prefix(Self.decideMax)
            async let next = foreseen(following)
            refused += try await decide(part)
            part = await next
            behind = behind.dropFirst(following.count)
        }
        return refused
    }

    /// Takes steps ahead, side by side and outside any transaction: the store's one thread then only writes. Where the store cannot be
    /// read, nothing is ahead, and the transaction says why.
    private func foreseen(_ part: ArraySlice<ReadCase>) async -> [ReadCase] {
        var cases = Array(part)
        let now = surroundings.clock.now()
        guard cases.count >= Self.foreseenMin,
            let files = try? await store.caseFiles(for: cases.map(\.work), now: now)
        else { return cases }
        let foreseen = await sideBySide(Array(zip(cases, files))) { [desk] item, file in
            desk.foresee(item.input, in: file, given: item.evidence, at: now)
        }
        for (index, foresight) in zip(cases.indices, foreseen) { cases[index].foresight = foresight }
        return cases
    }

    /// Works a list off in as many parts as there are cores.
    private func sideBySide<Work: Sendable, Result: Sendable>(
        _ work: [Work], _ body: @escaping @Sendable (Work) -> Result
    ) async -> [Result] {
        let width = max(1, (work.count + concurrency - 1) / max(concurrency, 1))
        return await withTaskGroup(of: (Int, [Result]).self) { group in
            for start in stride(from: 0, to: work.count, by: width) {
                group.addTask { (start, work[start..<min(start + width, work.count)].map(body)) }
            }
            var parts: [(Int, [Result])] = []
            for await part in group { parts.append(part) }
            return parts.sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
    }

    /// A reply or a bounce that names a mail of unknown fate shows that it was accepted. It is told before the step, so that a
    /// bounce has the last word.
    private func resolveNamed(_ cases: [ReadCase]) async throws {
        let unknowns = try await store.unknowns()
        guard !unknowns.isEmpty else { return }
        let named = Set(cases.flatMap(\.namedMessageIDs))
        let found = unknowns.filter { named.contains(ReadCase.bare($0.messageID)) }.map(\.id)
        guard !found.isEmpty else { return }
        try await surroundings.resolveUnknowns(found: found)
        surroundings.log.notice(
            "submission", "mails of unknown fate were named by replies or bounces", ["found": .number(Int64(found.count))])
    }

    /// tx3 for these mails.
    /// - Returns: those whose step the schema refused.
    private func decide(_ cases: [ReadCase]) async throws -> [MailID] {
        let desk = desk
        let refused = Mutex<[MailID]>([])
        try await committer.decide(cases.map(\.work)) { index, file, now in
            CrashPoint.pass(.k8)
            let item = cases[index]
            return desk.step(item.input, in: file, given: item.evidence, at: now, foreseen: item.foresight)
        } tell: { index, receipt in
            if !receipt.outbox.isEmpty { surroundings.submissionBell.ring() }
            switch receipt.result {
            case .committed(let outcome): tell(cases[index], outcome)
            case .replayed: break
            case .refused(let error):
                surroundings.log.error("case", "\(error)", ["mail": .number(cases[index].mail.id.rawValue)])
                refused.withLock { $0.append(cases[index].mail.id) }
            }
        }
        return refused.withLock { $0 }
    }

    private func quarantine(_ ids: [MailID]) async throws -> [MailID] {
        var undecided: [MailID] = []
        for id in ids {
            do {
                try await surroundings.step(.quarantine(id), cause: .mail(id))
                surroundings.log.warning("case", "a mail was quarantined", ["mail": .number(id.rawValue)])
            } catch let error as StoreError {
                guard case .refused = error else { throw error }
                await surroundings.alarm(
                    key: "stuck/\(id.rawValue)", "mail \(id.rawValue) can neither be worked nor put aside: \(error)")
                undecided.append(id)
            }
        }
        return undecided
    }

    private func tell(_ item: ReadCase, _ outcome: Outcome) {
        let state = outcome.disposition.map { "\($0)" } ?? "-"
        surroundings.log.info(
            "case", "a mail was decided",
            [
                "mail": .number(item.mail.id.rawValue), "state": .text(state), "mails": .number(Int64(outcome.outgoing.count)),
            ])
    }
}

/// A mail that was read, triaged and judged; ready for its step.
struct ReadCase: Sendable {
    let mail: StoredMail
    let input: Input
    let evidence: Evidence
    let work: DeskWork
    /// Its step, taken ahead.
    var foresight: Foresight?
    /// The mails that this one answers or reports about, without angle brackets.
    let namedMessageIDs: [String]

    init(mail: StoredMail, bytes: [UInt8], desk: Desk, analyst: Analyst) {
        self.mail = mail
        let message = Message(bytes)
        let incoming = IncomingMail(
            id: mail.id, mailbox: mail.mailbox, receivedAt: mail.receivedAt, message: message, reading: Reading(message))
        let triage = desk.triage(incoming)
        evidence = analyst.timed { $0.evidence(for: triage) }
        input = .mail(incoming, triage)
        work = DeskWork(cause: .mail(mail.id), query: desk.query(for: input, given: evidence))
        let named =
            incoming.reading.inReplyTo + incoming.reading.references.suffix(Self.namedMax) + triage.query.bouncedMessageIDs
        namedMessageIDs = named.map(Self.bare)
    }

    private static let namedMax = 20

    static func bare(_ messageID: String) -> String {
        messageID.hasPrefix("<") && messageID.hasSuffix(">") ? String(messageID.dropFirst().dropLast()) : messageID
    }
}
