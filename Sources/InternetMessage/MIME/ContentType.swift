/// The type of an entity (RFC 2045 section 5), as far as the program tells types apart.
public enum MediaType: Sendable, Equatable {
    case textPlain, textHTML, textCalendar, textRFC822Headers, textOther
    case multipartAlternative, multipartMixed, multipartRelated, multipartReport, multipartSigned, multipartEncrypted,
        multipartDigest
    case multipartOther
    case messageRFC822, messageDeliveryStatus, messageDispositionNotification, messageFeedbackReport, messageOther
    case tnef, pkcs7MIME, pkcs7Signature, pgpEncrypted, pgpSignature
    case octetStream
    case other

    var isText: Bool {
        switch self {
        case .textPlain, .textHTML, .textCalendar, .textRFC822Headers, .textOther: true
        case .multipartAlternative, .multipartMixed, .multipartRelated, .multipartReport, .multipartSigned, .multipartEncrypted,
            .multipartDigest, .multipartOther, .messageRFC822, .messageDeliveryStatus, .messageDispositionNotification,
            .messageFeedbackReport, .messageOther, .tnef, .pkcs7MIME, .pkcs7Signature, .pgpEncrypted, .pgpSignature, .octetStream,
            .other:
            false
        }
    }

    public var isMultipart: Bool {
        switch self {
        case .multipartAlternative, .multipartMixed, .multipartRelated, .multipartReport, .multipartSigned, .multipartEncrypted,
            .multipartDigest, .multipartOther:
            true
        case .textPlain, .textHTML, .textCalendar, .textRFC822Headers, .textOther, .messageRFC822, .messageDeliveryStatus,
            .messageDispositionNotification, .messageFeedbackReport, .messageOther, .tnef, .pkcs7MIME, .pkcs7Signature,
            .pgpEncrypted,
            .pgpSignature, .octetStream, .other:
            false
        }
    }

    init(_ bytes: [UInt8], in range: Range<Int>) {
        let names: [(StaticString, MediaType)] = MediaType.names
        for (name, type) in names where bytes.matches(name, in: range) {
            self = type
            return
        }
        if bytes.hasPrefix("text/", at: range.lowerBound, limit: range.upperBound) {
            self = .textOther
        } else if bytes.hasPrefix("multipart/", at: range.lowerBound, limit: range.upperBound) {
            self = .multipartOther
        } else if bytes.hasPrefix("message/", at: range.lowerBound, limit: range.upperBound) {
            self = .messageOther
        } else {
            self = .other
        }
    }

    private static let names: [(StaticString, MediaType)] = [
        ("text/plain", .textPlain), ("text/html", .textHTML), ("multipart/alternative", .multipartAlternative),
        ("multipart/mixed", .multipartMixed), ("multipart/related", .multipartRelated), ("multipart/report", .multipartReport),
        ("message/rfc822", .messageRFC822), ("message/global", .messageRFC822),
        ("message/delivery-status", .messageDeliveryStatus),
        ("message/global-delivery-status", .messageDeliveryStatus), ("text/rfc822-headers", .textRFC822Headers),
        ("message/global-headers", .textRFC822Headers), ("message/disposition-notification", .messageDispositionNotification),
        ("message/global-disposition-notification", .messageDispositionNotification),
        ("message/feedback-report", .messageFeedbackReport), ("multipart/signed", .multipartSigned),
        ("multipart/encrypted", .multipartEncrypted), ("multipart/digest", .multipartDigest), ("text/calendar", .textCalendar),
        ("application/octet-stream", .octetStream), ("application/ms-tnef", .tnef), ("application/vnd.ms-tnef", .tnef),
        ("application/pkcs7-mime", .pkcs7MIME), ("application/x-pkcs7-mime", .pkcs7MIME),
        ("application/pkcs7-signature", .pkcs7Signature), ("application/x-pkcs7-signature", .pkcs7Signature),
        ("application/pgp-encrypted", .pgpEncrypted), ("application/pgp-signature", .pgpSignature), ("text", .textPlain),
        ("application/ics", .textCalendar), ("text/xhtml", .textHTML), ("application/xhtml+xml", .textHTML),
    ]
}

/// A Content-Type field: type and parameters, as ranges of the message's bytes until somebody asks.
public struct ContentType: Sendable {
    public let media: MediaType
    /// `type/subtype` in the message; empty where the field is missing.
    let essenceRange: Range<Int>
    let parameters: ParameterList

    /// `type/subtype` in lower case; `text/plain` where the field is missing or broken (RFC 2045 section 5.2).
    public var essence: String {
        essenceRange.isEmpty
            ? "text/plain" : String(decoding: parameters.bytes[essenceRange].map(\.lowercasedASCII), as: UTF8.self)
    }

    /// A parameter's bytes, unquoted; the name in lower case.
    public func parameter(_ name: StaticString) -> [UInt8]? { parameters.value(name) }

    /// Whether a parameter has this value, both in lower case; the value's own case does not count.
    func parameter(_ name: StaticString, is value: StaticString) -> Bool {
        guard let bytes = parameters.value(name) else { return false }
        return bytes.matches(value, in: 0..<bytes.count)
    }

    init(_ bytes: [UInt8], in range: Range<Int>, limits: Limits, defects: inout DefectList) {
        var end = range.lowerBound
        while end < range.upperBound, bytes[end] != UInt8(ascii: ";"), !bytes[end].isFWS, bytes[end] != UInt8(ascii: "(") {
            end += 1
        }
        let slash = bytes.firstIndex(of: UInt8(ascii: "/"), in: range.lowerBound..<end)
        let isWellFormed = slash.map { $0 > range.lowerBound && $0 + 1 < end } ?? false
        if !isWellFormed, !range.isEmpty { defects.note(.badContentType) }
        essenceRange = isWellFormed ? range.lowerBound..<end : range.lowerBound..<range.lowerBound
        // A sole `text` or an empty value is plain text.
        media = isWellFormed ? MediaType(bytes, in: range.lowerBound..<end) : .textPlain
        parameters = ParameterList(bytes, in: end..<range.upperBound, limits: limits, defects: &defects)
    }

    /// What stands for a missing field: `text/plain`, or `message/rfc822` in a digest (RFC 2046 section 5.1.5).
    init(missingIn bytes: [UInt8], media: MediaType) {
        self.media = media
        essenceRange = 0..<0
        var defects = DefectList()
        parameters = ParameterList(bytes, in: 0..<0, limits: .standard, defects: &defects)
    }
}
