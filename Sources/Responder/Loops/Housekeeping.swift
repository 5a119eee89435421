import HelpDesk
import Store
import Transport

/// The daily tidying that the retention timer asks for (RULES G3): what is past its time leaves the store and the done folders.
struct Housekeeping: Sendable {
    let store: TicketStore
    let mailboxes: [any Mailbox]
    let settings: ServiceConfiguration
    let surroundings: Surroundings

    func run() async throws {
        let days = settings.retention
        let retention = Store.Retention(
            rawDays: Int64(days.rawDays), ticketDays: Int64(days.ticketDays), logDays: Int64(days.logDays),
            quarantineDays: Int64(days.quarantineDays))
        var counts: [String: Int] = [:]
        var isMore = true
        while isMore, !Task.isCancelled {
            let pruned = try await store.prune(retention, now: surroundings.clock.now())
            counts.merge(pruned.byClass, uniquingKeysWith: +)
            isMore = pruned.isMore
        }
        for mailbox in mailboxes { await tidy(mailbox) }
        if !counts.isEmpty {
            try await surroundings.step(
                .operation(.tidied(counts)), cause: .operation(id: "tidied/" + surroundings.identifier()))
        }
        try await audit(.everything)
    }

    /// A file of this size is read whole in a second or two.
    static let wholeBytesMax: Int64 = 128 << 20

    /// At each start: of everything, but of a large store only what came lately, so that no mail waits for it.
    func auditAtStart() async throws {
        let isSmall = try await store.health().fileBytes <= Self.wholeBytesMax
        try await audit(isSmall ? .everything : .lately)
    }

    /// The standing auditor (RULES 2.2): nightly, and at each start.
    func audit(_ scope: AuditScope) async throws {
        let violations = try await store.verify(now: surroundings.clock.now(), scope)
        guard let first = violations.first else { return }
        await surroundings.alarm(
            key: "verify",
            "\(violations.count) broken promises in the store, the first: \(first.rule) \(first.subject) \(first.words); "
                + "see `answerback verify`")
    }

    private func tidy(_ mailbox: any Mailbox) async {
        guard case .imap(let imap) = settings.mailboxes.first(where: { $0.name == mailbox.name })?.place else { return }
        do {
            let count = try await mailbox.expungeDone(olderThanDays: imap.doneDays)
            if count > 0 {
                surroundings.log.notice(
                    "retention", "old mails left the done folder",
                    ["mailbox": .text(mailbox.name), "count": .number(Int64(count))])
            }
        } catch {
            surroundings.log.warning("retention", "\(error)", ["mailbox": .text(mailbox.name)])
        }
    }
}

extension Pruned {
    /// What was removed, by the digest's words; classes of which nothing was removed are left out.
    var byClass: [String: Int] {
        [
            "raw mails": rawMails, "sent mails' bytes": sentBytes, "closed tickets": tickets, "log entries": logEntries,
            "expired tokens": tokens,
        ].filter { $0.value > 0 }
    }
}
