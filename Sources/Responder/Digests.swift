import Foundation
public import HelpDesk
import Store

/// The digest outside its hour: looked at, or sent again.
extension Installation {
    /// The digest of the local day in which `day` lies, as the admins would read it.
    public func digest(of day: Timestamp) async throws -> MailBody {
        let query = desk.query(for: .timer(digestEntry(of: day)), given: nil)
        let file = try await store.caseFile(for: query, now: clock.now())
        return DigestReport(
            day: desk.localDate(day), yesterday: file.figures ?? Figures(), weekBefore: file.figuresBefore ?? Figures(),
            company: configuration.desk.company.name ?? "", for: desk.reader(of: configuration.desk.admins.first)
        ).rendered()
    }

    /// Composes that digest for the admins once more; the outbox sends it.
    /// - Returns: how many mails were composed.
    public func sendDigest(of day: Timestamp) async throws -> Int {
        let now = clock.now()
        let input = Input.timer(digestEntry(of: day))
        let work = DeskWork(cause: .operation(id: UUID().uuidString), query: desk.query(for: input, given: nil))
        let desk = desk
        let receipts = try await store.decide([work], now: now) { _, file in desk.step(input, in: file, given: nil, at: now) }
        if case .refused(let error) = receipts.first?.result { throw error }
        return receipts.first?.outbox.count ?? 0
    }

    /// The entry that would have come due in the night after that day.
    private func digestEntry(of day: Timestamp) -> AgendaEntry {
        AgendaEntry(key: "digest", due: day.adding(days: 1), kind: .digest(minuteOfDay: nil))
    }
}
