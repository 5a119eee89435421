internal import FoundationEssentials
internal import InternetMessage

extension Step {
    /// Turns a letter into finished bytes, puts them into the outbox and the step's log. The bytes are never changed again (INV4).
    mutating func post(_ letter: Letter, by actor: Actor = .desk) {
        guard OutboundAddress.isFit(letter.recipient) else {
            recordAside(.suppressed(rule: "E2"), because: "no mail can be sent to the recipient's address")
            return
        }
        if letter.ticket != nil { admit(letter.recipient, as: letter.role) }
        outcome.outgoing.append(
            OutgoingMail(
                ticket: letter.ticket, purpose: letter.purpose, cause: letter.cause, recipient: letter.recipient,
                reversePath: letter.seal.reversePath, messageID: letter.seal.messageID, bytes: bytes(of: letter),
                notBefore: now.adding(seconds: letter.undoSeconds), grants: letter.seal.grants, rateKeys: letter.rateKeys))
        guard letter.ticket != nil else { return }
        record(
            .composed(
                Composition(
                    purpose: letter.purpose, recipient: letter.recipient, messageID: letter.seal.messageID, source: letter.source,
                    template: letter.template, solvedCase: letter.solvedCase, text: letter.words,
                    asksForRating: letter.asksForRating)),
            by: actor, because: "a mail to the \(letter.role.rawValue)")
    }

    private func bytes(of letter: Letter) -> [UInt8] {
        let home = ownAddress(letter.brand)
        let replyTo = letter.seal.replyAddress.map { [Mailbox(address: $0, name: letter.brand.name)] } ?? []
        var draft = MessageDraft(
            from: Mailbox(address: letter.ticket == nil ? letter.brand.address : home, name: letter.brand.name),
            to: [Mailbox(address: letter.recipient, name: letter.recipientName)], replyTo: replyTo, subject: letter.subject,
            messageID: letter.seal.messageID, inReplyTo: letter.inReplyTo, references: letter.references,
            date: Date(timeIntervalSince1970: Double(now.flooredSeconds)), fields: fields(of: letter),
            attachments: letter.attachments.map { MessageDraft.File(name: $0.name, type: $0.type, bytes: $0.bytes) })
        draft.textBytes = letter.body.textBytes
        draft.htmlBytes = letter.body.htmlBytes
        return draft.bytes(boundarySeed: letter.seal.messageID)
    }

    /// A8. `All` is never asked for: it would make Exchange swallow the reports of mail that did not arrive.
    private func fields(of letter: Letter) -> [MessageDraft.Field] {
        var fields: [MessageDraft.Field] = []
        switch letter.automatic {
        case .replied: fields.append(MessageDraft.Field("Auto-Submitted", "auto-replied"))
        case .generated: fields.append(MessageDraft.Field("Auto-Submitted", "auto-generated"))
        case .no: break
        }
        if letter.automatic != .no { fields.append(MessageDraft.Field("X-Auto-Response-Suppress", "OOF, AutoReply")) }
        fields.append(MessageDraft.Field(LoopMark.fieldName, LoopMark.write(for: letter.seal.reply, signer: desk.signer)))
        return fields
    }
}
