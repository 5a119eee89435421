import Testing
import TextAnalysis

@Suite struct ClopperPearsonTests {
    @Test(
        "H6: the graded record proves what the rule's table says",
        arguments: [
            (59, 59, 0.95), (92, 93, 0.95), (149, 149, 0.98), (235, 236, 0.98), (299, 299, 0.99), (472, 473, 0.99),
        ])
    func proves(right: Int, total: Int, target: Double) {
        #expect(ClopperPearson.lowerBound(right: right, of: total) >= target - 1e-4)
        #expect(ClopperPearson.lowerBound(right: right - 1, of: total - 1) < target)
    }

    @Test("senseless counts prove nothing", arguments: [(0, 0), (-1, 5), (6, 5), (0, 10)])
    func senseless(right: Int, total: Int) { #expect(ClopperPearson.lowerBound(right: right, of: total) == 0) }

    private static func record(_ right: Int, _ wrong: Int, at confidence: Double = 0.9) -> [PrecisionGate.Graded] {
        Array(repeating: .init(confidence: confidence, isRight: true), count: right)
            + Array(repeating: .init(confidence: confidence, isRight: false), count: wrong)
    }

    @Test("H6: proven keeps an intent closed until its record proves the target")
    func proven() {
        let gate = PrecisionGate(policy: .proven, precisionTarget: 0.98)
        #expect(gate.verdict([]).threshold == nil)
        #expect(gate.verdict(Self.record(100, 0, at: 0.995)).threshold == nil)
        let open = gate.verdict(Self.record(200, 0, at: 0.995))
        #expect(open.threshold != nil)
        #expect(open.lowerBound >= 0.98)
    }

    @Test("H6: measured is open from the floor until the record shows an intent below its target")
    func measured() {
        let gate = PrecisionGate()
        #expect(gate.verdict([]).threshold == 0.75)
        #expect(gate.verdict(Self.record(10, 0)).threshold == 0.75)
        #expect(gate.verdict(Self.record(60, 40, at: 0.995)).threshold == nil)
        let raised = gate.verdict(Self.record(60, 40, at: 0.8) + Self.record(200, 0, at: 0.98))
        #expect((raised.threshold ?? 0) > 0.8)
    }

    @Test("H6: the floor of 0.75 is never undercut, whatever is configured", arguments: [0.0, 0.5, -1, .nan])
    func floor(minimum: Double) {
        #expect(PrecisionGate(minimumConfidence: minimum).verdict([]).threshold == 0.75)
    }
}
