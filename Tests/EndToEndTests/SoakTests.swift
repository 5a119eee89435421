import Foundation
import HelpDesk
import Responder
import Store
import Synchronization
import TestKit
import Testing
import Transport

/// T12: a day of virtual time with faults in one of a hundred calls. `SOAK_MAILS=20000` runs the long form, alone in its process,
/// and then memory and open files are watched too; `SOAK_SEED=7` names one.
@Suite("Soak", .serialized)
struct SoakTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let isLong = environment["SOAK_MAILS"] != nil
    private static let mails = environment["SOAK_MAILS"].flatMap(Int.init) ?? 300
    private static let seed = environment["SOAK_SEED"].flatMap(UInt64.init) ?? 1
    private static let slices = 96

    @Test("T12: after a day with faults every mail has come to rest, none is lost or doubled, and memory and files are flat")
    func day() async throws {
        try await TestModel.ready()
        let service = try MaildirService(
            "answers: { caps: { domainHour: 5000, allHour: 100000, escalationsHour: 100000 } },")
        let weather = Weather(seed: Self.seed)
        let (mailbox, submission) = (FlakyMailbox(weather), FlakySubmission(weather))
        let installation = try service.open()
        let responder = try Responder(
            installation, channels: Channels(mailboxes: [mailbox], submission: submission, connections: 4))
        var sent = 0
        var marks: [ProcessMark] = []
        for slice in 1...Self.slices {
            while sent < Self.mails * slice / Self.slices {
                sent += 1
                await mailbox.receive(Letters.login(sent).bytes(receivedAt: service.clock.now, by: MaildirService.server))
            }
            // Weather ends a pass early; the next one goes on.
            do { try await responder.runOnce() } catch is ServiceFailure {}
            service.clock.advance(seconds: 900)
            if slice % 24 == 0 { marks.append(ProcessMark()) }
        }
        weather.clear()
        for _ in 0..<60 {
            try await responder.runOnce()
            service.clock.advance(seconds: 3600)
        }
        try await expectRest(installation.store, submission, sent, service.clock.now)
        print("T12: SOAK_SEED=\(Self.seed) mails \(sent) faults \(weather.count) \(marks.map(\.line))")
        if Self.isLong { expectFlat(marks) }
    }

    private func expectRest(_ store: TicketStore, _ submission: FlakySubmission, _ sent: Int, _ now: Timestamp) async throws {
        #expect(try await store.waiting(limit: 1).isEmpty)
        #expect(try await store.mail(MailID(rawValue: Int64(sent)))?.disposition != nil)
        #expect(try await store.mail(MailID(rawValue: Int64(sent + 1))) == nil)
        #expect(try await store.verify(now: now).isEmpty)
        var id: Int64 = 1
        while let row = try await store.outboxLine(OutboxID(rawValue: id)) {
            let times = await submission.times(try #require(try await store.bytes(of: row.id)))
            #expect(times <= (row.purpose == .answer ? 1 : 1 + row.resends), "\(row)")
            #expect(row.state != .sent || times > 0, "\(row)")
            #expect([.sent, .failed, .parked, .cancelled].contains(row.state), "\(row)")
            id += 1
        }
    }

    /// The last quarter of the day against the second: what grows with mail would have grown by half.
    private func expectFlat(_ marks: [ProcessMark]) {
        guard let last = marks.last, marks.count == 4 else { return }
        #expect(last.residentKilobytes < marks[1].residentKilobytes + 16_384, "\(marks.map(\.line))")
        #expect(last.files <= marks[1].files + 2, "\(marks.map(\.line))")
    }
}

/// What Linux tells of this process at one moment.
private struct ProcessMark {
    let residentKilobytes: Int
    let files: Int

    init() {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        residentKilobytes = line.flatMap { $0.split(whereSeparator: { !$0.isNumber }).first }.flatMap { Int($0) } ?? 0
        files = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
    }

    var line: String { "\(residentKilobytes / 1024) MB \(files) files" }
}

/// One call in a hundred goes wrong.
private final class Weather: Sendable {
    private let state: Mutex<(state: UInt64, count: Int, isOver: Bool)>

    init(seed: UInt64) { state = Mutex((seed &* 0x9E37_79B9_7F4A_7C15 | 1, 0, false)) }

    var count: Int { state.withLock { $0.count } }
    func clear() { state.withLock { $0.isOver = true } }

    /// nil in good weather; else a number to choose the fault by.
    func strikes() -> Int? {
        state.withLock { held in
            held.state = held.state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let drawn = held.state >> 33
            guard !held.isOver, drawn % 100 == 0 else { return nil }
            held.count += 1
            return Int(drawn / 100 % 5)
        }
    }
}

private actor FlakyMailbox: Mailbox {
    nonisolated let name = "inbox"
    private let weather: Weather
    private var mails: [RawMail] = []
    private var count: UInt32 = 0

    init(_ weather: Weather) { self.weather = weather }

    func receive(_ bytes: [UInt8]) {
        count += 1
        mails.append(RawMail(uid: MailUID(validity: 1, uid: count), receivedAt: nil, bytes: bytes, extent: .whole))
    }

    private func pass() throws(TransportError) {
        if weather.strikes() != nil { throw .unreachable(server: name, why: "the line broke") }
    }

    func open() throws(TransportError) -> MailboxState {
        try pass()
        return MailboxState(uidValidity: 1, mailCount: mails.count, capabilities: [])
    }
    func fetch(limit: Int, skipping: Set<MailUID>) throws(TransportError) -> [RawMail] {
        try pass()
        return Array(mails.prefix(limit))
    }
    func file(_ uids: [MailUID]) throws(TransportError) {
        try pass()
        let gone = Set(uids)
        mails.removeAll { gone.contains($0.uid) }
    }
    func waitForMail(atMost seconds: Double) {}
    func contains(messageID: String, in folder: FolderRole) -> Bool { false }
    func count(_ folder: FolderRole) -> Int? { mails.count }
    func erase(
        _ clues: [MailClue], in folder: FolderRole, onlyIf isMeant: @escaping @Sendable ([UInt8]) -> Bool
    ) -> MailErasure { MailErasure() }
    func expungeDone(olderThanDays days: Int) -> Int { 0 }
    func close() {}
}

private actor FlakySubmission: Submission {
    private let weather: Weather
    private var accepted: [[UInt8]: Int] = [:]

    init(_ weather: Weather) { self.weather = weather }

    func times(_ bytes: [UInt8]) -> Int { accepted[bytes] ?? 0 }

    func submit(
        _ bytes: [UInt8], envelope: Envelope, beforeFinalDot: nonisolated(nonsending) @Sendable () async throws -> Void
    ) async -> SubmissionResult {
        let fault = weather.strikes()
        if fault == 0 { return .transient(reply: "451 later", scope: .message) }
        if fault == 1 { return .transient(reply: "no connection", scope: .connection) }
        do { try await beforeFinalDot() } catch { return .transient(reply: "stopped", scope: .message) }
        if fault == 2 { return .permanent(reply: "554 no") }
        if fault == 3 { return .unknown("cut before the dot") }
        accepted[bytes, default: 0] += 1
        return fault == 4 ? .unknown("the reply was lost") : .accepted(reply: "250 ok")
    }
    func open() {}
    func close() {}
}
