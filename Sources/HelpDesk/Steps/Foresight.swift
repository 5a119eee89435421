/// A step that was taken ahead of its transaction, on what the store held then.
///
/// Composing mails is most of a step's cost. Taken ahead it holds no lock, and several go side by side; inside the transaction its
/// outcome stands where a new step would give the same, and else a new step is taken.
public struct Foresight: Sendable {
    private let file: CaseFile
    private let outcome: Outcome
    private let takenAt: Timestamp

    /// Older than this, its mails would bear a time that is past.
    public static let ageSecondsMax: Int64 = 2

    init(file: CaseFile, outcome: Outcome, takenAt: Timestamp) {
        (self.file, self.outcome, self.takenAt) = (file, outcome, takenAt)
    }

    /// The outcome, where it is still what the step would decide.
    ///
    /// A step reads everything in its case file but the counts as they are. The counts it only holds against the caps of RULES A7:
    /// while none of them is reached, before and now, they change nothing.
    func outcome(in current: CaseFile, at now: Timestamp, under caps: Caps) -> Outcome? {
        guard now >= takenAt, now.seconds(since: takenAt) <= Self.ageSecondsMax,
            current.counts.peakHour == file.counts.peakHour, current.counts.areBelow(caps), file.counts.areBelow(caps)
        else { return nil }
        var same = current
        same.counts = file.counts
        return same == file ? outcome : nil
    }
}

extension SendCounts {
    /// Whether not one of the caps is reached.
    fileprivate func areBelow(_ caps: Caps) -> Bool {
        senderTenMinutes < caps.senderTenMinutes && senderDay < caps.senderDay && domainHour < caps.domainHour
            && allHour < caps.allHour && escalationsHour < caps.escalationsHour
    }
}

extension Desk {
    /// Takes a step ahead, for ``step(_:in:given:at:foreseen:)``. nil where the next step of the same batch would most likely change
    /// what this one read: who has the fewest open tickets gets the next.
    public func foresee(
        _ input: Input, in file: CaseFile, given evidence: Evidence?, at now: Timestamp
    ) -> Foresight? {
        guard file.loads.isEmpty, file.groupLoads.isEmpty else { return nil }
        return Foresight(file: file, outcome: step(input, in: file, given: evidence, at: now), takenAt: now)
    }

    /// ``step(_:in:given:at:)``, by a step that was taken ahead where that still holds.
    public func step(
        _ input: Input, in file: CaseFile, given evidence: Evidence?, at now: Timestamp, foreseen: Foresight?
    ) -> Outcome {
        foreseen?.outcome(in: file, at: now, under: settings.answers.caps) ?? step(input, in: file, given: evidence, at: now)
    }
}
