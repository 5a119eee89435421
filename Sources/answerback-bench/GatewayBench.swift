import Foundation
import HelpDesk
import Responder
import Store

/// `answerback-bench gateway MAILS [COUNT] [PREFILL] [SINGLE]`: the service between a real Dovecot and a real Postfix, both over TLS.
///
/// Run by `Tests/Lab/with-lab.sh` with DISCARD=1 (`make bench-gateway`). First a backlog of COUNT mails, then the same number in and
/// out over the same servers by a bare loop, then SINGLE mails one by one for their latency.
struct GatewayBench {
    private let lab: GatewayLab
    private let mails: [[UInt8]]
    private let prefill: Int
    private let singles: Int
    private static let connections = 4

    static func run(_ arguments: [String]) async throws -> Int32 {
        guard let folder = arguments.first, let lab = GatewayLab(ProcessInfo.processInfo.environment) else {
            print("usage: DISCARD=1 Tests/Lab/with-lab.sh answerback-bench gateway MAILS [COUNT] [PREFILL] [SINGLE]")
            return 64
        }
        let mails = MailBench.load(folder)
        func number(_ index: Int, otherwise: Int) -> Int {
            arguments.count > index ? Int(arguments[index]) ?? otherwise : otherwise
        }
        guard !mails.isEmpty else {
            print("answerback-bench: no .eml in \(folder)")
            return 66
        }
        let bench = GatewayBench(
            lab: lab, mails: Array(mails.prefix(number(1, otherwise: mails.count))), prefill: number(2, otherwise: 0),
            singles: number(3, otherwise: 200))
        try await bench.measure()
        return 0
    }

    private func measure() async throws {
        try lab.install(filing: "move")
        let configuration = try ConfigurationFile.load(lab.configurationFile)
        let installation = try Installation(configuration, logTo: { _ in })
        // The model is trained once and kept; a start finds it on the disk.
        _ = try await installation.analyst()
        let store = installation.store
        if prefill > 0 { try await StoreBench.prefill(store, tickets: prefill) }
        var report = GatewayReport(mails: mails.count, prefill: prefill)
        try await backlog(store, &report)
        try await bare(store, &report)
        try await single(store, &report)
        report.print()
    }

    // MARK: A backlog

    private func backlog(_ store: TicketStore, _ report: inout GatewayReport) async throws {
        try lab.deliver(mails, to: GatewayLab.user)
        let last = try await newest(store) + Int64(mails.count)
        let service = try ServiceUnderTest(configuration: lab.configurationFile, log: lab.installation + "/serve.log")
        let begun = ContinuousClock.now
        let processor = service.figures?.processorSeconds ?? 0
        try await drain(store, until: last)
        report.seconds = begun.duration(to: .now) / .seconds(1)
        let figures = service.figures
        report.processorSeconds = (figures?.processorSeconds ?? 0) - processor
        report.residentKilobytes = figures?.residentPeakKilobytes ?? 0
        service.stop()
        report.submitted = lab.acceptedCount()
        for id in (last - Int64(mails.count) + 1)...last {
            report.count(try await store.mail(MailID(rawValue: id))?.disposition)
        }
    }

    /// Waits until all mails are decided and nothing is on its way.
    private func drain(_ store: TicketStore, until last: Int64) async throws {
        while true {
            if try await store.mail(MailID(rawValue: last)) != nil, try await store.waiting(limit: 1).isEmpty,
                try await store.nextSend() == nil
            {
                return
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private func newest(_ store: TicketStore) async throws -> Int64 {
        var last: Int64 = Int64(prefill)
        while try await store.mail(MailID(rawValue: last + 1)) != nil { last += 1 }
        return last
    }

    // MARK: The same without us

    private func bare(_ store: TicketStore, _ report: inout GatewayReport) async throws {
        try lab.deliver(mails, to: GatewayLab.bareUser)
        var outgoing: [(bytes: [UInt8], recipient: String)] = []
        var id = Int64(prefill)
        while outgoing.count < report.submitted {
            id += 1
            guard let line = try await store.outboxLine(OutboxID(rawValue: id)) else { break }
            guard let bytes = try await store.bytes(of: line.id) else { continue }
            outgoing.append((bytes, line.recipient))
        }
        let figures = try await BareLoop(lab: lab, connections: Self.connections).run(
            incoming: mails.count, outgoing: outgoing)
        report.bareSeconds = figures.seconds
        report.bareProcessorSeconds = figures.processorSeconds
    }

    // MARK: One mail

    private func single(_ store: TicketStore, _ report: inout GatewayReport) async throws {
        guard singles > 0 else { return }
        // A mail that is moved away is gone before a second pair of eyes can see it come.
        try lab.install(filing: "keyword")
        let first = try await newest(store) + 1
        try lab.deliver([letter(0)], to: GatewayLab.user, from: 100_000)
        let service = try ServiceUnderTest(configuration: lab.configurationFile, log: lab.installation + "/serve2.log")
        let answered = try await answer(to: MailID(rawValue: first), store)
        let started = service.startedAt.timeIntervalSince1970 * 1000
        report.startToFetch = answered.stored - started
        report.startToAnswer = answered.sent - started
        let watch = try IdleWatch(port: lab.imapPort, user: GatewayLab.user, password: lab.password)
        for number in 1...singles {
            try lab.deliver([letter(number)], to: GatewayLab.user, from: 100_000 + number)
            let pushed = try watch.push()
            let sent = try await answer(to: MailID(rawValue: first + Int64(number)), store).sent
            report.latencies.append(sent - pushed)
        }
        report.residentAfterKilobytes = service.figures?.residentPeakKilobytes ?? 0
        service.stop()
    }

    /// When a mail was stored, and when its first mail was accepted, in milliseconds since 1970.
    private func answer(to id: MailID, _ store: TicketStore) async throws -> (stored: Double, sent: Double) {
        while true {
            if let mail = try await store.mail(id), let ticket = mail.ticket, let story = try await store.story(of: ticket),
                let ended = story.outbox.compactMap(\.endedAt).min()
            {
                return (Double(mail.storedAt.milliseconds), Double(ended.milliseconds))
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// A question that is answered, from a customer of its own.
    private func letter(_ number: Int) -> [UInt8] {
        let date = DateFormatter()
        date.locale = Locale(identifier: "en_US_POSIX")
        date.dateFormat = "EEE, dd MMM yyyy HH:mm:ss Z"
        let text = """
            Authentication-Results: \(GatewayLab.authservID); dmarc=pass header.from=single\(number).example
            From: Customer \(number) <customer@single\(number).example>
            To: Support <\(GatewayLab.user)>
            Subject: Cannot log in, forgot my password (\(number))
            Date: \(date.string(from: Date()))
            Message-ID: <single-\(number)@single\(number).example>

            Hello,

            I forgot my password and cannot log in to my account any more. How do I reset my password?

            Thanks
            Customer \(number)

            """
        return Array(text.replacingOccurrences(of: "\n", with: "\r\n").utf8)
    }
}
