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
        headerText.reserveCapacity(header.range.count)
        fieldRanges.reserveCapacity(header.fields.count)
        for field in header.fields {
            let start = headerText.count
            appendText(header, field, message.limits, &defects)
            switch field.name {
            case .from: from = AddressList(header.unfolded(field), limits: message.limits).mailboxes
            case .to: to = AddressList(header.unfolded(field), limits: message.limits).mailboxes
            default: break
            }
            fieldRanges.append(start..<headerText.count)
        }
        for entity in message.entities where entity.children.isEmpty && entity.contentType.media.isText {
            textEntities.append(entity.index)
            let part = entity.text(defects: &defects)
            if text.isEmpty { text = part } else { text.append(contentsOf: part) }
        }
    }

    /// Plain ASCII goes straight into the buffer; the rest is decoded.
    private mutating func appendText(
        _ header: HeaderBlock, _ field: HeaderBlock.Field, _ limits: Limits, _ defects: inout DefectList
    ) {
        if header.isPlain(field) {
            if field.isFolded {
                header.appendUnfolded(field, to: &headerText)
            } else {
                headerText.append(contentsOf: header.bytes[field.bodyRange])
            }
            return
        }
        headerText += HeaderText.decodeBytes(header.unfolded(field), limits: limits, defects: &defects)
    }
}

extension HeaderBlock {
    /// Whether the body is ASCII without controls (folds aside) and without encoded words: then it is its own text.
    func isPlain(_ field: Field) -> Bool {
        ControlScan.isPlainHeader(bytes, in: field.bodyRange)
    }
}
