/// The files of a message: every leaf that is not the text that was read, and what winmail.dat and uuencoded blocks hold.
struct AttachmentList {
    private(set) var attachments: [Attachment] = []

    init(_ message: Message, body: BodyText, defects: inout DefectList) {
        for entity in message.entities where isFile(entity, message, body) {
            guard attachments.count < message.limits.attachmentCountMax else {
                defects.note(.tooManyAttachments)
                break
            }
            add(entity, defects: &defects)
        }
        for (number, file) in body.embeddedFiles.enumerated() {
            attachments.append(
                Attachment(
                    name: FileName.label(file.block.name), type: "application/octet-stream", size: file.block.bytes.count,
                    entityIndex: file.entity, memberIndex: number))
        }
    }

    private func isFile(_ entity: Entity, _ message: Message, _ body: BodyText) -> Bool {
        if body.usedEntities.contains(entity.index) { return entity.filename != nil && entity.disposition == .attachment }
        switch entity.contentType.media {
        case .multipartAlternative, .multipartMixed, .multipartRelated, .multipartReport, .multipartSigned, .multipartEncrypted,
            .multipartDigest, .multipartOther:
            return false
        case .messageDeliveryStatus, .messageDispositionNotification, .messageFeedbackReport, .textRFC822Headers:
            return entity.filename != nil
        case .textPlain, .textHTML, .textOther:
            return !isInsideMessage(entity, message) && (entity.filename != nil || entity.disposition == .attachment)
        case .textCalendar, .messageRFC822, .messageOther, .tnef, .pkcs7MIME, .pkcs7Signature, .pgpEncrypted, .pgpSignature,
            .octetStream,
            .other:
            return !isInsideMessage(entity, message) || entity.filename != nil
        }
    }

    /// Parts of an embedded message are that message's.
    private func isInsideMessage(_ entity: Entity, _ message: Message) -> Bool {
        var next = message.parent(of: entity)
        while let parent = next {
            if parent.contentType.media == .messageRFC822 { return true }
            next = message.parent(of: parent)
        }
        return false
    }

    private mutating func add(_ entity: Entity, defects: inout DefectList) {
        let name = entity.filename.map(FileName.label) ?? ""
        attachments.append(
            Attachment(
                name: name, type: entity.contentType.essence, size: entity.decodedSize, entityIndex: entity.index,
                contentID: entity.contentID, isInline: entity.disposition == .inline))
    }
}

extension Entity {
    /// Bytes after the transfer encoding is undone; for base64 counted from the characters, without decoding them.
    public var decodedSize: Int {
        switch transferEncoding {
        case .identity: bodyRange.count
        case .base64: base64Size
        case .quotedPrintable, .uuencode: decoded().count
        }
    }

    private var base64Size: Int {
        var end = bodyRange.upperBound
        var padding = 0
        while end > bodyRange.lowerBound, bytes[end - 1].isFWS || bytes[end - 1] == UInt8(ascii: "=") {
            if bytes[end - 1] == UInt8(ascii: "=") { padding += 1 }
            end -= 1
        }
        // Line ends are counted by `memchr`; anything else foreign is rare enough to decode.
        var lineEnds = 0
        var position = bodyRange.lowerBound
        while let feed = bytes.firstIndex(of: .lf, in: position..<end) {
            lineEnds += feed > position && bytes[feed - 1] == .cr ? 2 : 1
            position = feed + 1
        }
        let characters = end - bodyRange.lowerBound - lineEnds
        return characters % 4 == (4 - padding) % 4 && padding <= 2
            ? characters / 4 * 3 + max(characters % 4 - 1, 0) : decoded().count
    }
}
