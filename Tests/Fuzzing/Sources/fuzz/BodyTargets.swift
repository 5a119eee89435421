@testable import InternetMessage

/// What stands below a header: the tree of parts, HTML, the typed text, winmail.dat.
enum BodyTargets {
    static func mime(_ bytes: [UInt8]) {
        let message = Message(bytes)
        require(message.entities.count <= message.limits.partCountMax + 1, "at most so many parts")
        for entity in message.entities {
            require(entity.depth <= message.limits.depthMax, "at most so deep")
            require(entity.bodyRange.upperBound <= message.bytes.count, "bodies lie in the message")
            require(entity.parent.map { $0 < entity.index } ?? (entity.index == 0), "parents stand before their parts")
            // Counted, not decoded: foreign bytes and padding inside base64 make it an estimate.
            let isExact = entity.transferEncoding != .base64
            require(!isExact || entity.decoded().count == entity.decodedSize, "the size is that of the decoded bytes")
            require(entity.decodedSize >= 0, "sizes are not negative")
            _ = entity.filename
        }
        let content = MessageContent(message)
        require(Charset.isValidUTF8(content.text), "texts are UTF-8")
    }

    static func html(_ bytes: [UInt8]) {
        let html = HTMLText(bytes)
        var last = 0
        for range in html.history {
            require(range.lowerBound >= last && range.upperBound <= html.text.count, "histories ascend")
            last = range.upperBound
        }
        require(html.text.count <= bytes.count * 8 + 64, "text does not explode")
        require(!Charset.isValidUTF8(bytes) || Charset.isValidUTF8(html.text), "UTF-8 stays UTF-8")
    }

    static func reply(_ bytes: [UInt8]) {
        let head = Array("From: Casey <a@b.example>\nSubject: Re: x\nContent-Type: text/plain; charset=utf-8\n\n".utf8)
        let reading = Reading(Message(head + bytes))
        // Nothing is lost: what was not kept was cut, and nothing stands there that was not written.
        require(reading.replyText.utf8.count <= reading.text.utf8.count + 1, "a reply is no longer than its text")
        let kept = letters(reading.replyText)
        let cut = letters(reading.cutText)
        require(kept + cut == letters(reading.text), "what is not kept is cut, and nothing is both")
    }

    private static func letters(_ text: String) -> Int { text.utf8.count { $0.isAlphanumeric } }

    static func tnef(_ bytes: [UInt8]) {
        // Half of the work is the compressed body, which the container would seldom reach.
        if bytes.first == 0 {
            let text = RichText.text(compressed: Array(bytes.dropFirst())) ?? []
            require(text.count <= 64 << 20, "a compressed body does not explode")
            return
        }
        let prefix: [UInt8] = bytes.first == 1 ? [0x78, 0x9F, 0x3E, 0x22, 0, 0] : []
        guard let tnef = TNEF(prefix + bytes.dropFirst(prefix.isEmpty ? 0 : 1)) else { return }
        require(tnef.files.reduce(0) { $0 + $1.bytes.count } <= bytes.count * 24 + 64, "files do not explode")
        require(Charset.isValidUTF8(tnef.text), "the body is UTF-8")
    }
}
