/// The files of a message: every leaf that is not the text that was read, and what winmail.dat and uuencoded blocks hold.
struct AttachmentList {
    private(set) var attachments: [Attachment] = []
    /// The body that the last winmail.dat carries, for a message that has no other.
    private(set) var tnefText: [UInt8] = []

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
            return !message.isEmbedded(entity) && (entity.filename != nil || entity.disposition == .attachment)
        case .textCalendar, .messageRFC822, .messageOther, .tnef, .pkcs7MIME, .pkcs7Signature, .pgpEncrypted, .pgpSignature,
            .octetStream,
            .other:
            return !message.isEmbedded(entity) || entity.filename != nil
        }
    }

    private mutating func add(_ entity: Entity, defects: inout DefectList) {
        let name = entity.filename.map(FileName.label) ?? ""
        attachments.append(
            Attachment(
                name: name, type: entity.contentType.essence, size: entity.decodedSize, entityIndex: entity.index,
                contentID: entity.contentID, isInline: entity.disposition == .inline))
        if isTNEF(entity, name) { addMembers(of: entity, defects: &defects) }
    }

    private func isTNEF(_ entity: Entity, _ name: String) -> Bool {
        entity.contentType.media == .tnef || name.lowercased() == "winmail.dat" || name.lowercased() == "win.dat"
    }

    /// The files inside a winmail.dat, behind it in the list.
    private mutating func addMembers(of entity: Entity, defects: inout DefectList) {
        guard let tnef = TNEF(entity.decoded(defects: &defects)) else {
            defects.note(.badTNEF)
            return
        }
        if tnef.isDamaged { defects.note(.badTNEF) }
        tnefText = tnef.text
        for (number, file) in tnef.files.enumerated() {
            let type = file.type?.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) == true ? file.type ?? "" : "application/octet-stream"
            attachments.append(
                Attachment(
                    name: FileName.label(file.name), type: type.isEmpty ? "application/octet-stream" : type,
                    size: file.bytes.count,
                    entityIndex: entity.index, memberIndex: number, contentID: file.contentID))
        }
    }
}

extension Message {
    /// The content of an attachment of this message's ``Reading``: a part's, or that of a file inside one.
    public func content(of attachment: Attachment) -> [UInt8] {
        guard entities.indices.contains(attachment.entityIndex) else { return [] }
        let entity = entities[attachment.entityIndex]
        guard let member = attachment.memberIndex else { return entity.decoded() }
        if let tnef = TNEF(entity.decoded()) { return tnef.files.indices.contains(member) ? tnef.files[member].bytes : [] }
        var defects = DefectList()
        let files = BodySelection.select(self, defects: &defects).embeddedFiles
        return files.indices.contains(member) ? files[member].block.bytes : []
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
