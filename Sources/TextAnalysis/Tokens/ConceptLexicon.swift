/// Words that mean the same, in the languages that templates ship in: a customer who writes "reimburse" is understood from an
/// example that says "refund", or "Rückerstattung".
///
/// This is what a classifier cannot learn from ten examples an intent. The lists were written for support mail at large; a concept
/// only adds features beside the words themselves, so a word that was put into a wrong one costs little.
struct ConceptLexicon: Sendable {
    /// The concepts of one word, and whether a phrase of two begins with it.
    private struct Entry: Sendable {
        var concepts = InlineArray<3, UInt32>(repeating: 0)
        var count = 0
        var opensPhrase = false

        mutating func add(_ concept: UInt32) {
            for index in 0..<count where concepts[index] == concept { return }
            guard count < Self.conceptsMax else { return }
            concepts[count] = concept
            count += 1
        }
        /// A word of many meanings says little with any of them.
        static let conceptsMax = 3
    }

    private var words = WordMap<Entry>(expecting: 8_192)
    private var phrases = WordMap<Entry>(expecting: 512)
    private(set) var conceptCount = 0

    /// The lexicon of every classifier: a model file means the same on every machine.
    static let shipped = ConceptLexicon([money, access, software, orders])

    /// - Parameter tables: a concept begins with a line of English words at the margin, which are inflected here; the lines below
    ///   it that are indented hold other languages, as they are written. `_` joins a phrase of two words.
    init(_ tables: [String]) {
        for table in tables {
            var concept: UInt32 = 0
            for line in Array(table.utf8).split(separator: 0x0A) {
                let isEnglish = line.first != 0x20
                let entries = line.split(separator: 0x20)
                if isEnglish, let name = entries.first { concept = begin(name) }
                for entry in entries { add(entry, isEnglish ? .inflected : .asWritten, to: concept) }
            }
        }
    }

    /// A concept is known by its first word, so that one more concept changes no other.
    private mutating func begin(_ name: ArraySlice<UInt8>) -> UInt32 {
        conceptCount += 1
        let hash = WordHash.joined(Self.words(name))
        return UInt32(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 32) | 1
    }

    /// The words of an entry, between which `_` stands.
    private static func words(_ entry: ArraySlice<UInt8>) -> [UInt64] {
        TokenizedText(bytes: ArraySlice(entry.map { $0 == 0x5F ? 0x20 : $0 })).hashes
    }

    private enum Spelling { case inflected, asWritten }

    private mutating func add(_ entry: ArraySlice<UInt8>, _ spelling: Spelling, to concept: UInt32) {
        guard !entry.contains(0x5F) else {
            let hashes = Self.words(entry)
            guard hashes.count == 2 else { return }
            words.update(hashes[0], from: Entry()) { $0.opensPhrase = true }
            phrases.update(Self.phrase(hashes[0], hashes[1]), from: Entry()) { $0.add(concept) }
            return
        }
        mark(entry, "", with: concept)
        if spelling == .inflected { markInflections(of: entry, with: concept) }
    }

    /// The regular forms of an English word. Some of them are no words; nobody writes those.
    private mutating func markInflections(of word: ArraySlice<UInt8>, with concept: UInt32) {
        guard let last = word.last else { return }
        let short = word.dropLast()
        mark(word, "s", with: concept)
        mark(word, "ed", with: concept)
        mark(word, "ing", with: concept)
        if last == UInt8(ascii: "e") {
            mark(word, "d", with: concept)
            mark(short, "ing", with: concept)
        } else {
            mark(word, "es", with: concept)
        }
        if last == UInt8(ascii: "y") {
            mark(short, "ies", with: concept)
            mark(short, "ied", with: concept)
        }
        if word.count >= 3, Self.doubled.contains(last) {
            mark(word + [last], "ed", with: concept)
            mark(word + [last], "ing", with: concept)
        }
    }

    /// Letters that are doubled at a word's end.
    private static let doubled = Array("bdgklmnprt".utf8)

    private mutating func mark(_ stem: ArraySlice<UInt8>, _ ending: String, with concept: UInt32) {
        guard let hash = WordHash.first(in: stem, ending) else { return }
        words.update(hash, from: Entry()) { $0.add(concept) }
    }

    @inline(__always)
    private static func phrase(_ first: UInt64, _ second: UInt64) -> UInt64 {
        ((first ^ 0xA24B_AED4_963E_E407) &* 0xD6E8_FEB8_6659_FD93) ^ second
    }

    /// The concepts of a text in the order of its words; a phrase's before its second word's own.
    func concepts(in text: TokenizedText) -> [UInt32] {
        var found: [UInt32] = []
        var opener: UInt64?
        let scalars = text.scalars.span
        for (index, whole) in text.hashes.enumerated() {
            let hash = Self.withoutElision(text.words[index], scalars).map { WordHash.of(scalars, $0) } ?? whole
            if let opener, let entry = phrases[Self.phrase(opener, hash)] { Self.append(entry, to: &found) }
            opener = nil
            guard let entry = words[hash] else { continue }
            if entry.opensPhrase { opener = hash }
            Self.append(entry, to: &found)
        }
        return found
    }

    /// The concepts of one word by itself.
    func concepts(ofWord index: Int, in text: TokenizedText) -> [UInt32] {
        let scalars = text.scalars.span
        let hash = Self.withoutElision(text.words[index], scalars).map { WordHash.of(scalars, $0) } ?? text.hashes[index]
        var found: [UInt32] = []
        if let entry = words[hash] { Self.append(entry, to: &found) }
        return found
    }

    /// The word behind an elided article or pronoun: "l'erreur", "d'abonnement", "qu'on"; nil where there is none.
    @inline(__always)
    private static func withoutElision(_ word: Range<Int>, _ scalars: Span<UInt32>) -> Range<Int>? {
        for start in (word.lowerBound + 2)...(word.lowerBound + 3) where start < word.upperBound && scalars[start - 1] == 0x27 {
            return start..<word.upperBound
        }
        return nil
    }

    @inline(__always)
    private static func append(_ entry: Entry, to found: inout [UInt32]) {
        for index in 0..<entry.count { found.append(entry.concepts[index]) }
    }
}
