#if canImport(Glibc)
    import Glibc
#endif

/// Turns signs into the probability of being right: a logistic regression on standardised features.
struct Calibrator: Sendable, Equatable {
    private(set) var means: [Double]
    private(set) var scales: [Double]
    /// One weight a feature, then the intercept.
    private(set) var weights: [Double]

    init(means: [Double], scales: [Double], weights: [Double]) {
        (self.means, self.scales, self.weights) = (means, scales, weights)
    }

    /// A case whose outcome is known.
    struct Observation: Sendable {
        var features: [Double]
        var isRight: Bool
        var weight: Double
    }

    /// Fits by iteratively reweighted least squares with a small ridge, so that few or one-sided observations
    /// give a cautious answer instead of none.
    init(fitting observations: [Observation], featureCount: Int, ridge: Double = 2) {
        (means, scales) = Self.standardisation(observations, featureCount)
        weights = [Double](repeating: 0, count: featureCount + 1)
        let rows = observations.map { Self.standardised($0.features, means, scales) }
        for _ in 0..<25 {
            guard let step = newtonStep(observations, rows, ridge: ridge) else { break }
            for index in weights.indices { weights[index] += step[index] }
            if step.allSatisfy({ abs($0) < 1e-8 }) { break }
        }
    }

    func probability(_ features: [Double]) -> Double {
        // As the fit sees it, without an array for the row.
        var sum = weights[means.count]
        for index in means.indices { sum += max(-6, min(6, (features[index] - means[index]) * scales[index])) * weights[index] }
        let result = 1 / (1 + exp(-sum))
        return result.isFinite ? result : 0
    }

    private static func standardisation(_ observations: [Observation], _ count: Int) -> ([Double], [Double]) {
        var means = [Double](repeating: 0, count: count)
        var scales = [Double](repeating: 0, count: count)
        let total = max(1e-9, observations.reduce(0) { $0 + $1.weight })
        for observation in observations {
            for index in 0..<count { means[index] += observation.weight * observation.features[index] / total }
        }
        for observation in observations {
            for index in 0..<count {
                let offset = observation.features[index] - means[index]
                scales[index] += observation.weight * offset * offset / total
            }
        }
        return (means, scales.map { $0 > 1e-12 ? 1 / $0.squareRoot() : 0 })
    }

    private static func standardised(_ features: [Double], _ means: [Double], _ scales: [Double]) -> [Double] {
        var row = [Double](repeating: 1, count: means.count + 1)
        for index in means.indices { row[index] = max(-6, min(6, (features[index] - means[index]) * scales[index])) }
        return row
    }

    private static func dot(_ a: [Double], _ b: [Double]) -> Double {
        var sum = 0.0
        for index in a.indices { sum += a[index] * b[index] }
        return sum
    }

    private func newtonStep(_ observations: [Observation], _ rows: [[Double]], ridge: Double) -> [Double]? {
        let size = weights.count
        var hessian = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
        var gradient = [Double](repeating: 0, count: size)
        for (observation, row) in zip(observations, rows) {
            let p = 1 / (1 + exp(-Self.dot(row, weights)))
            let error = observation.weight * ((observation.isRight ? 1 : 0) - p)
            let curvature = observation.weight * max(1e-6, p * (1 - p))
            for i in 0..<size {
                gradient[i] += error * row[i]
                for j in 0...i { hessian[i][j] += curvature * row[i] * row[j] }
            }
        }
        for i in 0..<size {
            let strength = i == size - 1 ? 1e-3 : ridge
            gradient[i] -= strength * weights[i]
            hessian[i][i] += strength
        }
        return Cholesky.solve(hessian, gradient)
    }
}

/// Solves a small symmetric positive definite system; nil when it is not one.
enum Cholesky {
    /// - Parameter matrix: the lower triangle is read.
    static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
        let size = right.count
        var lower = matrix
        for i in 0..<size {
            for j in 0...i {
                var sum = matrix[i][j]
                for k in 0..<j { sum -= lower[i][k] * lower[j][k] }
                if i == j {
                    guard sum > 1e-12 else { return nil }
                    lower[i][i] = sum.squareRoot()
                } else {
                    lower[i][j] = sum / lower[j][j]
                }
            }
        }
        var solution = right
        for i in 0..<size {
            for k in 0..<i { solution[i] -= lower[i][k] * solution[k] }
            solution[i] /= lower[i][i]
        }
        for i in stride(from: size - 1, through: 0, by: -1) {
            for k in (i + 1)..<max(size, i + 1) { solution[i] -= lower[k][i] * solution[k] }
            solution[i] /= lower[i][i]
        }
        return solution
    }
}
