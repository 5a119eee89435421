/// How long to wait after the n-th failure in a row: doubled each time, up to a limit, and jittered by a fifth (RULES E8).
struct Backoff: Sendable {
    let first: Duration
    let longest: Duration
    private(set) var failures = 0

    init(first: Duration = .seconds(1), longest: Duration = .seconds(300)) {
        self.first = first
        self.longest = longest
    }

    mutating func succeeded() { failures = 0 }

    /// - Parameter jitter: 0 to 1; the composition root draws it.
    mutating func next(jitter: Double) -> Duration {
        let doubled = first * (1 << min(failures, 20))
        failures += 1
        return min(doubled, longest) * (0.8 + 0.4 * min(max(jitter, 0), 1))
    }
}
