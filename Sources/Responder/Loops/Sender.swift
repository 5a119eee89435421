import HelpDesk
import Store
import Synchronization
import Transport

/// Sends one claimed mail over one connection, and settles how it ended.
struct Sender: Sendable {
    let submission: any Submission
    let store: TicketStore
    let instance: Instance
    let committer: GroupCommitter
    let surroundings: Surroundings

    /// What an end means for the mails behind it.
    enum Verdict: Sendable, Equatable {
        case goOn
        /// The server or the way to it: everything bound for it waits.
        case wait(String)
        /// The login was refused: stop, tell a person.
        case stop(String)
    }

    func send(_ item: OutboxItem) async throws -> Verdict {
        let envelope: Envelope
        do { envelope = try Envelope(reversePath: item.reversePath, recipients: [item.recipient]) } catch {
            settle(item, .permanent("not sent: \(error)"))
            return .goOn
        }
        CrashPoint.pass(.k10)
        let gate = DotGate()
        let result = await submission.submit(item.bytes, envelope: envelope) {
            CrashPoint.pass(.k11)
            guard try await committer.allowsDot(item.claim) else {
                gate.isRefused.store(true, ordering: .relaxed)
                throw CancellationError()
            }
            CrashPoint.pass(.k12)
        }
        CrashPoint.pass(.k14)
        guard !gate.isRefused.load(ordering: .relaxed) else {
            try await store.unclaim([item.claim], as: instance, now: surroundings.clock.now())
            return .goOn
        }
        return try await conclude(item, result)
    }

    private func conclude(_ item: OutboxItem, _ result: SubmissionResult) async throws -> Verdict {
        switch result {
        case .accepted(let reply):
            await surroundings.health.succeeded(SubmissionLoop.channel)
            settle(item, .accepted(reply))
        case .permanent(let reply): settle(item, .permanent(reply))
        case .unknown(let words): settle(item, .unknown(words))
        case .transient(let reply, .message), .transient(let reply, .recipient): settle(item, .transient(reply))
        case .transient(let reply, .connection):
            settle(item, .transient(reply))
            return .wait(reply)
        case .transient(let reply, .credentials):
            try await store.unclaim([item.claim], as: instance, now: surroundings.clock.now())
            return .stop(reply)
        }
        return .goOn
    }

    private func settle(_ item: OutboxItem, _ result: SendResult) {
        let surroundings = surroundings
        committer.settle(Settlement(item.claim, result)) { receipt in
            Self.tell(item, result, receipt, surroundings)
        }
    }

    private static func tell(_ item: OutboxItem, _ result: SendResult, _ receipt: Receipt, _ surroundings: Surroundings) {
        let (word, isGood) = result.word
        let values: KeyValuePairs<String, Log.Value> = [
            "outbox": .number(item.id.rawValue), "purpose": .text(item.purpose.rawValue),
            "attempt": .number(Int64(item.attempts)),
            "to": surroundings.log.identifier(item.recipient),
        ]
        if isGood {
            surroundings.log.info("submission", word, values)
        } else {
            surroundings.log.warning("submission", word, values)
        }
        if case .refused(let error) = receipt.result { surroundings.log.error("submission", "\(error)", values) }
        // Something went out that others must hear of: a new mail stands in the outbox.
        if !receipt.outbox.isEmpty { surroundings.submissionBell.ring() }
    }
}

/// Remembers that the store did not allow a final dot.
private final class DotGate: Sendable {
    let isRefused = Atomic<Bool>(false)
}

extension SendResult {
    /// The end in a word for the log; replies of servers may name addresses, so they stay in the store.
    fileprivate var word: (String, isGood: Bool) {
        switch self {
        case .accepted: ("accepted", true)
        case .transient: ("not accepted, tried again later", false)
        case .permanent: ("refused for good", false)
        case .unknown: ("nobody knows whether it was accepted", false)
        }
    }
}
