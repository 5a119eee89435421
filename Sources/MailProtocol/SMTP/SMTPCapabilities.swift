/// What an SMTP server offers in its answer to EHLO (RFC 5321 §4.1.1.1), as far as this client uses it.
public struct SMTPCapabilities: Sendable, Equatable {
    public var pipelining = false
    public var eightBitMIME = false
    public var smtpUTF8 = false
    public var enhancedStatusCodes = false
    /// SIZE was offered; `sizeBytesMax` is nil where no maximum was told (RFC 1870 §3).
    public var size = false
    public var sizeBytesMax: Int?

    public init() {}

    init(reply: SMTPReply) {
        for line in reply.lines.dropFirst() {
            let words = line.split(separator: 0x20)
            guard let keyword = words.first else { continue }
            switch upperCased(keyword.prefix(32)) {
            case "PIPELINING": pipelining = true
            case "8BITMIME": eightBitMIME = true
            case "SMTPUTF8": smtpUTF8 = true
            case "ENHANCEDSTATUSCODES": enhancedStatusCodes = true
            case "SIZE":
                size = true
                if words.count > 1, let bytes: Int = decimal(words[1]), bytes > 0 { sizeBytesMax = bytes }
            default: break
            }
        }
    }
}
