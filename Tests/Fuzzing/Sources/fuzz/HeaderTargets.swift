import FoundationEssentials

@testable import InternetMessage

/// Fields of a header: blocks, addresses, encoded words and parameters, Authentication-Results.
enum HeaderTargets {
    static func headers(_ bytes: [UInt8]) {
        let message = Message(bytes)
        let header = message.header
        require(header.fields.count <= message.limits.fieldCountMax, "at most so many fields")
        var last = 0
        for field in header.fields {
            require(
                field.nameRange.lowerBound >= last && field.nameRange.upperBound <= field.bodyRange.lowerBound, "fields ascend")
            require(field.bodyRange.upperBound <= message.bytes.count, "fields lie in the message")
            require(field.bodyRange.count <= message.limits.fieldBytesMax, "fields are limited")
            last = field.bodyRange.upperBound
            require(isClean(header.text(field)), "field texts hold no controls")
            _ = DateTime.parse(header.unfolded(field))
            var defects = DefectList()
            let identifiers = MessageID.list(header.unfolded(field), limits: .standard, defects: &defects)
            require(identifiers.count <= message.limits.referenceCountMax, "at most so many references")
        }
        _ = MessageContent(message).headerText.count
    }

    static func addresses(_ bytes: [UInt8]) {
        let list = AddressList(bytes)
        require(list.mailboxes.count <= Limits.standard.addressCountMax, "at most so many addresses")
        for mailbox in list.mailboxes {
            require(isClean(mailbox.name) && isClean(mailbox.address), "mailboxes hold no controls")
        }
    }

    static func words(_ bytes: [UInt8]) {
        var defects = DefectList()
        let text = HeaderText.decode(bytes, limits: .standard, defects: &defects)
        require(isClean(text), "decoded text holds no controls")
        let type = ContentType(bytes, in: 0..<bytes.count, limits: .standard, defects: &defects)
        let name = type.parameters.text("name", limits: .standard, defects: &defects) ?? ""
        require(isClean(name), "parameters hold no controls")
        let label = FileName.label(name)
        require(isClean(label) && !label.utf8.contains(UInt8(ascii: "/")), "file names are labels")
        let charset = Charset(label: bytes.prefix(24))
        let decoded = charset.decode(Array(bytes.dropFirst(24)), defects: &defects)
        require(Charset.isValidUTF8(decoded), "charsets decode to UTF-8")
    }

    static func authentication(_ bytes: [UInt8]) {
        let head = Array("From: a@b.example\r\nAuthentication-Results: ".utf8)
        let message = Message(head + bytes)
        let from = Mailbox(address: "a@b.example")
        for dialect in [AuthenticationResults.Dialect.standard, .withoutAuthservID] {
            let trust = AuthenticationVerdict.Trust(authservID: "mx.b.example", hops: 0, dialect: dialect)
            let verdict = AuthenticationVerdict(message, from: from, trust: trust)
            require(!verdict.isFitForRole || verdict.isAuthenticated, "who is fit for a role is authenticated")
            require(!verdict.isAuthenticated || holds(bytes, "pass"), "nothing passes that does not say so")
        }
    }

    /// Whether these letters stand somewhere, in any case.
    private static func holds(_ bytes: [UInt8], _ word: StaticString) -> Bool {
        bytes.firstRange(of: word, in: 0..<bytes.count) != nil
    }

    static func isClean(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 && $0.value != 0x2028 && $0.value != 0x202E }
    }
}
