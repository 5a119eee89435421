import CCrypto
import FoundationEssentials
import Glibc
import HelpDesk
import Store

/// `answerback-bench store [MAILS] [BATCH] [PREFILL]`: what the store's transactions cost a mail, on a file with an fsync each.
enum StoreBench {
    static func run(_ arguments: [String]) async throws {
        let mails = number(arguments, 0, otherwise: 20_000)
        let batch = max(number(arguments, 1, otherwise: 100), 1)
        let prefill = number(arguments, 2, otherwise: 0)
        let folder = "/tmp/answerback-bench-\(getpid())"
        mkdir(folder, 0o700)
        defer { for name in ["store.sqlite", "store.sqlite-wal", "store.sqlite-shm", ""] { remove("\(folder)/\(name)") } }
        let store = try TicketStore(at: .file("\(folder)/store.sqlite"))
        var bench = Run(store: store, instance: try await store.takeOver(owner: "bench", now: Run.start))
        if prefill > 0 {
            try await bench.work(mails: prefill, batch: 1000)
            print("prefilled with \(prefill) tickets, \(try await store.health().fileBytes / 1_048_576) MB")
        }
        bench.spent = [:]
        let cpu = processorSeconds()
        try await bench.work(mails: mails, batch: batch)
        report(bench, mails: mails, batch: batch, processorSeconds: processorSeconds() - cpu)
    }

    /// Works so many mails of its own through a store, so that a benchmark finds it filled. The last of them came just now: what
    /// is to be done about old ones, such as closing them, would be measured else.
    static func prefill(_ store: TicketStore, tickets: Int) async throws {
        let now = Timestamp(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1000))
        let start = now.adding(seconds: -Int64(tickets / Run.mailsASecond) - 1)
        var run = Run(store: store, instance: try await store.takeOver(owner: "bench", now: start), start: start)
        try await run.work(mails: tickets, batch: 1000)
    }

    private static func report(_ bench: Run, mails: Int, batch: Int, processorSeconds: Double) {
        print("\(mails) mails of 5 KB in batches of \(batch), synchronous=FULL")
        var total = 0.0
        for step in Run.Step.allCases {
            let seconds = bench.spent[step] ?? 0
            total += seconds
            print(
                "  \(step.rawValue.padded(10)) \(rate(mails, seconds)) mails/s  \(rounded(seconds * 1e6 / Double(mails))) us a mail"
            )
        }
        print("  all        \(rate(mails, total)) mails/s  \(rounded(processorSeconds * 1e6 / Double(mails))) us CPU a mail")
    }

    private static func number(_ arguments: [String], _ index: Int, otherwise: Int) -> Int {
        arguments.indices.contains(index) ? Int(arguments[index]) ?? otherwise : otherwise
    }

    private static func rate(_ mails: Int, _ seconds: Double) -> String {
        String(Int(Double(mails) / max(seconds, 1e-9))).padded(8)
    }
    private static func rounded(_ value: Double) -> String { String((value * 10).rounded() / 10) }

    private static func processorSeconds() -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
        return Double(seconds) + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    }
}

/// A store worked through batch after batch.
private struct Run {
    enum Step: String, CaseIterable { case keep, file, begin, read, decide, claim, dot, settle }

    static let start = Timestamp(seconds: 1_795_000_000)
    /// In the time that the mails bear.
    static let mailsASecond = 50
    let start: Timestamp
    let store: TicketStore
    let instance: Instance
    var spent: [Step: Double] = [:]
    private var made = 0
    private static let filler = [UInt8](repeating: 97, count: 4800)

    init(store: TicketStore, instance: Instance, start: Timestamp = Run.start) {
        self.start = start
        self.store = store
        self.instance = instance
    }

    mutating func work(mails: Int, batch: Int) async throws {
        var left = mails
        while left > 0 {
            let count = min(left, batch)
            try await work(count)
            left -= count
        }
    }

    private mutating func timed<Value>(_ step: Step, _ body: () async throws -> Value) async rethrows -> Value {
        let begun = ContinuousClock.now
        let value = try await body()
        let spent = begun.duration(to: .now).components
        self.spent[step, default: 0] += Double(spent.seconds) + Double(spent.attoseconds) / 1e18
        return value
    }

    private mutating func work(_ count: Int) async throws {
        let store = store
        let instance = instance
        let now = start.adding(seconds: Int64(made / Self.mailsASecond))
        let mails = (0..<count).map { mail(made + $0) }
        made += count
        let ids = try await timed(.keep) { try await store.keep(mails, now: now).map(\.id) }
        try await timed(.file) { try await store.filed(ids) }
        _ = try await timed(.begin) { try await store.beginWork(ids) }
        _ = try await timed(.read) { try await store.bytes(of: ids) }
        let work = ids.map { id in
            let party = Self.party(id.rawValue)
            return DeskWork(
                cause: .mail(id),
                query: CaseQuery(party: party, rateKeys: AddressKey.rateKeys(of: party), intent: "login_issue"))
        }
        _ = try await timed(.decide) {
            try await store.decide(work, now: now) { index, file in
                Self.answered(ids[index], party: Self.party(ids[index].rawValue), salt: file.numberSalt, at: now)
            }
        }
        let claimed = try await timed(.claim) { try await store.claimDue(limit: count, as: instance, now: now) }
        _ = try await timed(.dot) { try await store.markDot(claimed.map(\.claim), as: instance, now: now) }
        _ = try await timed(.settle) {
            try await store.settle(
                claimed.map { Settlement($0.claim, .accepted("250 2.0.0 queued")) }, as: instance, now: now,
                query: { CaseQuery(ticket: $0.ticket, reach: .ticket) }
            ) { report, _ in Self.delivered(report, at: now) }
        }
    }

    /// As good as random, as real tokens and ticket numbers are: an index of them is written all over, not at its end.
    private static func scattered(_ words: String) -> String {
        var out = [UInt8](repeating: 0, count: 32)
        let code = ab_sha256(Array(words.utf8), words.utf8.count, &out)
        precondition(code == 1, "libcrypto refuses SHA-256")
        return out.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    /// One of some 300,000 customers; those who follow each other are no neighbours in any order.
    private static func party(_ number: Int64) -> String {
        let customer = number &* 7_919 % 300_007
        return "customer\(customer)@host\(customer % 5_003).example"
    }

    private func mail(_ number: Int) -> IncomingBytes {
        let head = """
            From: Casey <\(Self.party(Int64(number)))>\r\nTo: support@own.example\r\nSubject: Login \(number)\r\n\
            Date: Sat, 21 Nov 2026 04:00:00 +0000\r\nMessage-ID: <\(number)@customer.example>\r\n\r\nI cannot log in.\r\n
            """
        return IncomingBytes(
            mailbox: "support", place: MailPlace(uidValidity: 1, uid: String(number)), receivedAt: start,
            bytes: Array(head.utf8) + Self.filler)
    }

    private static func answered(_ mail: MailID, party: String, salt: Int, at now: Timestamp) -> Outcome {
        let ticket = TicketID(openedBy: mail)
        let messageID = String(scattered("answer \(mail.rawValue)").prefix(26)) + "@own.example"
        let text = String(decoding: filler.prefix(600), as: UTF8.self)
        let opening = Opening(
            number: TicketNumber(rawValue: "AB-" + scattered("number \(mail.rawValue) \(salt)").prefix(8).uppercased()),
            party: party, customerName: "Casey", mailbox: "support",
            ownAddress: "support@own.example", subject: "Login", message: text, isAuthenticated: true, linkedTo: nil)
        let judgement = Judgement(
            intent: "login_issue", template: "reset", confidence: 0.93, category: .technical, priority: .medium, sentiment: 0,
            language: "en", summary: "Cannot log in", wordsFor: ["log", "in", "cannot"], model: "linear-1")
        let decision = Decision(
            verdict: .autoResolve, source: .template,
            rules: [FiredRule("H6", "confident enough"), FiredRule("A10", "authenticated")])
        let received = Correspondence(
            mail: mail, role: .customer, from: party, messageID: "<\(mail.rawValue)@c.example>", text: text)
        let composed = Composition(
            purpose: .answer, recipient: party, messageID: messageID, source: .template, template: "reset", solvedCase: nil,
            text: text, asksForRating: true)
        let kinds: [EventKind] = [
            .opened(opening), .received(received), .judged(judgement), .decided(decision), .composed(composed),
        ]
        let grants = [TokenGrant.Purpose.reply, .rating, .bounce].map {
            TokenGrant(
                digest: scattered("\($0.rawValue) \(mail.rawValue)"), ticket: ticket, role: .customer, purpose: $0,
                boundTo: party, expiresAt: nil, messageID: messageID)
        }
        return Outcome(
            disposition: .answered, events: kinds.map { Event(ticket: ticket, at: now, actor: .desk, kind: $0, reason: "bench") },
            outgoing: [
                OutgoingMail(
                    ticket: ticket, purpose: .answer, cause: "mail:\(mail.rawValue)", recipient: party,
                    reversePath: "support@own.example", messageID: messageID, bytes: filler, notBefore: now, grants: grants,
                    rateKeys: AddressKey.rateKeys(of: party))
            ],
            agenda: [AgendaEntry(key: "close/\(ticket.rawValue)", due: now.adding(days: 7), kind: .closeAfterSilence(ticket))])
    }

    private static func delivered(_ report: DeliveryReport, at now: Timestamp) -> Outcome {
        let note = DeliveryNote(outbox: report.outbox, purpose: report.purpose, result: report.result)
        return Outcome(events: [Event(ticket: report.ticket, at: now, actor: .mailServer, kind: .delivered(note), reason: "sent")]
        )
    }
}

extension String {
    fileprivate func padded(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
