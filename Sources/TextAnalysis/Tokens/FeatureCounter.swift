/// A small open-addressing counter: sorting a text's features costs more than counting them.
///
/// One counter serves text after text. What it holds of earlier ones is not wiped out: it counts as free.
struct FeatureCounter {
    /// Where a feature of the present text stands, counted from one and on top of `before`.
    private var slots: [UInt32] = []
    /// How many features earlier texts had.
    private var before: UInt32 = 0

    /// The features that `body` adds, each once, in the order of their first occurrence.
    /// - Parameters:
    ///   - most: no more than this may be added.
    ///   - body: hands its arguments on to ``add(_:to:_:_:)``.
    mutating func features(
        most: Int, _ body: (inout MutableSpan<UInt32>, inout OutputSpan<HashedText.Feature>, UInt32) -> Void
    ) -> [HashedText.Feature] {
        makeRoom(most)
        let earlier = before
        let features = [HashedText.Feature](capacity: most) { features in
            var slots = slots.mutableSpan
            body(&slots, &features, earlier)
        }
        before += UInt32(features.count)
        return features
    }

    private mutating func makeRoom(_ most: Int) {
        if !slots.isEmpty, slots.count * 4 >= most * 5, before < UInt32.max / 2 { return }
        var size = 64
        while size * 4 < most * 5 { size *= 2 }
        slots = [UInt32](repeating: 0, count: size)
        before = 0
    }

    @inline(__always)
    static func add(
        _ bucket: UInt32, to slots: inout MutableSpan<UInt32>, _ features: inout OutputSpan<HashedText.Feature>, _ before: UInt32
    ) {
        let mask = slots.count - 1
        var slot = Int(bucket) & mask
        while true {
            let entry = slots[slot]
            if entry <= before {
                features.append(HashedText.Feature(bucket: bucket, count: 1))
                slots[slot] = before &+ UInt32(truncatingIfNeeded: features.count)
                return
            }
            let index = Int(entry &- before) - 1
            if features[index].bucket == bucket {
                features[index].count &+= 1
                return
            }
            slot = (slot + 1) & mask
        }
    }
}
