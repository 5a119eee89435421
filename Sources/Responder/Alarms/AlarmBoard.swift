import HelpDesk

/// Which troubles stand, and which of them people must hear of now: each once, again after a while, and once when it is over.
///
/// A value without a clock: it is told the time.
struct AlarmBoard: Sendable, Equatable {
    struct Trouble: Sendable, Equatable {
        var words: String
        var since: Timestamp
        /// Whether people were told of this one; who was not told of the beginning need not hear of the end.
        var isTold: Bool
    }

    /// What to do with a report.
    enum Duty: Sendable, Equatable { case tell, tellLast, keepQuiet }

    private(set) var standing: [String: Trouble] = [:]
    private var toldAt: [String: Timestamp] = [:]
    private var recent: [Timestamp] = []
    private let repeatSeconds: Int64

    /// However many things go wrong at once, nobody reads more.
    static let tellingsPerHourMax = 20
    private static let keysMax = 1000

    init(repeatSeconds: Int64) { self.repeatSeconds = repeatSeconds }

    /// Something has happened; it is no state that ends.
    mutating func report(_ key: String, at now: Timestamp) -> Duty { duty(key, now) }

    /// Something is wrong, and may be over later.
    mutating func raise(_ key: String, _ words: String, at now: Timestamp) -> Duty {
        let duty = duty(key, now)
        let before = standing[key]
        standing[key] = Trouble(
            words: words, since: before?.since ?? now, isTold: duty != .keepQuiet || before?.isTold ?? false)
        return duty
    }

    /// - Returns: what was wrong, where people were told of it; nil where there is nothing to say.
    mutating func clear(_ key: String) -> Trouble? {
        guard let trouble = standing.removeValue(forKey: key), trouble.isTold else { return nil }
        return trouble
    }

    private mutating func duty(_ key: String, _ now: Timestamp) -> Duty {
        if let last = toldAt[key], (0..<repeatSeconds).contains(now.seconds(since: last)) { return .keepQuiet }
        recent.removeAll { !(0..<3600).contains(now.seconds(since: $0)) }
        guard recent.count < Self.tellingsPerHourMax else { return .keepQuiet }
        if toldAt.count >= Self.keysMax { toldAt = [:] }
        toldAt[key] = now
        recent.append(now)
        return recent.count == Self.tellingsPerHourMax ? .tellLast : .tell
    }
}
