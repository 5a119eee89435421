import HelpDesk
import Store
import Transport

/// Pull: brings the mails of one mailbox into the store, and files them on the server only after their bytes are committed (INV1).
///
/// It understands nothing of a mail. Whatever ends it, the mail lies in the inbox, in the store, or in both, and both is one mail
/// by the dedupe key (K1 to K5).
struct IntakeLoop: Sendable {
    let mailbox: any Mailbox
    let store: TicketStore
    let poll: PollSettings
    let caseBell: Doorbell
    let surroundings: Surroundings

    /// Mails fetched, made durable with one fsync, and filed together.
    static let batchMax = 200
    /// Mails that come back under new names: more than these, and all sending is held (K18).
    static let seenAgainMax = 20

    /// Works until the task is cancelled, the login is refused, or the store fails for good.
    func run() async throws {
        var backoff = Backoff()
        while !Task.isCancelled {
            do {
                try await begin()
                while !Task.isCancelled {
                    _ = try await workOff()
                    backoff.succeeded()
                    try await mailbox.waitForMail(atMost: Double(poll.waitSeconds))
                }
            } catch let error as TransportError {
                guard try await weather(error, &backoff) else { return }
            } catch let error as StoreError where error == .busy {
                try await surroundings.pause(backoff.next(jitter: surroundings.jitter()))
            }
        }
    }

    /// Opens the mailbox, and files what an earlier run made durable but could not file.
    func begin() async throws {
        let state = try await mailbox.open()
        while true {
            let left = try await store.unfiled(in: mailbox.name, limit: Self.batchMax)
            guard !left.isEmpty else { return }
            // Names of another UIDVALIDITY mean nothing any more: the mail, if it is still there, has a new one.
            let uids = left.compactMap { MailUID(text: $0.place.uid) }.filter { $0.validity == state.uidValidity }
            try await mailbox.file(uids)
            try await store.filed(left.map(\.id))
        }
    }

    /// Fetches until nothing waits.
    /// - Returns: how many mails came in.
    func workOff() async throws -> Int {
        var all = 0
        while !Task.isCancelled {
            CrashPoint.pass(.k1)
            let mails = try await mailbox.fetch(limit: Self.batchMax, skipping: [])
            await surroundings.health.succeeded(mailbox.name)
            guard !mails.isEmpty else { break }
            try await take(mails)
            all += mails.count
        }
        return all
    }

    private func take(_ mails: [RawMail]) async throws {
        CrashPoint.pass(.k2)
        let now = surroundings.clock.now()
        let places = mails.map { MailPlace(uidValidity: Int64($0.uid.validity ?? 0), uid: $0.uid.text) }
        let known = try await store.known(places, in: mailbox.name)
        let kept = try await store.keep(
            zip(mails, places).map { mail, place in
                IncomingBytes(
                    mailbox: mailbox.name, place: place,
                    receivedAt: mail.receivedAt.map(Timestamp.init(seconds:)) ?? now, bytes: mail.bytes)
            }, now: now)
        CrashPoint.pass(.k3)
        caseBell.ring()
        try await mailbox.file(mails.map(\.uid))
        CrashPoint.pass(.k5)
        try await store.filed(kept.map(\.id))
        surroundings.log.info(
            "intake", "mails came in", ["mailbox": .text(mailbox.name), "count": .number(Int64(mails.count))])
        let again = zip(kept, places).count { kept, place in kept.isDuplicate && !known.contains(place) }
        if again > Self.seenAgainMax { try await holdForMailsSeenAgain(again) }
    }

    private func holdForMailsSeenAgain(_ count: Int) async throws {
        let words =
            "\(count) mails of \(mailbox.name) came back under new names (a restored or re-created mailbox?); "
            + "sending is held until `answerback release`"
        try await surroundings.hold(words)
        await surroundings.alarm(key: "seen-again/\(mailbox.name)", words)
    }

    /// - Returns: false where the channel must stop until a person has acted.
    private func weather(_ error: TransportError, _ backoff: inout Backoff) async throws -> Bool {
        switch error {
        case .cancelled: return false
        case .credentials:
            // The mailbox itself asks no server with a secret that was refused, so looking again locks nobody out (E8).
            await surroundings.health.stopped(mailbox.name, error.description)
            await surroundings.trouble(
                key: "login/\(mailbox.name)", "\(error); \(mailbox.name) is not read until the secret is another")
            await mailbox.close()
            try await surroundings.pause(SubmissionLoop.secretPause)
            return true
        case .folderMissing, .settings, .tls:
            await surroundings.trouble(key: "mailbox/\(mailbox.name)", error.description)
        case .io(let path, let code) where SystemError.isDiskFull(code): throw ServiceFailure.diskFull(path: path)
        case .unreachable, .unavailable, .protocolViolation, .refused, .timeout, .io:
            surroundings.log.warning("intake", error.description, ["mailbox": .text(mailbox.name)])
        }
        await surroundings.health.failed(mailbox.name, error.description)
        await mailbox.close()
        try await surroundings.pause(backoff.next(jitter: surroundings.jitter()))
        return true
    }
}

extension Kept {
    fileprivate var isDuplicate: Bool {
        switch self {
        case .duplicate: true
        case .stored: false
        }
    }
}
