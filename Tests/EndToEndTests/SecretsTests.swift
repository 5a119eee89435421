import Foundation
import Responder
import TestKit
import Testing
import Transport

/// T16, E9: secrets are where they belong and nowhere else.
@Suite("Secrets", .serialized, .enabled(if: Lab.obstacle == nil && ServeProcess.program != nil, "\(Lab.obstacle ?? "")"))
struct SecretsTests {
    private static let secrets = ["canary-client-secret", "canary-refresh-token", "canary-rotated-token"]

    @Test(
        "E9: passwords and tokens are in no log, no store, no health file, no command line; a refused login changes nothing in that"
    )
    func canaries() async throws {
        let lab = try Lab()
        defer { lab.stop() }
        let (user, key) = (LabService.support, lab.password)
        let endpoint = try TokenEndpoint { _, _ in
            .token(
                TokenEndpoint.jwt(subject: user, secondsLeft: 3600, key: key), more: ",\"refresh_token\":\"canary-rotated-token\""
            )
        }
        let service = try LabService(lab, oauth2: (endpoint, Self.secrets[0], Self.secrets[1]))
        try await TestModel.copy(to: service.folder.file("var"))
        var letter = Letters.login(1, from: "casey@customer.test")
        letter.to = LabService.support
        try await service.submit(letter)
        let run = try ServeProcess(["serve", "--config", service.configuration.file], log: service.folder.file("log"))
        _ = try await service.mail(of: "casey@customer.test", "the answer", within: 120)
        let process = try ["cmdline", "environ", "status"].map {
            try String(decoding: Data(contentsOf: URL(fileURLWithPath: "/proc/\(run.processID)/\($0)")), as: UTF8.self)
        }
        run.terminate()
        try await run.ends(with: .exited(0))
        // A second run, whose login is refused.
        let refused = try LabService(lab, password: "canary-password")
        let second = try ServeProcess(
            ["serve", "--once", "--config", refused.configuration.file], log: refused.folder.file("log"))
        try await second.ends(with: .exited(77))

        let tokenFiles = service.folder.names("var").filter { $0.hasPrefix("oauth2-") && $0.hasSuffix(".json") }
        #expect(tokenFiles.count == 1)
        let kept = try service.folder.read("var/" + (tokenFiles.first ?? ""))
        #expect(String(decoding: kept, as: UTF8.self).contains("canary-rotated-token"), "the new token outlives the process")
        let access =
            String(decoding: kept, as: UTF8.self).components(separatedBy: "\"").first { $0.hasPrefix("eyJ") } ?? "no token"
        let words = Self.secrets + [access, lab.password, "canary-password"]
        let needles = words.flatMap { [Data($0.utf8), Data(Data($0.utf8).base64EncodedString().utf8)] }
        for (folder, secretFiles) in [(service.folder, tokenFiles), (refused.folder, [])] {
            let names = folder.names("var").map { "var/" + $0 } + ["log", "answerback.json5"]
            for name in names where !secretFiles.contains(where: { name == "var/" + $0 }) {
                let bytes = Data(try folder.read(name))
                for needle in needles { #expect(bytes.range(of: needle) == nil, "a secret stands in \(name)") }
            }
        }
        for text in process + [run.said, second.said] {
            for word in words { #expect(!text.contains(word)) }
        }
    }
}
