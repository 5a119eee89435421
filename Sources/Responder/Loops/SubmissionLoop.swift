import HelpDesk
import Store
import Transport

/// Push: claims finished mails that are due (tx4) and sends them over a pool of connections.
///
/// Bytes are frozen, so every attempt is the same mail. The moment before the final dot is committed (tx5), the reply after it (tx6);
/// what ends between them is unknown, and is told apart by the Sent folder, by time, and by the policy of its class.
struct SubmissionLoop: Sendable {
    let store: TicketStore
    let instance: Instance
    let senders: [Sender]
    let committer: GroupCommitter
    /// Mailboxes whose Sent folder may show what became of a mail of unknown fate.
    let mailboxes: [any Mailbox]
    let desk: Desk
    let bell: Doorbell
    let surroundings: Surroundings

    static let channel = "submission"
    /// Mail that another process put into the outbox rings no bell.
    static let pollSeconds = 1
    static let unknownPollSeconds = 60
    /// A server that worked this long starts anew with short waits.
    static let steady = Duration.seconds(60)

    /// Whether the senders wait for more when nothing is due.
    enum Length { case once, staying }

    /// Sends until the task is cancelled; after a refused login it waits for another secret.
    func run() async throws {
        var breaker = Backoff(first: .seconds(1), longest: .seconds(300))
        while !Task.isCancelled {
            let started = ContinuousClock.now
            switch try await workOff(.staying) {
            case nil: break
            case .wait(let words):
                if started.duration(to: .now) > Self.steady { breaker.succeeded() }
                surroundings.log.warning("submission", words)
                await surroundings.health.failed(Self.channel, words)
                try await surroundings.pause(breaker.next(jitter: surroundings.jitter()))
            case .stop(let words): try await standStill(words)
            }
        }
    }

    /// Sends what is due.
    /// - Returns: why it ended early; nil where all that was due went its way.
    func workOff(_ length: Length) async throws -> ClaimQueue.Close? { try await send(length).closed }

    /// Sends what is due, for `serve --once`.
    /// - Returns: how many were tried, and why it ended early.
    func sendOnce() async throws -> (tried: Int, closed: ClaimQueue.Close?) { try await send(.once) }

    private func send(_ length: Length) async throws -> (tried: Int, closed: ClaimQueue.Close?) {
        let queue = ClaimQueue(
            store: store, instance: instance, clock: surroundings.clock, connections: senders.count)
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (sender, lane) in zip(senders, lanes) {
                    group.addTask(executorPreference: lane) { try await work(sender, queue, length) }
                }
                try await group.waitForAll()
            }
        } catch {
            _ = try? await committer.flush()
            try? await queue.giveBack()
            throw error
        }
        _ = try await committer.flush()
        try await queue.giveBack()
        return (queue.handedOut, queue.closed)
    }

    /// A thread for each sender: its connection's, so that sending waits for no judging, and wakes no other thread for each mail.
    private var lanes: [(any TaskExecutor)?] {
        let lanes: [(any TaskExecutor)?] = senders.first?.submission.lanes ?? []
        return lanes + Array(repeating: nil, count: max(0, senders.count - lanes.count))
    }

    private func work(_ sender: Sender, _ queue: ClaimQueue, _ length: Length) async throws {
        while !Task.isCancelled {
            guard let item = try await next(of: queue) else {
                if length == .once { break }
                guard queue.closed == nil else { break }
                await bell.wait(.seconds(Self.pollSeconds))
                continue
            }
            switch try await sender.send(item) {
            case .goOn: break
            case .wait(let words): close(queue, .wait(words))
            case .stop(let words): close(queue, .stop(words))
            }
        }
    }

    /// Before a sender rests, what it sent is settled; that may bring another mail into the outbox.
    private func next(of queue: ClaimQueue) async throws -> OutboxItem? {
        if let item = try await queue.next() { return item }
        return try await committer.flush() ? try await queue.next() : nil
    }

    private func close(_ queue: ClaimQueue, _ reason: ClaimQueue.Close) {
        queue.close(reason)
        bell.ring()
    }

    /// How often a stopped channel looks whether its secret is another.
    static let secretPause = Duration.seconds(15)

    /// The submission itself asks no server with a secret that was refused, so looking again locks nobody out (E8).
    private func standStill(_ words: String) async throws {
        await surroundings.health.stopped(Self.channel, words)
        await surroundings.trouble(
            key: "login/\(Self.channel)",
            "the submission server refuses the login (\(words)); nothing is sent until the secret is another")
        while let submission = senders.first?.submission {
            try await surroundings.pause(Self.secretPause)
            do throws(TransportError) { try await submission.open() } catch {
                if case .credentials = error { continue }
                return surroundings.log.warning("submission", error.description)
            }
            return await surroundings.health.succeeded(Self.channel)
        }
    }

    // MARK: Unknown fates

    /// Looks, each minute, for what became of mails whose reply never came.
    func watchUnknowns() async throws {
        while !Task.isCancelled {
            try await resolveUnknowns()
            try await surroundings.pause(.seconds(Self.unknownPollSeconds))
        }
    }

    func resolveUnknowns() async throws {
        try await recoverLapsed()
        let unknowns = try await store.unknowns()
        guard !unknowns.isEmpty else { return }
        var found: [OutboxID] = []
        for mail in unknowns where await isInSentFolder(mail.messageID) { found.append(mail.id) }
        try await surroundings.resolveUnknowns(found: found)
        surroundings.log.notice(
            "submission", "mails of unknown fate were looked for",
            ["count": .number(Int64(unknowns.count)), "found": .number(Int64(found.count))])
    }

    /// A send whose end could not be written (the store was busy) leaves its claim behind; its lease brings it back (INV7).
    private func recoverLapsed() async throws {
        let recovery = try await store.recover(as: instance, now: surroundings.clock.now())
        guard recovery.retried + recovery.unknown > 0 else { return }
        surroundings.log.warning(
            "submission", "claims lapsed",
            ["retried": .number(Int64(recovery.retried)), "unknown": .number(Int64(recovery.unknown))])
        bell.ring()
    }

    /// A mailbox that cannot be asked has not seen it; the waiting time and the policy of the class decide then.
    private func isInSentFolder(_ messageID: String) async -> Bool {
        for mailbox in mailboxes {
            if (try? await mailbox.contains(messageID: messageID, in: .sent)) == true { return true }
        }
        return false
    }
}
