/// Splits the bytes of a header into fields (RFC 5322 section 2.2, the obsolete syntax of section 4 too).
///
/// A line that is no field is told as ``Defect/junkInHeader`` where the next line goes on like a header, and otherwise ends the header,
/// as a message that lost its blank line would want (``Defect/missingHeaderSeparator``).
struct HeaderParser {
    let bytes: [UInt8]
    let limits: Limits

    struct Result {
        var block: HeaderBlock
        var bodyStart: Int
    }

    /// - Parameters:
    ///   - start: the first byte of the header.
    ///   - end: where the enclosing entity ends.
    ///   - isBoundary: whether the line that starts at the given place delimits an enclosing multipart, and so ends the header.
    func parse(from start: Int, to end: Int, defects: inout DefectList, isBoundary: (Int) -> Bool) -> Result {
        var fields: [HeaderBlock.Field] = []
        fields.reserveCapacity(start == 0 ? 32 : 4)
        var position = start
        var headerEnd = start
        let limit = min(end, start + limits.headerBytesMax)
        while position < end {
            if position >= limit {
                defects.note(.headerTooLarge)
                return skipRest(fields, from: position, start: start, end: end)
            }
            let first = bytes[position]
            if first == .lf || first == .cr {
                position += first == .cr && position + 1 < end && bytes[position + 1] == .lf ? 2 : 1
                return Result(block: HeaderBlock(bytes: bytes, fields: fields, range: start..<headerEnd), bodyStart: position)
            }
            if first == UInt8(ascii: "-"), isBoundary(position) { break }
            let line = lineEnd(from: position, to: end)
            guard let colon = colon(in: position..<line.contentEnd) else {
                let looksLikeBoundary = first == UInt8(ascii: "-") && bytes.hasPrefix("--", at: position)
                if !looksLikeBoundary, goesOn(after: line.next, to: end, isFirst: fields.isEmpty && headerEnd == start) {
                    if !isEnvelopeLine(position) { defects.note(.junkInHeader) }
                    position = line.next
                    headerEnd = line.contentEnd
                    continue
                }
                defects.note(.missingHeaderSeparator)
                break
            }
            let whole = foldedEnd(of: line, from: position, to: end, limit: limit)
            if fields.count >= limits.fieldCountMax {
                defects.note(.tooManyFields)
                return skipRest(fields, from: whole.next, start: start, end: end)
            }
            fields.append(field(nameStart: position, colon: colon, line: whole, isFolded: whole.next != line.next, &defects))
            position = whole.next
            headerEnd = whole.contentEnd
        }
        return Result(block: HeaderBlock(bytes: bytes, fields: fields, range: start..<headerEnd), bodyStart: min(position, end))
    }

    private struct Line {
        /// Before CR and LF.
        var contentEnd: Int
        var next: Int
    }

    @inline(__always) private func lineEnd(from start: Int, to end: Int) -> Line {
        guard let feed = bytes.firstIndex(of: .lf, in: start..<end) else { return Line(contentEnd: end, next: end) }
        return Line(contentEnd: feed > start && bytes[feed - 1] == .cr ? feed - 1 : feed, next: feed + 1)
    }

    /// Takes the lines that start with white space, but not those of white space alone that are followed by no fold: some programs
    /// write the separating line with a blank in it.
    @inline(__always) private func foldedEnd(of line: Line, from start: Int, to end: Int, limit: Int) -> Line {
        var last = line
        while last.next < end, bytes[last.next].isWSP, last.next < limit {
            last = lineEnd(from: last.next, to: end)
        }
        return last
    }

    private func field(
        nameStart: Int, colon: Int, line: Line, isFolded: Bool, _ defects: inout DefectList
    ) -> HeaderBlock.Field {
        var nameEnd = colon
        while nameEnd > nameStart, bytes[nameEnd - 1].isWSP { nameEnd -= 1 }
        var body = bytes.trimmed(colon + 1..<max(colon + 1, line.contentEnd))
        if body.count > limits.fieldBytesMax {
            defects.note(.fieldTooLong)
            body = body.lowerBound..<body.lowerBound + limits.fieldBytesMax
        }
        let name = nameStart..<nameEnd
        return HeaderBlock.Field(
            name: FieldName(bytes, in: name), nameRange: name, bodyRange: body,
            isFolded: isFolded && bytes.firstIndex(of: .lf, in: body) != nil)
    }

    /// The colon behind a well-formed name: printable ASCII without blanks, blanks before the colon allowed (obs-optional).
    @inline(__always) private func colon(in line: Range<Int>) -> Int? {
        var position = line.lowerBound
        while position < line.upperBound {
            let byte = bytes[position]
            if byte == UInt8(ascii: ":") { return position > line.lowerBound ? position : nil }
            if byte <= 32 || byte >= 127 {
                guard byte.isWSP, position > line.lowerBound else { return nil }
                while position < line.upperBound, bytes[position].isWSP { position += 1 }
                return position < line.upperBound && bytes[position] == UInt8(ascii: ":") ? position : nil
            }
            position += 1
        }
        return nil
    }

    private func isEnvelopeLine(_ start: Int) -> Bool {
        bytes.hasPrefix("from ", at: start) || bytes.hasPrefix(">from ", at: start)
    }

    /// Whether a header plausibly goes on at `start` although the line before was none: the next line is a field, and either this was
    /// the very first line or the field's name is a known one.
    private func goesOn(after start: Int, to end: Int, isFirst: Bool) -> Bool {
        guard start < end else { return false }
        let line = lineEnd(from: start, to: end)
        guard let colon = colon(in: start..<line.contentEnd) else { return false }
        if isFirst { return true }
        var nameEnd = colon
        while nameEnd > start, bytes[nameEnd - 1].isWSP { nameEnd -= 1 }
        return FieldName(bytes, in: start..<nameEnd) != .other
    }

    /// Past a limit the rest of the header is walked over, so that the body is still found.
    private func skipRest(_ fields: [HeaderBlock.Field], from position: Int, start: Int, end: Int) -> Result {
        var position = position
        while position < end {
            let line = lineEnd(from: position, to: end)
            let isBlank = line.contentEnd == position
            position = line.next
            if isBlank { break }
        }
        return Result(block: HeaderBlock(bytes: bytes, fields: fields, range: start..<position), bodyStart: position)
    }
}
