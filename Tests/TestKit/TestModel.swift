import Foundation
import Responder

/// The model of the shipped templates, trained once for all tests: in a debug build that takes many seconds.
public enum TestModel {
    /// A folder that outlives the test run; models in it are named by the templates they were trained from.
    public static let folder = FileManager.default.temporaryDirectory.appending(path: "answerback-test-models").path()

    private static let training = Task {
        let service = try MaildirService()
        _ = try await service.open().analyst()
    }

    /// Returns when the model lies in ``folder``; the first caller trains it.
    public static func ready() async throws { try await training.value }

    /// Puts the model where a process of its own will look for it.
    public static func copy(to dataFolder: String) async throws {
        try await ready()
        try FileManager.default.createDirectory(atPath: dataFolder, withIntermediateDirectories: true)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".bin") {
            try? FileManager.default.copyItem(atPath: folder + "/" + name, toPath: dataFolder + "/" + name)
        }
    }
}
