extension Reading {
    /// Reads a message. Total: whatever the message, a reading comes out.
    public init(_ message: Message) {
        var defects = DefectList()
        for defect in message.defects { defects.note(defect) }
        readOriginator(message, &defects)
        readThread(message, &defects)
        readAutomation(message.header)
        author =
            OriginalAuthor(message.header, from: from, replyTo: replyTo, isList: hasListFields, limits: message.limits)?.mailbox
        var body = BodySelection.select(message, defects: &defects)
        hasHiddenText = body.hasHiddenText
        textWasCutByLimit = body.isCut || message.defects.contains(.messageTooLarge)
        if hasHiddenText { defects.note(.hiddenText) }
        if body.isCut { defects.note(.textTooLong) }
        let files = AttachmentList(message, body: body, defects: &defects)
        attachments = files.attachments
        if body.text.allSatisfy(\.isFWS), !files.tnefText.isEmpty { body.text = files.tnefText }
        text = UTF8Check.string(body.text)
        let subject = TextFold.fold(subject)
        let reply = readTyped(TextLines(body), subject: subject)
        readCryptography(message, body: body.text)
        readCalendar(message)
        let decision = KindReader(message, self, text: body.text, reply: reply, subject: subject)
        kind = decision.kind
        mayAutorespond = decision.mayAutorespond
        bounce = decision.bounce
        if kind == .bounce || kind == .abuseReport { forwarded = nil }
        reasons += decision.reasons
        self.defects = defects.defects
    }

    private static let pgpMessage = Array("-----BEGIN PGP MESSAGE-----".utf8)
    private static let pgpSignedMessage = Array("-----BEGIN PGP SIGNED MESSAGE-----".utf8)

    private mutating func readCryptography(_ message: Message, body: [UInt8]) {
        for index in message.entities.indices {
            switch message.entities[index].contentType.media {
            case .multipartEncrypted, .pgpEncrypted: isEncrypted = true
            case .multipartSigned, .pkcs7Signature, .pgpSignature: isSigned = true
            case .pkcs7MIME:
                // `signed-data` is readable to who unwraps it, but not to us: opaque all the same (RULES A15).
                isEncrypted = true
                if message.entities[index].contentType.parameter("smime-type", is: "signed-data") { isSigned = true }
            default: break
            }
        }
        if body.hasPrefix(Reading.pgpMessage, at: 0) { isEncrypted = true }
        if body.hasPrefix(Reading.pgpSignedMessage, at: 0) { isSigned = true }
    }

    private mutating func readCalendar(_ message: Message) {
        guard let index = message.entities.indices.first(where: { message.entities[$0].contentType.media == .textCalendar })
        else {
            return
        }
        let entity = message.entities[index]
        hasCalendar = true
        var defects = DefectList()
        let event = CalendarEvent(entity.text(defects: &defects))
        let method = entity.contentType.parameter("method").map { String(decoding: $0, as: UTF8.self) } ?? event.method
        calendarMethod = method?.uppercased()
        if text.isEmpty, let line = event.line { text = line }
    }

    /// - Returns: what was typed now, as bytes.
    private mutating func readTyped(_ lines: TextLines, subject folded: [UInt8]) -> [UInt8] {
        let forward = ForwardedReader(lines, subject: subject, folded: folded)
        forwarded = forward.forwarded
        reasons += forward.reasons
        let isReply =
            !inReplyTo.isEmpty || !references.isEmpty || HistoryPhrases.replyPrefixes.match(folded, at: 0) != nil
        let reply = ReplyText(
            lines, limit: forward.start, attribution: forward.attribution, isReply: isReply, senderName: from?.name ?? "")
        replyText = UTF8Check.string(reply.reply)
        cutText = UTF8Check.string(reply.cut)
        reasons += reply.reasons
        return reply.reply
    }

    private mutating func readOriginator(_ message: Message, _ defects: inout DefectList) {
        let header = message.header
        fromFieldCount = header.count(.from)
        if let field = header.first(.from) {
            let list = mailboxes(header, field, message.limits, &defects)
            from = list.mailboxes.first
            fromCount = list.mailboxes.count
            fromHasGroup = list.hasGroup
        }
        sender = header.first(.sender).flatMap { mailboxes(header, $0, message.limits, &defects).mailboxes.first }
        for field in header.fields {
            switch field.name {
            case .replyTo: replyTo += mailboxes(header, field, message.limits, &defects).mailboxes
            case .to: to += mailboxes(header, field, message.limits, &defects).mailboxes
            case .cc: cc += mailboxes(header, field, message.limits, &defects).mailboxes
            case .deliveredTo, .xOriginalTo, .envelopeTo, .xEnvelopeTo:
                noteDelivery(mailboxes(header, field, message.limits, &defects).mailboxes)
            default: break
            }
        }
        noteDelivery(to)
        noteDelivery(cc)
    }

    private mutating func noteDelivery(_ mailboxes: [Mailbox]) {
        for mailbox in mailboxes where deliveredTo.count < 1_000 && !deliveredTo.contains(mailbox.address) {
            deliveredTo.append(mailbox.address)
        }
    }

    private func mailboxes(
        _ header: HeaderBlock, _ field: HeaderBlock.Field, _ limits: Limits, _ defects: inout DefectList
    ) -> AddressList {
        let list = AddressList(header, field, limits: limits)
        if list.isCut { defects.note(.tooManyAddresses) }
        if list.isMalformed { defects.note(.badAddress) }
        return list
    }

    private mutating func readThread(_ message: Message, _ defects: inout DefectList) {
        let header = message.header
        if let field = header.first(.subject) {
            subject = HeaderText.decode(header.unfolded(field), limits: message.limits, defects: &defects)
        }
        if let field = header.first(.messageID) {
            messageID = identifiers(header, field, message.limits, &defects).first
        }
        if let field = header.first(.inReplyTo) {
            inReplyTo = identifiers(header, field, message.limits, &defects)
        }
        if let field = header.first(.references) {
            references = identifiers(header, field, message.limits, &defects)
        }
        if let field = header.first(.date) {
            let value = header.unfoldedInPlace(field)
            date = DateTime.parse(value.bytes, in: value.range)
            if date == nil { defects.note(.badDate) }
        }
    }

    private func identifiers(
        _ header: HeaderBlock, _ field: HeaderBlock.Field, _ limits: Limits, _ defects: inout DefectList
    ) -> [String] {
        let value = header.unfoldedInPlace(field)
        return MessageID.list(value.bytes, in: value.range, limits: limits, defects: &defects)
    }

    private mutating func readAutomation(_ header: HeaderBlock) {
        if let field = header.first(.returnPath) {
            let list = AddressList(header, field)
            let address = list.mailboxes.first?.address ?? ""
            returnPath = address.isEmpty ? .null : .address(address)
        }
        autoSubmitted = header.first(.autoSubmitted).map { keyword(header.unfolded($0)) }
        precedence = header.first(.precedence).map { keyword(header.unfolded($0)) }
        if let field = header.first(.listID) {
            let body = header.unfolded(field)
            let open = body.lastIndex(of: UInt8(ascii: "<")).map { $0 + 1 } ?? 0
            let close = body.firstIndex(of: UInt8(ascii: ">"), in: open..<body.count) ?? body.count
            listID = String(decoding: HeaderText.sanitize(body[body.trimmed(open..<close)].map(\.lowercasedASCII)), as: UTF8.self)
        }
        hasListFields = header.hasListFields
        for field in header.all(.xAutoResponseSuppress) {
            for part in header.unfolded(field).split(separator: UInt8(ascii: ",")) {
                autoResponseSuppress.append(keyword(Array(part)))
            }
        }
    }

    /// The first word, comments and parameters left out, in lower case (RFC 3834 section 5).
    private func keyword(_ body: [UInt8]) -> String {
        var depth = 0
        var word: [UInt8] = []
        for byte in body {
            if byte == UInt8(ascii: "(") {
                depth += 1
            } else if byte == UInt8(ascii: ")"), depth > 0 {
                depth -= 1
            } else if depth == 0 {
                if byte == UInt8(ascii: ";") || (byte.isFWS && !word.isEmpty) { break }
                if !byte.isSpaceOrControl, byte != UInt8(ascii: "\"") { word.append(byte.lowercasedASCII) }
            }
        }
        return String(decoding: word, as: UTF8.self)
    }
}
