import MailProtocol
import Testing

struct LineFramerTests {
    private let small = LineFramer.Limits(lineBytesMax: 60, literalBytesMax: 100, unitBytesMax: 150)

    private func units(_ chunks: [ArraySlice<UInt8>], _ limits: LineFramer.Limits) -> (
        units: [String], failure: LineFramer.Failure?
    ) {
        var framer = LineFramer(dialect: .linesAndLiterals, limits: limits)
        var found: [String] = []
        for chunk in chunks {
            framer.append(chunk)
            loop: while true {
                switch framer.next() {
                case .unit(let range): found.append(String(decoding: framer.buffer[range], as: UTF8.self))
                case .needMore: break loop
                case .fail(let failure): return (found, failure)
                }
            }
        }
        return (found, nil)
    }

    @Test("units come out the same however the stream is cut")
    func cuts() {
        let expected = [
            "* 1 EXISTS\r\n", "* 1 FETCH (BODY[] {13}\r\nab\r\nt1 OK x\r\n UID 3)\r\n", "* OK human text ends in {5}\r\n",
            "t1 NO so does {7}\r\n", "+ and this {9}\r\n", "* LIST () \"/\" {3}\r\nabc\r\n", "* 2 FETCH (BODY[] {0}\r\n)\r\n",
        ]
        let stream = Chunks.bytes(expected.joined())
        for chunks in Chunks.everyCut(stream) {
            let (found, failure) = units(chunks, small)
            guard found == expected, failure == nil else { Issue.record("\(chunks.map(\.count)): \(found)"); return }
        }
    }

    @Test("random chunks of a long stream give the same units", arguments: [1, 2, 3] as [UInt64])
    func randomChunks(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let expected = (0..<400).map { number -> String in
            let body = String(repeating: "x", count: number % 90)
            return number % 3 == 0 ? "* \(number) FETCH (BODY[] {\(body.utf8.count)}\r\n\(body))\r\n" : "* \(number) EXISTS\r\n"
        }
        let (found, failure) = units(Chunks.random(Chunks.bytes(expected.joined()), &generator), small)
        #expect(found == expected, "seed \(seed)")
        #expect(failure == nil)
    }

    @Test(
        "E3: what is too large fails before it is allocated",
        arguments: [
            ("* 1 FETCH (BODY[] {4294967296}\r\n", .literalTooLarge(bytesMax: 100)),
            ("* 1 FETCH (BODY[] {99999999999999999999999999}\r\n", .literalTooLarge(bytesMax: 100)),
            ("* 1 FETCH (BODY[] {101}\r\n", .literalTooLarge(bytesMax: 100)),
            ("* xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", .lineTooLong(bytesMax: 60)),
            ("* xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n", .lineTooLong(bytesMax: 60)),
        ] as [(String, LineFramer.Failure)])
    func limits(stream: String, expected: LineFramer.Failure) {
        #expect(units([Chunks.bytes(stream)[...]], small).failure == expected)
    }

    @Test("E3: literals of one unit together have a maximum")
    func unitLimit() {
        let literal = " {90}\r\n" + String(repeating: "y", count: 90)
        #expect(units([Chunks.bytes("* X" + literal + literal + "\r\n")[...]], small).failure == .unitTooLarge(bytesMax: 150))
    }

    @Test("E3: a literal at the limit passes")
    func atTheLimit() {
        let stream = "* X {100}\r\n" + String(repeating: "y", count: 100) + "\r\n"
        #expect(units([Chunks.bytes(stream)[...]], small).units == [stream])
    }

    @Test("a lone LF ends a line too")
    func loneLineFeed() {
        #expect(units([Chunks.bytes("* 1 EXISTS\n* 2 EXISTS\r\n")[...]], small).units == ["* 1 EXISTS\n", "* 2 EXISTS\r\n"])
    }

    @Test("what was read is dropped from the buffer")
    func compaction() {
        var framer = LineFramer(dialect: .lines, limits: .smtp)
        let line = Chunks.bytes("250 " + String(repeating: "x", count: 500) + "\r\n")
        for _ in 0..<10_000 {
            framer.append(line[...])
            guard case .unit = framer.next() else { Issue.record("a line is missing"); return }
        }
        #expect(framer.buffer.count < 200_000)
    }
}
