// Responder: the service. Four loops around the desk, each short enough for a screen, and no policy in any of them.
//
//     pull   IntakeLoop       mailbox ─▶ store       bytes committed (tx1), then filed on the server
//     work   CaseLoop         store ─▶ desk ─▶ store  attempt counted (tx2), read and judged, decided (tx3)
//     time   AgendaLoop       clock ─▶ desk ─▶ store  timers that have come due
//     push   SubmissionLoop   outbox ─▶ submission    claimed (tx4), dot allowed (tx5), settled (tx6)
//
// A queue in the store lies between every two, so a crash leaves each mail in exactly one known place; a ``Doorbell`` only says that
// there is something to look for. ``Installation`` is the composition root. What a command does beside a running service
// (`deliver`, `explain`, `doctor`, `demo`) stands here too; the command line itself does not.
//
// This room must never: decide anything about a mail, log a mail's text or an address, hold a transaction across an `await`, or
// understand SQL, IMAP or SMTP.

import Store

/// The service over one installation.
public struct Responder: Sendable {
    let installation: Installation
    let channels: Channels

    /// - Parameter channels: the ways in and out; nil makes those of the configuration.
    public init(_ installation: Installation, channels: Channels? = nil) throws {
        self.installation = installation
        self.channels = try channels ?? Channels(installation.configuration, environment: installation.environment)
    }

    /// Works until the task is cancelled, SIGTERM or SIGINT comes, or the store fails for good.
    /// - Throws: ``ServiceFailure``; mails in work are left where the next start finds them.
    public func run() async throws {
        // Before anything that takes long: whoever asks a service to end that has just begun shall not wait in vain.
        let signals = StopSignals.stream()
        let lock = try InstanceLock(folder: installation.folder.path)
        defer { withExtendedLifetime(lock) {} }
        let house = try await House(installation, channels)
        installation.log.notice("serve", "started", ["mailboxes": .number(Int64(channels.mailboxes.count))])
        do {
            try await withThrowingTaskGroup(of: Ending.self) { group in
                group.addTask { await Self.first(of: signals) }
                for (name, work) in house.loops {
                    group.addTask {
                        try await house.persevere(name, work)
                        return .loop
                    }
                }
                while let ending = try await group.next() {
                    if ending == .signal || Task.isCancelled { group.cancelAll() }
                }
            }
        } catch is CancellationError {
        } catch {
            throw await house.fail(error)
        }
        await house.close()
        installation.log.notice("serve", "ended; whatever was in work is where the next start finds it")
    }

    private enum Ending { case signal, loop }

    private static func first(of signals: AsyncStream<Int32>) async -> Ending {
        for await _ in signals { break }
        return .signal
    }

    /// When a run that ends by itself trains with what people taught: that takes seconds, and the next run may do it as well.
    public enum Teaching: Sendable { case atTheEnd, later }

    /// Works off what waits, sends what is due, and ends (`serve --once`).
    /// - Throws: ``ServiceFailure`` when a mailbox or the submission server could not be used; all else was done first.
    public func runOnce(teaching: Teaching = .atTheEnd) async throws {
        let lock = try InstanceLock(folder: installation.folder.path)
        defer { withExtendedLifetime(lock) {} }
        let house = try await House(installation, channels)
        do {
            let failure = try await house.workOffAll()
            if teaching == .atTheEnd { _ = try await house.teaching.workOff() }
            await house.close()
            if let failure { throw failure }
        } catch {
            throw await house.fail(error)
        }
    }
}
