extension Step {
    /// Days for which tokens of agents and ratings hold (C1).
    static let tokenDays: Int64 = 30
    static let nonceSeconds: Int64 = 15 * 60

    /// The tokens of one mail. They follow from the cause alone, so a replayed step makes the same bytes.
    func seal(
        _ purpose: MailPurpose, to recipient: String, role: TokenGrant.Role, boundTo: String, ticket: TicketID?, brand: Brand,
        cause: String, nonceCommand: String? = nil
    ) -> Seal {
        let key = AddressKey.key(boundTo)
        let cause = "\(cause)/\(purpose.rawValue)/\(recipient)"
        func token(_ kind: TokenGrant.Purpose) -> Token {
            Token(Token.Meaning(ticket: ticket, boundTo: key, role: role, purpose: kind, cause: cause), signer: desk.signer)
        }
        let reply = nonceCommand == nil ? token(.reply) : token(.nonce)
        let id = TokenMessageID.write(token: reply, host: settings.messageIDHost)
        let home = ownAddress(brand)
        var seal = Seal(reply: reply, messageID: id, reversePath: home, grants: [])
        func grant(_ kind: TokenGrant.Purpose, _ token: Token, until expiry: Timestamp?) {
            seal.grants.append(
                TokenGrant(
                    digest: Token.digest(token.text, signer: desk.signer), ticket: ticket, role: role, purpose: kind,
                    boundTo: key, expiresAt: expiry, messageID: id,
                    command: kind == .nonce ? nonceCommand : nil))
        }
        func address(_ kind: TokenGrant.Purpose, _ token: Token) -> String? {
            settings.subaddressing ? TokenAddress.write(base: home, purpose: kind, token: token) : nil
        }
        let month = now.adding(days: Step.tokenDays)
        if let nonceCommand, !nonceCommand.isEmpty {
            seal.nonce = reply
            grant(.nonce, reply, until: now.adding(seconds: Step.nonceSeconds))
            seal.replyAddress = address(.nonce, reply)
        } else if ticket != nil {
            grant(.reply, reply, until: role == .customer ? nil : month)
            seal.replyAddress = address(.reply, reply)
        }
        if ticket != nil, purpose == .answer || purpose == .agentReply {
            let rating = token(.rating)
            seal.rating = rating
            seal.ratingAddress = address(.rating, rating)
            seal.ratingSubject = settings.subaddressing ? nil : TokenSubject.write(purpose: .rating, token: rating)
            grant(.rating, rating, until: month)
        }
        if ticket != nil, role == .agent {
            let note = token(.note)
            seal.note = note
            seal.noteAddress = address(.note, note)
            seal.noteSubject = settings.subaddressing ? nil : TokenSubject.write(purpose: .note, token: note)
            grant(.note, note, until: month)
        }
        if ticket != nil, settings.envelope == .token, settings.subaddressing {
            let bounce = token(.bounce)
            seal.bounce = bounce
            seal.reversePath = TokenAddress.write(base: home, purpose: .bounce, token: bounce)
            grant(.bounce, bounce, until: month)
        }
        return seal
    }

    /// The address a mail leaves from: the one the customer wrote to where it is ours, else the brand's.
    func ownAddress(_ brand: Brand) -> String {
        guard let ticket, desk.addresses.isOwn(ticket.ownAddress) else { return brand.address }
        return ticket.ownAddress
    }

    func brand() -> Brand {
        ticket.flatMap { settings.brand(ofMailbox: $0.mailbox) } ?? settings.brands.first
            ?? Brand(address: "postmaster@localhost", name: "")
    }
}
