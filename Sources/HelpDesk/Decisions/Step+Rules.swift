internal import TextAnalysis

extension Step {
    /// A7 and the hold: may anything automatic go to this customer now?
    func sendingRules() -> [FiredRule] {
        guard let ticket else { return [] }
        let caps = settings.answers.caps
        let counts = file.counts
        var rules: [FiredRule] = []
        if let reason = file.hold {
            rules.append(FiredRule("hold", Phrase("all automatic sending is held: {{reason}}", ["reason": reason])))
        }
        if counts.senderTenMinutes >= caps.senderTenMinutes {
            rules.append(
                FiredRule(
                    "A7",
                    Phrase(
                        "{{count}} automatic mails went to this sender within ten minutes",
                        ["count": String(counts.senderTenMinutes)])))
        }
        if counts.senderDay >= caps.senderDay {
            rules.append(
                FiredRule(
                    "A7",
                    Phrase("{{count}} automatic mails went to this sender within a day", ["count": String(counts.senderDay)])))
        }
        if ticket.automaticInARow >= caps.ticketInARow {
            rules.append(
                FiredRule(
                    "A7", Phrase("{{count}} automatic mails in a row on this ticket", ["count": String(ticket.automaticInARow)])))
        }
        let domain = AddressKey.domain(of: ticket.party)
        if counts.domainHour >= caps.domainHour, !caps.exemptDomains.contains(where: { AddressKey.key($0) == domain }) {
            rules.append(
                FiredRule(
                    "A7",
                    Phrase("{{count}} automatic mails went to this domain within an hour", ["count": String(counts.domainHour)])))
        }
        if counts.allHour >= breakerLimit {
            rules.append(
                FiredRule(
                    "A7", Phrase("the breaker: {{count}} automatic mails within an hour", ["count": String(counts.allHour)])))
        }
        return rules
    }

    /// The global breaker: 200 an hour until seven days of history exist, then five times the trailing peak.
    var breakerLimit: Int {
        let floor = settings.answers.caps.allHour
        guard let peak = file.counts.peakHour, peak < Int.max / 5 else { return floor }
        return max(floor, 5 * peak)
    }

    /// H5 and the floor of the confidence.
    func judgementRules(_ judgement: Judgement?, confidence: Double) -> [FiredRule] {
        guard let judgement else { return [FiredRule("H13", "no judgement: there was no text to judge, or the model failed")] }
        var rules = judgement.neverAnswer.map { FiredRule("H5", $0) }
        let own = settings.answers.neverAnswer
        if judgement.sentiment <= own.sentimentBelow { rules.append(FiredRule("H5", "the customer is upset")) }
        for intent in judgement.alsoAsks {
            rules.append(FiredRule("H5", Phrase("the mail also asks for {{intent}}", ["intent": intent])))
        }
        guard judgement.intent != nil else {
            rules.append(FiredRule("H5", "no intent fits"))
            return rules
        }
        if !(0...1).contains(judgement.confidence) || !(0...1).contains(confidence) {
            rules.append(FiredRule("H5", "the confidence is missing or invalid"))
        } else if confidence < settings.answers.minimumConfidence {
            rules.append(
                FiredRule(
                    "H5", Phrase("the confidence is below {{share}}", ["share": Step.percent(settings.answers.minimumConfidence)])
                ))
        }
        if let intent = judgement.intent, !templates.isSwitchedOn(intent, packs: settings.packs) {
            rules.append(FiredRule("H5", Phrase("people answer {{intent}}", ["intent": intent])))
        }
        return rules
    }

    /// H5: VIPs, a second contact on the same matter within 14 days.
    func contactRules(_ judgement: Judgement?) -> [FiredRule] {
        guard let ticket else { return [] }
        var rules: [FiredRule] = []
        let domain = AddressKey.domain(of: ticket.party)
        let isListed = settings.answers.neverAnswer.addresses.contains { listed in
            let key = AddressKey.key(listed)
            return key == ticket.party || key == "@" + domain
        }
        if isListed { rules.append(FiredRule("H5", "this sender is always answered by a person")) }
        let phrases = settings.answers.neverAnswer.phrases
        let words = phrases.isEmpty ? [] : FoldedWords(ticket.subject + "\n" + (lastCustomerText ?? ticket.message)).words
        for phrase in phrases
        where PhraseSet(FoldedWords(phrase).words.joined(separator: " ")).isFound(in: words) {
            rules.append(FiredRule("H5", Phrase("the mail says “{{words}}”", ["words": CleanText.line(phrase, scalarsMax: 60)])))
        }
        if let earlier = earlierContact(judgement) {
            rules.append(
                FiredRule(
                    "H5", Phrase("a second contact on the same matter, after {{number}}", ["number": earlier.number.rawValue])))
        }
        return rules
    }

    /// What the customer typed last.
    private var lastCustomerText: String? {
        for event in events.reversed() {
            if case .received(let mail) = event.kind, mail.role == .customer { return mail.text }
        }
        return nil
    }

    /// "The same matter" is the same party with the same intent or cosine 0.5 within 14 days (INTERFACE section 1).
    private func earlierContact(_ judgement: Judgement?) -> TicketBrief? {
        guard let ticket else { return nil }
        let since = now.adding(days: -settings.answers.sameMatterDays)
        // Addresses that an agent linked are one person.
        return (file.history + file.linked).first { earlier in
            guard earlier.id != ticket.id, earlier.createdAt >= since || earlier.updatedAt >= since else { return false }
            if let intent = judgement?.intent, earlier.intent == intent { return true }
            return CaseIndex.cosine(earlier.message, ticket.message) >= settings.answers.sameMatterCosine
        }
    }

    /// H5: a language in which nobody wrote an answer.
    func languageRules(_ judgement: Judgement?) -> [FiredRule] {
        guard let judgement else { return [] }
        guard let language = judgement.language else { return [FiredRule("H5", "the language is not known")] }
        return templates.languages.contains(language)
            ? [] : [FiredRule("H5", Phrase("nobody wrote answers in this language ({{language}})", ["language": language]))]
    }

    /// H6: from which confidence on the record of the intent lets it be answered; nil keeps it closed.
    func threshold(_ record: IntentRecord) -> Double? {
        settings.answers.precisionGate.threshold(
            record.bands.map { PrecisionGate.Band(floor: $0.floor, graded: $0.graded, wrong: $0.wrong) })
    }

    /// H6: the record of the intent.
    func gateRules(_ intent: String, confidence: Double) -> [FiredRule] {
        let target = Step.percent(settings.answers.precisionTarget)
        guard let threshold = threshold(file.intentRecord) else {
            switch settings.answers.gate {
            case .proven:
                return [
                    FiredRule(
                        "H6", Phrase("the record of {{intent}} does not show {{share}} yet", ["intent": intent, "share": target]))
                ]
            case .measured:
                return [
                    FiredRule(
                        "H6", Phrase("the record of {{intent}} shows less than {{share}}", ["intent": intent, "share": target]))
                ]
            }
        }
        // Below the floor it is H5 that speaks.
        guard confidence < threshold, confidence >= settings.answers.minimumConfidence else { return [] }
        return [
            FiredRule(
                "H6",
                Phrase(
                    "by its record, {{intent}} is answered from {{share}} on, to keep {{target}} right",
                    ["intent": intent, "share": Step.percent(threshold), "target": target]))
        ]
    }

    static func percent(_ share: Double) -> String {
        guard share.isFinite, (0...1).contains(share) else { return "?" }
        return "\(Int((share * 100).rounded())) %"
    }
}
