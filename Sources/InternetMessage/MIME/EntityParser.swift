/// Builds the tree of parts in one pass, iteratively (RULES D4, D5; RFC 2046 section 5.1).
///
/// Forgiven: a missing closing boundary, a boundary parameter that is missing but can be guessed from the body, parts without a blank
/// line, delimiters with blanks behind them. An inner multipart that was not closed ends at its parent's delimiter.
struct EntityParser {
    let bytes: [UInt8]
    let limits: Limits
    private var entities: [Entity] = []
    private var open: [Frame] = []
    var defects = DefectList()

    private struct Frame {
        var entity: Int
        /// Empty for an embedded message, which no line delimits.
        var boundary: [UInt8]
    }

    private struct Delimiter {
        var lineStart: Int
        var next: Int
        var frame: Int
        var isClose: Bool
    }

    init(bytes: [UInt8], limits: Limits) {
        self.bytes = bytes
        self.limits = limits
    }

    mutating func parse(from start: Int) -> [Entity] {
        var position = start
        var parent: Int?
        while true {
            position = enter(at: position, parent: parent)
            if let last = open.last, last.boundary.isEmpty, last.entity == entities.count - 1 {
                parent = last.entity  // an embedded message: its header follows at once
                continue
            }
            guard let delimiter = nextPart(from: position) else { break }
            position = delimiter.next
            parent = open[delimiter.frame].entity
            if entities.count >= limits.partCountMax {
                defects.note(.tooManyParts)
                break
            }
        }
        closeAll(at: bytes.count)
        return entities
    }

    /// Parses one header at `start` and opens what it announces; returns where its body starts.
    private mutating func enter(at start: Int, parent: Int?) -> Int {
        let parser = HeaderParser(bytes: bytes, limits: limits)
        let frames = open
        let result = parser.parse(from: start, to: bytes.count, defects: &defects) { position in
            EntityParser.match(bytes, lineAt: position, frames) != nil
        }
        let entity = makeEntity(result, parent: parent)
        entities.append(entity)
        if let parent { entities[parent].children.append(entity.index) }
        let media = entity.contentType.media
        guard media.isMultipart || media == .messageRFC822 else { return result.bodyStart }
        guard open.count < limits.depthMax else {
            defects.note(.tooDeep)
            return result.bodyStart
        }
        if media == .messageRFC822 {
            if entity.transferEncoding == .identity { open.append(Frame(entity: entity.index, boundary: [])) }
        } else if let boundary = boundary(of: entity) {
            open.append(Frame(entity: entity.index, boundary: boundary))
        }
        return result.bodyStart
    }

    private mutating func makeEntity(_ result: HeaderParser.Result, parent: Int?) -> Entity {
        let header = result.block
        let isInDigest = parent.map { entities[$0].contentType.media == .multipartDigest } ?? false
        let contentType: ContentType =
            if let field = header.first(.contentType) {
                ContentType(bytes, in: field.bodyRange, limits: limits, defects: &defects)
            } else {
                ContentType(missingIn: bytes, media: isInDigest ? .messageRFC822 : .textPlain)
            }
        let encoding = header.first(.contentTransferEncoding).map { transferEncoding($0.bodyRange) } ?? .identity
        return Entity(
            index: entities.count, parent: parent, depth: parent.map { entities[$0].depth + 1 } ?? 0, header: header,
            contentType: contentType, transferEncoding: contentType.media.isMultipart ? .identity : encoding,
            bodyRange: result.bodyStart..<bytes.count)
    }

    private func transferEncoding(_ range: Range<Int>) -> Entity.TransferEncoding {
        if bytes.hasPrefix("base64", at: range.lowerBound, limit: range.upperBound) { return .base64 }
        if bytes.hasPrefix("quoted-printable", at: range.lowerBound, limit: range.upperBound)
            || bytes.hasPrefix("\"quoted-printable", at: range.lowerBound, limit: range.upperBound)
            || bytes.hasPrefix("quotedprintable", at: range.lowerBound, limit: range.upperBound)
        {
            return .quotedPrintable
        }
        if bytes.hasPrefix("\"base64", at: range.lowerBound, limit: range.upperBound) { return .base64 }
        if bytes.hasPrefix("x-uu", at: range.lowerBound, limit: range.upperBound)
            || bytes.hasPrefix("uue", at: range.lowerBound, limit: range.upperBound)
        {
            return .uuencode
        }
        return .identity
    }

    /// The boundary parameter, or a guess: the first line of the body that starts with `--` and is followed by a Content- field.
    private mutating func boundary(of entity: Entity) -> [UInt8]? {
        if var boundary = entity.contentType.parameter("boundary") {
            while boundary.last?.isWSP == true { boundary.removeLast() }
            if !boundary.isEmpty, boundary.count <= 998 {
                if occurs(boundary, from: entity.bodyRange.lowerBound) { return boundary }
                // QUIRK: a relay renamed the boundary in the header and not in the body.
                return guessedBoundary(entity) ?? boundary
            }
        }
        defects.note(.missingBoundary)
        return guessedBoundary(entity)
    }

    /// Looks only near the start: a boundary that stands far below is found by the walk all the same.
    private func occurs(_ boundary: [UInt8], from start: Int) -> Bool {
        var position = start
        let end = min(bytes.count, start + 65_536)
        while let found = bytes.firstPair(of: UInt8(ascii: "-"), in: position..<end) {
            position = found + 1
            let isLineStart = found == start || bytes[found - 1] == .lf || bytes[found - 1] == .cr
            if isLineStart, bytes.hasPrefix(boundary, at: position + 1) { return true }
        }
        return end < bytes.count
    }

    private func guessedBoundary(_ entity: Entity) -> [UInt8]? {
        var position = entity.bodyRange.lowerBound
        let end = min(bytes.count, position + 4_096)
        while position < end {
            let lineEnd = bytes.firstIndex(of: .lf, in: position..<end) ?? end
            if bytes.hasPrefix("--", at: position), lineEnd + 1 < bytes.count, bytes.hasPrefix("content-", at: lineEnd + 1) {
                let content = bytes.trimmed(position + 2..<lineEnd)
                if !content.isEmpty { return Array(bytes[content]) }
            }
            position = lineEnd + 1
        }
        return nil
    }

    /// Walks to the next delimiter that starts a part, closing what it ends on the way.
    private mutating func nextPart(from start: Int) -> Delimiter? {
        var position = start
        while let delimiter = nextDelimiter(from: position) {
            close(above: delimiter.frame, at: bodyEnd(before: delimiter.lineStart))
            if !delimiter.isClose { return delimiter }
            close(above: delimiter.frame - 1, at: delimiter.next)
            position = delimiter.next
        }
        return nil
    }

    private func nextDelimiter(from start: Int) -> Delimiter? {
        guard open.contains(where: { !$0.boundary.isEmpty }) else { return nil }
        var position = start
        while let found = bytes.firstPair(of: UInt8(ascii: "-"), in: position..<bytes.count) {
            position = found + 1
            guard found == start || bytes[found - 1] == .lf || bytes[found - 1] == .cr else { continue }
            if let match = EntityParser.match(bytes, lineAt: found, open) { return match }
        }
        return nil
    }

    /// Whether the line at `start` delimits one of the open multiparts, innermost first.
    private static func match(_ bytes: [UInt8], lineAt start: Int, _ open: [Frame]) -> Delimiter? {
        guard start + 2 < bytes.count, bytes[start] == UInt8(ascii: "-"), bytes[start + 1] == UInt8(ascii: "-") else {
            return nil
        }
        for index in open.indices.reversed() where !open[index].boundary.isEmpty {
            let boundary = open[index].boundary
            guard bytes.hasPrefix(boundary, at: start + 2) else { continue }
            var position = start + 2 + boundary.count
            var isClose = false
            if position + 1 < bytes.count, bytes[position] == UInt8(ascii: "-"), bytes[position + 1] == UInt8(ascii: "-") {
                isClose = true
                position += 2
            }
            while position < bytes.count, bytes[position].isWSP { position += 1 }
            if position < bytes.count, bytes[position] == .cr { position += 1 }
            if position < bytes.count, bytes[position] == .lf {
                position += 1
            } else if position < bytes.count, bytes[position - 1] != .cr {
                // Text behind the delimiter: a longer boundary, or the end of an outer one that starts alike. After the closing
                // dashes some senders glue the next line on.
                guard isClose else { continue }
            }
            return Delimiter(lineStart: start, next: position, frame: index, isClose: isClose)
        }
        return nil
    }

    /// The line end before a delimiter belongs to the delimiter (RFC 2046 section 5.1.1).
    private func bodyEnd(before lineStart: Int) -> Int {
        var end = lineStart
        if end > 0, bytes[end - 1] == .lf { end -= 1 }
        if end > 0, bytes[end - 1] == .cr { end -= 1 }
        return end
    }

    /// Ends the entity in work and all open ones above `frame`.
    private mutating func close(above frame: Int, at end: Int) {
        if let last = entities.indices.last, entities[last].bodyRange.upperBound == bytes.count,
            !open.contains(where: { $0.entity == last })
        {
            limit(last, to: end)
        }
        while open.count > frame + 1, let last = open.popLast() {
            if !last.boundary.isEmpty, end < bytes.count, frame >= 0 { noteUnclosed(last, at: end) }
            limit(last.entity, to: end)
        }
    }

    private mutating func noteUnclosed(_ frame: Frame, at end: Int) {
        if entities[frame.entity].children.isEmpty { defects.note(.boundaryNotFound) }
    }

    private mutating func limit(_ index: Int, to end: Int) {
        let start = entities[index].bodyRange.lowerBound
        entities[index].bodyRange = start..<max(start, end)
    }

    private mutating func closeAll(at end: Int) {
        for frame in open where !frame.boundary.isEmpty {
            defects.note(entities[frame.entity].children.isEmpty ? .boundaryNotFound : .unclosedMultipart)
        }
        open.removeAll()
    }
}
