/// All that a message says, decoded and not judged: every header field as text, its addresses, every text part as UTF-8.
///
/// A ``Reading`` takes what it needs; this is for who wants everything: an export, a display, a comparison with other parsers.
public struct MessageContent: Sendable {
    /// Field bodies of the message's own header, unfolded and decoded (RFC 2047), one behind the other; UTF-8.
    public private(set) var headerText: [UInt8] = []
    /// Where each field of ``HeaderBlock/fields`` stands in ``headerText``.
    public private(set) var fieldRanges: [Range<Int>] = []
    public private(set) var from: [Mailbox] = []
    public private(set) var to: [Mailbox] = []
    /// UTF-8 of all text parts, one behind the other.
    public private(set) var text: [UInt8] = []
    /// Places in ``Message/entities`` of the parts in ``text``.
    public private(set) var textEntities: [Int] = []

    public init(_ message: Message) {
        var defects = DefectList()
        let header = message.header
        fillHeaderText(header, message.limits, &defects)
        if let field = header.last(.from) { from = AddressList(header, field, limits: message.limits).mailboxes }
        if let field = header.last(.to) { to = AddressList(header, field, limits: message.limits).mailboxes }
        for index in message.entities.indices {
            guard message.entities[index].children.isEmpty, message.entities[index].contentType.media.isText else { continue }
            textEntities.append(index)
            let part = message.entities[index].text(defects: &defects)
            if text.isEmpty { text = part } else { text.append(contentsOf: part) }
        }
    }

    /// Fields that are their own text are unfolded straight into the buffer; the others are decoded before, so that its size is known.
    private mutating func fillHeaderText(_ header: HeaderBlock, _ limits: Limits, _ defects: inout DefectList) {
        var decoded: [(field: Int, text: [UInt8])] = []
        var capacity = 0
        for (index, field) in header.fields.enumerated() {
            if header.isPlain(field) {
                capacity += field.bodyRange.count
            } else {
                let text = HeaderText.decodeBytes(header.unfolded(field), limits: limits, defects: &defects)
                decoded.append((index, text))
                capacity += text.count
            }
        }
        var ranges: [Range<Int>] = []
        ranges.reserveCapacity(header.fields.count)
        headerText = .filled(upTo: capacity) { output in
            var count = 0
            var next = 0
            for (index, field) in header.fields.enumerated() {
                let start = count
                if next < decoded.count, decoded[next].field == index {
                    UnsafeMutableRawBufferPointer(rebasing: output[start...]).copyBytes(from: decoded[next].text)
                    count += decoded[next].text.count
                    next += 1
                } else if field.isFolded {
                    count = header.bytes.withUnsafeBytes { Unfolding.copy($0, field.bodyRange, to: output, at: start) }
                } else {
                    UnsafeMutableRawBufferPointer(rebasing: output[start...]).copyBytes(from: header.bytes[field.bodyRange])
                    count += field.bodyRange.count
                }
                ranges.append(start..<count)
            }
            return count
        }
        fieldRanges = ranges
    }
}

extension HeaderBlock {
    /// Whether the body is ASCII without controls (folds aside) and without encoded words: then it is its own text.
    func isPlain(_ field: Field) -> Bool {
        ControlScan.isPlainHeader(bytes, in: field.bodyRange)
    }
}
