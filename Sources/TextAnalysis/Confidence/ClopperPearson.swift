#if canImport(Glibc)
    import Glibc
#endif

/// Exact binomial bounds (Clopper and Pearson 1934): what a graded record proves, never more.
///
/// ``shows(atLeast:right:of:confidence:)`` and ``refutes(atLeast:right:of:confidence:)`` ask whether a bound reaches a share; they
/// sum only over the wrong answers, so they are cheap enough for every mail.
public enum ClopperPearson {
    /// The one-sided lower bound of the share right: with this confidence the true share is at least as high.
    ///
    /// 59 of 59 prove 0.95, 149 of 149 prove 0.98, 299 of 299 prove 0.99 at 95 % (RULES H6).
    /// - Returns: 0 when nothing was graded, or when the counts make no sense.
    public static func lowerBound(right: Int, of total: Int, confidence: Double = 0.95) -> Double {
        guard total > 0, right > 0, right <= total, confidence > 0, confidence < 1 else { return 0 }
        return root { wrongAtMost(total - right, of: total, $0) >= 1 - confidence }
    }

    /// The one-sided upper bound: with this confidence the true share is at most as high.
    /// - Returns: 1 when nothing was graded.
    public static func upperBound(right: Int, of total: Int, confidence: Double = 0.95) -> Double {
        guard total > 0, right >= 0, right < total, confidence > 0, confidence < 1 else { return 1 }
        return root { 1 - wrongAtMost(total - right - 1, of: total, $0) <= 1 - confidence }
    }

    /// Whether the record shows that at least this share is right.
    public static func shows(atLeast share: Double, right: Int, of total: Int, confidence: Double = 0.95) -> Bool {
        guard total > 0, right > 0, right <= total else { return false }
        return wrongAtMost(total - right, of: total, share) <= 1 - confidence
    }

    /// Whether the record shows that less than this share is right.
    public static func refutes(atLeast share: Double, right: Int, of total: Int, confidence: Double = 0.95) -> Bool {
        guard total > 0, right >= 0, right < total else { return false }
        return 1 - wrongAtMost(total - right - 1, of: total, share) < 1 - confidence
    }

    /// The smallest p for which a condition that turns true with growing p holds.
    private static func root(_ holds: (Double) -> Bool) -> Double {
        var (low, high) = (0.0, 1.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if holds(middle) { high = middle } else { low = middle }
        }
        return low
    }

    /// The probability of at most so many wrong ones where each is right with probability p; terms in logarithms.
    private static func wrongAtMost(_ wrong: Int, of total: Int, _ p: Double) -> Double {
        guard p < 1 else { return 1 }
        guard p > 0 else { return wrong >= total ? 1 : 0 }
        var sum = 0.0
        for count in 0...max(0, min(wrong, total)) {
            let ways = lgamma(Double(total) + 1) - lgamma(Double(count) + 1) - lgamma(Double(total - count) + 1)
            sum += exp(ways + Double(total - count) * log(p) + Double(count) * log1p(-p))
        }
        return wrong < 0 ? 0 : min(1, sum)
    }
}
