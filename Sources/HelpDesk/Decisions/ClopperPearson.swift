internal import Glibc

/// Exact one-sided 95 % bounds of a share from graded answers (RULES H6): 59 right of 59 shows 95 %, 93 with one wrong.
enum ClopperPearson {
    static let error = 0.05
    /// Bisections: more than a double can tell apart.
    private static let steps = 60

    /// The share that is shown with 95 % confidence; 0 without a record.
    static func lowerBound(right: Int, of graded: Int) -> Double {
        guard graded > 0, right > 0, right <= graded else { return 0 }
        // The smallest p under which so many right answers are not yet surprising.
        return bisect { probability(atLeast: right, of: graded, share: $0) < error }
    }

    /// The share that is not yet refuted with 95 % confidence; 1 without a record.
    static func upperBound(right: Int, of graded: Int) -> Double {
        guard graded > 0, right >= 0, right < graded else { return 1 }
        return bisect { 1 - probability(atLeast: right + 1, of: graded, share: $0) >= error }
    }

    private static func bisect(_ isBelow: (Double) -> Bool) -> Double {
        var (low, high) = (0.0, 1.0)
        for _ in 0..<steps {
            let middle = (low + high) / 2
            if isBelow(middle) { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// The binomial's upper tail, summed over the shorter side.
    private static func probability(atLeast right: Int, of graded: Int, share: Double) -> Double {
        guard share > 0 else { return 0 }
        guard share < 1 else { return 1 }
        let isUpper = right > graded / 2
        let terms = isUpper ? right...graded : 0...(right - 1)
        var sum = 0.0
        for count in terms {
            let logarithm =
                lgamma(Double(graded + 1)) - lgamma(Double(count + 1)) - lgamma(Double(graded - count + 1))
                + Double(count) * log(share) + Double(graded - count) * log1p(-share)
            sum += exp(logarithm)
        }
        return min(1, isUpper ? sum : 1 - sum)
    }
}
