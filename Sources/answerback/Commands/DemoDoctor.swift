import Foundation
import HelpDesk
import Responder

extension Command {
    /// `demo [--keep DIR]`.
    static let demo = Command(
        "demo", summary: "the main job on sample mails, from the first mail to the digest",
        options: [CommandOption("--keep", "DIR", "leave everything in this folder to look at")], needsConfiguration: false
    ) { invocation, console in
        let temporary = NSTemporaryDirectory() + "answerback-demo-\(UUID().uuidString.prefix(8))"
        let kept = invocation.value("--keep")
        try await Demo(directory: kept ?? temporary, isKept: kept != nil).run { console.print($0) }
        if kept == nil { try? FileManager.default.removeItem(atPath: temporary) }
        return .ok
    }

    /// `doctor`.
    static let doctor = Command(
        "doctor", summary: "checks configuration, servers, login, folders, templates; says how to mend each",
        detail:
            "Where mail goes out by SMTP and comes in by IMAP, it sends a mail to its own address and looks at what your server wrote.",
        options: [CommandOption("--no-mail", nil, "send nothing"), .json]
    ) { invocation, console in
        ProcessGuard.harden()
        let configuration = try ConfigurationFile.load(invocation.value("--config"))
        var worst = ExitStatus.ok
        for finding in await Doctor(configuration).examine(invocation.has("--no-mail") ? .looking : .sendingMail) {
            console.print(invocation.has("--json") ? try JSONText.line(finding) : finding.line)
            if finding.isFailure { worst = .unavailable }
        }
        return worst
    }
}
