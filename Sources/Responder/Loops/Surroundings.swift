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
    /// A program that gets an alarm's line on standard input: the second path, when mail itself is what is broken.
    let alarmCommand: [String]

    /// A number from 0 to 1, to spread retries.
    @Sendable func jitter() -> Double {
        var bytes: [UInt8] = [0, 0]
        _ = ab_random(&bytes, bytes.count)
        return Double(UInt16(bytes[0]) << 8 | UInt16(bytes[1])) / 65_535
    }

    /// Waits, on the clock that no jump of the wall clock moves (RULES K19); throws when the task is cancelled.
    func pause(_ duration: Duration) async throws { try await Task.sleep(for: duration, clock: .continuous) }

    /// Tells people, once a day for a key: by the log, the health file, the alarm command and a mail to the admins.
    func alarm(key: String, _ words: String) async {
        log.error("alarm", words, ["key": .text(key)])
        await health.alert(words)
        AlarmCommand(words: alarmCommand).run(line: words)
        let daily = "\(key)/\(UTCTime.text(clock.now()).prefix(10))"
        do {
            try await step(.alarm(key: daily, words: words), cause: .operation(id: "alarm/\(daily)"))
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
        let receipts = try await store.decide([work], now: now) { _, file in desk.step(input, in: file, given: nil, at: now) }
        guard let receipt = receipts.first else { throw ServiceFailure.unavailable(what: "the store", reason: "no receipt") }
        if case .refused(let error) = receipt.result { throw error }
        if !receipt.outbox.isEmpty { submissionBell.ring() }
        return receipt
    }

    /// Sixteen random bytes in hexadecimal: a name that no other act has.
    func identifier() -> String {
        var bytes = [UInt8](repeating: 0, count: 16)
        _ = ab_random(&bytes, bytes.count)
        return Hexadecimal.text(bytes)
    }
}

/// The operator's program for alarms. It is not waited for: a pager that hangs must not stop the mail.
struct AlarmCommand: Sendable {
    let words: [String]

    func run(line: String) {
        guard let program = words.first else { return }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program.hasPrefix("/") ? program : "/usr/bin/env")
        process.arguments = program.hasPrefix("/") ? Array(words.dropFirst()) : words
        let input = Pipe()
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return }
        try? input.fileHandleForWriting.write(contentsOf: Data((JSONText.escaped(line, quotes: .plain) + "\n").utf8))
        try? input.fileHandleForWriting.close()
    }
}
