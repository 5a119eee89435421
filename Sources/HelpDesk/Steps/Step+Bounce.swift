internal import InternetMessage

extension Step {
    /// A5: a report counts only where it names a mail of ours or carries our bounce token.
    mutating func takeDeliveryStatus(_ mail: IncomingMail, _ triage: Triage) {
        guard let named = file.bounced.first, ticket == nil || named.ticket == ticket?.id else {
            recordAside(.ignored(rule: "A5"), because: "a delivery report about no mail of ours")
            outcome.disposition = .ignored("bounce")
            return
        }
        outcome.disposition = .handled("report")
        let status = mail.reading.bounce?.status
        guard ticket != nil, named.ticket != nil else {
            // A report about an alarm raises no further one: it would come back as well.
            recordAside(.ignored(rule: "A5"), because: "a delivery report about a mail that belongs to no ticket")
            guard named.purpose != .alarm else { return }
            alarm(
                "bounce/\(named.id.rawValue)",
                Phrase(
                    "A mail to {{address}} came back ({{status}}).",
                    ["address": named.recipient, "status": status ?? "no status"]))
            return
        }
        record(
            .received(correspondence(mail, triage, role: .automatic)), by: .mailServer,
            because: "a delivery report, \(status ?? "no status")")
        guard mail.reading.bounce?.isPermanent ?? (status?.utf8.first == 53) else {
            record(
                .noted(text: "The mail to \(named.recipient) is delayed (\(status ?? "no status"))."), by: .mailServer,
                because: "a delivery report")
            return
        }
        take(
            DeliveryReport(
                outbox: named.id, ticket: named.ticket, purpose: named.purpose, recipient: named.recipient,
                messageID: named.messageID,
                result: .failed("returned with \(status ?? "")")))
        outcome.disposition = .handled("report")
    }
}
