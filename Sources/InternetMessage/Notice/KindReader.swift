/// Decides what kind of mail it is, from its structure and headers, and where these are silent from its words.
///
/// Errs towards *human* where only words speak (a person must never be silenced), and towards silence where headers or structure do.
struct KindReader {
    private(set) var kind = MailKind.human
    private(set) var mayAutorespond = true
    private(set) var bounce: Bounce?
    private(set) var reasons: [Reason] = []

    private let message: Message
    private let text: [UInt8]
    private let reply: [UInt8]
    /// Folded.
    private let subject: [UInt8]
    /// The start of the text, folded.
    private let head: [UInt8]
    /// What was typed now, folded; its beginning.
    private let typed: [UInt8]
    /// The author's local part.
    private let local: [UInt8]
    private let isDaemonSender: Bool

    private static let headBytesMax = 1_200

    /// - Parameters:
    ///   - reading: with headers, body and reply text already read.
    ///   - text: the body.
    ///   - reply: what of it was typed now.
    ///   - subject: folded.
    init(_ message: Message, _ reading: borrowing Reading, text: [UInt8], reply: [UInt8], subject: [UInt8]) {
        self.message = message
        self.text = text
        self.reply = reply
        self.subject = subject
        head = TextFold.fold(text, 0..<min(text.count, KindReader.headBytesMax))
        typed = TextFold.fold(reply, 0..<min(reply.count, KindReader.headBytesMax))
        local = SenderName.local(of: reading.from?.address ?? "")
        isDaemonSender = SenderName.isDaemon(local, name: reading.from?.name ?? "")
        decide(reading)
    }

    private mutating func set(_ kind: MailKind, _ rule: String, _ text: String) {
        self.kind = kind
        mayAutorespond = kind == .human
        reasons.append(Reason(rule: "kind.\(rule)", text: text))
    }

    private mutating func decide(_ reading: borrowing Reading) {
        if readReport(reading) || readBounce(reading) || readNotification() || readReceipt(reading) { return }
        if readAutomatic(reading) || readList(reading) { return }
        readSender(reading)
    }

    // MARK: Reports

    /// Abuse reports (RFC 5965) and receipts (RFC 8098) by their structure.
    private mutating func readReport(_ reading: borrowing Reading) -> Bool {
        for index in message.entities.indices {
            switch message.entities[index].contentType.media {
            case .messageFeedbackReport where !message.isEmbedded(message.entities[index]):
                set(.abuseReport, "feedback-report", "message/feedback-report")
                return true
            case .messageDispositionNotification where !message.isEmbedded(message.entities[index]):
                set(.receipt, "disposition-notification", "message/disposition-notification")
                return true
            default: continue
            }
        }
        if reports("feedback-report") || isComplaint() {
            set(.abuseReport, "complaint", reading.subject)
            return true
        }
        if reports("disposition-notification") {
            set(.receipt, "report-type", "disposition-notification")
            return true
        }
        return false
    }

    /// Whether the message says that it is a report of this type (RFC 6522 section 3).
    private func reports(_ type: StaticString) -> Bool { message.entities[0].contentType.parameter("report-type", is: type) }

    /// Feedback loops that send no report part.
    private func isComplaint() -> Bool {
        if head.contains("feedback-type: abuse") || head.contains("this is an email abuse report") { return true }
        let isLoop =
            local.matches("scomp", in: 0..<local.count) || local.matches("staff", in: 0..<local.count)
            || local.hasPrefix("feedback", at: 0) || local.hasPrefix("abuse", at: 0) || local.hasPrefix("complaint", at: 0)
        return isLoop
            && (subject.contains("complaint about message from") || subject.contains("email feedback report")
                || subject.contains("abuse report"))
    }

    // MARK: Bounces

    private mutating func readBounce(_ reading: borrowing Reading) -> Bool {
        let isReport = hasStatusPart || reports("delivery-status")
        let isDaemon = isDaemonSender
        let isMachineName = SenderName.isMachine(local) || SenderName.isAdministrator(local)
        let saysFailure = NoticePhrases.failureSubjects.contains(in: subject)
        let isNull = reading.returnPath == .null
        let tellsFailure =
            isDaemon || isNull || saysFailure || isMachineName ? NoticePhrases.failureBodies.contains(in: wideHead) : false
        let hasFailedField = message.header.first(.xFailedRecipients) != nil
        guard
            isReport || (isDaemon && (saysFailure || tellsFailure))
                || (hasFailedField && (isDaemon || saysFailure || tellsFailure))
                || (isNull && saysFailure && tellsFailure) || (isMachineName && saysFailure && tellsFailure)
                || (isMachineName && tellsFailure && namesFailedMail)
        else { return false }
        var reader = BounceReader(message, text: text, ownAddresses: KindReader.ownAddresses(reading))
        let standard = reader.readStandard()
        if isReport, standard == nil, tellsSuccess {
            set(.autoGenerated, "delivery-success", reading.subject)
            return true
        }
        var found = standard ?? reader.readProse()
        let isVague = found.status.map(EnhancedStatus.isVague) ?? true
        if standard != nil, found.recipients.isEmpty || isVague {
            let prose = reader.readProse()
            if found.recipients.isEmpty { found.recipients = prose.recipients }
            let isSameClass = found.status == nil || prose.status?.first == found.status?.first
            if isVague, isSameClass, let status = prose.status { found.status = status }
        }
        found.originalMessageIDs = reader.originalMessageIDs()
        bounce = found
        set(.bounce, isReport ? "delivery-status" : isDaemon ? "mailer-daemon" : "failure-notice", reading.subject)
        reasons += reader.reasons
        return true
    }

    /// A machine's words that can only be about a mail: *Your mail sent on … Could not be delivered to: <a@b>*.
    private var namesFailedMail: Bool {
        guard let found = head.firstRange(of: "delivered to", in: 0..<head.count) else { return false }
        let behind = found.upperBound..<min(head.count, found.upperBound + 80)
        return head.firstIndex(of: UInt8(ascii: "@"), in: behind) != nil
            && (head.contains("your mail") || head.contains("your message") || head.contains("your e-mail")
                || head.contains("your email"))
    }

    private var hasStatusPart: Bool {
        message.entities.indices.contains {
            message.entities[$0].contentType.media == .messageDeliveryStatus && !message.isEmbedded(message.entities[$0])
        }
    }

    /// All recipients were delivered to: a success report.
    private var tellsSuccess: Bool {
        message.entities.contains { entity in
            guard entity.contentType.media == .messageDeliveryStatus else { return false }
            let recipients = DeliveryStatus(LineEnds.normalized(entity.decoded())).recipients
            return !recipients.isEmpty
                && recipients.allSatisfy { $0.action == "delivered" || $0.action == "relayed" || $0.action == "expanded" }
        }
    }

    private var wideHead: [UInt8] { TextFold.fold(text, 0..<min(text.count, 4 * KindReader.headBytesMax)) }

    private static func ownAddresses(_ reading: borrowing Reading) -> [String] {
        reading.to.map(\.address) + [reading.from?.address ?? ""] + reading.deliveredTo
    }

    // MARK: Notifications of providers

    /// Amazon SES tells bounces and complaints as JSON over SNS.
    private mutating func readNotification() -> Bool {
        guard head.first(where: { !$0.isFWS }) == UInt8(ascii: "{") else { return false }
        let compact = wideHead.filter { !$0.isFWS }
        if compact.contains("\"notificationtype\":\"bounce\"") || compact.contains("\"eventtype\":\"bounce\"") {
            let addresses = jsonValues("\"emailaddress\":\"", in: compact)
            var found = Bounce(recipients: addresses, isPermanent: compact.contains("\"bouncetype\":\"permanent\""))
            found.status = jsonValues("\"status\":\"", in: compact).first {
                EnhancedStatus.find(Array($0.utf8), in: 0..<$0.utf8.count) == $0
            }
            bounce = found
            set(.bounce, "notification", "bounce")
            return true
        }
        if compact.contains("\"notificationtype\":\"complaint\"") || compact.contains("\"eventtype\":\"complaint\"") {
            set(.abuseReport, "notification", "complaint")
            return true
        }
        return false
    }

    private func jsonValues(_ key: StaticString, in compact: [UInt8]) -> [String] {
        var values: [String] = []
        var position = 0
        while values.count < 100, let found = compact.firstRange(of: key, in: position..<compact.count) {
            let end = compact.firstIndex(of: UInt8(ascii: "\""), in: found.upperBound..<compact.count) ?? compact.count
            let value = String(decoding: compact[found.upperBound..<end], as: UTF8.self)
            if !values.contains(value) { values.append(value) }
            position = end
        }
        return values
    }

    /// Receipts without a report part: the subject and little else.
    private mutating func readReceipt(_ reading: borrowing Reading) -> Bool {
        guard let length = NoticePhrases.receiptSubjects.match(subject, at: 0) else { return false }
        let isNull = reading.returnPath == .null
        let isReport = message.entities[0].contentType.media == .multipartReport
        let tells =
            head.contains("was read on") || head.contains("was displayed") || head.contains("wurde gelesen")
            || head.contains("your message") && head.contains("to:") && head.contains("sent:")
        guard isNull || isReport || tells else { return false }
        set(.receipt, "receipt-subject", String(decoding: subject[..<length], as: UTF8.self))
        return true
    }

    // MARK: Automatic answers and mail

    private mutating func readAutomatic(_ reading: borrowing Reading) -> Bool {
        let subjectRule = automaticSubject()
        if let value = reading.autoSubmitted, value != "no", !value.isEmpty {
            let isReply = value.hasPrefix("auto-replied") || subjectRule != nil
            set(isReply ? .autoReply : .autoGenerated, "auto-submitted", value)
            return true
        }
        let header = message.header
        for (name, rule) in KindReader.replyFields where header.first(name) != nil {
            set(.autoReply, rule, name.spelling)
            return true
        }
        if let precedence = reading.precedence, precedence.hasPrefix("auto") {
            set(.autoReply, "precedence", precedence)
            return true
        }
        if let field = header.firstOther(among: KindReader.vacationFields) {
            set(.autoReply, "vacation-field", header.spelling(field))
            return true
        }
        if let subjectRule {
            set(.autoReply, "automatic-subject", subjectRule)
            return true
        }
        if let phrase = automaticBody(reading) {
            set(.autoReply, "automatic-words", phrase)
            return true
        }
        if let field = header.firstOther(among: KindReader.generatedFields) ?? header.first(.xLoop)
            ?? header.first(.xBeenThere) ?? header.first(.xAutoGenerated)
        {
            set(.autoGenerated, "generated-field", header.spelling(field))
            return true
        }
        return false
    }

    private static let replyFields: [(FieldName, String)] = [
        (.xAutoreply, "x-autoreply"), (.xAutorespond, "x-autorespond"), (.xAutoReplyFrom, "x-auto-reply-from"),
        (.xMSExchangeInboxRulesLoop, "inbox-rules-loop"),
    ]

    private static let vacationFields = [
        "X-Autoresponder", "X-AutoReply-From", "X-Mail-Autoreply", "X-Vacation", "X-Autoresponse", "X-Auto-Reply",
        "X-Autogenerated-Reply", "X-Apple-Action",
        "X-FC-Auto-Reply", "X-Mdaemon-Autoresponder", "X-Cron-Env-Vacation", "Vacation", "X-POST-MessageClass-OOF",
    ].map { Array($0.utf8).lowercasedASCII }

    private static let generatedFields = [
        "X-FC-MachineGenerated", "X-Cron-Env", "X-Generated-By-Machine",
        "Auto-Generated", "X-GitLab-Project", "X-GitHub-Reason",
        "X-JIRA-FingerPrint", "X-Mailgun-Sid-Notification",
    ].map { Array($0.utf8).lowercasedASCII }

    /// The phrase that opens the subject and is closed by a mark or the subject's end. A reply to such a mail (*Re: Automatic reply: …*) is a person's.
    private func automaticSubject() -> String? {
        var start = 0
        while start < subject.count,
            subject[start] == UInt8(ascii: "[") || subject[start] == .space || subject[start] == UInt8(ascii: "*")
                || subject[start] == UInt8(ascii: "(")
        {
            start += 1
        }
        if let length = NoticePhrases.automaticSubjects.match(subject, at: start), closing(start..<start + length) != .none {
            return String(decoding: subject[start..<start + length], as: UTF8.self)
        }
        if let length = NoticePhrases.absenceSubjects.match(subject, at: start), closing(start..<start + length) != .none, !asks,
            NoticePhrases.absence.contains(in: typed) || NoticePhrases.returning.contains(in: typed)
        {
            return String(decoding: subject[start..<start + length], as: UTF8.self)
        }
        if let length = NoticePhrases.acknowledgementSubjects.match(subject, at: start),
            closing(start..<start + length) == .mark, NoticePhrases.automaticBodies.contains(in: typed)
        {
            return String(decoding: subject[start..<start + length], as: UTF8.self)
        }
        return nil
    }

    private enum Closing { case none, mark, continuation }

    /// What stands behind this phrase of the subject.
    private func closing(_ phrase: Range<Int>) -> Closing {
        var position = phrase.upperBound
        if subject[position - 1] == UInt8(ascii: ":") { return .mark }
        // A suffix of the word itself: *AutoRespons*, *afwezigheidsbericht*.
        var letters = 0
        while position < subject.count, subject[position].isLetter || subject[position] >= 0x80, letters < 12 {
            position += 1
            letters += 1
        }
        while position < subject.count, subject[position] == .space { position += 1 }
        guard position < subject.count else { return .mark }
        switch subject[position] {
        case UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "]"), UInt8(ascii: "|"), UInt8(ascii: "!"), UInt8(ascii: "("),
            UInt8(ascii: ")"), UInt8(ascii: "*"), UInt8(ascii: "/"), 0xE2, 0xEF, UInt8(ascii: "["):
            return .mark
        default:
            guard let length = KindReader.continuations.match(subject, at: position) else { return .none }
            let end = position + length
            return end < subject.count && subject[end].isLetter ? .none : .continuation
        }
    }

    private static let continuations = PhraseSet(
        "re:|re|until|till|from|bis|vom|von|jusqu'au|jusqu'à|du|hasta|fino|até|tot|t/m|til|fram till|do|až|antwort|aw:|sv:|through|back|since"
    )

    /// A question: programs ask none.
    private var asks: Bool {
        subject.contains(UInt8(ascii: "?")) || typed.contains(UInt8(ascii: "?")) || typed.contains("\u{FF1F}")
    }

    /// A body that calls itself automatic in its first lines, or an answer that is nothing but a notice of absence.
    private func automaticBody(_ reading: borrowing Reading) -> String? {
        func text(_ range: Range<Int>) -> String { String(decoding: typed[range], as: UTF8.self) }
        let opening = 0..<min(typed.count, 400)
        if let found = NoticePhrases.automaticBodies.firstMatch(typed, in: opening) { return text(found) }
        // The last paragraph of machines: *This is an automated message, please do not reply.*
        if typed.count < 1_000,
            let found = NoticePhrases.automaticBodies.firstMatch(typed, in: max(typed.count - 240, 0)..<typed.count)
        {
            return text(found)
        }
        guard reply.count < 900, !asks, opening.count > 12 else { return nil }
        if let found = NoticePhrases.acknowledgements.firstMatch(typed, in: 0..<min(typed.count, 240)),
            NoticePhrases.promises.contains(in: typed)
        {
            return text(found)
        }
        guard isAnswer(reading), let absence = NoticePhrases.absence.firstMatch(typed, in: 0..<min(typed.count, 200)),
            NoticePhrases.returning.contains(in: typed)
        else { return nil }
        return text(absence)
    }

    private func isAnswer(_ reading: borrowing Reading) -> Bool {
        !reading.inReplyTo.isEmpty || !reading.references.isEmpty || HistoryPhrases.replyPrefixes.match(subject, at: 0) != nil
    }

    private mutating func readList(_ reading: borrowing Reading) -> Bool {
        if let precedence = reading.precedence, precedence == "bulk" || precedence == "list" || precedence == "junk" {
            set(.bulk, "precedence", precedence)
            return true
        }
        if reading.hasListFields {
            set(.bulk, "list-fields", reading.listID ?? "")
            return true
        }
        if message.header.first(.feedbackID) != nil || message.header.first(.mailingList) != nil {
            set(.bulk, "feedback-id", "")
            return true
        }
        return false
    }

    // MARK: Senders (RULES A2)

    private mutating func readSender(_ reading: borrowing Reading) {
        if SenderName.isMachine(local) || isDaemonSender {
            set(.autoGenerated, "machine-sender", reading.from?.address ?? "")
        } else if case .address(let path) = reading.returnPath, SenderName.isMachine(SenderName.local(of: path)) {
            set(.autoGenerated, "machine-return-path", path)
        } else if reading.returnPath == .null {
            set(.autoGenerated, "null-return-path", "<>")
        } else if isCalendarAlone(reading) {
            mayAutorespond = false
            reasons.append(Reason(rule: "kind.calendar-alone", text: reading.calendarMethod ?? ""))
        } else if reading.isEncrypted {
            mayAutorespond = false
            reasons.append(Reason(rule: "kind.encrypted", text: ""))
        } else if reading.fromFieldCount > 1 || reading.fromCount > 1 || reading.fromHasGroup
            || message.defects.contains(.duplicateContentType)
        {
            mayAutorespond = false
            reasons.append(Reason(rule: "kind.ambiguous-sender", text: ""))
        } else if reading.from?.address.utf8.contains(UInt8(ascii: "@")) != true {
            mayAutorespond = false
            reasons.append(Reason(rule: "kind.no-sender", text: ""))
        }
    }

    /// An invitation or its answer with nothing typed beside it (RULES A14).
    private func isCalendarAlone(_ reading: borrowing Reading) -> Bool { reading.hasCalendar && !reply.contains { $0 > 32 } }
}
