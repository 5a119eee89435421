import Foundation
import HelpDesk
import Responder

extension Command {
    /// `hold --reason TEXT`.
    static let hold = Command(
        "hold", summary: "stops all automatic sending, effective before the next mail",
        options: [CommandOption("--reason", "TEXT", "why; everybody who looks will read it")]
    ) { invocation, console in
        guard let reason = invocation.value("--reason"), !reason.isEmpty else {
            throw CommandFailure(.usage, "usage: answerback hold --reason TEXT")
        }
        try await Installation(opening: invocation).operate(.hold(reason: reason))
        console.print("Held. Mail is still taken in, and people's answers still leave; resume with: answerback release")
        return .ok
    }

    /// `release`.
    static let release = Command("release", summary: "resumes automatic sending") { invocation, console in
        try await Installation(opening: invocation).operate(.release)
        console.print("Released.")
        return .ok
    }

    /// `serve [--once]`.
    static let serve = Command(
        "serve", summary: "the service: takes mail in, answers, escalates, sends",
        detail: "Ends cleanly on SIGTERM and SIGINT. Only one serve works in a data folder.",
        options: [CommandOption("--once", nil, "work off what is waiting, and end (for cron)")]
    ) { invocation, _ in
        ProcessGuard.harden()
        let responder = try Responder(Installation(opening: invocation))
        if invocation.has("--once") {
            try await responder.runOnce()
        } else {
            try await responder.run()
        }
        return .ok
    }

    /// `deliver`: one mail on standard input, from an MTA's pipe.
    static let deliver = Command(
        "deliver", summary: "stores one mail from standard input, for an MTA's pipe",
        detail: """
            It only stores, durably, and may run beside a running `serve`, which works the mail within a second. In an
            alias: support: "|answerback deliver --config /etc/answerback/answerback.json5"
            """,
        options: [CommandOption("--mailbox", "NAME", "the configured mailbox it belongs to; the first where absent")]
    ) { invocation, console in
        ProcessGuard.harden()
        let installation = try Installation(opening: invocation)
        _ = try await Deliver(installation).store(console.input(), mailbox: invocation.value("--mailbox"))
        return .ok
    }
}
