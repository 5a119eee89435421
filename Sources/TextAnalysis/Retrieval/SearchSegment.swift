#if canImport(Glibc)
    import Glibc
#endif

/// The immutable part of a ``CaseIndex``: every case as a unit vector, and an inverted index of its *prefix* only.
///
/// Terms are ranked rarest first. Two cases with a cosine of at least the threshold must share a term of the
/// prefix, the rare head whose removal would leave less length than the threshold; so only prefixes are
/// indexed. A term's postings are sorted by weight and by the length that remains behind the term, both
/// rounded **up** to eight bits, so that each group is cut by binary search; a 64-bit signature of the case's
/// terms bounds the overlap. What is left, some twenty cases of a million, is computed exactly.
struct SearchSegment: Sendable {
    /// Case number by position.
    let ids: [Int64]
    /// Terms by rank, rarest first.
    let terms: TermTable
    let idf: [Float]
    /// A header (bits of 1 / length) and then `rank | count << 24`, rarest first, case after case.
    let forward: [UInt32]
    /// Where each case begins in `forward`; one more at the end.
    let starts: [UInt32]
    /// Groups of a term: `termGroups[rank]..<termGroups[rank + 1]`.
    let termGroups: [UInt32]
    /// Postings of equal weight.
    let groups: [Group]
    let postingCase: [UInt32]
    /// Length that remains behind the term, in 255ths, rounded up.
    let postingRest: [UInt8]
    let postingSignature: [UInt64]

    struct Group: Sendable {
        var start: UInt32
        /// In 255ths, rounded up.
        var weight: UInt16
        /// The largest ``postingRest`` of the group, its first: most groups are passed over without a look at their postings.
        var rest: UInt16
    }

    static let rankMask: UInt32 = 0xFF_FFFF
    /// Terms a segment can number.
    static let termsMax = 1 << 24

    var count: Int { ids.count }

    /// Bytes that the arrays take, for figures.
    var byteCount: Int {
        ids.count * 8 + terms.slots.count * 4 + terms.hashes.count * 8 + idf.count * 4 + forward.count * 4 + starts.count * 4
            + termGroups.count * 4 + groups.count * 8 + postingCase.count * 4 + postingRest.count + postingSignature.count * 8
    }

    /// Weight of one occurrence of a word that no case holds: it makes the query longer, and no case nearer.
    static let unknownWeight: Float = 1

    func weight(_ hash: UInt64) -> Float { terms.find(hash).map { idf[$0] } ?? Self.unknownWeight }

    @inline(__always)
    static func signatureBit(_ rank: UInt32) -> Int { Int((rank &* 0x9E37_79B1) >> 26) }
}
