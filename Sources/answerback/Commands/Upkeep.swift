import Foundation
import HelpDesk
import Responder
import Store

extension Command {
    /// `verify`: checks the invariants of the store, and the done folders against it.
    static let verify = Command(
        "verify", summary: "checks that nothing was lost or doubled: the store, and the mailboxes against it", options: [.json]
    ) { invocation, console in
        let office = try Installation(opening: invocation)
        let mailboxes = await MailboxAudit(office).run()
        let violations = try await office.store.verify(now: office.clock.now()) + mailboxes.violations
        for obstacle in mailboxes.obstacles { console.error(obstacle) }
        if invocation.has("--json") {
            console.print(try JSONText.line(violations.map { ["rule": $0.rule, "subject": $0.subject, "words": $0.words] }))
        } else {
            for violation in violations { console.print("\(violation.rule)  \(violation.subject): \(violation.words)") }
            if mailboxes.compared > 0 { console.print("\(mailboxes.compared) mails in done folders were compared") }
            console.print(violations.isEmpty ? "all invariants hold" : "\(violations.count) violations")
        }
        return violations.isEmpty ? .ok : .data
    }

    /// `backup FILE`.
    static let backup = Command(
        "backup", operands: "FILE", operandCount: 1...1, summary: "writes a whole copy of the store, beside a running service",
        detail: "A restored copy starts held: nothing is sent until `answerback release`."
    ) { invocation, console in
        let office = try Installation(opening: invocation)
        let path = invocation.operands[0]
        guard !FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure(.cannotCreate, "\(path) exists already; a backup never overwrites")
        }
        try await office.store.backUp(to: path, now: office.clock.now())
        console.print("Wrote \(path). Keep \(office.configuration.dataFolder)/key with it: tokens are worthless without the key.")
        return .ok
    }
}
