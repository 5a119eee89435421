public import HelpDesk

/// A mail written by us, for the demonstration and the tests; Date, Received and Authentication-Results are stamped when it is
/// made, as the receiving server would (a fixed date would stop every answer after 72 hours, RULES A13).
public struct SampleMail: Sendable {
    /// What the receiving server found out about the sender.
    public enum Vouching: Sendable, Equatable {
        /// DMARC passed for the domain of From.
        case dmarc
        /// It failed: someone else sent this in the name of From.
        case failed
        /// The server says nothing.
        case silent
        /// The mail itself claims to have passed, in the name of our server, below its Received.
        case claimed
    }

    /// As it stands in From: `Casey Miller <casey@customer.example>`.
    public var from: String
    public var to: String
    /// As it stands on the wire; encoded words are the caller's.
    public var subject: String
    /// More fields, in order, each `Name: body` as on the wire.
    public var fields: [String]
    public var body: [UInt8]
    public var vouching: Vouching
    /// nil makes one of the stamp's time and the address.
    public var messageID: String?
    /// The envelope's sender; nil is the address of From.
    public var returnPath: String?

    public init(
        from: String, to: String, subject: String, fields: [String] = [], body: [UInt8], vouching: Vouching = .dmarc,
        messageID: String? = nil, returnPath: String? = nil
    ) {
        self.from = from
        self.to = to
        self.subject = subject
        self.fields = fields
        self.body = body
        self.vouching = vouching
        self.messageID = messageID
        self.returnPath = returnPath
    }

    /// A mail in plain UTF-8 text.
    public init(
        from: String, to: String, subject: String, fields: [String] = [], text: String, vouching: Vouching = .dmarc,
        messageID: String? = nil
    ) {
        let mime = ["MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"]
        self.init(
            from: from, to: to, subject: subject, fields: fields + mime, body: Self.crlf(text), vouching: vouching,
            messageID: messageID)
    }

    /// The bare address of From, in lower case.
    public var address: String {
        guard let open = from.lastIndex(of: "<"), let close = from.lastIndex(of: ">"), open < close else {
            return AddressKey.key(from)
        }
        return AddressKey.key(String(from[from.index(after: open)..<close]))
    }

    /// The mail as its writer's own program hands it over.
    public func bytes(writtenAt now: Timestamp) -> [UInt8] {
        let mark = address.utf8.reduce(5381) { ($0 &* 33) ^ Int($1) } & 0xFFFFFF
        let identifier = messageID ?? "<\(now.milliseconds).\(mark)@\(AddressKey.domain(of: address))>"
        let date = MailDate.text(now)
        let lines = ["Date: \(date)", "From: \(from)", "To: \(to)", "Subject: \(subject)", "Message-ID: \(identifier)"] + fields
        return [UInt8]((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    }

    /// The whole mail as the receiving server would store it.
    /// - Parameter server: our receiving server's authserv-id.
    public func bytes(receivedAt now: Timestamp, by server: String) -> [UInt8] {
        [UInt8]((trace(now, server).joined(separator: "\r\n") + "\r\n").utf8) + bytes(writtenAt: now)
    }

    /// What the receiving server writes above a mail, newest first.
    private func trace(_ now: Timestamp, _ server: String) -> [String] {
        let domain = AddressKey.domain(of: address)
        var lines = ["Return-Path: <\(returnPath ?? address)>"]
        switch vouching {
        case .dmarc:
            lines.append(
                "Authentication-Results: \(server); dmarc=pass (p=none) header.from=\(domain); spf=pass smtp.mailfrom=\(address);"
                    + "\r\n dkim=pass header.d=\(domain)")
        case .failed:
            lines.append(
                "Authentication-Results: \(server); dmarc=fail (p=reject) header.from=\(domain); spf=fail smtp.mailfrom=\(address)"
            )
        case .silent, .claimed: break
        }
        lines.append(
            "Received: from mail.\(domain) (mail.\(domain) [192.0.2.25])\r\n by \(server) with ESMTPS id 4D\(now.seconds);"
                + "\r\n \(MailDate.text(now))")
        if vouching == .claimed {
            lines.append("Authentication-Results: \(server); dmarc=pass header.from=\(domain); spf=pass smtp.mailfrom=\(address)")
        }
        return lines
    }

    /// Text with line feeds as the bytes of a mail's body.
    public static func crlf(_ text: String) -> [UInt8] {
        var out: [UInt8] = []
        for byte in text.utf8 {
            if byte == 10 { out.append(13) }
            out.append(byte)
        }
        return out
    }
}
