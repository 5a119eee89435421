internal import InternetMessage

extension Desk {
    static let tokensMax = 16

    /// Every token that the mail carries, most specific first: the address it was sent to, the mark in the subject, what it replies to,
    /// and the thread, newest first.
    func tokens(in reading: Reading) -> [CarriedToken] {
        var found: [CarriedToken] = []
        func add(_ token: CarriedToken) {
            guard found.count < Desk.tokensMax, !found.contains(where: { $0.text == token.text && $0.tag == token.tag }) else {
                return
            }
            found.append(token)
        }
        for address in reading.deliveredTo {
            guard let token = TokenAddress(address), isOurs(token.base) else { continue }
            add(CarriedToken(text: token.token, tag: token.tag, place: .recipient))
        }
        if let token = TokenSubject(reading.subject) { add(CarriedToken(text: token.token, tag: token.tag, place: .subject)) }
        for (ids, place) in [(reading.inReplyTo, CarriedToken.Place.inReplyTo), (reading.references.reversed(), .references)] {
            for id in ids {
                guard let token = TokenMessageID(id, host: settings.messageIDHost) else { continue }
                guard !found.contains(where: { $0.text == token.token }) else { continue }
                add(CarriedToken(text: token.token, tag: nil, place: place))
            }
        }
        return found
    }
}
