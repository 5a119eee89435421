internal import TextAnalysis

/// When the desk may answer by itself (RULES section 3).
public struct AnswerPolicy: Sendable, Equatable {
    /// The rungs of H8.
    public enum Mode: String, Sendable, CaseIterable, Codable {
        /// No suggestion at all.
        case off
        /// Decided and recorded; nothing leaves and agents see no draft.
        case shadow
        /// The draft goes to an agent, whose `ok` sends it.
        case draft
        /// One ticket in ten is answered, the others are drafted.
        case canary
        case on
    }
    /// The gates of H6.
    public enum Gate: String, Sendable {
        /// Open until an intent's record shows it below target.
        case measured
        /// Closed until its record shows it above target, with 95 % confidence.
        case proven
    }

    public var mode: Mode
    /// Modes of single intents; the others have ``mode``.
    public var modes: [String: Mode]
    public var gate: Gate
    public var minimumConfidence: Double
    /// A template is sent only where intent and template together are at least this probable: the wrong template of the right intent is
    /// a wrong answer, so it is the same floor.
    public var templateConfidence: Double
    public var precisionTarget: Double
    public var similarityThreshold: Double
    public var requireAuthentication: Bool
    public var undoSeconds: Int64
    public var canaryUndoSeconds: Int64
    public var neverAnswer: NeverAnswerSettings
    public var caps: Caps
    /// A13.
    public var ageHoursMax: Int64
    /// "The same matter": this long, and at least this cosine.
    public var sameMatterDays: Int64
    public var sameMatterCosine: Double
    /// A customer's mail this long after closing reopens; later it opens a linked ticket.
    public var reopenDays: Int64
    public var silenceDays: Int64

    public init(
        mode: Mode = .on, modes: [String: Mode] = [:], gate: Gate = .measured, minimumConfidence: Double = 0.75,
        templateConfidence: Double = 0.75,
        precisionTarget: Double = 0.98, similarityThreshold: Double = 0.7, requireAuthentication: Bool = true,
        undoSeconds: Int64 = 0, canaryUndoSeconds: Int64 = 120, neverAnswer: NeverAnswerSettings = NeverAnswerSettings(),
        caps: Caps = Caps(), ageHoursMax: Int64 = 72, sameMatterDays: Int64 = 14, sameMatterCosine: Double = 0.5,
        reopenDays: Int64 = 14, silenceDays: Int64 = 7
    ) {
        self.mode = mode
        self.modes = modes
        self.gate = gate
        self.minimumConfidence = minimumConfidence
        self.templateConfidence = templateConfidence
        self.precisionTarget = precisionTarget
        self.similarityThreshold = similarityThreshold
        self.requireAuthentication = requireAuthentication
        self.undoSeconds = undoSeconds
        self.canaryUndoSeconds = canaryUndoSeconds
        self.neverAnswer = neverAnswer
        self.caps = caps
        self.ageHoursMax = ageHoursMax
        self.sameMatterDays = sameMatterDays
        self.sameMatterCosine = sameMatterCosine
        self.reopenDays = reopenDays
        self.silenceDays = silenceDays
    }

    public func mode(of intent: String) -> Mode { modes[intent] ?? mode }

    /// From which confidence on the record of an intent lets it be answered (nil: closed), and the share right that it shows.
    public func verdict(on record: IntentRecord) -> (threshold: Double?, shown: Double) {
        let bands = record.bands.map { PrecisionGate.Band(floor: $0.floor, graded: $0.graded, wrong: $0.wrong) }
        let verdict = precisionGate.verdict(bands: bands)
        return (verdict.threshold, verdict.lowerBound)
    }

    /// The gate of H6 as text analysis asks it.
    var precisionGate: PrecisionGate {
        PrecisionGate(
            policy: gate == .proven ? .proven : .measured, precisionTarget: precisionTarget, minimumConfidence: minimumConfidence)
    }
}

/// What an operator adds to the shipped never-answer rules (H5).
public struct NeverAnswerSettings: Sendable, Equatable {
    /// Addresses or `@domain`s that only people answer.
    public var addresses: [String]
    /// Words or phrases, compared without regard to case.
    public var phrases: [String]
    /// At or below this sentiment only people answer.
    public var sentimentBelow: Double
    public init(addresses: [String] = [], phrases: [String] = [], sentimentBelow: Double = -0.85) {
        self.addresses = addresses
        self.phrases = phrases
        self.sentimentBelow = sentimentBelow
    }
}

/// RULES A7. Each counts automatic mails to customers, but for the last.
public struct Caps: Sendable, Equatable {
    public var senderTenMinutes: Int
    public var senderDay: Int
    public var ticketInARow: Int
    public var domainHour: Int
    /// Freemail domains, to which ``domainHour`` does not apply.
    public var exemptDomains: [String]
    public var allHour: Int
    public var escalationsHour: Int
    public init(
        senderTenMinutes: Int = 3, senderDay: Int = 5, ticketInARow: Int = 2, domainHour: Int = 50,
        exemptDomains: [String] = Caps.freemail, allHour: Int = 200, escalationsHour: Int = 30
    ) {
        self.senderTenMinutes = senderTenMinutes
        self.senderDay = senderDay
        self.ticketInARow = ticketInARow
        self.domainHour = domainHour
        self.exemptDomains = exemptDomains
        self.allHour = allHour
        self.escalationsHour = escalationsHour
    }

    public static let freemail = [
        "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com", "icloud.com", "me.com",
        "aol.com", "gmx.de", "gmx.net", "gmx.com", "web.de", "t-online.de", "mail.com", "mail.ru", "yandex.ru", "orange.fr",
        "free.fr", "proton.me", "protonmail.com", "fastmail.com", "qq.com", "163.com",
    ]
}
