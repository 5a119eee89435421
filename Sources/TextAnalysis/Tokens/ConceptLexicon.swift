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
            for line in table.split(separator: "\n") {
                let isEnglish = line.utf8.first != 0x20
                let entries = line.split(separator: " ")
                if isEnglish, let name = entries.first { concept = begin(name) }
                for entry in entries { add(entry, isEnglish ? .inflected : .asWritten, to: concept) }
            }
        }
    }

    /// A concept is known by its first word, so that one more concept changes no other.
    private mutating func begin(_ name: Substring) -> UInt32 {
        conceptCount += 1
        let hash = WordHash.joined(WordHash.all(in: name.split(separator: "_").joined(separator: " ")))
        return UInt32(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 32) | 1
    }

    private enum Spelling { case inflected, asWritten }

    private mutating func add(_ entry: Substring, _ spelling: Spelling, to concept: UInt32) {
        let parts = entry.split(separator: "_")
        guard parts.count == 1, let word = parts.first else {
            let hashes = WordHash.all(in: parts.joined(separator: " "))
            guard hashes.count == 2 else { return }
            words.update(hashes[0], from: Entry()) { $0.opensPhrase = true }
            phrases.update(Self.phrase(hashes[0], hashes[1]), from: Entry()) { $0.add(concept) }
            return
        }
        for form in spelling == .inflected ? Self.inflections(String(word)) : [String(word)] {
            guard let hash = WordHash.all(in: form).first else { continue }
            words.update(hash, from: Entry()) { $0.add(concept) }
        }
    }

    /// The regular forms of an English word. Some of them are no words; nobody writes those.
    static func inflections(_ word: String) -> [String] {
        var forms = [word, word + "s", word + "ed", word + "ing"]
        if word.hasSuffix("e") {
            forms += [word + "d", String(word.dropLast()) + "ing"]
        } else {
            forms.append(word + "es")
        }
        if word.hasSuffix("y") { forms += [String(word.dropLast()) + "ies", String(word.dropLast()) + "ied"] }
        if let last = word.utf8.last, word.utf8.count >= 3, "bdgklmnprt".utf8.contains(last) {
            let doubled = word + word.suffix(1)
            forms += [doubled + "ed", doubled + "ing"]
        }
        return forms
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
