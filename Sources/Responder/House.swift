import Foundation
import HelpDesk
import Store
import Transport

/// The loops of one run, wired to each other by their bells.
struct House: Sendable {
    let intakes: [IntakeLoop]
    let cases: CaseLoop
    let agenda: AgendaLoop
    let teaching: TeachingLoop
    let submission: SubmissionLoop
    let watch: HealthLoop
    let surroundings: Surroundings
    let channels: Channels
    let reserve: DiskReserve

    /// The most passes over all queues of one `serve --once`: mail that answers itself for ever is somebody's loop, not ours.
    static let passesMax = 100

    /// Takes over from whoever held the store before, and brings what a dead process left to a known state.
    init(_ installation: Installation, _ channels: Channels) async throws {
        let (store, desk) = (installation.store, installation.desk)
        let (caseBell, submissionBell) = (Doorbell(), Doorbell())
        let surroundings = Surroundings(
            clock: installation.clock, log: installation.log,
            health: ServiceHealth(
                folder: installation.folder, clock: installation.clock,
                repeatSeconds: Int64(installation.configuration.alarm.repeatMinutes) * 60), store: store, desk: desk,
            submissionBell: submissionBell,
            paths: AlarmPaths(
                command: AlarmCommand(words: installation.configuration.alarm.command), mail: channels.alarmMail,
                log: installation.log, clock: installation.clock))
        reserve = DiskReserve(in: installation.folder)
        let instance: Instance
        do { instance = try await Self.takeOver(store, reserve, surroundings) } catch {
            throw await surroundings.tellEnd(error, releasing: reserve)
        }
        intakes = channels.mailboxes.map { mailbox in
            IntakeLoop(
                mailbox: mailbox, store: store, poll: installation.configuration.poll, caseBell: caseBell,
                surroundings: surroundings)
        }
        let seat = try await installation.seat()
        teaching = TeachingLoop(store: store, desk: desk, models: installation.models, seat: seat, surroundings: surroundings)
        let committer = GroupCommitter(store: store, instance: instance, desk: desk, clock: installation.clock)
        cases = CaseLoop(
            store: store, committer: committer, desk: desk, analyst: seat, bell: caseBell, reserve: reserve,
            surroundings: surroundings, concurrency: ProcessInfo.processInfo.activeProcessorCount)
        submission = SubmissionLoop(
            store: store, instance: instance,
            senders: (0..<max(1, channels.connections)).map { _ in
                Sender(
                    submission: channels.submission, store: store, instance: instance, committer: committer,
                    surroundings: surroundings)
            }, committer: committer, mailboxes: channels.mailboxes, desk: desk, bell: submissionBell, surroundings: surroundings)
        let housekeeping = Housekeeping(
            store: store, mailboxes: channels.mailboxes, settings: installation.configuration, surroundings: surroundings)
        agenda = AgendaLoop(store: store, desk: desk, housekeeping: housekeeping, surroundings: surroundings)
        watch = HealthLoop(
            store: store, settings: installation.configuration.alarm, mailboxNames: channels.mailboxes.map(\.name),
            grants: channels.grants, dataFolder: installation.folder.path, surroundings: surroundings)
        self.surroundings = surroundings
        self.channels = channels
    }

    /// The store is ours from here on; what a dead process left on its way comes to a known state.
    private static func takeOver(
        _ store: TicketStore, _ reserve: DiskReserve, _ surroundings: Surroundings
    ) async throws -> Instance {
        if try !reserve.keep() { surroundings.log.warning("disk", "the file system keeps no reserve of 8 MB for a full disk") }
        let now = surroundings.clock.now()
        let instance = try await store.takeOver(owner: "serve-\(ProcessInfo.processInfo.processIdentifier)", now: now)
        let recovery = try await store.recover(as: instance, now: now)
        if recovery.retried + recovery.unknown > 0 {
            surroundings.log.warning(
                "serve", "the last run left mails on their way",
                ["retried": .number(Int64(recovery.retried)), "unknown": .number(Int64(recovery.unknown))])
        }
        return instance
    }

    /// Everything that runs side by side, by the name that the log gives it.
    var loops: [(name: String, work: @Sendable () async throws -> Void)] {
        var loops: [(name: String, work: @Sendable () async throws -> Void)] = [
            ("case", { try await cases.run() }), ("agenda", { try await agenda.run() }),
            ("submission", { try await submission.run() }), ("submission", { try await submission.watchUnknowns() }),
            ("audit", { try await agenda.housekeeping.auditAtStart() }),
            ("health", { try await watch.run() }), ("teaching", { try await teaching.run() }),
        ]
        for intake in intakes { loops.append(("intake", { try await intake.run() })) }
        return loops
    }

    /// Runs a loop again after weather that passes; what does not pass ends the service.
    func persevere(_ name: String, _ work: @Sendable () async throws -> Void) async throws {
        var backoff = Backoff(first: .milliseconds(500), longest: .seconds(30))
        while !Task.isCancelled {
            do { return try await work() } catch StoreError.busy {
                surroundings.log.warning(name, "\(StoreError.busy)")
            }
            try await surroundings.pause(backoff.next(jitter: surroundings.jitter()))
        }
    }

    /// One pass after the other until a whole pass found nothing to do.
    /// - Returns: the channel that could not be used, if there was one.
    func workOffAll() async throws -> ServiceFailure? {
        var failure: ServiceFailure?
        var failed: Set<String> = []
        try await agenda.store.stand(agenda.desk.standingAgenda(at: surroundings.clock.now()))
        for _ in 0..<Self.passesMax {
            var count = 0
            for intake in intakes where !failed.contains(intake.mailbox.name) {
                do {
                    try await intake.begin()
                    count += try await intake.workOff()
                } catch let error as TransportError {
                    failed.insert(intake.mailbox.name)
                    failure = failure ?? ServiceFailure(error, at: "mailbox \(intake.mailbox.name)")
                }
            }
            count += try await cases.workOff()
            count += try await agenda.workOff()
            try await submission.resolveUnknowns()
            let (sent, close) = try await submission.sendOnce()
            count += sent
            if let close {
                failure = failure ?? ServiceFailure(close)
                break
            }
            if count == 0 { break }
        }
        await surroundings.health.write(store: nil)
        return failure
    }

    func close() async {
        for mailbox in channels.mailboxes { await mailbox.close() }
        await channels.submission.close()
    }

    /// Tells people why the service ends, and closes the channels.
    func fail(_ error: any Error) async -> ServiceFailure {
        let failure = await surroundings.tellEnd(error, releasing: reserve)
        await close()
        return failure
    }
}

extension Surroundings {
    /// Tells people why the service ends. A full disk gives its reserve back first, so that the telling finds room (K17).
    func tellEnd(_ error: any Error, releasing reserve: DiskReserve) async -> ServiceFailure {
        let failure = ServiceFailure(ending: error)
        if case .diskFull = failure {
            reserve.release()
            await health.alert(failure.description)
        }
        log.error("serve", failure.description)
        await paths.tell(failure.description, identifier: identifier())
        await health.write(store: nil)
        return failure
    }
}

extension ServiceFailure {
    init(_ error: TransportError, at place: String) {
        switch error {
        case .credentials: self = .loginRefused(what: place, reason: error.description)
        case .io(let path, let code) where SystemError.isDiskFull(code): self = .diskFull(path: path)
        case .unreachable, .tls, .unavailable, .protocolViolation, .refused, .folderMissing, .timeout, .io, .settings, .cancelled:
            self = .unavailable(what: place, reason: error.description)
        }
    }

    init(_ close: ClaimQueue.Close) {
        switch close {
        case .wait(let words): self = .unavailable(what: "submission", reason: words)
        case .stop(let words): self = .loginRefused(what: "submission", reason: words)
        }
    }

    /// What ends a run, as its exit status says it.
    init(ending error: any Error) {
        switch error {
        case let failure as ServiceFailure: self = failure
        case StoreError.diskFull(let path): self = .diskFull(path: path)
        case StoreError.inputOutput(let path, let reason): self = .diskFailing(path: path, reason: reason)
        case let transport as TransportError: self = ServiceFailure(transport, at: "mail")
        default: self = .unavailable(what: "the service", reason: "\(error)")
        }
    }
}
