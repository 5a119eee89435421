import CCurl
import Glibc

/// A Maildir as a mailbox: what lies in `new/` and `cur/` waits; filed mail goes to the sub-folder
/// `.Answerback.Done` (Maildir++).
public actor MaildirMailbox: Mailbox {
    public nonisolated let name: String
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private nonisolated let executor = ThreadExecutor()
    private nonisolated let wake = WakeSignal()
    private nonisolated let waiting = WaitingCalls()
    private let inbox: MaildirFolder
    private let done: MaildirFolder
    private var watch: FolderWatch?

    public init(name: String, path: String) {
        self.name = name
        inbox = MaildirFolder(path: path)
        done = MaildirFolder(path: path + "/.Answerback.Done")
    }

    public nonisolated func open() async throws(TransportError) -> MailboxState {
        try await call { (mailbox) throws(TransportError) in
            MailboxState(uidValidity: nil, mailCount: try mailbox.inbox.entries().count, capabilities: [])
        }
    }

    public nonisolated func fetch(limit: Int, skipping: Set<MailUID>) async throws(TransportError) -> [RawMail] {
        try await call { (mailbox) throws(TransportError) in try mailbox.read(limit: limit, skipping: skipping) }
    }

    public nonisolated func file(_ uids: [MailUID]) async throws(TransportError) {
        try await call { (mailbox) throws(TransportError) in try mailbox.moveToDone(Set(uids)) }
    }

    public nonisolated func contains(messageID: String, in folder: FolderRole) async throws(TransportError) -> Bool {
        try await call { (mailbox) throws(TransportError) in
            guard let folder = mailbox.folder(folder) else { return false }
            for entry in try folder.entries() {
                if let mail = try folder.read(entry, bytesMax: 64 << 10), HeaderSection.names(messageID, mail.bytes) {
                    return true
                }
            }
            return false
        }
    }

    public nonisolated func count(_ folder: FolderRole) async throws(TransportError) -> Int? {
        try await call { (mailbox) throws(TransportError) in try mailbox.folder(folder)?.entries().count }
    }

    public nonisolated func expungeDone(olderThanDays days: Int) async throws(TransportError) -> Int {
        try await call { (mailbox) throws(TransportError) in
            let oldest = Int64(time(nil)) - Int64(days) * 86_400
            var gone = 0
            for entry in try mailbox.done.entries() {
                guard let mail = try mailbox.done.read(entry, bytesMax: 0), mail.modifiedAt < oldest else { continue }
                if unlink(mailbox.done.path + "/" + entry.relativePath) == 0 { gone += 1 }
            }
            return gone
        }
    }

    public nonisolated func erase(
        _ clues: [MailClue], in folder: FolderRole, onlyIf isMeant: @escaping @Sendable (_ header: [UInt8]) -> Bool
    ) async throws(TransportError) -> MailErasure {
        try await call { (mailbox) throws(TransportError) in
            guard let folder = mailbox.folder(folder) else { return MailErasure() }
            var erasure = MailErasure()
            for entry in try folder.entries() {
                guard let mail = try folder.read(entry, bytesMax: TransportLimits.headerBytesMax),
                    isMeant(HeaderSection.cut(mail.bytes))
                else { continue }
                if try folder.remove(entry) { erasure.removed += 1 }
            }
            return erasure
        }
    }

    public nonisolated func waitForMail(atMost seconds: Double) async throws(TransportError) {
        let cancel = CancelFlag(wake: wake)
        let result: Result<Void, TransportError> = await withTaskCancellationHandler {
            do throws(TransportError) { return .success(try await wait(seconds, cancel)) } catch { return .failure(error) }
        } onCancel: {
            cancel.cancel()
        }
        try result.get()
    }

    public func close() { watch = nil }

    // MARK: Verbs

    private func read(limit: Int, skipping: Set<MailUID>) throws(TransportError) -> [RawMail] {
        watch?.forget()
        var mails: [RawMail] = []
        var bytes = 0
        for entry in try inbox.entries() {
            guard mails.count < limit, bytes < TransportLimits.batchBytesMax else { break }
            let uid = MailUID(fileName: entry.base)
            guard !skipping.contains(uid), let mail = try mail(entry, uid) else { continue }
            bytes += mail.bytes.count
            mails.append(mail)
        }
        return mails
    }

    private func mail(_ entry: MaildirFolder.Entry, _ uid: MailUID) throws(TransportError) -> RawMail? {
        guard let file = try inbox.read(entry, bytesMax: TransportLimits.mailBytesMax + 1) else { return nil }
        guard file.size > TransportLimits.mailBytesMax else {
            return RawMail(uid: uid, receivedAt: file.modifiedAt, bytes: file.bytes, extent: .whole)
        }
        return RawMail(
            uid: uid, receivedAt: file.modifiedAt, bytes: HeaderSection.cut(file.bytes), extent: .headerOnly(mailBytes: file.size)
        )
    }

    private func moveToDone(_ uids: Set<MailUID>) throws(TransportError) {
        let entries = try inbox.entries().filter { uids.contains(MailUID(fileName: $0.base)) }
        for entry in entries { try done.take(entry, from: inbox) }
        guard !entries.isEmpty else { return }
        try done.syncNames()
        try inbox.syncNames()
    }

    private func wait(_ seconds: Double, _ cancel: CancelFlag) throws(TransportError) {
        try prepare()
        let deadline = ContinuousClock.now + .seconds(min(max(seconds, 0), 86_400))
        while !cancel.isCancelled, !waiting.areAny {
            let remaining = deadline - ContinuousClock.now
            guard remaining > .zero, watch?.wait(remaining, wake) != .news else { return }
        }
        if cancel.isCancelled { throw .cancelled }
    }

    private func folder(_ role: FolderRole) -> MaildirFolder? {
        switch role {
        case .inbox: inbox
        case .done: done
        case .sent: nil
        }
    }

    private func prepare() throws(TransportError) {
        guard watch == nil || !inbox.exists || !done.exists else { return }
        try inbox.make()
        try done.make()
        watch = FolderWatch(path: inbox.path + "/new")
    }

    private nonisolated func call<Answer: Sendable>(
        _ body: @Sendable (isolated MaildirMailbox) throws(TransportError) -> Answer
    ) async throws(TransportError) -> Answer {
        waiting.enter()
        wake.signal()
        defer { waiting.leave() }
        return try await prepared(body)
    }

    private func prepared<Answer: Sendable>(
        _ body: @Sendable (isolated MaildirMailbox) throws(TransportError) -> Answer
    ) throws(TransportError) -> Answer {
        try prepare()
        return try body(self)
    }
}

/// Tells when something appears in a folder (inotify); where the system gives none, it looks every second.
final class FolderWatch {
    enum Sight: Equatable { case news, nothing }

    private let descriptor: Int32

    init(path: String) {
        descriptor = inotify_init1(Int32(O_CLOEXEC | O_NONBLOCK))
        if descriptor >= 0 { _ = inotify_add_watch(descriptor, path, UInt32(IN_CREATE | IN_MOVED_TO)) }
    }

    deinit { if descriptor >= 0 { Glibc.close(descriptor) } }

    /// What has appeared so far is known.
    func forget() {
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        while descriptor >= 0, Glibc.read(descriptor, &buffer, buffer.count) > 0 {}
    }

    func wait(_ duration: Duration, _ wake: WakeSignal) -> Sight {
        let milliseconds = Int32(
            min(3_600_000, duration.components.seconds * 1000 + 1 + duration.components.attoseconds / 1_000_000_000_000_000))
        var entries = [
            pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        ]
        let ready = poll(&entries, 2, descriptor >= 0 ? milliseconds : min(milliseconds, 1000))
        if entries[0].revents != 0 { wake.clear() }
        if descriptor < 0 { return ready == 0 ? .news : .nothing }
        return entries[1].revents != 0 ? .news : .nothing
    }
}

extension HeaderSection {
    /// Whether a mail's header has this Message-ID.
    static func names(_ messageID: String, _ mail: [UInt8]) -> Bool {
        let header = Array(cut(mail))
        let field = Array("message-id:".utf8)
        return header.split(separator: 0x0A).contains { line in
            line.count > field.count && zip(line, field).allSatisfy { ($0 | 0x20) == $1 || $0 == $1 }
                && line.dropFirst(field.count).drop { $0 == 0x20 || $0 == 0x09 }.prefix { $0 != 0x0D && $0 != 0x20 }
                    .elementsEqual(messageID.utf8)
        }
    }
}
