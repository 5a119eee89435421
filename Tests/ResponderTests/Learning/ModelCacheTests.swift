import Foundation
import HelpDesk
import Store
import Synchronization
import TestKit
import Testing
import TextAnalysis

@testable import Responder

@Suite("the model on the disk") struct ModelCacheTests {
    private final class Lines: Sendable {
        private let written = Mutex<[String]>([])
        var all: [String] { written.withLock { $0 } }
        var log: Log {
            Log(LogSettings(level: .warning, format: .text)) { line in
                self.written.withLock { $0.append(String(decoding: line, as: UTF8.self)) }
            }
        }
    }

    private static var library: TemplateLibrary {
        TemplateLibrary(
            ["login_issue", "payment_issue"].flatMap { intent in
                [
                    TemplateLibrary.Source(path: "en/\(intent)/intent.md", text: "---\ncategory: technical\n---\nx\n"),
                    TemplateLibrary.Source(
                        path: "en/\(intent)/first.md",
                        text: "---\nsubject: S\nexamples:\n  - my \(intent) again\n  - a new \(intent) of today\n---\nText.\n"),
                ]
            })
    }

    private static func mapped(_ path: String) throws -> Classifier {
        try Classifier(mapped: try #require(try MappedFile.memory(path)))
    }

    private static func model(_ words: String) throws -> Classifier {
        let examples = (0..<12).flatMap { number in
            [
                TrainingExample(text: "I forgot my password \(words) \(number)", label: "login_issue"),
                TrainingExample(text: "where is my parcel \(words) \(number * 7)", label: "shipping_issue"),
            ]
        }
        return try Classifier.train(examples)
    }

    private static let text = "where did you leave my parcel"

    @Test("a model that is mapped works on, unchanged, while its file is replaced and while it is removed")
    func replacedInUse() throws {
        let (temporary, old, new) = (try TemporaryFolder(), try Self.model("again"), try Self.model("today"))
        let folder = try DataFolder(temporary.file("var"))
        try folder.replace("model-1.bin", with: old.serialized())
        let used = try Self.mapped(folder.file("model-1.bin"))
        try folder.replace("model-1.bin", with: new.serialized())
        #expect(used == old)
        #expect(used.scores(text: Self.text) == old.scores(text: Self.text))
        #expect(try Self.mapped(folder.file("model-1.bin")) == new)
        try FileManager.default.removeItem(atPath: folder.file("model-1.bin"))
        #expect(used.classify(text: Self.text) == old.classify(text: Self.text))
    }

    @Test("there is no model where there is no file; an empty one, a folder and a foreign one are refused with a reason")
    func noModel() throws {
        let temporary = try TemporaryFolder()
        #expect(try MappedFile.memory(temporary.file("missing.bin")) == nil)
        try temporary.write("empty.bin", [])
        #expect(throws: ModelError.notAModel) { try Self.mapped(temporary.file("empty.bin")) }
        try temporary.write("foreign.bin", [UInt8]("hello world, this is no model".utf8))
        #expect(throws: ModelError.notAModel) { try Self.mapped(temporary.file("foreign.bin")) }
        #expect(throws: ServiceFailure.self) { try MappedFile.memory(temporary.path) }
    }

    @Test("a cached model that was cut, altered or written by another version is told in one line and trained anew")
    func trainedAnew() async throws {
        let (temporary, lines) = (try TemporaryFolder(), Lines())
        let (log, none) = (lines.log, Lessons(all: [], taken: 0, tried: 0))
        let cache = ModelCache(folder: try DataFolder(temporary.file("var")), source: "test")
        let (library, settings) = (Self.library, ShippedDesk.settings)
        let trained = try #require(await cache.classifier(library, settings, none, log))
        let name = try #require(temporary.names("var").first { $0.hasPrefix("model-") })
        let bytes = try temporary.read("var/" + name)
        #expect(lines.all.isEmpty)
        #expect(await cache.classifier(library, settings, none, log) == trained)

        var (altered, other) = (bytes, bytes)
        altered[bytes.count / 2] ^= 0x10
        other[4] = 4
        for (damaged, reason) in [
            (Array(bytes.dropLast(9)), "checksum"), (altered, "checksum"), (other, "version 4"), ([], "not a model"),
        ] {
            try temporary.write("var/" + name, damaged)
            let before = lines.all.count
            #expect(await cache.classifier(library, settings, none, log) == trained)
            #expect(lines.all.count == before + 1)
            #expect(lines.all.last?.contains(reason) == true)
            #expect(lines.all.last?.contains("trained anew") == true)
            #expect(try temporary.read("var/" + name) == bytes)
        }
    }
}
