import Foundation
import HelpDesk
import Store
import TestKit
import Testing
import Transport

@testable import Responder

@Suite("Health")
struct HealthLoopTests {
    /// A bench whose second path is a program that appends to a file.
    private struct Stage {
        let bench: Bench
        let file: String
        private let folder: TemporaryFolder

        init(_ mails: [SampleMail] = [], submission: ScriptedSubmission = ScriptedSubmission()) async throws {
            folder = try TemporaryFolder()
            let path = folder.file("alarms")
            file = path
            bench = try await Bench(
                mails, submission: submission,
                settings: "alarm: { command: [\"/bin/sh\", \"-c\", \"cat >> \(path)\"], queueMinutes: 5, silenceMinutes: 10 },")
        }

        var told: [String] {
            ((try? String(contentsOfFile: file, encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
        }

        func awaitTold(_ words: String) async throws -> String {
            try await eventually(words, within: 20) { told.first { $0.contains(words) } }
        }

        func health() throws -> [String: Any] {
            let bytes = try bench.service.folder.read("var/health.json")
            return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        }
    }

    @Test("a queue that grows old is told by the second path, once, and again when it is over")
    func queueAge() async throws {
        let stage = try await Stage([Letters.login()])
        let bench = stage.bench
        try await bench.intake.begin()
        _ = try await bench.intake.workOff()
        try await bench.house.watch.look()
        #expect(try stage.health()["ok"] as? Bool == true)
        bench.service.clock.advance(seconds: 400)
        for _ in 0..<5 { try await bench.house.watch.look() }
        _ = try await stage.awaitTold("the oldest undecided mail waits for 6 minutes")
        #expect(try stage.health()["ok"] as? Bool == false)
        _ = try await bench.house.cases.workOff()
        _ = try await bench.house.submission.workOff(.once)
        for _ in 0..<3 { try await bench.house.watch.look() }
        _ = try await stage.awaitTold("over, after")
        #expect(stage.told.count { $0.contains("undecided") } == 2, "\(stage.told)")
        #expect(try stage.health()["ok"] as? Bool == true)
    }

    @Test("a mailbox that nobody could look into is told after its time, and when it is read again")
    func silence() async throws {
        let stage = try await Stage()
        let bench = stage.bench
        try await bench.house.watch.look()
        bench.service.clock.advance(seconds: 400)
        try await bench.house.watch.look()
        #expect(stage.told.isEmpty)
        bench.service.clock.advance(seconds: 201)
        try await bench.house.watch.look()
        _ = try await stage.awaitTold("the mailbox inbox was not looked into for 10 minutes")
        _ = try await bench.intake.workOff()
        try await bench.house.watch.look()
        _ = try await stage.awaitTold("over, after 0 minutes: the mailbox inbox")
    }

    @Test("a server that fails for minutes is told, a short failure is not")
    func breaker() async throws {
        let stage = try await Stage()
        let (bench, health) = (stage.bench, stage.bench.house.surroundings.health)
        await health.failed("submission", "connection refused")
        try await bench.house.watch.look()
        await health.succeeded("submission")
        bench.service.clock.advance(seconds: 301)
        try await bench.house.watch.look()
        #expect(stage.told.isEmpty)
        await health.failed("submission", "connection refused")
        bench.service.clock.advance(seconds: 150)
        await health.failed("submission", "connection refused")
        bench.service.clock.advance(seconds: 150)
        try await bench.house.watch.look()
        _ = try await stage.awaitTold("submission has failed for 5 minutes: connection refused")
    }

    @Test("a disk with too little room is told")
    func disk() async throws {
        let bench = try await Bench(settings: "alarm: { freeMegabytes: 1000000 },")
        try await bench.house.watch.look()
        let alarms = try await bench.store.outbox(limit: 10).filter { $0.purpose == .alarm }
        #expect(alarms.map(\.recipient) == [MaildirService.admin])
    }

    @Test("the end of a grant is told days before, and its first failure at once")
    func grants() async throws {
        let endpoint = try TokenEndpoint { _, number in
            number == 1
                ? .token("a", seconds: 300, more: ",\"refresh_token_expires_in\":\(3 * 86_400 + 100)")
                : .json(400, "{\"error\":\"invalid_grant\"}")
        }
        let folder = try TemporaryFolder()
        for name in ["client", "refresh"] {
            try folder.write(name, Array(name.utf8))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.file(name))
        }
        let settings = OAuth2Settings(
            grant: .refreshToken, tokenURL: try #require(HTTPSAddress(endpoint.url)), clientID: "the-client",
            clientSecret: .file(folder.file("client")), refreshToken: .file(folder.file("refresh")), scopes: [],
            caFile: try TestAuthority.shared().caFile, endsAt: nil, alarmDays: 14)
        let shelf = TokenShelf(dataFolder: folder.path, environment: [:])
        let tokens = try shelf.tokens(settings)
        #expect(try shelf.tokens(settings) === tokens, "channels share one source")
        let bench = try await Bench(grants: shelf.all)
        func told() async -> [String] { await bench.house.surroundings.health.troubles.map(\.words) }
        try await bench.house.watch.look()
        #expect(await told() == ["the grant of the-client ends in 3 days; renew the consent or the client's secret"])
        // The first token has so little left that the next look renews it ahead.
        try await bench.house.watch.look()
        #expect(await told().contains { $0.contains("no new access token for the-client") && $0.contains("invalid_grant") })
        #expect(endpoint.requests.count == 2)
    }
}
