import MailProtocol
import Testing

struct IMAPClientMachineTests {
    /// Runs the machine over a server's chunks; gives what was sent and what was delivered.
    private func run(
        _ machine: inout IMAPClientMachine, _ chunks: [ArraySlice<UInt8>]
    ) -> (sent: String, deliveries: [IMAPClientMachine.Delivery], failure: IMAPClientMachine.Failure?) {
        var sent: [UInt8] = []
        var deliveries: [IMAPClientMachine.Delivery] = []
        for chunk in [[]] + chunks {
            machine.receive(chunk)
            loop: while true {
                switch machine.next() {
                case .send(let bytes): sent += bytes
                case .deliver(let delivery): deliveries.append(delivery)
                case .needMore: break loop
                case .fail(let failure): return (String(decoding: sent, as: UTF8.self), deliveries, failure)
                }
            }
        }
        return (String(decoding: sent, as: UTF8.self), deliveries, nil)
    }

    private let ok = "OK done"

    @Test("E4: pipelined fetches only peek, and give the same mails however the answer is cut")
    func pipelinedFetch() {
        let server = Chunks.bytes(
            "t0x1 OK from an earlier life\r\n* 1 FETCH (UID 7 BODY[] {20}\r\nax1 OK not a reply\r\n)\r\nax1 OK [X] done {3}\r\n"
                + "* 2 FETCH (UID 8 BODY[] {2}\r\nhi)\r\nax2 OK done\r\n")
        for chunks in Chunks.everyCut(server) {
            var machine = IMAPClientMachine(tagPrefix: "a")
            let first = machine.issue(.uidFetch(UIDSet([7]), .whole))
            let second = machine.issue(.uidFetch(UIDSet([8]), .whole))
            let (sent, deliveries, failure) = run(&machine, chunks)
            #expect(
                sent == "ax1 UID FETCH 7 (UID INTERNALDATE BODY.PEEK[])\r\nax2 UID FETCH 8 (UID INTERNALDATE BODY.PEEK[])\r\n")
            #expect(failure == nil)
            guard deliveries.count == 4, case .untagged(.fetch(let mail)) = deliveries[0],
                case .completed(first, _) = deliveries[1],
                case .untagged(.fetch(let other)) = deliveries[2], case .completed(second, _) = deliveries[3]
            else { Issue.record("got \(deliveries)"); return }
            #expect(mail.body == Array("ax1 OK not a reply\r\n".utf8))
            #expect(other.body == Array("hi".utf8))
        }
    }

    @Test("commands may be completed out of order")
    func outOfOrder() {
        var machine = IMAPClientMachine(tagPrefix: "a")
        let first = machine.issue(.noop)
        let second = machine.issue(.capability)
        let (_, deliveries, _) = run(&machine, [Chunks.bytes("ax2 OK b\r\nax1 NO a\r\n")[...]])
        #expect(deliveries.count == 2)
        guard case .completed(second, let late)? = deliveries.first, case .completed(first, let early)? = deliveries.last else {
            Issue.record("got \(deliveries)")
            return
        }
        #expect(late.kind == .ok)
        #expect(early.kind == .no)
        #expect(!machine.hasOutstandingCommands)
    }

    @Test("E3: foreign tags, repeated tags and unasked continuations are passed over")
    func foreign() {
        var machine = IMAPClientMachine(tagPrefix: "a")
        let id = machine.issue(.noop)
        let (_, deliveries, failure) = run(
            &machine, [Chunks.bytes("zz9 OK x\r\n+ go\r\nax1 OK y\r\nax1 OK y\r\nax77 BAD x\r\n")[...]])
        #expect(deliveries == [.completed(id, IMAPStatus(kind: .ok, code: nil, line: "y"))])
        #expect(failure == nil)
    }

    @Test("E3: text from outside goes as a literal, after the server has asked for it")
    func synchronizingLiteral() {
        var machine = IMAPClientMachine(tagPrefix: "a")
        _ = machine.issue(.uidSearch(messageID: "<x\r\nax9 DELETE INBOX@y>"))
        #expect(run(&machine, []).sent == "ax1 UID SEARCH HEADER MESSAGE-ID {23}\r\n")
        let (sent, _, _) = run(&machine, [Chunks.bytes("+ ok\r\n")[...]])
        #expect(sent == "<x\r\nax9 DELETE INBOX@y>\r\n")
    }

    @Test("E3: a refused literal is not sent, what stands behind it is")
    func refusedLiteral() {
        var machine = IMAPClientMachine(tagPrefix: "a")
        _ = machine.issue(.uidSearch(messageID: "<x@y>"))
        _ = machine.issue(.noop)
        let (sent, deliveries, _) = run(&machine, [Chunks.bytes("ax1 NO too long\r\n")[...]])
        #expect(sent == "ax1 UID SEARCH HEADER MESSAGE-ID {5}\r\nax2 NOOP\r\n")
        #expect(deliveries.count == 1)
    }

    @Test("with LITERAL+ everything goes at once")
    func nonSynchronizingLiteral() {
        var machine = IMAPClientMachine(tagPrefix: "a")
        machine.literals = .nonSynchronizing
        _ = machine.issue(.uidSearch(messageID: "<x@y>"))
        #expect(run(&machine, []).sent == "ax1 UID SEARCH HEADER MESSAGE-ID {5+}\r\n<x@y>\r\n")
    }

    @Test("IDLE is taken, tells of new mail, and ends with DONE")
    func idle() {
        var machine = IMAPClientMachine(tagPrefix: "a")
        let id = machine.issue(.idle)
        let (sent, deliveries, _) = run(&machine, [Chunks.bytes("+ idling\r\n* 5 EXISTS\r\n")[...]])
        #expect(sent == "ax1 IDLE\r\n")
        #expect(deliveries == [.idling, .untagged(.exists(5))])
        machine.endIdle()
        let (done, end, _) = run(&machine, [Chunks.bytes("ax1 OK done\r\n")[...]])
        #expect(done == "DONE\r\n")
        #expect(end == [.completed(id, IMAPStatus(kind: .ok, code: nil, line: "done"))])
    }

    @Test("E3: a literal of 4 GB and an endless line end the conversation, for good")
    func hostile() {
        var machine = IMAPClientMachine(tagPrefix: "a")
        let (_, _, failure) = run(&machine, [Chunks.bytes("* 1 FETCH (BODY[] {4294967295}\r\n")[...]])
        #expect(failure == .framing(.literalTooLarge(bytesMax: LineFramer.Limits.imap.literalBytesMax)))
        #expect(run(&machine, [Chunks.bytes("* 1 EXISTS\r\n")[...]]).failure == failure)

        var other = IMAPClientMachine(tagPrefix: "a", limits: .init(lineBytesMax: 1000, literalBytesMax: 9, unitBytesMax: 2000))
        let endless = [ArraySlice<UInt8>](repeating: [UInt8](repeating: 0x61, count: 100)[...], count: 20)
        #expect(run(&other, endless).failure == .framing(.lineTooLong(bytesMax: 1000)))
    }

    @Test("E3: a server that speaks no IMAP is given up")
    func garbage() {
        var machine = IMAPClientMachine(tagPrefix: "a")
        let lines = String(repeating: "HTTP/1.1\r\n", count: 200)
        #expect(run(&machine, [Chunks.bytes(lines)[...]]).failure == .garbage)
    }

    @Test("E3: random bytes never trap", arguments: [11, 12] as [UInt64])
    func noise(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let words = [
            "* ", "ax1 ", "OK ", "FETCH (", "BODY[] ", "{3}", "\r\n", ")", "\"", "UID ", "9", " ", "+ ", "[", "]", "\u{0}", "BYE",
        ]
        var ended = 0
        for _ in 0..<2000 {
            var machine = IMAPClientMachine(tagPrefix: "a")
            _ = machine.issue(.idle)
            let text = (0..<30).map { _ in words.randomElement(using: &generator) ?? "" }.joined()
            let (_, deliveries, _) = run(&machine, Chunks.random(Chunks.bytes(text), &generator))
            ended += deliveries.isEmpty ? 0 : 1
        }
        #expect(ended > 0, "seed \(seed)")
    }
}
