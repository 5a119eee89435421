/// What was waited for did not come.
public struct DeadlinePassed: Error, CustomStringConvertible {
    public let description: String
}

/// Waits until something is there, looking every 10 ms; for events of other processes that ring no bell.
/// - Throws: ``DeadlinePassed`` with `what` after `seconds`; later under a sanitizer.
@discardableResult
public func eventually<Value>(
    _ what: String, within seconds: Double = 90, isolation: isolated (any Actor)? = #isolation,
    _ look: () async throws -> Value?
) async throws -> Value {
    let end = ContinuousClock.now + .seconds(seconds * Double(Sanitizer.allowance))
    while true {
        if let value = try await look() { return value }
        guard ContinuousClock.now < end else { throw DeadlinePassed(description: "waited \(seconds) s in vain for \(what)") }
        try await Task.sleep(for: .milliseconds(10))
    }
}
