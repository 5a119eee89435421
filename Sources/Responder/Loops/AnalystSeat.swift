import HelpDesk
import Store
import Synchronization
import TextAnalysis

/// The analyst in use. What people solved since the last look joins it between batches, whatever process learned it.
final class AnalystSeat: Sendable {
    private struct Seat {
        var analyst: Analyst
        var revision: Int64
    }
    private let seat: Mutex<Seat>

    init(_ analyst: Analyst, revision: Int64 = 0) { seat = Mutex(Seat(analyst: analyst, revision: revision)) }

    /// A value to judge with; it does not change while it is used.
    var current: Analyst { seat.withLock { $0.analyst } }

    /// Another model from the next batch on; who judges now judges to the end with the old one.
    func use(_ classifier: Classifier, trainedFrom examples: [TrainingExample]) {
        seat.withLock { $0.analyst.use(classifier, trainedFrom: examples) }
    }

    /// Brings in what was learned, withdrawn or restored since the last look.
    func refresh(from store: TicketStore) async throws {
        let (cases, revision) = try await store.cases(since: seat.withLock { $0.revision })
        guard !cases.isEmpty else { return }
        seat.withLock { seat in
            for solved in cases { seat.analyst.add(solved) }
            seat.revision = max(seat.revision, revision)
        }
    }
}
