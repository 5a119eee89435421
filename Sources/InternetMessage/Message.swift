/// A message as its structure: header, tree of parts, and what was wrong with it (RFC 5322, RFC 2045).
///
/// Parsing is total: whatever the bytes, a value comes out. Nothing is decoded before it is asked for; what the message *says* is a
/// ``Reading``.
public struct Message: Sendable {
    public let bytes: [UInt8]
    /// All parts in their order; the first is the message itself.
    public let entities: [Entity]
    public let defects: [Defect]
    public let limits: Limits

    public var root: Entity { entities[0] }
    public var header: HeaderBlock { entities[0].header }

    public init(_ bytes: [UInt8], limits: Limits = .standard) {
        var defects = DefectList()
        self.limits = limits
        let readable = Message.withLineFeeds(bytes, defects: &defects)
        self.bytes = readable
        let start = Message.headerStart(readable)
        let entities: [Entity]
        // Fields are kept as 32-bit places.
        if readable.count > min(limits.messageBytesMax, Int(UInt32.max)) {
            defects.note(.messageTooLarge)
            entities = Message.headerAlone(readable, from: start, limits: limits, defects: &defects)
        } else {
            var parser = EntityParser(bytes: readable, limits: limits)
            entities = parser.parse(from: start)
            for defect in parser.defects.defects { defects.note(defect) }
        }
        self.entities = entities
        Message.noteDuplicates(entities[0].header, defects: &defects)
        self.defects = defects.defects
    }

    /// The part that holds this one, going up.
    public func parent(of entity: Entity) -> Entity? { entity.parent.map { entities[$0] } }

    public func children(of entity: Entity) -> [Entity] { entity.children.map { entities[$0] } }

    /// Whether it is a part of an embedded message: that message's matter, not this one's.
    public func isEmbedded(_ entity: Entity) -> Bool {
        var next = parent(of: entity)
        while let parent = next {
            if parent.contentType.media == .messageRFC822 { return true }
            next = self.parent(of: parent)
        }
        return false
    }

    /// QUIRK: some archives hold messages whose lines end in a lone CR. One byte becomes another, so that every range still holds.
    private static func withLineFeeds(_ bytes: [UInt8], defects: inout DefectList) -> [UInt8] {
        let head = 0..<min(bytes.count, 4_096)
        guard let firstReturn = bytes.firstIndex(of: .cr, in: head),
            bytes.firstIndex(of: .lf, in: 0..<min(bytes.count, firstReturn + 2)) == nil, firstReturn + 1 < bytes.count
        else { return bytes }
        defects.note(.carriageReturnLineEnds)
        var copy = bytes
        for index in copy.indices where copy[index] == .cr && !(index + 1 < copy.count && copy[index + 1] == .lf) {
            copy[index] = .lf
        }
        return copy
    }

    /// Behind a byte order mark, blank lines and an mbox envelope line.
    private static func headerStart(_ bytes: [UInt8]) -> Int {
        var start = 0
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { start = 3 }
        while start < bytes.count, bytes[start].isFWS { start += 1 }
        return start
    }

    private static func headerAlone(
        _ bytes: [UInt8], from start: Int, limits: Limits, defects: inout DefectList
    ) -> [Entity] {
        let parser = HeaderParser(bytes: bytes, limits: limits)
        let result = parser.parse(from: start, to: bytes.count, defects: &defects) { _ in false }
        return [
            Entity(
                index: 0, parent: nil, depth: 0, header: result.block,
                contentType: ContentType(missingIn: bytes, media: .textPlain),
                transferEncoding: .identity, bodyRange: result.bodyStart..<result.bodyStart)
        ]
    }

    /// Fields that may stand once (RFC 5322 section 3.6): the first wins, and the desk is told (RULES D16).
    private static func noteDuplicates(_ header: HeaderBlock, defects: inout DefectList) {
        if header.first(.from) == nil { defects.note(.missingFrom) }
        if header.isRepeated(.from) { defects.note(.duplicateFrom) }
        if header.isRepeated(.date) { defects.note(.duplicateDate) }
        if header.isRepeated(.messageID) { defects.note(.duplicateMessageID) }
        if header.isRepeated(.subject) { defects.note(.duplicateSubject) }
        if header.isRepeated(.contentType) { defects.note(.duplicateContentType) }
    }
}
