import HelpDesk
import Testing

@testable import Responder

@Suite("Alarm board") struct AlarmBoardTests {
    private func at(_ seconds: Int64) -> Timestamp { Timestamp(seconds: 1_800_000_000 + seconds) }

    @Test("a trouble is told once, again after the time to repeat, and once when it is over")
    func states() {
        var board = AlarmBoard(repeatSeconds: 600)
        #expect(board.raise("disk", "full", at: at(0)) == .tell)
        #expect(board.raise("disk", "fuller", at: at(10)) == .keepQuiet)
        #expect(board.standing["disk"]?.words == "fuller")
        #expect(board.standing["disk"]?.since == at(0))
        #expect(board.raise("disk", "full", at: at(600)) == .tell)
        #expect(board.clear("disk")?.since == at(0))
        #expect(board.clear("disk") == nil)
        #expect(board.standing.isEmpty)
    }

    @Test("what comes and goes is not told each time, neither its beginning nor its end")
    func flapping() {
        var board = AlarmBoard(repeatSeconds: 600)
        #expect(board.raise("x", "w", at: at(0)) == .tell)
        #expect(board.clear("x") != nil)
        for second in 1...50 {
            #expect(board.raise("x", "w", at: at(Int64(second))) == .keepQuiet)
            #expect(board.clear("x") == nil)
        }
        #expect(board.raise("x", "w", at: at(601)) == .tell)
    }

    @Test("a storm of different troubles is cut, the last one says so, and the next hour is free again")
    func storm() {
        var board = AlarmBoard(repeatSeconds: 600)
        let duties = (0..<100).map { board.report("stuck/\($0)", at: at(Int64($0))) }
        #expect(duties.count { $0 == .tell } == AlarmBoard.tellingsPerHourMax - 1)
        #expect(duties[AlarmBoard.tellingsPerHourMax - 1] == .tellLast)
        #expect(duties.suffix(80).allSatisfy { $0 == .keepQuiet })
        #expect(board.report("new", at: at(4000)) == .tell)
    }

    @Test("a clock that jumps back silences nothing for longer than it should")
    func clockJump() {
        var board = AlarmBoard(repeatSeconds: 600)
        #expect(board.report("x", at: at(100_000)) == .tell)
        #expect(board.report("x", at: at(0)) == .tell)
    }
}
