import Foundation
import HelpDesk
import InternetMessage
import Responder
import Store
import TestKit
import Testing

/// T13: whoever answers our mail by machine, in virtual time: never more than the caps of A7, and every loop ends within a day.
@Suite("Loop arena", .serialized)
struct LoopArenaTests {
    @Test("T13, A7: a bot without any header of its kind gets no more than the caps, and the loop ends", arguments: Bot.allCases)
    func bots(bot: Bot) async throws {
        var arena = try await Arena()
        try arena.service.receive(bot.opening)
        var turn = 0
        try await arena.play { mail, service in
            guard mail.isTo(Bot.address) else { return 0 }
            turn += 1
            let replies = bot.replies(to: mail, turn: turn)
            for reply in replies { try service.receive(reply) }
            return replies.count
        }
        try arena.expectCaps(for: Bot.address)
        #expect(!arena.log.isEmpty, "the first mail is answered, or nothing was tried")
    }

    @Test("T13, A6: our own mail that comes back is parked, with its headers or without them", arguments: [true, false])
    func mirror(keepsHeaders: Bool) async throws {
        var arena = try await Arena()
        try arena.service.receive(Letters.login(1, from: Bot.address))
        try await arena.play { mail, service in
            guard mail.isTo(Bot.address) else { return 0 }
            try service.receive(Arena.relayed(mail, keepsHeaders: keepsHeaders, by: MaildirService.server))
            return 1
        }
        try arena.expectCaps(for: Bot.address)
        try arena.expectCaps(for: MaildirService.support)
    }

    @Test("T13: two installations that answer each other stop, with their headers or without them", arguments: [true, false])
    func itself(keepsHeaders: Bool) async throws {
        var arena = try await Arena()
        let other = try OtherInstallation()
        try arena.service.receive(Letters.login(1, from: OtherInstallation.support))
        try await arena.play { mail, service in
            guard mail.isTo(OtherInstallation.support) else { return 0 }
            let mine = Arena.relayed(mail, keepsHeaders: keepsHeaders, by: OtherInstallation.server)
            let theirs = try await other.answers(to: mine, at: service.clock)
            for answer in theirs {
                try service.receive(Arena.relayed(answer, keepsHeaders: keepsHeaders, by: MaildirService.server))
            }
            return theirs.count
        }
        try arena.expectCaps(for: OtherInstallation.support)
    }
}

/// Help desks that answer every mail and say nowhere that they are machines.
enum Bot: String, CaseIterable, Sendable {
    case thread, newSubject, noReferences, twice, numbers, asks

    static let address = "helpdesk@bot.example"

    var opening: SampleMail { Letters.login(1, from: Self.address) }

    func replies(to mail: DeliveredMail, turn: Int) -> [SampleMail] {
        let target = (mail.reading.replyTo.first ?? mail.reading.from)?.address ?? MaildirService.support
        func letter(_ subject: String, _ text: String) -> SampleMail {
            SampleMail(from: Self.address, to: target, subject: subject, text: text)
        }
        switch self {
        case .thread: return [mail.reply(from: Self.address, text: "We have received your message and will be back soon.")]
        case .newSubject: return [letter("Ticket #\(1000 + turn) was opened", "Your request was received. Please wait.")]
        case .noReferences: return [letter("Re: \(mail.reading.subject)", "A colleague will answer you within one day.")]
        case .twice:
            return [
                mail.reply(from: Self.address, text: "Received."), letter("Your request", "How do I reset my password?"),
            ]
        case .numbers: return [letter("[#\(turn)] \(mail.reading.subject)", "Case \(turn). I forgot my password, please help.")]
        case .asks: return [letter("Question \(turn)", "Hello, I cannot log in, I forgot my password. How do I reset it?")]
        }
    }
}

/// One installation and the mail around it, hour after hour.
private struct Arena {
    let service: MaildirService
    private let responder: Responder
    /// What it sent to anyone but its agents, with the time.
    private(set) var log: [(at: Timestamp, mail: DeliveredMail)] = []
    private var seen: Set<String> = []
    private let start: Timestamp
    private var lastTraffic: Timestamp

    static let hoursMax: Int64 = 30

    init() async throws {
        try await TestModel.ready()
        service = try MaildirService()
        responder = try Responder(service.open())
        start = service.clock.now
        lastTraffic = start
    }

    /// Lets time pass until nothing has moved for two hours.
    /// - Parameter react: what the other side does with a mail; returns how many mails it sent.
    mutating func play(_ react: (DeliveredMail, MaildirService) async throws -> Int) async throws {
        while service.clock.now.seconds(since: lastTraffic) < 7200, hours < Self.hoursMax {
            try await responder.runOnce()
            var count = 0
            for name in service.folder.names("outbox/new") where seen.insert(name).inserted {
                let mail = DeliveredMail(try service.folder.read("outbox/new/\(name)"))
                guard !mail.isTo(MaildirService.agents) else { continue }
                log.append((service.clock.now, mail))
                count += try await react(mail, service)
            }
            if count > 0 { lastTraffic = service.clock.now }
            service.clock.advance(seconds: count > 0 ? 20 : 1800)
        }
    }

    private var hours: Int64 { service.clock.now.seconds(since: start) / 3600 }

    /// A7 for one sender: three in ten minutes, five a day; and the loop is over.
    func expectCaps(for address: String) throws {
        let times = log.filter { $0.mail.isTo(address) }.map(\.at)
        for first in times {
            #expect(times.count { $0 >= first && $0.seconds(since: first) < 600 } <= 3)
            #expect(times.count { $0 >= first && $0.seconds(since: first) < 86_400 } <= 5)
        }
        #expect(lastTraffic.seconds(since: start) < 86_400, "the loop never ended")
    }

    /// A mail of ours as another server hands it on.
    static func relayed(_ mail: DeliveredMail, keepsHeaders: Bool, by server: String) -> [UInt8] {
        let from = mail.reading.from?.address ?? ""
        let domain = AddressKey.domain(of: from)
        let marks = ["auto-submitted:", "x-auto-response-suppress:", "precedence:", "answerback-"]
        var lines = String(decoding: mail.bytes, as: UTF8.self).replacingOccurrences(of: "\r\n", with: "\n").split(
            separator: "\n", omittingEmptySubsequences: false)
        if !keepsHeaders {
            let end = lines.firstIndex(of: "") ?? lines.endIndex
            let head = lines[..<end].filter { line in !marks.contains { line.lowercased().hasPrefix($0) } }
            lines = head + lines[end...]
        }
        let trace = [
            "Return-Path: <\(from)>", "Authentication-Results: \(server); dmarc=pass header.from=\(domain)",
            "Received: from mail.\(domain) by \(server) with ESMTPS",
        ]
        return Array((trace + lines.map(String.init)).joined(separator: "\r\n").utf8)
    }
}

/// A second Answerback, of another company.
private struct OtherInstallation {
    static let support = "support@other.example"
    static let server = "mx.other.example"
    private let folder: TemporaryFolder
    private let configuration: ServiceConfiguration

    init() throws {
        folder = try TemporaryFolder()
        let settings = MaildirService.settings("").replacingOccurrences(of: "acme.example", with: "other.example")
        try folder.write("answerback.json5", Array(settings.utf8))
        configuration = try ConfigurationFile.load(folder.file("answerback.json5"))
        for part in ["inbox/new", "inbox/cur", "inbox/tmp"] {
            try FileManager.default.createDirectory(atPath: folder.file(part), withIntermediateDirectories: true)
        }
    }

    func answers(to mail: [UInt8], at clock: TestClock) async throws -> [DeliveredMail] {
        let before = Set(folder.names("outbox/new"))
        try folder.write("inbox/new/\(UUID().uuidString).test", mail)
        let installation = try Installation(
            configuration, clock: clock.clock, modelFolder: TestModel.folder, logTo: { _ in })
        try await Responder(installation).runOnce()
        return try folder.names("outbox/new").filter { !before.contains($0) }
            .map { DeliveredMail(try folder.read("outbox/new/\($0)")) }.filter { $0.isTo(MaildirService.support) }
    }
}
