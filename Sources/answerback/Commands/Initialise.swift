import Foundation
import Responder

extension Command {
    /// `init [DIR]`: a commented configuration and folders, ready for `demo` and `serve`.
    static let initialise = Command(
        "init", operands: "[DIR]", operandCount: 0...1,
        summary: "writes a commented configuration and folders",
        detail: """
            Writes answerback.json5 with every setting and its default, and the folder var/ with an inbox and an
            outbox, so that `answerback serve` runs at once on the embedded Maildir. Asks for your address and your
            server's authserv-id where there is a terminal. An existing configuration is left alone.
            """,
        needsConfiguration: false
    ) { invocation, console in
        let folder = invocation.operands.first ?? "."
        let file = folder + "/answerback.json5"
        guard !FileManager.default.fileExists(atPath: file) else {
            throw CommandFailure(.cannotCreate, "\(file) exists already; it is left as it is")
        }
        try makeFolders(in: folder)
        let text = interview(ShippedFiles.configuration)
        do { try Data(text.utf8).write(to: URL(fileURLWithPath: file)) } catch {
            throw CommandFailure(.cannotCreate, "cannot write \(file): \(error.localizedDescription)")
        }
        console.print(
            """
            Wrote \(file), with every setting and a comment.
            Mail dropped into \(folder)/var/inbox/new is worked by: answerback serve --config \(file)
            Next: name your mailbox, agents and admins there, then run: answerback doctor --config \(file)
            """)
        return .ok
    }

    private static func makeFolders(in folder: String) throws {
        let maildirs = ["inbox", "outbox"].flatMap { box in ["new", "cur", "tmp"].map { "var/\(box)/\($0)" } }
        for path in ["var"] + maildirs {
            do {
                try FileManager.default.createDirectory(
                    atPath: folder + "/" + path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch {
                throw CommandFailure(.cannotCreate, "cannot make \(folder)/\(path): \(error.localizedDescription)")
            }
        }
    }

    /// Asks two questions where a person sits at a terminal; an empty answer keeps the default.
    private static func interview(_ configuration: String) -> String {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return configuration }
        var text = configuration
        if let address = ask("Your support address (Acme Support <support@acme.example>): ") {
            text = text.replacingOccurrences(of: "Support <support@example.com>", with: address)
        }
        if let server = ask("The authserv-id of your receiving server (see Authentication-Results in any mail it received): ") {
            text = text.replacingOccurrences(of: "authservID: null, ", with: "authservID: \"\(server)\", ")
        }
        return text
    }

    private static func ask(_ question: String) -> String? {
        print(question, terminator: "")
        fflush(nil)
        guard let line = readLine(), !line.isEmpty else { return nil }
        return line.filter { $0 != "\"" && $0 != "\\" }
    }
}
