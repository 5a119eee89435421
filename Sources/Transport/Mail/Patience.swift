/// How long servers are waited for. The deadlines are those of RFC 5321 §4.5.3.2 and our own; a test that lets a server fall
/// silent at every byte shortens them all alike.
struct Patience: Sendable, Equatable {
    var factor = 1.0

    func scaled(_ seconds: Int) -> Double { Double(seconds) * factor }

    func deadline(_ seconds: Int) -> ContinuousClock.Instant { .now + .seconds(scaled(seconds)) }
}
