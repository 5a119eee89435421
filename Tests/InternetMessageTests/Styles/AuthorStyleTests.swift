import Testing

@testable import InternetMessage

/// Who really wrote, where lists, groups and gateways stand in From.
@Suite("Senders that others rewrote")
struct AuthorStyleTests {
    static let rewritten: [(fields: String, name: String)] = [
        (
            "From: 'Casey Customer' via Support <support@acme.example>\nReply-To: Casey Customer <casey@customer.example>",
            "Casey Customer"
        ),
        (
            "From: \"'Casey Customer' via Support\" <support@acme.example>\nX-Original-From: Casey Customer <casey@customer.example>",
            "Casey Customer"
        ),
        ("From: Casey via List <list@lists.example>\nReply-To: casey@customer.example", "Casey"),
        ("From: Casey Customer via RT <rt@acme.example>\nX-Original-Sender: casey@customer.example", "Casey Customer"),
        ("From: Announcements <list@lists.example>\nList-Id: <l.lists.example>\nAuthor: Casey <casey@customer.example>", "Casey"),
    ]

    @Test("B5: a From that was rewritten tells its author beside it, and stays what it is", arguments: rewritten.indices)
    func author(index: Int) {
        let read = reading("\(Self.rewritten[index].fields)\nTo: support@acme.example\nSubject: kettle\n\nIt leaks.\n")
        #expect(read.author == Mailbox(address: "casey@customer.example", name: Self.rewritten[index].name))
        #expect(read.from?.address != "casey@customer.example")
        #expect(read.json(language: nil).contains("\"author\":\"casey@customer.example\""))
    }

    @Test(
        "B5: an ordinary From has no other author",
        arguments: [
            "From: Casey <casey@customer.example>", "From: Casey <casey@customer.example>\nReply-To: other@x.example",
            "From: Via Veneto Ltd <shop@via.example>\nReply-To: other@x.example", "From: Casey via App <casey@customer.example>",
            "From: Casey <casey@customer.example>\nX-Original-From: <admin@acme.example>",
        ])
    func none(fields: String) {
        let read = reading("\(fields)\nSubject: kettle\n\nIt leaks.\n")
        #expect(read.author == nil && read.json(language: nil).contains("\"author\":null"))
    }
}
