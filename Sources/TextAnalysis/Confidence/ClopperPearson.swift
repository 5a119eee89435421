#if canImport(Glibc)
    import Glibc
#endif

/// Exact binomial bounds (Clopper and Pearson 1934): what a graded record proves, never more.
public enum ClopperPearson {
    /// The one-sided lower bound of the share right: with this confidence the true share is at least as high.
    ///
    /// 59 of 59 prove 0.95, 149 of 149 prove 0.98, 299 of 299 prove 0.99 at 95 % (RULES H6).
    /// - Returns: 0 when nothing was graded, or when the counts make no sense.
    public static func lowerBound(right: Int, of total: Int, confidence: Double = 0.95) -> Double {
        guard total > 0, right > 0, right <= total, confidence > 0, confidence < 1 else { return 0 }
        return root { tail(atLeast: right, of: total, $0) >= 1 - confidence }
    }

    /// The one-sided upper bound: with this confidence the true share is at most as high.
    /// - Returns: 1 when nothing was graded.
    public static func upperBound(right: Int, of total: Int, confidence: Double = 0.95) -> Double {
        guard total > 0, right >= 0, right < total, confidence > 0, confidence < 1 else { return 1 }
        return root { 1 - tail(atLeast: right + 1, of: total, $0) <= 1 - confidence }
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

    /// P(X >= k), X binomial; summed from the smaller side in logarithms.
    private static func tail(atLeast k: Int, of n: Int, _ p: Double) -> Double {
        guard p > 0 else { return 0 }
        guard p < 1 else { return 1 }
        var sum = 0.0
        for i in k...n {
            let term = lgamma(Double(n) + 1) - lgamma(Double(i) + 1) - lgamma(Double(n - i) + 1)
            sum += exp(term + Double(i) * log(p) + Double(n - i) * log1p(-p))
        }
        return min(1, sum)
    }
}
