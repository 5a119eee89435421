/// How soon people answer, in business time.
public struct ServiceTargets: Sendable, Equatable {
    public struct Target: Sendable, Equatable {
        public var firstResponseMinutes: Int64
        public var resolutionMinutes: Int64
        public init(firstResponseMinutes: Int64, resolutionMinutes: Int64) {
            self.firstResponseMinutes = firstResponseMinutes
            self.resolutionMinutes = resolutionMinutes
        }
    }
    public var targets: [Priority: Target]
    /// Gets what is late; nil: nobody.
    public var overdueAddress: String?
    /// A reminder goes out after this share of a target's time; 0: never.
    public var remindAtPercent: Int64
    public init(
        targets: [Priority: Target] = ServiceTargets.standard, overdueAddress: String? = nil, remindAtPercent: Int64 = 75
    ) {
        self.targets = targets
        self.overdueAddress = overdueAddress
        self.remindAtPercent = remindAtPercent
    }

    public static let standard: [Priority: Target] = [
        .urgent: Target(firstResponseMinutes: 60, resolutionMinutes: 240),
        .high: Target(firstResponseMinutes: 240, resolutionMinutes: 960),
        .medium: Target(firstResponseMinutes: 480, resolutionMinutes: 1440),
        .low: Target(firstResponseMinutes: 960, resolutionMinutes: 2880),
    ]
}

/// When the daily digest is made, and for whom.
public struct DigestSettings: Sendable, Equatable {
    /// Local time of day, in minutes after midnight; nil: no digest.
    public var minuteOfDay: Int?
    /// nil: the admins.
    public var recipients: [String]?
    public init(minuteOfDay: Int? = 7 * 60, recipients: [String]? = nil) {
        self.minuteOfDay = minuteOfDay
        self.recipients = recipients
    }
}
