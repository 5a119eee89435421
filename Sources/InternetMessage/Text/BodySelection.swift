/// Chooses the parts that a person would read (RFC 2046 section 5.1) and makes them one text.
struct BodySelection {
    let message: Message
    private(set) var body = BodyText()
    private var defects = DefectList()

    /// What a walk still has to visit: an entity, and whether it is only another form of what was already taken.
    private struct Visit {
        var entity: Int
        var isAlternative: Bool
    }

    static func select(_ message: Message, defects: inout DefectList) -> BodyText {
        var selection = BodySelection(message: message)
        selection.run()
        for defect in selection.defects.defects { defects.note(defect) }
        return selection.body
    }

    private init(message: Message) { self.message = message }

    private mutating func run() {
        var pending = [Visit(entity: 0, isAlternative: false)]
        while let visit = pending.popLast() {
            let entity = message.entities[visit.entity]
            switch entity.contentType.media {
            case .multipartAlternative:
                visitAlternative(entity, isAlternative: visit.isAlternative, &pending)
            case .multipartReport:
                // The human readable part comes first (RFC 6522 section 3); the others are data.
                if let first = entity.children.first { pending.append(Visit(entity: first, isAlternative: visit.isAlternative)) }
            case .multipartSigned:
                if let first = entity.children.first { pending.append(Visit(entity: first, isAlternative: visit.isAlternative)) }
            case .multipartEncrypted: break
            case .multipartMixed, .multipartRelated, .multipartDigest, .multipartOther:
                if entity.children.isEmpty { take(entity) }
                for child in entity.children.reversed() {
                    pending.append(Visit(entity: child, isAlternative: visit.isAlternative))
                }
            case .textPlain, .textHTML:
                if visit.isAlternative { body.usedEntities.append(entity.index) } else if isReadable(entity) { take(entity) }
            case .textOther:
                if !visit.isAlternative, entity.index == 0 || (entity.filename == nil && isReadable(entity)) { take(entity) }
            case .textCalendar, .textRFC822Headers, .messageRFC822, .messageDeliveryStatus, .messageDispositionNotification,
                .messageFeedbackReport, .messageOther, .tnef, .pkcs7MIME, .pkcs7Signature, .pgpEncrypted, .pgpSignature,
                .octetStream,
                .other:
                break
            }
        }
    }

    /// A text part that is shown in the mail, not a file that happens to be text.
    private func isReadable(_ entity: Entity) -> Bool {
        switch entity.disposition {
        case .attachment: entity.index == 0 && entity.filename == nil
        case .inline, .unspecified:
            entity.filename == nil || body.text.isEmpty && entity.contentType.media == .textPlain && !looksLikeFile(entity)
        }
    }

    /// A named text part behind other parts is a file.
    private func looksLikeFile(_ entity: Entity) -> Bool {
        guard let parent = message.parent(of: entity), parent.contentType.media != .multipartAlternative else { return false }
        return parent.children.first != entity.index
    }

    /// Plain text first, if it says anything; else HTML; else whatever comes last (RFC 2046 section 5.1.4 orders by rising faithfulness).
    private mutating func visitAlternative(_ entity: Entity, isAlternative: Bool, _ pending: inout [Visit]) {
        guard !entity.children.isEmpty else {
            take(entity)
            return
        }
        var chosen: Int?
        if !isAlternative {
            chosen =
                entity.children.first {
                    message.entities[$0].contentType.media == .textPlain && saysSomething(message.entities[$0], beside: entity)
                }
                ?? entity.children.first { holds(.textHTML, in: $0) } ?? entity.children.first { holds(.textPlain, in: $0) }
                ?? entity.children.last
        }
        for child in entity.children.reversed() {
            pending.append(Visit(entity: child, isAlternative: isAlternative || child != chosen))
        }
    }

    /// Blank text parts, and those that only say that one should read the HTML, count for nothing.
    private func saysSomething(_ entity: Entity, beside parent: Entity) -> Bool {
        let range = entity.bodyRange
        guard range.count < 400 else { return true }
        var ignored = DefectList()
        let text = entity.text(defects: &ignored)
        guard text.contains(where: { !$0.isFWS }) else { return false }
        guard parent.children.contains(where: { holds(.textHTML, in: $0) }) else { return true }
        let lower = text.lowercasedASCII
        let apologizes =
            lower.contains("html") && (lower.contains("view") || lower.contains("support") || lower.contains("client"))
        return !apologizes
    }

    private func holds(_ media: MediaType, in index: Int) -> Bool {
        var pending = [index]
        while let next = pending.popLast() {
            let entity = message.entities[next]
            if entity.contentType.media == media { return true }
            if entity.contentType.media.isMultipart { pending += entity.children }
        }
        return false
    }

    private mutating func take(_ entity: Entity) {
        body.usedEntities.append(entity.index)
        guard body.text.count < message.limits.textBytesMax else {
            body.isCut = true
            return
        }
        let isHTML = entity.contentType.media == .textHTML
        var bytes = entity.text(defects: &defects)
        if isHTML
            || (entity.contentType.media != .textPlain && bytes.prefix(256).contains(UInt8(ascii: "<")) && looksLikeHTML(bytes))
        {
            append(HTMLText(bytes, limits: message.limits))
            return
        }
        if let format = entity.contentType.parameter("format"), format.lowercasedASCII == Array("flowed".utf8) {
            let isDeleting = entity.contentType.parameter("delsp")?.lowercasedASCII == Array("yes".utf8)
            bytes = FormatFlowed.unflow(bytes, spacing: isDeleting ? .delete : .keep)
        }
        append(withoutFiles(bytes, of: entity))
    }

    private func looksLikeHTML(_ bytes: [UInt8]) -> Bool {
        let head = 0..<min(bytes.count, 512)
        return bytes.firstRange(of: "<html", in: head) != nil || bytes.firstRange(of: "<!doctype html", in: head) != nil
    }

    private mutating func append(_ html: HTMLText) {
        separate()
        let base = body.text.count
        body.history += html.history.map { $0.lowerBound + base..<$0.upperBound + base }
        body.signatures += html.signatures.map { $0.lowerBound + base..<$0.upperBound + base }
        body.hasHiddenText = body.hasHiddenText || html.hasHiddenText
        body.isCut = body.isCut || html.isCut
        body.isFromHTML = true
        append(bytes: html.text)
    }

    private mutating func append(_ text: [UInt8]) {
        separate()
        append(bytes: text)
    }

    private mutating func append(bytes: [UInt8]) {
        let room = message.limits.textBytesMax - body.text.count
        guard bytes.count > room else {
            body.text.append(contentsOf: bytes)
            return
        }
        // Never inside a character.
        var end = max(room, 0)
        while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        body.text.append(contentsOf: bytes[..<end])
        body.isCut = true
        body.history = body.history.filter { $0.upperBound <= body.text.count }
        body.signatures = body.signatures.filter { $0.upperBound <= body.text.count }
    }

    private mutating func separate() {
        guard !body.text.isEmpty else { return }
        if body.text.last != .lf { body.text.append(.lf) }
        body.text.append(.lf)
    }

    /// Takes uuencoded files out of plain text.
    private mutating func withoutFiles(_ text: [UInt8], of entity: Entity) -> [UInt8] {
        guard text.contains("begin ") else { return text }
        var output: [UInt8] = []
        var position = 0
        var count = 0
        while count < 100, let block = UUEncode.block(in: text, from: position) {
            output.append(contentsOf: text[position..<block.range.lowerBound])
            position = block.range.upperBound
            body.embeddedFiles.append((entity.index, block))
            count += 1
        }
        return count == 0 ? text : output + text[position...]
    }
}
