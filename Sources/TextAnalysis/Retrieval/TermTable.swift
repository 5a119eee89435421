/// Words by their hash: open addressing over a power of two, half full at most.
struct TermTable: Sendable {
    /// Term number plus one; zero is free.
    private(set) var slots: [UInt32]
    /// Hash of each term, by number.
    private(set) var hashes: [UInt64]

    init(expecting count: Int = 0) {
        var size = 1 << 10
        while size < count * 2 { size *= 2 }
        slots = [UInt32](repeating: 0, count: size)
        hashes = []
        hashes.reserveCapacity(count)
    }

    /// A table whose terms have these numbers, in order.
    init(_ hashes: [UInt64]) {
        var size = 1 << 10
        while size < hashes.count * 2 { size *= 2 }
        slots = [UInt32](repeating: 0, count: size)
        self.hashes = hashes
        fill()
    }

    @inline(__always)
    func find(_ hash: UInt64) -> Int? {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let entry = slots[slot]
            if entry == 0 { return nil }
            if hashes[Int(entry) - 1] == hash { return Int(entry) - 1 }
            slot = (slot + 1) & mask
        }
    }

    @inline(__always)
    mutating func add(_ hash: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let entry = slots[slot]
            if entry == 0 { break }
            if hashes[Int(entry) - 1] == hash { return Int(entry) - 1 }
            slot = (slot + 1) & mask
        }
        hashes.append(hash)
        slots[slot] = UInt32(truncatingIfNeeded: hashes.count)
        if hashes.count * 2 > slots.count { grow() }
        return hashes.count - 1
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        fill()
    }

    private mutating func fill() {
        let mask = slots.count - 1
        for (number, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(truncatingIfNeeded: number + 1)
        }
    }
}
