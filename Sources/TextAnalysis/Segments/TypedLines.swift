/// Lines of a body, without what is quoted, signed or appended: the second net behind InternetMessage's own cut.
enum TypedLines {
    /// Lines after a thanking line that still count as its signature.
    static let signatureLinesMax = 4

    /// Paragraphs of typed text; lines that a mail client wrapped are joined again.
    static func paragraphs(_ bytes: [UInt8]) -> [[UInt8]] {
        var paragraphs: [[UInt8]] = []
        var open = false
        for line in kept(lines(bytes)) {
            guard !line.isEmpty else {
                open = false
                continue
            }
            if open, let last = paragraphs.indices.last, joins(paragraphs[last], line) {
                paragraphs[last].append(0x20)
                paragraphs[last] += line
            } else {
                paragraphs.append(Array(line))
            }
            open = true
        }
        return paragraphs
    }

    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        for index in bytes.indices where bytes[index] == 0x0A {
            lines.append(trimmed(bytes[start..<index]))
            start = index + 1
        }
        lines.append(trimmed(bytes[start...]))
        return lines
    }

    /// A long line, or one continued in lower case, was wrapped; a short one is a line of its own.
    private static func joins(_ previous: [UInt8], _ line: ArraySlice<UInt8>) -> Bool {
        guard let last = previous.last, let first = line.first else { return false }
        if last == 0x2E || last == 0x3F || last == 0x21 || last == 0x3A { return true }
        if first == 0x2D || first == 0x2A { return false }
        return (0x61...0x7A).contains(first) || previous.count >= 60
    }

    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var line = line
        while let last = line.last, last == 0x20 || last == 0x0D || last == 0x09 { line.removeLast() }
        while let first = line.first, first == 0x20 || first == 0x09 { line.removeFirst() }
        return line
    }

    private static func kept(_ lines: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
        var kept: [ArraySlice<UInt8>] = []
        var hasContent = false
        for (index, line) in lines.enumerated() {
            if line.isEmpty {
                kept.append(line)
                continue
            }
            if line.first == 0x3E { continue }
            if line.count <= 4, line.allSatisfy({ $0 == 0x2D || $0 == 0x5F }), line.count >= 2 { break }
            if hasContent, isPlain(line) {
                kept.append(line)
                continue
            }
            let words = Self.words(line.prefix(lineBytesMax))
            if endsTyping(words, line, next: index + 1 < lines.count ? lines[index + 1] : []) { break }
            if Self.devices.open(words) { continue }
            if hasContent, words.count <= 5, Self.farewells.open(words) { break }
            if hasContent, words.count <= 4, Self.thanks.open(words), isSignature(lines[(index + 1)...]) { break }
            hasContent = hasContent || !Greeting.isAll(line.prefix(lineBytesMax), words)
            kept.append(line)
        }
        return kept
    }

    /// Bytes of a line that are looked at.
    private static let lineBytesMax = 200

    /// Whether a line begins as none does that ends the typing or is left out: most lines do, and one word tells it.
    private static func isPlain(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.last != 0x3A, line.first != 0x2D, line.first != 0x5F else { return false }
        return TokenizedText(bytes: line.prefix(lineBytesMax), wordsMax: 1).hashes.first.map { !openers.contains($0) } ?? false
    }

    private static let openers = WordSet(
        senders.words + notices.firstWords + devices.firstWords + farewells.firstWords + thanks.firstWords)

    private static func isSignature(_ rest: ArraySlice<ArraySlice<UInt8>>) -> Bool {
        var count = 0
        for line in rest where !line.isEmpty {
            count += 1
            if count > signatureLinesMax { return false }
            if line.contains(0x3F) || Self.words(line.prefix(120)).count > 5 { return count > 1 }
        }
        return true
    }

    /// Where somebody else's words, or a lawyer's, begin.
    private static func endsTyping(_ words: [UInt64], _ line: ArraySlice<UInt8>, next: ArraySlice<UInt8>) -> Bool {
        if line.starts(with: [0x2D, 0x2D, 0x2D]) || line.starts(with: [0x5F, 0x5F, 0x5F]) {
            if words.isEmpty || originals.open(words) { return true }
        }
        if notices.open(words) { return true }
        guard let first = words.first, line.last == 0x3A || senders.contains(first) else {
            return false
        }
        if quoteOpeners.contains(first), words.contains(where: quoteVerbs.contains) { return true }
        guard line.contains(0x3A), fromFields.contains(first), let following = Self.words(next.prefix(40)).first else {
            return false
        }
        return fieldsBehindFrom.contains(following)
    }

    private static func words(_ bytes: ArraySlice<UInt8>) -> [UInt64] { TokenizedText(bytes: bytes).hashes }

    private static let senders = WordHash.set("from von de gesendet")
    private static let fromFields = WordHash.set("from von de")
    private static let fieldsBehindFrom = WordHash.set("sent to date gesendet an envoyé enviado para")
    private static let quoteOpeners = WordHash.set("on am le el il em op w den dne")
    private static let quoteVerbs = WordHash.set(
        "wrote schrieb écrit escribió scritto escreveu schreef pisze skrev napsal")
    private static let originals = Openings([
        "original message", "ursprüngliche nachricht", "message d'origine", "mensaje original", "forwarded message",
        "weitergeleitete nachricht", "message transféré", "mensaje reenviado",
    ])
    private static let notices = Openings([
        "confidentiality notice", "this message may contain", "this email and any", "this e mail and any", "disclaimer",
        "diese e mail enthält", "diese nachricht enthält", "ce message est confidentiel", "este mensaje es confidencial",
        "please consider the environment",
    ])
    private static let devices = Openings([
        "sent from", "sent via", "get outlook for", "gesendet von", "gesendet mit", "von meinem", "envoyé de", "envoyé depuis",
        "enviado desde", "enviado de", "inviato da", "verzonden vanaf", "wysłane z", "skickat från", "sendt fra",
    ])
    private static let farewells = Openings([
        "regards", "best regards", "kind regards", "warm regards", "kindest regards", "with regards", "best wishes", "best",
        "with kind regards", "with best regards", "with best wishes", "with warm regards", "with many thanks", "with thanks",
        "greetings",
        "all the best", "sincerely", "yours", "cheers", "many thanks and", "respectfully", "cordially", "rgds", "br", "mfg",
        "mit freundlichen", "mit freundlichem", "mit besten grüßen", "mit herzlichen grüßen", "freundliche grüße",
        "freundlichen gruß", "schöne grüße", "viele grüße", "beste grüße", "liebe grüße", "herzliche grüße", "gruß", "grüße",
        "lg", "vg", "cordialement", "bien cordialement", "sincères salutations", "bien à vous", "salutations",
        "meilleures salutations", "avec mes salutations", "cdlt",
        "saludos", "un saludo", "atentamente", "cordiales saludos", "un cordial", "distinti saluti", "cordiali saluti", "saluti",
        "atenciosamente", "cumprimentos", "met vriendelijke", "groeten", "pozdrawiam", "z poważaniem", "med vänlig",
        "med vänliga", "med venlig", "venlig hilsen", "s pozdravem", "saygılarımla", "с уважением", "з повагою",
    ])
    private static let thanks = Openings([
        "thanks", "thank you", "many thanks", "thx", "ty", "danke", "vielen dank", "besten dank", "merci", "gracias",
        "muchas gracias", "grazie", "obrigado", "obrigada", "bedankt", "dziękuję", "tack", "tak", "děkuji", "teşekkürler",
    ])
}
