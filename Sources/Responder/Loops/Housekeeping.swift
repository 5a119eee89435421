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
        var isMore = true
        while isMore, !Task.isCancelled {
            isMore = try await store.prune(retention, now: surroundings.clock.now()).isMore
        }
        for mailbox in mailboxes { await tidy(mailbox) }
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
