import MailProtocol

/// What servers say, in any chunks: the first byte chooses how the rest is cut.
enum WireTargets {
    static func imap(_ bytes: [UInt8]) {
        let rest = Array(bytes.dropFirst())
        let whole = units(rest, chunk: max(rest.count, 1))
        require(units(rest, chunk: Int(bytes.first ?? 0) % 7 + 1) == whole, "any chunking gives the same units")
        for unit in whole { _ = IMAPResponseParser.parse(unit, 0..<unit.count) }
    }

    private static func units(_ bytes: [UInt8], chunk: Int) -> [[UInt8]] {
        var framer = LineFramer(dialect: .linesAndLiterals, limits: .imap)
        var found: [[UInt8]] = []
        var position = 0
        while position < bytes.count {
            let end = min(position + chunk, bytes.count)
            framer.append(bytes[position..<end])
            position = end
            while case .unit(let range) = framer.next() { found.append(Array(framer.buffer[range])) }
        }
        return found
    }

    static func smtp(_ bytes: [UInt8]) {
        let rest = Array(bytes.dropFirst())
        let whole = replies(rest, chunk: max(rest.count, 1))
        require(replies(rest, chunk: Int(bytes.first ?? 0) % 7 + 1) == whole, "any chunking gives the same replies")
        for case .reply(let reply) in whole { _ = (reply.enhancedStatus, reply.text.utf8.count, reply.severity) }
        let verdict = AddressGrammar.classify(rest)
        require(verdict == .refused || !rest.contains { $0 == 13 || $0 == 10 || $0 == 0 }, "no address breaks a command")
        if let content = try? DataStuffing.stuff(rest) {
            require(!content.wire.dropFirst().contains(0), "no NUL on the wire")
        }
    }

    private static func replies(_ bytes: [UInt8], chunk: Int) -> [SMTPReplyParser.Step] {
        var parser = SMTPReplyParser()
        var found: [SMTPReplyParser.Step] = []
        var position = 0
        while position < bytes.count {
            let end = min(position + chunk, bytes.count)
            parser.receive(bytes[position..<end])
            position = end
            while true {
                let step = parser.next()
                if step == .needMore { break }
                found.append(step)
                if case .fail = step { return found }
            }
        }
        return found
    }
}
