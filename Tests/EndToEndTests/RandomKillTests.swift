import Foundation
import HelpDesk
import Responder
import Store
import TestKit
import Testing

/// T5: `kill -9` at any moment, between a real Dovecot and a real Postfix. `KILLS=10000` runs the long form, `KILL_LANES=4` as four
/// services side by side, each with servers of its own; `KILL_SEED=7` names a run, `ANSWERBACK_PROGRAM` the program to kill.
@Suite(
    "Random kills", .serialized,
    .enabled(if: Lab.obstacle == nil && ServeProcess.program != nil, "\(Lab.obstacle ?? "answerback was not built")"))
struct RandomKillTests {
    private static func number(_ name: String, otherwise: UInt64) -> UInt64 {
        ProcessInfo.processInfo.environment[name].flatMap(UInt64.init) ?? otherwise
    }

    @Test("T5: whatever a kill interrupts, no mail is lost and no answer goes out twice")
    func kills() async throws {
        let kills = max(1, Int(Self.number("KILLS", otherwise: 100)))
        let lanes = min(kills, max(1, Int(Self.number("KILL_LANES", otherwise: 1))))
        let seed = Self.number("KILL_SEED", otherwise: UInt64.random(in: 1...1_000_000))
        var sum = KillTorture.Outcome()
        try await withThrowingTaskGroup(of: KillTorture.Outcome.self) { group in
            for lane in 0..<lanes {
                let share = kills / lanes + (lane < kills % lanes ? 1 : 0)
                group.addTask { try await Self.lane(kills: share, seed: seed + UInt64(lane)) }
            }
            for try await outcome in group { sum += outcome }
        }
        print("T5: KILL_SEED=\(seed) kills \(kills) \(sum.line)")
        #expect(sum.broken.isEmpty, "KILL_SEED=\(seed): \(sum.broken.prefix(10).joined(separator: "; "))")
    }

    private static func lane(kills: Int, seed: UInt64) async throws -> KillTorture.Outcome {
        let lab = try Lab(discards: true)
        defer { lab.stop() }
        let service = try LabService(lab)
        try await TestModel.copy(to: service.folder.file("var"))
        var torture = KillTorture(service: service, seed: seed)
        for kill in 1...kills {
            try await torture.killOnce()
            if kill.isMultiple(of: 500) { print("T5: KILL_SEED=\(seed), \(kill) kills so far") }
        }
        try await torture.drain()
        return try await torture.outcome()
    }
}

/// A service that is started and killed again and again while mail comes in.
private struct KillTorture {
    private let service: LabService
    private var random: SystemSeed
    private var sent = 0
    /// How long a start took to work all off, at the longest: kills are spread over it.
    private var spanMilliseconds = 1500

    init(service: LabService, seed: UInt64) {
        self.service = service
        random = SystemSeed(state: seed)
    }

    private var words: [String] { ["serve", "--config", service.configuration.file] }

    mutating func killOnce() async throws {
        try deliver(1 + Int(random.next() % 4))
        let run = try ServeProcess(words, log: service.folder.file("serve.log"))
        try await run.kill(afterMilliseconds: Int(random.next() % UInt64(spanMilliseconds)))
    }

    /// Runs undisturbed until all has come to an end, but for what waits ten minutes for a sign.
    mutating func drain() async throws {
        let run = try ServeProcess(words, log: service.folder.file("last.log"))
        let store = try service.open().store
        let lab = service.lab
        do {
            try await eventually("all mail to come to an end", within: 900) { () -> Bool? in
                guard lab.files(of: LabService.support) == 0, try await store.waiting(limit: 1).isEmpty else { return nil }
                return try await store.outbox(in: [.queued, .sending, .retry], limit: 1).isEmpty ? true : nil
            }
        } catch {
            let waiting = try await store.waiting(limit: 5).map { "mail \($0.id.rawValue), attempts \($0.attempts)" }
            let rows = try await store.outbox(in: [.queued, .sending, .retry], limit: 5).map { row in
                "outbox \(row.id.rawValue) \(row.state.rawValue), attempts \(row.attempts), \(row.reply ?? "no reply")"
            }
            let hold = try await store.standingHold().map { "held: \($0.reason)" } ?? "not held"
            let inbox = "\(lab.files(of: LabService.support)) in the inbox"
            Issue.record("\(inbox); \(waiting); \(rows); \(hold); \(run.said.suffix(500))")
            throw error
        }
        try await run.works(in: service.folder.file("var"))
        run.terminate()
        try await run.ends(with: .exited(0))
    }

    struct Outcome: Sendable {
        var broken: [String] = []
        var (mails, sends, doubled, unknown, quarantined) = (0, 0, 0, 0, 0)

        var line: String {
            "mails \(mails) sends \(sends) broken \(broken.count) doubled \(doubled) unknown \(unknown) quarantined \(quarantined)"
        }

        static func += (sum: inout Outcome, part: Outcome) {
            sum.broken += part.broken
            sum.mails += part.mails
            sum.sends += part.sends
            sum.doubled += part.doubled
            sum.unknown += part.unknown
            sum.quarantined += part.quarantined
        }
    }

    func outcome() async throws -> Outcome {
        let store = try service.open().store
        var outcome = Outcome()
        outcome.broken = try await store.verify(now: service.clock.now).map { "\($0)" }
        let log = try String(contentsOfFile: service.lab.folder.appending(path: "postfix.log").path(), encoding: .utf8)
        let acceptances = PostfixLog(log).acceptances
        var id: Int64 = 1
        // Rows of the outbox have no gaps: each is written once.
        while let row = try await store.outboxLine(OutboxID(rawValue: id)) {
            let count = acceptances[row.messageID] ?? 0
            if count > (row.purpose == .answer ? 1 : 1 + row.resends) { outcome.doubled += 1 }
            if row.state == .sent, count == 0 { outcome.broken.append("\(row.messageID) is told as sent and was never accepted") }
            if row.state == .unknown || row.state == .parked { outcome.unknown += 1 }
            (outcome.sends, id) = (outcome.sends + 1, id + 1)
        }
        if outcome.doubled > 0 { outcome.broken.append("\(outcome.doubled) mails were accepted more often than allowed") }
        let mails = try await stored(store)
        for mail in mails where mail.disposition == nil { outcome.broken.append("mail \(mail.id.rawValue) is undecided") }
        outcome.mails = mails.count
        outcome.quarantined = mails.count { $0.disposition == .quarantined }
        if mails.count != sent { outcome.broken.append("\(sent) mails came and \(mails.count) are stored") }
        return outcome
    }

    /// A duplicate uses up a number, so numbers have gaps.
    private func stored(_ store: TicketStore) async throws -> [StoredMail] {
        var mails: [StoredMail] = []
        var (id, missing) = (Int64(1), 0)
        while missing < 1000 {
            if let mail = try await store.mail(MailID(rawValue: id)) {
                mails.append(mail)
                missing = 0
            } else {
                missing += 1
            }
            id += 1
        }
        return mails
    }

    private mutating func deliver(_ count: Int) throws {
        for _ in 0..<count {
            sent += 1
            var letter = Letters.login(sent, from: "Customer <customer\(sent)@customer.test>")
            letter.to = LabService.support
            try service.lab.place(letter.bytes(receivedAt: service.clock.now, by: Lab.authservID), with: LabService.support)
        }
    }
}

private struct SystemSeed {
    var state: UInt64
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
}
