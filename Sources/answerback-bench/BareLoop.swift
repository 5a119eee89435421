import Foundation
import Synchronization
import Transport

/// What the wire itself allows: fetches and files so many mails, and submits so many, over the same servers and as many connections
/// as the service uses. Nothing is read, judged, stored or committed.
struct BareLoop {
    let lab: GatewayLab
    let connections: Int
    static let batch = 200

    struct Figures {
        var seconds: Double
        var processorSeconds: Double
    }

    /// - Parameters:
    ///   - incoming: how many mails lie in the mailbox of ``GatewayLab/bareUser``.
    ///   - outgoing: finished mails with their recipients.
    func run(incoming: Int, outgoing: [(bytes: [UInt8], recipient: String)]) async throws -> Figures {
        let mailbox = lab.mailbox(of: GatewayLab.bareUser)
        let submission = lab.submission(of: GatewayLab.bareUser, connections: connections)
        let queue = Queue()
        let (begun, processor) = (ContinuousClock.now, ProcessFigures.ownProcessorSeconds())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await Self.fetch(incoming, from: mailbox) }
            for _ in 0..<connections {
                group.addTask {
                    while true {
                        let index = queue.next()
                        guard index < outgoing.count else { return }
                        try await Self.send(outgoing[index], over: submission)
                    }
                }
            }
            try await group.waitForAll()
        }
        let figures = Figures(
            seconds: begun.duration(to: .now) / .seconds(1),
            processorSeconds: ProcessFigures.ownProcessorSeconds() - processor)
        await mailbox.close()
        await submission.close()
        return figures
    }

    /// Which mail is next.
    private final class Queue: Sendable {
        private let count = Atomic<Int>(0)
        func next() -> Int { count.add(1, ordering: .relaxed).oldValue }
    }

    private static func fetch(_ count: Int, from mailbox: IMAPMailbox) async throws {
        var left = count
        while left > 0 {
            let mails = try await mailbox.fetch(limit: batch, skipping: [])
            guard !mails.isEmpty else { throw IdleWatch.Failure(description: "\(left) mails are missing in the bare mailbox") }
            try await mailbox.file(mails.map(\.uid))
            left -= mails.count
        }
    }

    private static func send(_ mail: (bytes: [UInt8], recipient: String), over submission: SMTPSubmission) async throws {
        let envelope = try Envelope(reversePath: GatewayLab.bareUser, recipients: [mail.recipient])
        let result = await submission.submit(mail.bytes, envelope: envelope) {}
        guard case .accepted = result else { throw IdleWatch.Failure(description: "Postfix said \(result)") }
    }
}
