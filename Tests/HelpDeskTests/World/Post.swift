import InternetMessage

@testable import HelpDesk

/// A mail on its way to the desk, written as its sender's server would, and received by ours.
struct Post {
    var from = "Casey <casey@customer.example>"
    var to = "support@acme.example"
    var cc: String?
    var subject = "Help"
    var text = "I forgot my password and cannot sign in."
    var messageID: String?
    var inReplyTo: String?
    var references: [String] = []
    /// What our own server found, for example `dmarc=pass header.from=customer.example`; nil writes no field.
    var verdict: String? = "dmarc=pass"
    var authservID = "mx.acme.example"
    /// Lines above the mail's own header, as our server wrote them, and below it, as the sender did.
    var ownFields: [String] = []
    var fields: [String] = []
    var contentType: String?
    var date = "Sat, 21 Nov 2026 08:00:00 +0000"

    func bytes(number: Int) -> [UInt8] {
        var lines: [String] = []
        if let verdict { lines.append("Authentication-Results: \(authservID); \(verdict)") }
        lines += ownFields
        lines.append("Received: from mail.elsewhere.example by mx.acme.example with ESMTPS; \(date)")
        lines.append("Received: from client by mail.elsewhere.example; \(date)")
        lines += fields
        lines.append("From: \(from)")
        lines.append("To: \(to)")
        if let cc { lines.append("Cc: \(cc)") }
        lines.append("Subject: \(subject)")
        lines.append("Date: \(date)")
        lines.append("Message-ID: <\(messageID ?? "m\(number)@elsewhere.example")>")
        if let inReplyTo { lines.append("In-Reply-To: <\(inReplyTo)>") }
        if !references.isEmpty { lines.append("References: " + references.map { "<\($0)>" }.joined(separator: " ")) }
        lines.append("MIME-Version: 1.0")
        lines.append("Content-Type: \(contentType ?? "text/plain; charset=utf-8")")
        lines.append("")
        lines.append(text)
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    /// A reply to a mail of ours, as a mail client writes it: to its Reply-To, with its thread.
    static func reply(to letter: Letterbox.Item, from: String, _ text: String) -> Post {
        let reading = letter.reading
        return Post(
            from: from, to: reading.replyTo.first?.address ?? reading.from?.address ?? "", subject: "Re: " + reading.subject,
            text: text,
            inReplyTo: reading.messageID, references: reading.references + [reading.messageID].compactMap { $0 })
    }
}

/// What lies in the mailboxes of the world.
struct Letterbox {
    struct Item {
        var mail: OutgoingMail
        var message: Message
        var reading: Reading
        var text: String { reading.text }
        var subject: String { reading.subject }
        var inReplyTo: [String] { reading.inReplyTo }
        var references: [String] { reading.references }
        var replyTo: String { reading.replyTo.first?.address ?? "" }
        var copies: [String] { reading.cc.map(\.address) }
        var replyAddresses: [String] { reading.replyTo.map(\.address) }
        var files: [String] { reading.attachments.map(\.name) }
        var bytes: String { String(decoding: mail.bytes, as: UTF8.self) }
        func header(_ name: String) -> String? { message.header.text(named: name) }
    }
    var items: [Item] = []
    func to(_ address: String) -> [Item] { items.filter { $0.mail.recipient == address } }
}
