internal import InternetMessage

extension Desk {
    /// What the mail itself says against an automatic answer.
    func rules(for mail: IncomingMail, _ triage: Triage) -> [FiredRule] {
        guard triage.kind == .customer else { return [] }
        let reading = mail.reading
        return senderRules(reading, triage) + silenceRules(mail, reading) + contentRules(reading)
    }

    private func senderRules(_ reading: Reading, _ triage: Triage) -> [FiredRule] {
        var rules: [FiredRule] = []
        guard let sender = triage.sender else { return [FiredRule("B5", "there is no sender's address")] }
        if reading.fromFieldCount > 1 { rules.append(FiredRule("D16", "the mail has several From fields")) }
        if reading.fromCount > 1 || reading.fromHasGroup { rules.append(FiredRule("B5", "the mail names several senders")) }
        if reading.defects.contains(.duplicateContentType) {
            rules.append(FiredRule("D16", "the mail has several Content-Type fields"))
        }
        if !sender.utf8.allSatisfy({ $0 < 128 }) || !OutboundAddress.isFit(sender) {
            rules.append(FiredRule("B9", "no mail can be sent to the sender's address"))
        }
        if settings.group(of: sender) != nil || settings.isAdmin(sender) {
            rules.append(
                FiredRule(
                    "B3",
                    Phrase(
                        "a mail in the name of {{address}}, whom nobody vouches for: it has a customer's rights",
                        ["address": sender])))
        }
        // A11: who asks for answers elsewhere is answered by a person.
        let domain = AddressKey.domain(of: sender)
        if reading.replyTo.contains(where: { AddressKey.domain(of: $0.address) != domain }) {
            rules.append(FiredRule("A11", "Reply-To names another domain than From"))
        }
        return rules
    }

    private func silenceRules(_ mail: IncomingMail, _ reading: Reading) -> [FiredRule] {
        var rules: [FiredRule] = []
        if reading.autoResponseSuppress.contains(where: { $0 == "all" || $0 == "autoreply" }) {
            rules.append(FiredRule("A4", "the sender's program asks for no automatic reply"))
        }
        if MachineAddress.isOne(reading.from?.address ?? "") {
            rules.append(FiredRule("A2", "an address that no person reads"))
        } else if !reading.mayAutorespond, reading.kind != .bulk, !reading.isEncrypted {
            rules.append(FiredRule("A2", "nothing automatic may answer a mail of this form"))
        }
        if isMarkedAsSpam(mail.message) { rules.append(FiredRule("A16", "our server takes it for spam")) }
        return rules
    }

    private func contentRules(_ reading: Reading) -> [FiredRule] {
        var rules: [FiredRule] = []
        if reading.isEncrypted { rules.append(FiredRule("A15", "the mail is encrypted")) }
        if reading.hasCalendar { rules.append(FiredRule("A14", "the mail holds an invitation")) }
        if reading.hasHiddenText { rules.append(FiredRule("H5", "the mail holds text that its reader would not see")) }
        if reading.textWasCutByLimit || reading.replyText.utf8.count > Desk.typedBytesMax {
            rules.append(FiredRule("H5", "the text is too long to be judged whole"))
        }
        if reading.attachments.contains(where: Desk.mayMatter) {
            rules.append(FiredRule("H5", "an attachment may be needed to understand the mail"))
        }
        return rules
    }

    /// Signatures, cards and pictures in the text say nothing; a file may.
    private static func mayMatter(_ attachment: Attachment) -> Bool {
        if attachment.isInline || attachment.contentID != nil && attachment.type.hasPrefix("image/") { return false }
        let courtesy = [
            "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature", "application/pgp-keys",
            "text/vcard", "text/x-vcard", "text/directory",
        ]
        return attachment.size > 0 && !courtesy.contains(attachment.type)
    }
}
