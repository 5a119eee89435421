@testable import InternetMessage

/// Whole messages: the reading of any mail, and of what servers report.
enum MessageTargets {
    static func reading(_ bytes: [UInt8]) {
        let message = Message(bytes)
        let reading = Reading(message)
        let json = reading.json(language: "en", reasons: .include)
        require(json.utf8.allSatisfy { $0 >= 32 }, "the JSON line is one line")
        require(reading.kind == .human || !reading.mayAutorespond, "machines are not answered")
        for attachment in reading.attachments.prefix(8) {
            let isExact = message.entities[attachment.entityIndex].transferEncoding != .base64
            require(!isExact || message.content(of: attachment).count == attachment.size, "attachments have their size")
        }
    }

    static func delivery(_ bytes: [UInt8]) {
        let status = DeliveryStatus(bytes)
        require(status.recipients.count <= 1_000, "at most so many recipients")
        let head = """
            From: MAILER-DAEMON@mx.example
            To: a@b.example
            Subject: Returned mail
            Content-Type: multipart/report; report-type=delivery-status; boundary=r

            --r

            """
        let tail = "\n--r\nContent-Type: message/delivery-status\n\n"
        let half = bytes.count / 2
        let report = Array(head.utf8) + bytes[..<half] + Array(tail.utf8) + bytes[half...]
        let reading = Reading(Message(report))
        require(reading.kind != .human && !reading.mayAutorespond, "a daemon's report is never answered")
        require((reading.bounce?.recipients.count ?? 0) <= 100, "at most so many failed recipients")
    }
}
