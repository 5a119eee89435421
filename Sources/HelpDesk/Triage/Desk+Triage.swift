internal import InternetMessage

extension Desk {
    /// Whose mail it is, which tokens it carries and what speaks against answering it. Total, and from the mail alone.
    public func triage(_ mail: IncomingMail) -> Triage {
        let reading = mail.reading
        let tokens = tokens(in: reading)
        let author = authorBehindList(reading)
        // Whom a list names, nobody vouches for (B5): what was found counts for the list.
        let authentication = author == nil ? authentication(of: mail) : .none
        let writer = author ?? reading.from
        let sender = writer.map { AddressKey.key($0.address) }.flatMap { $0.utf8.contains(64) ? $0 : nil }
        var triage = Triage(
            kind: .customer, authentication: authentication, sender: sender,
            senderName: CleanText.line(writer?.name ?? "", scalarsMax: 80), tokens: tokens,
            ownAddress: ownAddress(of: mail), subject: CleanText.line(reading.subject, scalarsMax: 500),
            messageID: reading.messageID, typed: Desk.typed(reading))
        triage.kind = kind(of: mail, triage)
        triage.rules = rules(for: mail, triage)
        triage.text = judgedText(of: mail, triage)
        triage.query = query(of: mail, triage)
        return triage
    }

    /// The customer behind a From that our own group rewrote to its address (*Casey via Support*): a person answers them.
    private func authorBehindList(_ reading: Reading) -> Mailbox? {
        guard isOwnList(reading), let author = reading.author, let from = reading.from, isOurs(AddressKey.key(from.address)),
            !isOurs(AddressKey.key(author.address))
        else { return nil }
        return author
    }

    static let typedBytesMax = 65_536

    /// What was typed now; a customer's forwarded mail is part of what they say.
    private static func typed(_ reading: Reading) -> String {
        let text =
            reading.replyText.utf8.count > typedBytesMax
            ? String(decoding: reading.replyText.utf8.prefix(typedBytesMax), as: UTF8.self) : reading.replyText
        return CleanText.text(text)
    }

    /// The address of ours that was written to, without its tag.
    private func ownAddress(of mail: IncomingMail) -> String {
        for address in mail.reading.deliveredTo {
            let base = TokenAddress(address)?.base ?? AddressKey.key(address)
            if let own = settings.everyOwnAddress.first(where: { AddressKey.matches($0, base) }) { return own }
        }
        return settings.brand(ofMailbox: mail.mailbox)?.address ?? ""
    }

    /// Nothing is judged of ciphertext (A15), of machines, or of ourselves.
    private func judgedText(of mail: IncomingMail, _ triage: Triage) -> JudgedText? {
        guard !mail.reading.isEncrypted else { return nil }
        switch triage.kind {
        case .customer:
            let text = JudgedText(subject: TokenSubject.removed(from: triage.subject), text: triage.typed)
            return text.subject.isEmpty && text.text.isEmpty ? nil : text
        case .agent:
            return triage.tokens.isEmpty
                ? ForwardedAuthor(mail.reading).map { JudgedText(subject: $0.subject, text: $0.text) } : nil
        case .admin, .deliveryStatus, .automatic, .own, .ignored: return nil
        }
    }

    private func query(of mail: IncomingMail, _ triage: Triage) -> CaseQuery {
        var digests: [String] = []
        for token in triage.tokens {
            let digest = Token.digest(token.text, signer: signer)
            if !digests.contains(digest) { digests.append(digest) }
        }
        var query = CaseQuery(
            mail: mail.id, tokenDigests: digests, numberHint: TicketNumber(in: triage.subject),
            bouncedMessageIDs: Array((mail.reading.bounce?.originalMessageIDs ?? []).prefix(Desk.bouncedMax)),
            party: triage.sender,
            rateKeys: triage.sender.map(AddressKey.rateKeys), messageID: triage.messageID)
        switch triage.kind {
        case .agent(let group):
            query.party = nil
            addAgentsWishes(to: &query, mail, triage, group: group)
        case .admin:
            query.party = nil
            addAdminsWishes(to: &query, mail, triage)
        case .customer, .deliveryStatus, .automatic, .own, .ignored: break
        }
        return query
    }

    static let bouncedMax = 8
}
