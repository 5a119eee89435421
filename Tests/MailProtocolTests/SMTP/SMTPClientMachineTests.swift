import MailProtocol
import Testing

/// A conversation as it is on the wire: `C:` is what the client must say next, `S:` what the server answers.
/// `DOT` stands where the host is asked to commit.
struct SMTPClientMachineTests {
    private let ehlo = "250-mx\r\n250-PIPELINING\r\n250-SIZE 1000\r\n250-8BITMIME\r\n250-ENHANCEDSTATUSCODES\r\n250 SMTPUTF8\r\n"

    private func content(_ text: String) throws -> DataStuffing.Content {
        try DataStuffing.stuff(Array(text.utf8))
    }

    private func transaction(_ recipients: [String] = ["b@y"], _ text: String = "hi\r\n") throws -> SMTPTransaction? {
        SMTPTransaction(reversePath: "a@x", recipients: recipients, content: try content(text))
    }

    /// Plays a dialogue. Each step is what the server says to what was just sent.
    private struct Play {
        var machine = SMTPClientMachine()
        var sent: [String] = []
        var deliveries: [SMTPClientMachine.Delivery] = []

        mutating func run() {
            while true {
                switch machine.next() {
                case .send(let bytes): sent.append(String(decoding: bytes, as: UTF8.self))
                case .readyForFinalDot:
                    sent.append("DOT")
                    machine.sendFinalDot()
                case .deliver(let delivery): deliveries.append(delivery)
                case .needMore: return
                }
            }
        }

        mutating func hear(_ text: String, chunks: ([UInt8]) -> [ArraySlice<UInt8>] = { [$0[...]] }) {
            for chunk in chunks(Array(text.utf8)) {
                machine.receive(chunk)
                run()
            }
        }

        var outcome: SMTPOutcome? {
            for case .finished(let outcome) in deliveries { return outcome }
            return nil
        }
    }

    private func begun(_ ehlo: String? = nil) -> Play {
        var play = Play()
        play.machine.hello("client.test")
        play.run()
        play.hear(ehlo ?? self.ehlo)
        play.sent = []
        play.deliveries = []
        return play
    }

    @Test("E6: with PIPELINING one recipient needs two round trips")
    func pipelined() throws {
        var play = begun()
        play.machine.submit(try #require(try transaction()))
        play.run()
        play.hear("250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n354 go\r\n")
        play.hear("250 2.0.0 queued as X\r\n")
        #expect(play.sent == ["MAIL FROM:<a@x> SIZE=4\r\nRCPT TO:<b@y>\r\nDATA\r\n", "DOT", "hi\r\n.\r\n"])
        guard case .accepted(let reply)? = play.outcome?.end else { Issue.record("not accepted"); return }
        #expect(reply.text == "250 2.0.0 queued as X")
        #expect(reply.enhancedStatus?.description == "2.0.0")
        #expect(play.outcome?.mustClose == false)
    }

    @Test("INV5: a large content goes ahead, so that its dot follows the commit at once")
    func largeContent() throws {
        let text = String(repeating: "line\r\n", count: 20_000)
        var play = begun("250-mx\r\n250 PIPELINING\r\n")
        play.machine.submit(try #require(try transaction(["b@y"], text)))
        play.run()
        play.hear("250 Ok\r\n250 Ok\r\n354 go\r\n")
        #expect(play.sent.dropFirst() == [text, "DOT", ".\r\n"])
    }

    @Test("replies may be cut anywhere")
    func cuts() throws {
        let server = Array("250-one\r\n250 Ok\r\n250 Ok\r\n354 go\r\n".utf8)
        for chunks in Chunks.everyCut(server) {
            var play = begun()
            play.machine.submit(try #require(try transaction()))
            play.run()
            for chunk in chunks {
                play.machine.receive(chunk)
                play.run()
            }
            play.hear("250 done\r\n")
            guard case .accepted? = play.outcome?.end else { Issue.record("got \(play.deliveries)"); return }
        }
    }

    @Test("E6: without PIPELINING each command waits for its reply")
    func unpipelined() throws {
        var play = begun("250 mx\r\n")
        play.machine.submit(try #require(try transaction(["b@y", "c@y"])))
        play.run()
        for _ in 0..<3 { play.hear("250 Ok\r\n") }
        play.hear("354 go\r\n")
        play.hear("250 Ok\r\n")
        #expect(
            play.sent == ["MAIL FROM:<a@x>\r\n", "RCPT TO:<b@y>\r\n", "RCPT TO:<c@y>\r\n", "DATA\r\n", "DOT", "hi\r\n.\r\n"])
        #expect(play.outcome?.recipientReplies.count == 2)
    }

    @Test("one refused recipient of several stops the mail for all, each keeps its reply")
    func refusedRecipient() throws {
        var play = begun()
        play.machine.submit(try #require(try transaction(["b@y", "c@y", "d@y"])))
        play.run()
        play.hear("250 Ok\r\n250 Ok\r\n451 4.7.1 later\r\n550 5.1.1 unknown\r\n")
        #expect(play.sent.last == "RSET\r\n")
        play.hear("250 Ok\r\n")
        let outcome = try #require(play.outcome)
        #expect(outcome.recipientReplies.map(\.code) == [250, 451, 550])
        guard case .refused(.recipient, let reply) = outcome.end else { Issue.record("got \(outcome)"); return }
        #expect(reply.code == 550)
        #expect(!outcome.mustClose)
    }

    @Test("after a refusal the connection serves the next mail")
    func nextTransaction() throws {
        var play = begun()
        play.machine.submit(try #require(try transaction()))
        play.run()
        play.hear("250 Ok\r\n550 no\r\n503 no recipients\r\n")
        play.hear("250 reset\r\n")
        play.deliveries = []
        play.machine.submit(try #require(try transaction()))
        play.run()
        play.hear("250 Ok\r\n250 Ok\r\n354 go\r\n")
        play.hear("250 Ok\r\n")
        guard case .accepted? = play.outcome?.end else { Issue.record("got \(play.deliveries)"); return }
    }

    @Test("a server that wants the mail of a refused recipient gets nothing")
    func dataAfterRefusal() throws {
        var play = begun()
        play.machine.submit(try #require(try transaction()))
        play.run()
        play.hear("250 Ok\r\n550 no\r\n354 go\r\n")
        #expect(play.sent.count == 1)
        #expect(play.outcome?.mustClose == true)
        guard case .refused(.recipient, _)? = play.outcome?.end else { Issue.record("got \(play.deliveries)"); return }
    }

    @Test(
        "K11–K14: what a broken connection means depends on the final dot alone",
        arguments: [
            ("", "lost"), ("250 Ok\r\n", "lost"), ("250 Ok\r\n250 Ok\r\n", "lost"),
            ("250 Ok\r\n250 Ok\r\n354 go\r\n", "ambiguous"),
            ("250 Ok\r\n250 Ok\r\n354 go\r\n25", "ambiguous"), ("250 Ok\r\n250 Ok\r\n354 go\r\n250-x\r\n", "ambiguous"),
            ("250 Ok\r\n550 no\r\n", "refused"), ("250 Ok\r\n250 Ok\r\n354 go\r\n250 Ok\r\n", "accepted"),
            ("250 Ok\r\n250 Ok\r\n354 go\r\n350 hm\r\n", "ambiguous"),
            ("250 Ok\r\n250 Ok\r\n354 go\r\nnonsense\r\n", "ambiguous"),
            ("250 Ok\r\n250 Ok\r\n354 go\r\n421 4.3.2 closing\r\n", "refused"), ("421 closing\r\n", "refused"),
            ("banana\r\n", "lost"),
        ] as [(String, String)])
    func brokenOff(heard: String, expected: String) throws {
        var play = begun()
        play.machine.submit(try #require(try transaction()))
        play.run()
        // What answers the dot can only come after it.
        let parts = heard.split(separator: "354 go\r\n", omittingEmptySubsequences: false)
        if let before = parts.first { play.hear(before + (parts.count > 1 ? "354 go\r\n" : "")) }
        if parts.count > 1 { play.hear(String(parts[1])) }
        play.machine.connectionLost("gone")
        play.run()
        let end = try #require(play.outcome).end
        let word =
            switch end {
            case .accepted: "accepted"
            case .refused: "refused"
            case .impossible: "impossible"
            case .ambiguous: "ambiguous"
            case .lost: "lost"
            }
        #expect(word == expected)
        #expect(play.deliveries.count { if case .finished = $0 { true } else { false } } == 1)
    }

    @Test("K11: a connection that breaks while the dot waits to be sent has not accepted the mail")
    func brokenBeforeTheDot() throws {
        var machine = begun().machine
        machine.submit(try #require(try transaction()))
        machine.receive(Array("250 a\r\n250 b\r\n354 c\r\n".utf8)[...])
        var end: SMTPOutcome.End?
        loop: while true {
            switch machine.next() {
            case .readyForFinalDot:
                machine.sendFinalDot()
                // The dot was never taken from the machine: it is not on the wire.
                machine.connectionLost("gone")
            case .deliver(.finished(let outcome)):
                end = outcome.end
                break loop
            case .deliver, .send, .needMore: continue
            }
        }
        #expect(end == .lost("gone"))
    }

    @Test("a server that speaks up before the dot has refused the mail")
    func spokeEarly() throws {
        var play = begun()
        play.machine.submit(try #require(try transaction()))
        play.run()
        play.hear("250 Ok\r\n250 Ok\r\n354 go\r\n452 4.3.1 disk full\r\n")
        #expect(!play.sent.contains("DOT"))
        guard case .refused(_, let reply)? = play.outcome?.end else { Issue.record("got \(play.deliveries)"); return }
        #expect(reply.code == 452)
        #expect(play.outcome?.mustClose == true)
    }

    @Test("E6: what a server does not take is not begun")
    func obstacles() throws {
        let plain = "250 mx\r\n"
        let cases: [(String, SMTPTransaction?, SMTPObstacle)] = [
            (ehlo, try transaction(["b@y"], String(repeating: "x\r\n", count: 400)), .tooLarge(bytes: 1200, bytesMax: 1000)),
            (plain, try transaction(["b@y"], "ä\r\n"), .eightBitContent),
            (plain, try transaction(["ü@y"]), .internationalAddress),
        ]
        for (ehlo, transaction, obstacle) in cases {
            var play = begun(ehlo)
            play.machine.submit(try #require(transaction))
            play.run()
            #expect(play.outcome?.end == .impossible(obstacle))
            #expect(play.sent.isEmpty)
        }
    }

    @Test("E6: 8-bit content and addresses are announced where the server offers it")
    func announcements() throws {
        var play = begun()
        play.machine.submit(try #require(try transaction(["ü@y"], "ä\r\n")))
        play.run()
        #expect(play.sent.first?.hasPrefix("MAIL FROM:<a@x> SIZE=4 BODY=8BITMIME SMTPUTF8\r\nRCPT TO:<ü@y>\r\n") == true)
    }

    @Test("a refused EHLO makes the connection unusable, QUIT ends it")
    func helloAndGoodbye() {
        var play = Play()
        play.machine.hello("we\r\nird")
        play.run()
        #expect(play.sent == ["EHLO weird\r\n"])
        play.hear("554 go away\r\n")
        #expect(play.deliveries == [.unusable("554 go away")])
        var other = begun()
        other.machine.quit()
        other.run()
        other.hear("221 bye\r\n")
        #expect(other.sent == ["QUIT\r\n"])
        #expect(other.deliveries == [.goodbye])
    }

    @Test("E2: an address that could be a command never becomes a transaction")
    func injection() throws {
        #expect(try transaction(["b@y>\r\nDATA\r\n"]) == nil)
        #expect(try SMTPTransaction(reversePath: "a@x> SIZE=1\r\nRSET", recipients: ["b@y"], content: content("x")) == nil)
        #expect(try transaction([]) == nil)
        #expect(try SMTPTransaction(reversePath: "", recipients: ["b@y"], content: content("x")) != nil)
    }

    @Test("random replies never trap, and never accept without a 2xx to the dot", arguments: [21, 22] as [UInt64])
    func noise(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let lines = [
            "250 ok\r\n", "250-ok\r\n", "354 go\r\n", "421 bye\r\n", "550 no\r\n", "451 later\r\n", "\r\n", "2", "x\r\n",
            "999 x\r\n",
        ]
        for _ in 0..<2000 {
            var play = begun()
            play.machine.submit(try #require(try transaction(Bool.random(using: &generator) ? ["b@y"] : ["b@y", "c@y"])))
            play.run()
            for _ in 0..<8 { play.hear(lines.randomElement(using: &generator) ?? "") }
            play.machine.connectionLost("end")
            play.run()
            let finished = play.deliveries.compactMap { if case .finished(let outcome) = $0 { outcome } else { nil } }
            #expect(finished.count == 1, "seed \(seed)")
            if case .accepted? = finished.first?.end { #expect(play.sent.contains(".\r\n"), "seed \(seed)") }
        }
    }
}
