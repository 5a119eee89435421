import Testing

@testable import HelpDesk

/// A step that was taken ahead of its transaction stands only where a new one would give the same. (Every step that the world of
/// these tests takes is held against one that was taken ahead, too: ``World/take(_:_:)``.)
@Suite struct ForesightTests {
    private let world = World()
    private let input: Input
    private let evidence: Evidence

    init() {
        let mail = world.incoming(Post(text: "I forgot my password.").bytes(number: 1), id: 1)
        let triage = world.desk.triage(mail)
        input = .mail(mail, triage)
        evidence = Judge.plain(JudgedText(subject: "", text: "I forgot my password."))
    }

    /// Another evidence than the foreseen step had tells which of the two came out.
    private let other = Evidence(judgement: nil, similar: [])

    private func isForeseen(_ before: CaseFile, _ now: CaseFile, secondsLater: Int64 = 0) -> Bool {
        let foreseen = world.desk.foresee(input, in: before, given: evidence, at: world.now)
        let time = world.now.adding(seconds: secondsLater)
        let outcome = world.desk.step(input, in: now, given: other, at: time, foreseen: foreseen)
        let anew = world.desk.step(input, in: now, given: other, at: time)
        return outcome != anew && outcome == world.desk.step(input, in: before, given: evidence, at: world.now)
    }

    @Test("it stands while nothing that it read is another, and while counts stay below the caps (A7)")
    func stands() {
        let file = CaseFile()
        #expect(isForeseen(file, file))
        #expect(isForeseen(file, file, secondsLater: Foresight.ageSecondsMax))
        var busier = file
        busier.counts.senderDay = 2
        busier.counts.allHour = 150
        busier.counts.escalationsHour = 20
        #expect(isForeseen(file, busier))
    }

    @Test("A7: a cap that is reached meanwhile, or was reached before, takes a new step")
    func caps() {
        let changes: [(inout SendCounts) -> Void] = [
            { $0.senderTenMinutes = 3 }, { $0.senderDay = 5 }, { $0.domainHour = 50 }, { $0.allHour = 200 },
            { $0.escalationsHour = 30 }, { $0.peakHour = 1 },
        ]
        for (number, change) in changes.enumerated() {
            var file = CaseFile()
            change(&file.counts)
            #expect(!isForeseen(CaseFile(), file), "\(number)")
            #expect(!isForeseen(file, CaseFile()), "\(number)")
        }
    }

    @Test("whatever else changed in the store takes a new step")
    func changed() {
        let brief = TicketBrief(
            id: TicketID(rawValue: 9), number: TicketNumber(rawValue: "AB-7K3M9Q2X"), status: .open, intent: nil, summary: "",
            message: "", rating: nil, createdAt: world.now, updatedAt: world.now)
        let changes: [(inout CaseFile) -> Void] = [
            { $0.history = [brief] }, { $0.isKnownSender = true }, { $0.hold = "an operator" }, { $0.numberSalt = 1 },
            { $0.modes = ["login_issue": .off] }, { $0.intentRecord.lastBad = 1 }, { $0.linked = [brief] },
        ]
        for (number, change) in changes.enumerated() {
            var file = CaseFile()
            change(&file)
            #expect(!isForeseen(CaseFile(), file), "\(number)")
        }
    }

    @Test("an old one, or one from the future of a clock that was set back (K19), takes a new step")
    func aged() {
        #expect(!isForeseen(CaseFile(), CaseFile(), secondsLater: Foresight.ageSecondsMax + 1))
        #expect(!isForeseen(CaseFile(), CaseFile(), secondsLater: -1))
    }

    @Test("where the next of a batch goes to whoever has the least to do, nothing is taken ahead")
    func loads() {
        var file = CaseFile()
        file.loads = ["anna@acme.example": 0]
        #expect(world.desk.foresee(input, in: file, given: evidence, at: world.now) == nil)
        file.loads = [:]
        file.groupLoads = ["agents@acme.example": GroupLoad()]
        #expect(world.desk.foresee(input, in: file, given: evidence, at: world.now) == nil)
    }
}
