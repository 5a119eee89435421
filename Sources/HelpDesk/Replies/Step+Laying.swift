extension Step {
    /// Sets a customer's mail as text and HTML. The footer's paragraphs are, in order: that it is automatic, the rating, the person.
    func lay(_ letter: inout Letter, footer: String?) {
        let language = ticket?.language ?? "en"
        var layout = AnswerLayout(language: language, title: letter.subject, text: letter.words, linkHosts: linkHosts())
        let paragraphs = footer?.split(separator: "\n\n").map(String.init) ?? []
        layout.disclosure = paragraphs.first ?? ""
        if paragraphs.count > 1 { layout.rating = ratingRequest(letter, question: paragraphs[1], language: language) }
        layout.human = paragraphs.dropFirst(2).joined(separator: "\n\n")
        letter.body = layout.rendered()
    }

    /// Five links that open the customer's own mail program: the rating is the subject, the token stands in the address.
    private func ratingRequest(_ letter: Letter, question: String, language: String) -> RatingRequest {
        let labels = RatingLabels.labels(language)
        let links = (1...5).map { stars in
            let subject = [String(stars), letter.seal.ratingSubject].compactMap { $0 }.joined(separator: " ")
            return RatingLink(
                stars: stars, label: labels[stars - 1],
                url: MailtoLink.url(to: letter.seal.ratingAddress ?? ownAddress(letter.brand), subject: subject))
        }
        return RatingRequest(question: question, links: links)
    }

    /// H4: only our own site may be linked.
    private func linkHosts() -> [String] {
        guard let website = settings.company.website else { return [] }
        let bytes = Array(AddressKey.key(website).utf8)
        let start =
            (0..<max(0, bytes.count - 2)).first { bytes[$0] == 58 && bytes[$0 + 1] == 47 && bytes[$0 + 2] == 47 }.map { $0 + 3 }
            ?? 0
        return [String(decoding: bytes[start...].prefix { $0 != 47 && $0 != 58 }, as: UTF8.self)]
    }
}

/// What stands below the five rating links.
enum RatingLabels {
    static let languages = ["en", "de", "fr", "es"]

    static func labels(_ language: String) -> [String] {
        switch language {
        case "de": ["gar nicht", "wenig", "teilweise", "gut", "voll und ganz"]
        case "fr": ["pas du tout", "peu", "en partie", "bien", "tout à fait"]
        case "es": ["nada", "poco", "en parte", "bien", "del todo"]
        case "en": ["not at all", "a little", "partly", "well", "completely"]
        default: ["", "", "", "", ""]
        }
    }
}
