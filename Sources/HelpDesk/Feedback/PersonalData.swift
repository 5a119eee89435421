/// People who may be named in a text, for the search of ``PersonalData``.
public struct KnownPeople: Sendable, Equatable {
    /// Display names of the customer, the agent, and whoever else took part.
    public var names: [String]
    /// Customers' addresses: their local parts and, but for mail providers, their domains count as names.
    public var addresses: [String]
    /// Agents' addresses: only their local parts count, because the company's own name may stand in a solution.
    public var ownAddresses: [String]
    public init(names: [String] = [], addresses: [String] = [], ownAddresses: [String] = []) {
        self.names = names
        self.addresses = addresses
        self.ownAddresses = ownAddresses
    }
}

/// What is personal in a text. A solution is sent to another customer only where nothing is found.
///
/// It looks for shapes, so it errs towards finding: a false hit keeps a solution among the agents' suggestions, a miss would
/// send one customer's data to another.
public struct PersonalData: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable, Codable {
        case address = "e-mail address"
        case number = "long number"
        case phone = "telephone number"
        case reference = "order, customer or ticket number"
        case iban = "bank account"
        case card = "card number"
        case amount = "amount of money"
        case secret = "password or code"
        case street = "postal address"
        case name = "name"
        case link = "link with a token"
    }
    /// What was found, each kind once, in the order of the text. No excerpt: findings may be logged.
    public var kinds: [Kind]

    public var isClean: Bool { kinds.isEmpty }
    /// Plain words for people: `e-mail address, name`.
    public var reasons: String { kinds.map(\.rawValue).joined(separator: ", ") }

    /// - Complexity: O(text × names).
    public init(in text: String, naming people: KnownPeople = KnownPeople()) {
        var search = PersonalDataSearch(CleanText.text(text))
        search.run(people)
        kinds = search.kinds
    }
}
