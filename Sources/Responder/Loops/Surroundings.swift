import CCrypto
import Foundation
import HelpDesk
import Store

/// What every loop stands in: the clock, the log, the health, and the way to tell people that something is wrong.
struct Surroundings: Sendable {
    let clock: ServiceClock
    let log: Log
    let health: ServiceHealth
    let store: TicketStore
    let desk: Desk
    let submissionBell: Doorbell
    /// The second path to people, when mail itself is what is broken.
    let paths: AlarmPaths

    /// A number from 0 to 1, to spread retries.
    @Sendable func jitter() -> Double {
        var bytes: [UInt8] = [0, 0]
        _ = ab_random(&bytes, bytes.count)
        return Double(UInt16(bytes[0]) << 8 | UInt16(bytes[1])) / 65_535
    }

    /// Waits, on the clock that no jump of the wall clock moves (RULES K19); throws when the task is cancelled.
    func pause(_ duration: Duration) async throws { try await Task.sleep(for: duration, clock: .continuous) }

    /// Tells people that something happened, by the log, the health file, a mail to the admins and the second path; the same key
    /// again only after a while.
    func alarm(key: String, _ words: String) async {
        await act(on: await health.report(key), key: key, words)
    }

    /// Tells people that something is wrong as long as there are words, once, and once more when it is over.
    func trouble(key: String, _ words: String?) async {
        if let words { return await act(on: await health.raise(key, words), key: key, words) }
        guard let trouble = await health.clear(key) else { return }
        let minutes = max(0, clock.now().seconds(since: trouble.since) / 60)
        let line = "over, after \(minutes) minutes: \(trouble.words)"
        log.notice("alarm", line, ["key": .text(key)])
        await tell("over/\(key)", line)
    }

    private func act(on duty: AlarmBoard.Duty, key: String, _ words: String) async {
        switch duty {
        case .keepQuiet: return
        case .tell, .tellLast:
            let line = duty == .tellLast ? words + " (no more alarms within this hour)" : words
            log.error("alarm", line, ["key": .text(key)])
            await health.alert(line)
            await tell(key, line)
        }
    }

    private func tell(_ key: String, _ line: String) async {
        await paths.tell(line, identifier: identifier())
        let hourly = "\(key)/\(UTCTime.text(clock.now()).prefix(13))"
        do {
            try await step(.alarm(key: hourly, words: line), cause: .operation(id: "alarm/\(hourly)"))
        } catch {
            log.error("alarm", "the alarm could not be written into the store: \(error)", [:])
        }
    }

    /// Stops all automatic sending until an operator releases it.
    func hold(_ reason: String) async throws {
        try await step(.operation(.hold(reason: reason)), cause: .operation(id: "hold/" + identifier()))
    }

    /// Takes a step that no mail caused, and wakes whoever has to send what came of it.
    @discardableResult
    func step(_ input: Input, cause: Cause) async throws -> Receipt {
        let now = clock.now()
        let work = DeskWork(cause: cause, query: desk.query(for: input, given: nil))
        let desk = desk
        let receipts = try await store.decide([work], now: now) { _, file in
            CrashPoint.pass(.k8)
            return desk.step(input, in: file, given: nil, at: now)
        }
        CrashPoint.pass(.k9)
        guard let receipt = receipts.first else { throw ServiceFailure.unavailable(what: "the store", reason: "no receipt") }
        if case .refused(let error) = receipt.result { throw error }
        if !receipt.outbox.isEmpty { submissionBell.ring() }
        return receipt
    }

    /// Ends unknown fates: of mails that were found, and of those whose time to wait is over.
    /// - Returns: how many mails came to an end.
    @discardableResult
    func resolveUnknowns(found: [OutboxID]) async throws -> Int {
        let (desk, now) = (desk, clock.now())
        let receipts = try await store.resolveUnknown(
            found: found, now: now, query: { report in desk.query(for: .delivery(report), given: nil) },
            step: { report, file in desk.step(.delivery(report), in: file, given: nil, at: now) })
        if !receipts.isEmpty { submissionBell.ring() }
        return receipts.count
    }

    /// Sixteen random bytes in hexadecimal: a name that no other act has.
    func identifier() -> String {
        var bytes = [UInt8](repeating: 0, count: 16)
        _ = ab_random(&bytes, bytes.count)
        return Hexadecimal.text(bytes)
    }
}
