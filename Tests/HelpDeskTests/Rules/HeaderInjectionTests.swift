import InternetMessage
import Testing

@testable import HelpDesk

/// D1, D2: whatever a name or a subject decodes to, the header of our mails holds exactly the fields that we meant.
@Suite struct HeaderInjectionTests {
    /// `X\r\nBcc: victim@x.example` and its like, as encoded words carry them.
    private static let hostile = [
        "=?utf-8?Q?Hello=0D=0ABcc:_victim@evil.example?=", "=?utf-8?Q?Hello=0ABcc:_victim@evil.example?=",
        "=?utf-8?Q?Hello=0DBcc:_victim@evil.example?=", "=?utf-8?Q?Hello=00=C2=85Bcc:_victim@evil.example?=",
        "=?utf-8?Q?Hello=E2=80=A8Bcc:_victim@evil.example?=", "=?utf-8?Q?Hello=0D=0A=0D=0Ainjected-body?=",
    ]

    private func expectClean(_ world: World, _ hostile: String) {
        for item in world.letters.items {
            #expect(item.header("Bcc") == nil && item.copies.isEmpty, "\(hostile)")
            let header = item.bytes.prefix { $0 != "\u{0}" }.split(separator: "\r\n\r\n", maxSplits: 1)[0]
            #expect(item.reading.to.map(\.address) == [item.mail.recipient], "\(hostile)")
            for line in header.split(separator: "\r\n") {
                #expect(!line.hasPrefix("Bcc:") && !line.hasPrefix("injected-body"), "\(hostile)")
            }
        }
        #expect(!world.letters.items.contains { $0.mail.recipient.contains("victim") })
    }

    @Test("D1, D2: a subject adds no field to answers, acknowledgements and escalations", arguments: hostile)
    func subject(hostile: String) {
        var world = World()
        world.exchange(Post(subject: hostile))
        world.exchange(Post(from: "dana@other.example", subject: hostile, text: "The gadget hums."))
        #expect(world.letters.items.count >= 3)
        expectClean(world, hostile)
    }

    @Test("D1, D2: a display name adds no field, not even where an agent answers", arguments: hostile)
    func name(hostile: String) throws {
        var world = World()
        let letters = world.exchange(Post(from: "\(hostile) <casey@customer.example>", text: "The gadget hums."))
        let escalation = try #require(letters.first { $0.mail.purpose == .escalation })
        world.exchange(
            .reply(to: escalation, from: "\(hostile) <anna@acme.example>", "Please restart the gadget."))
        world.exchange(.reply(to: escalation, from: "anna@acme.example", "Please unplug the gadget."))
        #expect(world.letters.items.contains { $0.mail.purpose == .agentReply })
        expectClean(world, hostile)
    }
}
