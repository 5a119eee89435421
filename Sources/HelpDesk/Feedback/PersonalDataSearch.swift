/// One pass for each kind of personal data over the words of a text.
struct PersonalDataSearch {
    /// A run of scalars without blanks, without the marks around it.
    struct Token {
        var raw: String
        var core: String
        /// Folded words of the core, joined: `Straße` is `strasse`.
        var folded: String
        var digits: Int
        var letters: Int
    }
    let tokens: [Token]
    private(set) var kinds: [PersonalData.Kind] = []

    init(_ text: String) {
        tokens = text.unicodeScalars.split(whereSeparator: CleanText.isBlank).map { Token(String(String.UnicodeScalarView($0))) }
    }

    mutating func run(_ people: KnownPeople) {
        var found = Set<PersonalData.Kind>()
        for finding in findings(people) where found.insert(finding.kind).inserted { kinds.append(finding.kind) }
    }

    /// Each finding with the tokens that it takes, in order.
    func findings(_ people: KnownPeople) -> [(tokens: Range<Int>, kind: PersonalData.Kind)] {
        var all: [(tokens: Range<Int>, kind: PersonalData.Kind)] = []
        let names = NameParts(people)
        var at = 0
        while at < tokens.count {
            guard let kind = PersonalShapes.kind(at: at, in: tokens) ?? names.kind(at: at, in: tokens) else {
                at += 1
                continue
            }
            let end = at + length(of: kind, at: at)
            all.append((at..<end, kind))
            at = end
        }
        return all
    }

    /// A number with blanks in it is one finding.
    private func length(of kind: PersonalData.Kind, at index: Int) -> Int {
        switch kind {
        case .phone, .number, .card: max(1, PersonalShapes.run(at: index, in: tokens).groups)
        case .iban: 1 + tokens[(index + 1)...].prefix(Self.accountGroupsMax).prefix { $0.digits > 1 }.count
        case .address, .reference, .amount, .secret, .street, .name, .link: 1
        }
    }

    /// An IBAN has at most 34 characters, in groups of four.
    private static let accountGroupsMax = 9
}

extension PersonalDataSearch.Token {
    private static let around = Set("\"'“”„«»‚‘’()[]{}<>,;:!?*_…·".unicodeScalars)

    init(_ raw: String) {
        self.raw = raw
        var core = raw.unicodeScalars[...]
        while let first = core.first, Self.around.contains(first) { core = core.dropFirst() }
        while let last = core.last, Self.around.contains(last) || last == "." { core = core.dropLast() }
        self.core = String(core)
        folded = FoldedWords(self.core).words.joined()
        digits = core.reduce(0) { $0 + ($1.properties.numericType == .decimal ? 1 : 0) }
        letters = core.reduce(0) { $0 + ($1.properties.isAlphabetic ? 1 : 0) }
    }

    var isCapitalised: Bool { core.unicodeScalars.first?.properties.isUppercase ?? false }
    /// Ends a clause: a sequence of digits does not run on past it.
    var endsClause: Bool { raw.unicodeScalars.last.map { ",;:.!?)".unicodeScalars.contains($0) } ?? false }
}
