import HelpDesk
import Store

/// Learning: trains the model anew in the background when people have taught something, and puts it into the analyst's seat.
///
/// The desk says whether the new model is used. The file is written before that is committed, and only then the seat changes: a crash
/// between leaves the old model in use, or the new one found on the disk.
struct TeachingLoop: Sendable {
    let store: TicketStore
    let desk: Desk
    let models: ModelCache
    let seat: AnalystSeat
    let surroundings: Surroundings

    static let pollSeconds = 60
    /// So many new lessons are worth a training at once; fewer wait for company.
    static let lessonsMin = 10
    static let waitSecondsMax: Int64 = 3600

    func run() async throws {
        while !Task.isCancelled {
            _ = try await workOff()
            try await surroundings.pause(.seconds(Self.pollSeconds))
        }
    }

    /// Trains where something is due.
    /// - Returns: what the trial showed; nil where nothing was due.
    func workOff() async throws -> Retraining? {
        let lessons = try await store.lessons()
        guard Self.isDue(lessons, now: surroundings.clock.now()) else { return nil }
        let (library, settings) = (desk.templates, desk.settings)
        let trial: ModelTrial
        do {
            trial = try await Task.detached(priority: .utility) {
                try ModelTrial(lessons, library: library, settings: settings)
            }.value
        } catch {
            surroundings.log.error("model", "the model could not be trained with what people taught: \(error)")
            return nil
        }
        let report = trial.report
        if !report.isWorse { models.keep(trial.classifier, taken: report.revision) }
        try await surroundings.step(
            .operation(.retrained(report)), cause: .operation(id: "retrained/\(report.revision)/" + surroundings.identifier()))
        if report.isWorse {
            surroundings.log.warning("model", report.words)
        } else {
            seat.use(trial.classifier, trainedFrom: trial.examples)
            surroundings.log.notice("model", report.words)
        }
        return report
    }

    static func isDue(_ lessons: Lessons, now: Timestamp) -> Bool {
        let new = lessons.untried
        guard let oldest = new.map(\.taughtAt).min() else { return false }
        return new.count >= lessonsMin || now.seconds(since: oldest) >= waitSecondsMax
    }
}
