/// The readable text of a message and what its mail program said about it.
struct BodyText: Sendable {
    /// UTF-8, lines ended by LF.
    var text: [UInt8] = []
    /// Quoted history and signatures as marked by the HTML's containers; ascending ranges of ``text``.
    var history: [Range<Int>] = []
    var signatures: [Range<Int>] = []
    var hasHiddenText = false
    var isCut = false
    var isFromHTML = false
    /// Entities whose text this is, and those that say the same in another form.
    var usedEntities: [Int] = []
    /// Files found in the text: uuencoded ones.
    var embeddedFiles: [(entity: Int, block: UUEncode.Block)] = []
}
