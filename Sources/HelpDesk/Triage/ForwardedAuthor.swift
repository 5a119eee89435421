internal import InternetMessage

/// Who wrote a mail that an agent forwards, as its quoted header tells. Nothing of it is authenticated.
struct ForwardedAuthor: Sendable, Equatable {
    var address: String
    var name: String
    var subject: String
    var text: String

    init?(_ reading: Reading) {
        guard let forwarded = reading.forwarded, let from = forwarded.from else { return nil }
        address = AddressKey.key(from)
        name = CleanText.line(forwarded.fromName, scalarsMax: 80)
        subject = CleanText.line(forwarded.subject ?? reading.subject, scalarsMax: 500)
        let text = forwarded.text
        self.text = CleanText.text(
            text.utf8.count > Desk.typedBytesMax ? String(decoding: text.utf8.prefix(Desk.typedBytesMax), as: UTF8.self) : text)
    }
}

extension IncomingMail {
    /// The mail's files as bytes, for a mail of ours. Files inside other files stay there: their container goes along.
    func files() -> [OutgoingAttachment] {
        var found: [OutgoingAttachment] = []
        var containers: Set<Int> = []
        for attachment in reading.attachments.prefix(AttachmentForwarding.countMax * 2) {
            guard message.entities.indices.contains(attachment.entityIndex), containers.insert(attachment.entityIndex).inserted
            else {
                continue
            }
            let entity = message.entities[attachment.entityIndex]
            let isWhole = attachment.memberIndex == nil
            found.append(
                OutgoingAttachment(
                    name: isWhole ? attachment.name : entity.filename ?? "attachments.dat",
                    type: isWhole ? attachment.type : "application/octet-stream", bytes: entity.decoded()))
        }
        return found
    }
}
