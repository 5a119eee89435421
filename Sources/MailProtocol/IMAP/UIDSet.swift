/// A set of UIDs as ascending ranges (`sequence-set`, RFC 9051 §9), never expanded: a server may say 1:4294967295.
public struct UIDSet: Sendable, Equatable {
    /// Ascending, not touching each other.
    public private(set) var ranges: [ClosedRange<UInt32>]

    public init(_ uids: some Sequence<UInt32>) {
        self.init(ranges: uids.map { $0...$0 })
    }

    public init(ranges unordered: [ClosedRange<UInt32>]) {
        let sorted = unordered.sorted { $0.lowerBound < $1.lowerBound }
        ranges = []
        ranges.reserveCapacity(sorted.count)
        for range in sorted {
            if let last = ranges.last, range.lowerBound == 0 || range.lowerBound - 1 <= last.upperBound {
                ranges[ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                ranges.append(range)
            }
        }
    }

    public var isEmpty: Bool { ranges.isEmpty }

    /// The lowest UIDs that are not known already.
    /// - Complexity: O(limit + known + ranges), whatever the ranges span.
    public func first(_ limit: Int, where isWanted: (UInt32) -> Bool) -> [UInt32] {
        var found: [UInt32] = []
        for range in ranges {
            for uid in range {
                guard found.count < limit else { return found }
                if uid != 0, isWanted(uid) { found.append(uid) }
            }
        }
        return found
    }

    /// `1:5,7`; never empty in a command.
    public var text: String {
        ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound):\($0.upperBound)" }.joined(separator: ",")
    }

    /// Reads `1:5,7`; nil when it is anything else (`*` included).
    init?(text: ArraySlice<UInt8>) {
        var found: [ClosedRange<UInt32>] = []
        for part in text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
            let ends = part.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
            guard let first = ends.first, let low: UInt32 = decimal(first), ends.count <= 2 else { return nil }
            guard let last = ends.last, let high: UInt32 = decimal(last) else { return nil }
            found.append(min(low, high)...max(low, high))
        }
        self.init(ranges: found)
    }
}
