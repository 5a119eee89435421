/// The configuration's policy as plain values: all that the desk may know of an installation.
///
/// The shell builds it from `answerback.json5` and has checked it (addresses well formed, no contradiction); the defaults here are
/// the defaults there. Servers, secrets and paths are no part of it.
public struct DeskSettings: Sendable, Equatable {
    /// Who answers; the first is the default, others name their mailbox. Never empty.
    public var brands: [Brand]
    /// Further addresses of our own whose mail must never be answered (A6).
    public var ownAddresses: [String]
    public var agents: [AgentGroup]
    public var admins: [String]
    /// Language and digest hour of single admins, by address in lower case; the others read English at ``DigestSettings``' hour.
    public var adminPreferences: [String: AdminPreference]
    public var trust: Trust
    public var answers: AnswerPolicy
    public var envelope: EnvelopeSender
    /// Whether the provider delivers `support+tag@`; without it tokens travel in Message-IDs and in subjects of mailto links.
    public var subaddressing: Bool
    public var company: Company
    /// The right side of our Message-IDs.
    public var messageIDHost: String
    public var service: ServiceTargets
    public var digest: DigestSettings
    /// Optional intents that are switched on, for example `shop`.
    public var packs: [String]

    public init(
        brands: [Brand], ownAddresses: [String] = [], agents: [AgentGroup] = [], admins: [String] = [],
        adminPreferences: [String: AdminPreference] = [:], trust: Trust = Trust(), answers: AnswerPolicy = AnswerPolicy(),
        envelope: EnvelopeSender = .token, subaddressing: Bool = true, company: Company = Company(),
        messageIDHost: String? = nil, service: ServiceTargets = ServiceTargets(), digest: DigestSettings = DigestSettings(),
        packs: [String] = []
    ) {
        self.brands = brands
        self.ownAddresses = ownAddresses
        self.agents = agents
        self.admins = admins
        self.adminPreferences = adminPreferences
        self.trust = trust
        self.answers = answers
        self.envelope = envelope
        self.subaddressing = subaddressing
        self.company = company
        self.messageIDHost = messageIDHost ?? brands.first.map { AddressKey.domain(of: $0.address) } ?? "localhost"
        self.service = service
        self.digest = digest
        self.packs = packs
    }
}

/// An address that answers, with its name and its own templates.
public struct Brand: Sendable, Equatable {
    public var address: String
    public var name: String
    /// The mailbox whose mail it answers; nil answers for every mailbox without a brand of its own.
    public var mailbox: String?
    /// Names the layer of ``TemplateLibrary`` that overrides the common one; nil has none.
    public var templates: String?
    public init(address: String, name: String, mailbox: String? = nil, templates: String? = nil) {
        self.address = address
        self.name = name
        self.mailbox = mailbox
        self.templates = templates
    }
}

/// People who get escalations at one mailbox.
public struct AgentGroup: Sendable, Equatable {
    public var mailbox: String
    /// Who may answer for the group; the mailbox itself is always a member.
    public var members: [String]
    /// Intents it takes; `*` is all, `unknown` is the mails without one.
    public var intents: [String]
    /// Primary language tags it takes; `*` is all.
    public var languages: [String]
    /// Who gets a new ticket.
    public enum Assignment: String, Sendable, CaseIterable {
        /// The group's mailbox; whoever is free takes it.
        case mailbox
        /// The member with the fewest open tickets, by name.
        case members
    }
    public var assignment: Assignment
    /// The language in which mails to the group are written.
    public var language: String
    public init(
        mailbox: String, members: [String] = [], intents: [String] = ["*"], languages: [String] = ["*"],
        assignment: Assignment = .mailbox, language: String = "en"
    ) {
        self.mailbox = mailbox
        self.members = members
        self.intents = intents
        self.languages = languages
        self.assignment = assignment
        self.language = language
    }
}

/// How one admin reads.
public struct AdminPreference: Sendable, Equatable {
    public var language: String
    /// Local time of the digest in minutes after midnight; nil: the common hour.
    public var digestMinute: Int?
    public init(language: String = "en", digestMinute: Int? = nil) {
        self.language = language
        self.digestMinute = digestMinute
    }
}

/// Whose Authentication-Results count (RULES B1, INTERFACE "When nobody vouches").
public struct Trust: Sendable, Equatable {
    public enum Profile: String, Sendable { case standard, microsoft365 }
    /// nil: no mail is authenticated, nobody has a role.
    public var authservID: String?
    /// How many Received fields at the top our own hosts wrote.
    public var hops: Int
    public var profile: Profile
    /// List-Ids of our own support groups (A3).
    public var ownLists: [String]
    public init(authservID: String? = nil, hops: Int = 1, profile: Profile = .standard, ownLists: [String] = []) {
        self.authservID = authservID
        self.hops = hops
        self.profile = profile
        self.ownLists = ownLists
    }
}

/// The reverse-path of mail to customers (A9).
public enum EnvelopeSender: String, Sendable { case token, address }

public struct Company: Sendable, Equatable {
    public var name: String?
    public var website: String?
    public init(name: String? = nil, website: String? = nil) {
        self.name = name
        self.website = website
    }
}
