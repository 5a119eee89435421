import HelpDesk

/// A kind of event as it stands in the database: a tag, and a payload where the kind carries one.
struct EventRecord {
    var tag: String
    var payload: String?
}

/// The payload of kinds that carry a word or a number.
private struct Words: Codable {
    var words: String?
    var number: Int64?
    var flag: Bool?
    var other: String?
}

private struct Delivered: Codable {
    var outbox: OutboxID
    var purpose: MailPurpose
    var result: String
    var reply: String
}

private struct Graded: Codable {
    var intent: String
    var mark: String
    var confidence: Double
    var isAutomatic: Bool
}

extension RecordCoding {
    /// The tags of kinds that this version can read.
    static let eventTags: Set<String> = [
        "opened", "received", "judged", "decided", "composed", "delivered", "escalated", "suppressed", "assigned", "noted",
        "rated", "closed", "reopened", "linked", "priority-changed", "intent-corrected", "drafted", "learned", "withdrawn",
        "restored", "refused", "ignored", "quarantined", "held", "released", "alarm", "snoozed", "woken", "merged",
        "learning-forbidden", "reminded", "overdue", "mode-changed", "person-linked", "person-unlinked", "tidied", "graded",
        "taught",
        "retrained",
    ]

    func record(of kind: EventKind) throws(StoreError) -> EventRecord {
        switch kind {
        case .opened(let opening): try tagged("opened", opening)
        case .received(let mail): try tagged("received", mail)
        case .judged(let judgement): try tagged("judged", judgement)
        case .decided(let decision): try tagged("decided", decision)
        case .composed(let mail): try tagged("composed", mail)
        case .delivered(let note):
            try tagged(
                "delivered",
                Delivered(outbox: note.outbox, purpose: note.purpose, result: note.result.tag, reply: note.result.words))
        case .escalated(let group): try tagged("escalated", Words(words: group))
        case .suppressed(let rule): try tagged("suppressed", Words(words: rule))
        case .assigned(let agent): try tagged("assigned", Words(words: agent))
        case .noted(let text): try tagged("noted", Words(words: text))
        case .rated(let rating): try tagged("rated", rating)
        case .closed(let resolved): try tagged("closed", Words(flag: resolved))
        case .reopened: EventRecord(tag: "reopened")
        case .linked(let ticket): try tagged("linked", Words(number: ticket.rawValue))
        case .priorityChanged(let priority): try tagged("priority-changed", Words(words: priority.rawValue))
        case .intentCorrected(let intent): try tagged("intent-corrected", Words(words: intent))
        case .drafted(let draft): try tagged("drafted", draft)
        case .learned(let solved): try tagged("learned", solved)
        case .withdrawn(let id): try tagged("withdrawn", Words(number: id.rawValue))
        case .restored(let id): try tagged("restored", Words(number: id.rawValue))
        case .refused(let rule): try tagged("refused", Words(words: rule))
        case .ignored(let rule): try tagged("ignored", Words(words: rule))
        case .quarantined(let mail): try tagged("quarantined", Words(number: mail.rawValue))
        case .held: EventRecord(tag: "held")
        case .released: EventRecord(tag: "released")
        case .alarm(let words): try tagged("alarm", Words(words: words))
        case .snoozed(let time): try tagged("snoozed", Words(number: time.milliseconds))
        case .woken: EventRecord(tag: "woken")
        case .merged(let ticket): try tagged("merged", Words(number: ticket.rawValue))
        case .learningForbidden: EventRecord(tag: "learning-forbidden")
        case .reminded(let goal): try tagged("reminded", Words(words: goal.rawValue))
        case .overdue(let goal): try tagged("overdue", Words(words: goal.rawValue))
        case .personLinked(let address): try tagged("person-linked", Words(words: address))
        case .personUnlinked(let address): try tagged("person-unlinked", Words(words: address))
        case .tidied(let counts): try tagged("tidied", counts)
        case .modeChanged(let intent, let mode): try tagged("mode-changed", Words(words: intent, other: mode.rawValue))
        case .graded(let grade):
            try tagged(
                "graded",
                Graded(intent: grade.intent, mark: grade.mark.word, confidence: grade.confidence, isAutomatic: grade.isAutomatic))
        case .taught(let example): try tagged("taught", example)
        case .retrained(let retraining): try tagged("retrained", retraining)
        }
    }

    private func tagged(_ tag: String, _ payload: some Encodable) throws(StoreError) -> EventRecord {
        EventRecord(tag: tag, payload: try text(payload, in: tag))
    }

    /// - Throws: ``StoreError/unknownTag(record:tag:)`` for a kind of a later version.
    func kind(of record: EventRecord) throws(StoreError) -> EventKind {
        switch record.tag {
        case "opened": .opened(try payload(record))
        case "received": .received(try payload(record))
        case "judged": .judged(try payload(record))
        case "decided": .decided(try payload(record))
        case "composed": .composed(try payload(record))
        case "delivered": .delivered(try deliveryNote(record))
        case "escalated": .escalated(group: try words(record).words)
        case "suppressed": .suppressed(rule: try word(record))
        case "assigned": .assigned(to: try word(record))
        case "noted": .noted(text: try word(record))
        case "rated": .rated(try payload(record))
        case "closed": .closed(resolved: try words(record).flag)
        case "reopened": .reopened
        case "linked": .linked(to: TicketID(rawValue: try number(record)))
        case "priority-changed": .priorityChanged(try choice(record))
        case "intent-corrected": .intentCorrected(try word(record))
        case "drafted": .drafted(try payload(record))
        case "learned": .learned(try payload(record))
        case "withdrawn": .withdrawn(CaseID(rawValue: try number(record)))
        case "restored": .restored(CaseID(rawValue: try number(record)))
        case "refused": .refused(rule: try word(record))
        case "ignored": .ignored(rule: try word(record))
        case "quarantined": .quarantined(MailID(rawValue: try number(record)))
        case "held": .held
        case "released": .released
        case "alarm": .alarm(try word(record))
        case "snoozed": .snoozed(until: Timestamp(milliseconds: try number(record)))
        case "woken": .woken
        case "merged": .merged(into: TicketID(rawValue: try number(record)))
        case "learning-forbidden": .learningForbidden
        case "reminded": .reminded(try choice(record))
        case "overdue": .overdue(try choice(record))
        case "person-linked": .personLinked(with: try word(record))
        case "person-unlinked": .personUnlinked(from: try word(record))
        case "tidied": .tidied(try payload(record))
        case "mode-changed": try modeChanged(record)
        case "graded": .graded(try grade(record))
        case "taught": .taught(try payload(record))
        case "retrained": .retrained(try payload(record))
        default: throw .unknownTag(record: "event", tag: record.tag)
        }
    }

    private func payload<Value: Decodable>(_ record: EventRecord) throws(StoreError) -> Value {
        try value(Value.self, from: record.payload ?? "null", in: record.tag)
    }

    private func words(_ record: EventRecord) throws(StoreError) -> Words { try payload(record) }

    private func word(_ record: EventRecord) throws(StoreError) -> String {
        guard let word = try words(record).words else { throw .unreadable(record: record.tag, reason: "its words are missing") }
        return word
    }

    private func number(_ record: EventRecord) throws(StoreError) -> Int64 {
        guard let number = try words(record).number else {
            throw .unreadable(record: record.tag, reason: "its number is missing")
        }
        return number
    }

    private func choice<Value: RawRepresentable<String>>(_ record: EventRecord) throws(StoreError) -> Value {
        let word = try word(record)
        guard let value = Value(rawValue: word) else { throw .unknownTag(record: record.tag, tag: word) }
        return value
    }

    private func deliveryNote(_ record: EventRecord) throws(StoreError) -> DeliveryNote {
        let delivered: Delivered = try payload(record)
        return DeliveryNote(
            outbox: delivered.outbox, purpose: delivered.purpose,
            result: try DeliveryResult(tag: delivered.result, words: delivered.reply))
    }

    private func grade(_ record: EventRecord) throws(StoreError) -> Grade {
        let graded: Graded = try payload(record)
        guard let mark = Grade.Mark(word: graded.mark) else { throw .unknownTag(record: record.tag, tag: graded.mark) }
        return Grade(intent: graded.intent, mark: mark, confidence: graded.confidence, isAutomatic: graded.isAutomatic)
    }

    private func modeChanged(_ record: EventRecord) throws(StoreError) -> EventKind {
        let words = try words(record)
        guard let mode = AnswerPolicy.Mode(rawValue: words.other ?? "") else {
            throw .unknownTag(record: record.tag, tag: words.other ?? "")
        }
        return .modeChanged(intent: words.words ?? "", mode: mode)
    }
}
