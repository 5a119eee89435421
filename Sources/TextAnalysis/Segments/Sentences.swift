/// Cuts a paragraph into sentences at `.`, `!`, `?` and their ideographic kin, and before words that join another wish to the first.
enum Sentences {
    static func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var sentences: [ArraySlice<UInt8>] = []
        var start = 0
        var index = 0
        while index < bytes.count {
            let end: Int
            switch bytes[index] {
            case 0x20: end = isJoint(bytes, at: index, from: start) ? index + 1 : index
            case 0x2E, 0x21, 0x3F, 0xE3, 0xEF: end = boundary(bytes, at: index)
            default: end = index
            }
            if end > index {
                append(bytes[start..<end], to: &sentences)
                start = end
                index = end
            } else {
                index += 1
            }
        }
        append(bytes[start...], to: &sentences)
        return sentences
    }

    private static func append(_ bytes: ArraySlice<UInt8>, to sentences: inout [ArraySlice<UInt8>]) {
        var bytes = bytes
        while bytes.first == 0x20 { bytes.removeFirst() }
        while bytes.last == 0x20 { bytes.removeLast() }
        if !bytes.isEmpty { sentences.append(bytes) }
    }

    /// The index behind a sentence's end that stands at `index`, or `index` itself.
    private static func boundary(_ bytes: [UInt8], at index: Int) -> Int {
        switch bytes[index] {
        case 0x2E, 0x21, 0x3F:
            var end = index + 1
            while end < bytes.count, isClosing(bytes[end]) { end += 1 }
            guard end == bytes.count || bytes[end] == 0x20 else { return index }
            return bytes[index] == 0x2E && end == index + 1 && isAbbreviation(bytes, before: index) ? index : end
        case 0xE3:
            return index + 2 < bytes.count && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x82 ? index + 3 : index
        case 0xEF:
            guard index + 2 < bytes.count, bytes[index + 1] == 0xBC else { return index }
            return bytes[index + 2] == 0x81 || bytes[index + 2] == 0x9F ? index + 3 : index
        default:
            return index
        }
    }

    /// Further marks, quotes and a parenthesis belong to the sentence that they close.
    private static func isClosing(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x2E, 0x21, 0x3F, 0x22, 0x29, 0x27: true
        default: false
        }
    }

    /// What begins another wish within a sentence: "I forgot my password and also I want to know where my invoice is".
    private static let joints: [[UInt8]] = [
        "and also ", "and another thing ", "and on top of that ", "and secondly ", "and in addition ", "und außerdem ",
        "und zudem ", "und zusätzlich ", "und zweitens ", "und dann noch ", "et aussi ", "et en plus ", "et par ailleurs ",
        "et deuxièmement ", "y también ", "y además ", "y por otro lado ",
    ].map { Array($0.utf8) }
    /// Less before it, or behind it, is no wish of its own: "to me and also to my colleague".
    private static let wordsBeforeMin = 3
    private static let wordsBehindMin = 4

    /// Whether the blank at `index` stands before such words.
    private static func isJoint(_ bytes: [UInt8], at index: Int, from start: Int) -> Bool {
        guard index + 1 < bytes.count, jointLength(bytes[index + 1]) != nil else { return false }
        let rest = bytes[(index + 1)...]
        guard let joint = joint(rest) else { return false }
        return holds(wordsBeforeMin, bytes[start..<index]) && holds(wordsBehindMin, rest.dropFirst(joint.count))
    }

    /// How long the first word of a joint is that begins with this letter: and, und, et, y.
    private static func jointLength(_ first: UInt8) -> Int? {
        switch first | 0x20 {
        case UInt8(ascii: "a"), UInt8(ascii: "u"): 3
        case UInt8(ascii: "e"): 2
        case UInt8(ascii: "y"): 1
        default: nil
        }
    }

    /// What begins another wish in a sentence of its own: "Also, I need the invoice of March."
    private static let openings: [[UInt8]] = [
        "also, ", "also can ", "also could ", "also please ", "also i need ", "also i want ", "also i would ", "additionally, ",
        "secondly, ", "another thing ", "one more thing", "on another note", "außerdem ", "zudem ", "zusätzlich ", "zweitens ",
        "noch etwas", "par ailleurs", "de plus, ", "en plus, ", "deuxièmement", "autre chose", "además", "también ", "otra cosa",
        "por otro lado",
    ].map { Array($0.utf8) }

    /// Whether what was cut from a sentence begins with words that join it to another wish.
    static func addsWish(_ text: String) -> Bool { joint(Array(text.utf8)[...]) != nil }

    /// Whether a sentence begins as another wish may; it may also say more of the same.
    static func opensWish(_ text: String) -> Bool {
        let bytes = Array(text.utf8)[...]
        return openings.contains { starts(bytes, with: $0) }
    }

    private static func joint(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        guard let length = bytes.first.flatMap(jointLength), bytes.count > length,
            bytes[bytes.startIndex + length] | 0x20 == 0x20
        else { return nil }
        return joints.first { starts(bytes, with: $0) }
    }

    /// Whether bytes begin with words in small letters, in whichever case.
    private static func starts(_ bytes: ArraySlice<UInt8>, with words: [UInt8]) -> Bool {
        bytes.count > words.count && zip(bytes, words).allSatisfy { $0 == $1 || $0 | 0x20 == $1 }
    }

    /// Whether bytes hold so many words; blanks at their ends, or in a row, make none.
    private static func holds(_ wordsMin: Int, _ bytes: ArraySlice<UInt8>) -> Bool {
        var count = 0
        var isInWord = false
        for byte in bytes {
            if byte != 0x20, !isInWord { count += 1 }
            if count == wordsMin { return true }
            isInWord = byte != 0x20
        }
        return false
    }

    private static func isAbbreviation(_ bytes: [UInt8], before index: Int) -> Bool {
        var start = index
        while start > 0, bytes[start - 1] != 0x20, index - start < 8 { start -= 1 }
        let word = String(decoding: bytes[start..<index].map { $0 | 0x20 }, as: UTF8.self)
        return word.utf8.count == 1 || abbreviations.contains(word)
    }

    private static let abbreviations: Set<String> = [
        "mr", "mrs", "ms", "dr", "prof", "st", "no", "nr", "vs", "etc", "e.g", "i.e", "eg", "ie", "approx", "inc", "ltd", "co",
        "bzw", "z.b", "ca", "ggf", "inkl", "usw", "sr", "sra", "mme", "resp", "vers", "tel",
    ]
}

/// What a subject is worth.
enum Subject {
    /// The subject without its prefixes; nil when it says nothing.
    static func meaning(_ subject: String) -> WordedText? {
        var rest = Substring(subject)
        if subject.utf8.count > scalarsMax { rest = Substring(subject.unicodeScalars.prefix(scalarsMax)) }
        for _ in 0..<10 {
            while let first = rest.utf8.first, first == 0x20 || first == 0x09 { rest = rest.dropFirst() }
            if rest.utf8.first == 0x5B, let end = rest.utf8.firstIndex(of: 0x5D) {
                rest = rest[rest.utf8.index(after: end)...]
                continue
            }
            guard let colon = rest.utf8.firstIndex(of: 0x3A), rest.utf8.distance(from: rest.startIndex, to: colon) <= 8,
                prefixes.contains(rest[..<colon].lowercased())
            else { break }
            rest = rest[rest.utf8.index(after: colon)...]
        }
        let meaning = WordedText(String(rest))
        let words = meaning.words.hashes
        // "Why?" is one word, and would ask for anything.
        guard words.count(where: { !marks.contains($0) }) >= 2, !generic.equal(words) else { return nil }
        return Boilerplate.content(meaning)
    }

    /// Scalars of a subject that are looked at.
    private static let scalarsMax = 400

    /// A subject that a client, or a person, took from the first sentence says nothing new.
    static func repeats(_ subject: WordedText, in sentences: [WordedText]) -> Bool {
        sentences.contains { $0.words.hashes.starts(with: subject.words.hashes) }
    }

    private static let marks = WordHash.set("! ?")
    private static let prefixes: Set<String> = [
        "re", "fw", "fwd", "aw", "wg", "antw", "sv", "vs", "tr", "rv", "rif", "r", "res", "enc", "odp", "ynt", "re[2]", "ref",
    ]
    private static let generic = Openings([
        "no subject", "help needed", "need help", "support request", "your request", "your message", "my request", "my question",
        "customer support", "customer service", "support ticket", "new message", "contact form", "quick question", "urgent help",
        "please help", "help please", "a question", "question for you", "urgent !", "help !", "question ?", "some help",
        "kein betreff", "bitte um hilfe", "hilfe benötigt", "eine frage", "frage an sie", "ihre nachricht", "ihre anfrage",
        "sans objet", "votre message", "une question", "besoin d'aide", "sin asunto", "una pregunta", "su mensaje",
        "necesito ayuda", "support needed", "please read", "important message", "general enquiry", "general inquiry",
    ])
}
