import Glibc
import HelpDesk
import Store
import Transport

/// Writes the health file every few seconds, looks at what should not last, and tells people when it begins and when it is over.
struct HealthLoop: Sendable {
    let store: TicketStore
    let settings: AlarmSettings
    let mailboxNames: [String]
    let grants: [WatchedGrant]
    let dataFolder: String
    let surroundings: Surroundings

    static let periodSeconds = 10

    func run() async throws {
        while !Task.isCancelled {
            try await look()
            try await surroundings.pause(.seconds(Self.periodSeconds))
        }
    }

    /// One look at everything.
    func look() async throws {
        let health = try await store.health()
        await watchQueues(health)
        await watchChannels()
        await watchDisk()
        await surroundings.health.write(store: health)
        // Last, for a token endpoint may take its time.
        for grant in grants { await watch(grant) }
    }

    private func watchQueues(_ health: StoreHealth) async {
        let now = surroundings.clock.now()
        func age(_ since: Timestamp?) -> Int64? {
            guard let since, now.seconds(since: since) > Int64(settings.queueMinutes) * 60 else { return nil }
            return now.seconds(since: since) / 60
        }
        await surroundings.trouble(
            key: "intake-age",
            age(health.oldestWaitingAt).map { "the oldest undecided mail waits for \($0) minutes; see the log" })
        // What is held waits because somebody wants it to.
        await surroundings.trouble(
            key: "outbox-age",
            age(health.hold == nil ? health.oldestDueAt : nil).map {
                "a mail should have left \($0) minutes ago; see `answerback queue list`"
            })
    }

    private func watchChannels() async {
        let now = surroundings.clock.now()
        for channel in await surroundings.health.report() {
            // A stopped channel has told its own story, and is over with its first success.
            if channel.state == .working {
                await surroundings.trouble(key: "login/\(channel.name)", nil)
                await surroundings.trouble(key: "mailbox/\(channel.name)", nil)
            }
            let failing = channel.failingSince.map { now.seconds(since: $0) / 60 } ?? 0
            await surroundings.trouble(
                key: "channel/\(channel.name)",
                failing >= Int64(settings.failingMinutes)
                    ? "\(channel.name) has failed for \(failing) minutes: \(channel.words ?? "see the log")" : nil)
        }
        for name in mailboxNames {
            let last = await surroundings.health.lastSuccess(name)
            let minutes = now.seconds(since: last) / 60
            await surroundings.trouble(
                key: "silence/\(name)",
                minutes >= Int64(settings.silenceMinutes)
                    ? "the mailbox \(name) was not looked into for \(minutes) minutes; check the log and `answerback doctor`"
                    : nil)
        }
    }

    private func watchDisk() async {
        var status = statvfs()
        guard statvfs(dataFolder, &status) == 0 else { return }
        let megabytes = (UInt64(status.f_bavail) * UInt64(status.f_frsize)) >> 20
        await surroundings.trouble(
            key: "disk",
            megabytes < UInt64(settings.freeMegabytes)
                ? "only \(megabytes) MB are free in \(dataFolder); a full disk stops the service (no mail is lost)" : nil)
    }

    /// Renews ahead of the end, and tells of the first failure and of an end that is near.
    private func watch(_ grant: WatchedGrant) async {
        let name = grant.tokens.name
        var failure: String?
        do { try await grant.tokens.tend() } catch { failure = error.description }
        let state = await grant.tokens.state
        await surroundings.trouble(
            key: "token/\(name)", failure.map { "no new access token for \(grant.settings.clientID): \($0)" })
        await surroundings.trouble(
            key: "token-file/\(name)",
            state.cacheFailure.map { "a new refresh token could not be kept, a restart would lose it: \($0)" })
        let end = [state.grantEndsAt, grant.settings.endsAt].compactMap { $0 }.min()
        let left = end.map { ($0 - surroundings.clock.now().seconds) / 86_400 }
        await surroundings.trouble(
            key: "grant/\(name)",
            left.flatMap { days in
                days < Int64(grant.settings.alarmDays)
                    ? "the grant of \(grant.settings.clientID) ends in \(max(0, days)) days; renew the consent or the client's secret"
                    : nil
            })
    }
}
