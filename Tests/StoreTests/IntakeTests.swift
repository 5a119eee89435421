import Foundation
import HelpDesk
import Store
import Testing

@Suite("Intake: tx1 and tx2") struct IntakeTests {
    private let now = Scenario.start

    @Test("INV2: the same bytes are one row, whatever mailbox and place they come from", arguments: Backend.allCases)
    func sameBytesOnce(backend: Backend) async throws {
        let store = try TicketStore(at: backend.location())
        let first = try await store.keep([Scenario.mail("login", uid: 1)], now: now)
        var elsewhere = Scenario.mail("login", uid: 9)
        elsewhere.mailbox = "sales"
        let second = try await store.keep([elsewhere, elsewhere], now: now)
        #expect(first == [.stored(first[0].id)])
        #expect(second == [.duplicate(first[0].id), .duplicate(first[0].id)])
        #expect(try await store.waiting(limit: 10).count == 1)
    }

    @Test("D17: a copy with other line ends and folding at its edges is the same mail")
    func lineEnds() async throws {
        let store = try TicketStore(at: .memory)
        let crlf = Scenario.mail("login")
        var lf = crlf
        lf.bytes = crlf.bytes.filter { $0 != 13 }
        let kept = try await store.keep([crlf, lf], now: now)
        #expect(kept[1] == .duplicate(kept[0].id))
    }

    @Test(
        "D17: another body, subject, sender, date or Message-ID is another mail",
        arguments: [
            ("Help with login", "Help with logins"), ("Subject: login", "Subject: log in"), ("casey@", "mallory@"),
            ("<login@customer", "<logout@customer"), ("Subject:", "Date: Sat, 21 Nov 2026 04:00:00 +0000\r\nSubject:"),
        ])
    func squatting(change: (String, String)) async throws {
        let store = try TicketStore(at: .memory)
        let mail = Scenario.mail("login")
        var other = mail
        other.bytes = Array(String(decoding: mail.bytes, as: UTF8.self).replacingOccurrences(of: change.0, with: change.1).utf8)
        #expect(other.bytes != mail.bytes)
        let kept = try await store.keep([mail, other], now: now)
        #expect(kept[0] == .stored(kept[0].id))
        #expect(kept[1] == .stored(kept[1].id))
    }

    @Test(
        "any bytes are kept and given back unchanged",
        arguments: [[], [10], [13, 10, 13, 10], [0, 255, 10, 10], Array(repeating: 58, count: 100_000)] as [[UInt8]])
    func anyBytes(bytes: [UInt8]) async throws {
        let store = try TicketStore(at: .memory)
        let id = try await store.keep([IncomingBytes(mailbox: "m", place: nil, receivedAt: now, bytes: bytes)], now: now)[0].id
        #expect(try await store.bytes(of: id) == bytes)
        #expect(try await store.bytes(of: [id, MailID(rawValue: 99)]) == [bytes, nil])
    }

    @Test("K3 to K5: a durable mail whose place was not filed is told until it is", arguments: Backend.allCases)
    func unfiled(backend: Backend) async throws {
        let store = try TicketStore(at: backend.location())
        let kept = try await store.keep(
            [Scenario.mail("a", uid: 4), Scenario.mail("b", uid: 5), Scenario.mail("piped")], now: now)
        #expect(try await store.unfiled(in: "support").map(\.place.uid) == ["4", "5"])
        try await store.filed([kept[0].id])
        #expect(try await store.unfiled(in: "support").map(\.id) == [kept[1].id])
        #expect(try await store.unfiled(in: "sales").isEmpty)
    }

    @Test("K18: the same mail under a new UIDVALIDITY is a duplicate with a place to file; a known place is known")
    func uidValidity() async throws {
        let store = try TicketStore(at: .memory)
        let id = try await store.keep([Scenario.mail("a", uid: 4)], now: now)[0].id
        try await store.filed([id])
        var again = Scenario.mail("a", uid: 1)
        again.place = MailPlace(uidValidity: 8, uid: "1")
        #expect(try await store.keep([again], now: now) == [.duplicate(id)])
        #expect(try await store.unfiled(in: "support").map(\.place) == [MailPlace(uidValidity: 8, uid: "1")])
        let places = [MailPlace(uidValidity: 7, uid: "4"), MailPlace(uidValidity: 7, uid: "5")]
        #expect(try await store.known(places, in: "support") == [places[0]])
    }

    @Test("K6: two starts that came to no end make the third a quarantine, and neighbours proceed")
    func poison() async throws {
        let store = try TicketStore(at: .memory)
        let ids = try await store.keep([Scenario.mail("bad"), Scenario.mail("good")], now: now).map(\.id)
        #expect(try await store.beginWork([ids[0]]).ready.map(\.attempts) == [1])
        #expect(try await store.beginWork([ids[0]]).ready.map(\.attempts) == [2])
        let third = try await store.beginWork(ids)
        #expect(third.poison.map(\.id) == [ids[0]])
        #expect(third.ready.map(\.id) == [ids[1]])
    }

    @Test("an attempt that ended without a crash is taken back")
    func putBack() async throws {
        let store = try TicketStore(at: .memory)
        let id = try await store.keep([Scenario.mail("a")], now: now)[0].id
        for _ in 0..<5 {
            #expect(try await store.beginWork([id]).ready.count == 1)
            try await store.putBack([id])
        }
    }

    @Test("mails in work are not handed out again, and a decided one is not begun")
    func excluded() async throws {
        let store = try TicketStore(at: .memory)
        let ids = try await store.keep([Scenario.mail("a"), Scenario.mail("b"), Scenario.mail("c")], now: now).map(\.id)
        #expect(try await store.waiting(limit: 1, excluding: [ids[0]]).map(\.id) == [ids[1]])
        _ = try await store.decide([DeskWork(cause: .mail(ids[0]), query: CaseQuery())], now: now) { _, _ in
            Scenario.answered(ids[0])
        }
        let start = try await store.beginWork(ids)
        #expect(start.ready.map(\.id) == [ids[1], ids[2]])
        #expect(start.poison.isEmpty)
    }
}
