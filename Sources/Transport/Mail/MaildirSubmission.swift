import Glibc
import MailProtocol

/// Hands finished mails to a Maildir instead of a server: written under `tmp/`, made durable, then moved to `new/`.
///
/// The envelope is kept in front of the mail as `Return-Path:` and `X-Original-To:`, as a delivering server does
/// (RFC 5321 §4.4).
public actor MaildirSubmission: Submission {
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
    private nonisolated let executor = ThreadExecutor()
    private let folder: MaildirFolder

    public init(path: String) {
        folder = MaildirFolder(path: path)
    }

    public func open() async throws(TransportError) { try folder.make() }

    public func submit(
        _ bytes: [UInt8], envelope: Envelope, beforeFinalDot: nonisolated(nonsending) @Sendable () async throws -> Void
    ) async -> SubmissionResult {
        if bytes.contains(0) { return .permanent(reply: DataStuffing.Refusal.nulByte.description) }
        var head = Array("Return-Path: <\(envelope.reversePath)>\r\n".utf8)
        for recipient in envelope.recipients { head += Array("X-Original-To: \(recipient)\r\n".utf8) }
        let draft: MaildirFolder.Draft
        do throws(TransportError) {
            try folder.make()
            draft = try folder.write(head + bytes)
        } catch { return .transient(reply: error.description, scope: .connection) }
        do { try await beforeFinalDot() } catch {
            folder.discard(draft)
            return .transient(reply: "stopped before the final dot", scope: .message)
        }
        do throws(TransportError) {
            try folder.publish(draft)
            return .accepted(reply: "stored as \(draft.name)")
        } catch { return SubmissionResult.transient(reply: error.description, scope: .connection) }
    }

    public func close() async {}
}
