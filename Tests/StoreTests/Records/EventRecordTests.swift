import HelpDesk
import Testing

@testable import Store

@Suite("Records") struct EventRecordTests {
    static let kinds: [EventKind] = [
        .opened(Scenario.opening("a@b.example", TicketNumber(rawValue: "AB-1"))),
        .received(
            Correspondence(
                mail: MailID(rawValue: 3), role: .thirdParty, from: "x@y", messageID: nil,
                text: "\u{0}\"\\\n€")),
        .judged(Scenario.judgement),
        .decided(Decision(verdict: .ignore, source: .none, rules: [FiredRule("A1", "auto")])),
        .composed(
            Composition(
                purpose: .agentReply, recipient: "a@b", messageID: "<m>", source: .agent, template: nil,
                solvedCase: CaseID(rawValue: 4),
                text: "t", asksForRating: false)),
        .delivered(
            DeliveryNote(outbox: OutboxID(rawValue: 1), purpose: .answer, result: .accepted("250"))),
        .delivered(
            DeliveryNote(outbox: OutboxID(rawValue: 1), purpose: .answer, result: .failed("550"))),
        .delivered(DeliveryNote(outbox: OutboxID(rawValue: 1), purpose: .digest, result: .parked("?"))),
        .escalated(group: nil), .escalated(group: "g@own.example"), .suppressed(rule: "A7"),
        .assigned(to: "anna@own.example"),
        .noted(text: "n"), .rated(Rating(stars: 5, comment: "gut", resolved: true)),
        .closed(resolved: nil), .closed(resolved: false),
        .reopened, .linked(to: TicketID(rawValue: 9)), .priorityChanged(.urgent),
        .intentCorrected("login_issue"),
        .drafted(Draft(text: "d", source: .template, template: "t", solvedCase: nil)),
        .learned(
            SolvedCase(
                id: CaseID(rawValue: 1), ticket: TicketID(rawValue: 2), intent: nil, language: "de",
                question: "q", solution: "s",
                maySend: true, learnedFrom: "anna@own.example", learnedAt: Scenario.start)),
        .withdrawn(CaseID(rawValue: 1)), .restored(CaseID(rawValue: 1)), .refused(rule: "B3"),
        .ignored(rule: "A3"),
        .quarantined(MailID(rawValue: 8)), .held, .released, .alarm("disk"),
        .snoozed(until: Scenario.start), .woken,
        .merged(into: TicketID(rawValue: 5)), .learningForbidden, .reminded(.firstResponse), .overdue(.resolution),
        .personLinked(with: "b@customer.example"), .personUnlinked(from: "b@customer.example"), .tidied(["raw mails": 3]),
        .modeChanged(intent: "login_issue", mode: .canary),
        .graded(Grade(intent: "login_issue", mark: .severe(.leak), confidence: 0.93, isAutomatic: true)),
        .taught(
            TaughtExample(
                ticket: TicketID(rawValue: 2), source: .correction, language: nil, intent: nil, template: nil, text: "t",
                weight: 1)),
        .retrained(
            Retraining(
                revision: 3, taughtCount: 2, heldOutCount: 9, before: .init(right: 1, wrong: 0), after: .init(right: 2, wrong: 0))
        ),
    ]

    @Test("every kind of event reads back as it was written", arguments: kinds)
    func roundTrip(kind: EventKind) throws {
        let coding = RecordCoding()
        let record = try coding.record(of: kind)
        #expect(try coding.kind(of: record) == kind)
        #expect(RecordCoding.eventTags.contains(record.tag))
    }

    @Test("each tag is written by some kind, so none is forgotten here")
    func allTags() throws {
        let coding = RecordCoding()
        #expect(Set(try Self.kinds.map { try coding.record(of: $0).tag }) == RecordCoding.eventTags)
    }

    @Test(
        "an unknown tag and a payload that is none are told, not trapped",
        arguments: ["of-2030", "opened", "linked", "overdue", "mode-changed"])
    func unreadable(tag: String) {
        #expect(throws: StoreError.self) {
            try RecordCoding().kind(of: EventRecord(tag: tag, payload: "{\"words\":7}"))
        }
        #expect(throws: StoreError.self) {
            try RecordCoding().kind(of: EventRecord(tag: tag, payload: nil))
        }
    }

    @Test("actors, dispositions and agenda kinds read back; unknown ones are told")
    func tags() throws {
        let actors: [Actor] = [
            .customer("a"), .agent("a"), .admin("a"), .operatorOnHost("root"), .stranger("s"), .desk,
            .clock, .mailServer,
        ]
        for actor in actors { #expect(try Actor(tag: actor.tag, address: actor.address) == actor) }
        let dispositions: [Disposition] = [
            .answered, .escalated, .handled("rating"), .ignored("auto"), .quarantined,
        ]
        for rest in dispositions {
            #expect(try Disposition(tag: rest.tag, detail: rest.detail) == rest)
        }
        let ticket = TicketID(rawValue: 4)
        let agenda: [AgendaKind] = [
            .closeAfterSilence(ticket), .digest(minuteOfDay: 420), .escalationList(group: "g"), .wake(ticket),
            .reminder(ticket, .resolution), .serviceTarget(ticket, .firstResponse),
            .retention,
        ]
        for kind in agenda {
            #expect(try AgendaKind(tag: kind.tag, ticket: kind.ticket, argument: kind.argument) == kind)
        }
        #expect(throws: StoreError.self) { try Actor(tag: "robot", address: nil) }
        #expect(throws: StoreError.self) { try Disposition(tag: "lost", detail: nil) }
        #expect(throws: StoreError.self) { try AgendaKind(tag: "wake", ticket: nil, argument: nil) }
    }

    @Test(
        "days are named in UTC",
        arguments: [
            (0, "1970-01-01"), (-1, "1969-12-31"), (951_782_400_000, "2000-02-29"),
            (1_795_000_000_000, "2026-11-18"), (4_102_444_800_000, "2100-01-01"),
        ] as [(Int64, String)])
    func days(milliseconds: Int64, name: String) { #expect(CivilDay.name(of: milliseconds) == name) }
}
