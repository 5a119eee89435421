import Testing

@testable import InternetMessage

@Suite("Addresses")
struct AddressTests {
    static let singles: [(String, String, String)] = [
        ("casey@customer.example", "casey@customer.example", ""),
        ("Casey <casey@customer.example>", "casey@customer.example", "Casey"),
        ("\"Customer, Casey\" <Casey@Customer.EXAMPLE>", "casey@customer.example", "Customer, Casey"),
        ("casey@customer.example (Casey C.)", "casey@customer.example", "Casey C."),
        ("Customer, Casey <casey@customer.example>", "casey@customer.example", "Customer, Casey"),
        ("=?utf-8?Q?J=C3=BCrgen?= <j@m.example>", "j@m.example", "Jürgen"),
        ("\"=?utf-8?Q?J=C3=BCrgen?=\" <j@m.example>", "j@m.example", "Jürgen"),
        ("<@relay.example,@b.example:casey@customer.example>", "casey@customer.example", ""),
        ("<<casey@customer.example>>", "casey@customer.example", ""),
        ("casey @ customer . example", "casey@customer.example", ""), ("\"john doe\"@m.example", "\"john doe\"@m.example", ""),
        ("Casey (a (nested \\) comment)) <casey@customer.example>", "casey@customer.example", "Casey"),
        ("mailer-daemon", "mailer-daemon", ""),
        ("'Casey' <casey@customer.example>", "casey@customer.example", "Casey"),
        ("Casey <casey@customer.example", "casey@customer.example", "Casey"),
        ("Casey<casey@customer.example>", "casey@customer.example", "Casey"),
        ("<mailto:casey@customer.example>", "casey@customer.example", ""),
    ]

    @Test("one mailbox is read, however it is written", arguments: singles)
    func reads(source: String, address: String, name: String) {
        let list = AddressList(Array(source.utf8))
        #expect(list.mailboxes == [Mailbox(address: address, name: name)])
        #expect(!list.hasGroup)
    }

    @Test("commas and semicolons part mailboxes")
    func lists() {
        #expect(
            AddressList(Array("a@x.example, B <b@x.example>; c@x.example".utf8)).mailboxes.map(\.address) == [
                "a@x.example", "b@x.example", "c@x.example",
            ])
        #expect(AddressList([]).mailboxes.isEmpty)
    }

    @Test(
        "B5: group syntax and several authors are told, and nothing is answered",
        arguments: ["team: a@x.example, b@x.example;", "a@x.example, b@x.example"])
    func severalAuthors(from: String) {
        let mail = reading("From: \(from)\nTo: s@acme.example\nSubject: hello\n\nhello")
        #expect(mail.fromHasGroup || mail.fromCount == 2)
        #expect(!mail.mayAutorespond)
    }

    @Test("B5: Sender and Reply-To never become From")
    func senderIsNotFrom() {
        let mail = customerMail("Sender: agent@acme.example\nReply-To: boss@acme.example")
        #expect(mail.from?.address == "casey@customer.example")
        #expect(mail.sender?.address == "agent@acme.example")
        #expect(mail.replyTo.map(\.address) == ["boss@acme.example"])
        #expect(mail.fromCount == 1 && !mail.fromHasGroup)
    }

    @Test(
        "B6: only ASCII letters are folded; look-alikes stay what they are",
        arguments: ["\u{212A}im@acme.example", "kim\u{FF20}acme.example", "\u{17F}am@acme.example"])
    func lookalikes(address: String) {
        #expect(AddressList(Array(address.utf8)).mailboxes.first?.address == address)
        #expect(AddressList(Array("KIM@Acme.Example".utf8)).mailboxes.first?.address == "kim@acme.example")
    }

    @Test("B7: bidirectional overrides and controls leave a display name; an address in it stays visible as a name")
    func displayNames() {
        let mail = reading("From: \"\u{202E}ssob\u{202C}\u{7}\" <evil@x.example>\n\n")
        #expect(mail.from == Mailbox(address: "evil@x.example", name: "ssob"))
        #expect(
            reading("From: \"boss@acme.example\" <evil@x.example>\n\n").from
                == Mailbox(address: "evil@x.example", name: "boss@acme.example"))
    }

    /// Found by fuzzing: without the control between them the bytes are U+2028 or U+202E.
    @Test("B7: no mark is made of the halves between which a control stood", arguments: [UInt8(0xA8), 0xAE])
    func gluedHalves(last: UInt8) {
        for controls in [[UInt8(2)], [2, 0], [0x7F, 0x7F], [0, 1]] {
            let source = Array("x".utf8) + [0xE2, 0x80] + controls + [last] + Array("y@acme.example".utf8)
            for mailbox in AddressList(source).mailboxes
                + AddressList(Array("n ".utf8) + source + Array(" <a@b.example>".utf8)).mailboxes
            {
                let scalars = (mailbox.address + mailbox.name).unicodeScalars
                #expect(scalars.allSatisfy { $0.value >= 32 && $0.value != 0x2028 && $0.value != 0x202E }, "\(mailbox)")
            }
        }
    }

    @Test("D3: at most so many addresses of one field are read, and a defect tells")
    func limit() {
        let mail = reading("From: a@b.example\nTo: " + (0..<700).map { "u\($0)@x.example" }.joined(separator: ", ") + "\n\n")
        #expect(mail.to.count == 500)
        #expect(mail.defects.contains(.tooManyAddresses))
    }
}
