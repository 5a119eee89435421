/// The sentence that says what is wanted.
public enum Summary {
    /// At most ``TextLimits/summaryScalarsMax`` Unicode scalars, cut at a word with an ellipsis; one line.
    ///
    /// A question wins, then a sentence that asks for something, then the longest of the first three.
    public static func text(of mail: MailText) -> String {
        var best = (score: -Double.infinity, sentence: "")
        for (position, sentence) in mail.sentences.enumerated() {
            let score = score(sentence.words.hashes, at: position)
            if score > best.score { best = (score, sentence.text) }
        }
        return cut(best.sentence)
    }

    private static func score(_ words: [UInt64], at position: Int) -> Double {
        var score = min(12, Double(words.count)) / 12 - Double(position) * 0.05
        if words.last == questionMark { score += 1 }
        score += Double(min(2, words.count(where: asking.contains))) * 0.4
        if words.count < 3 { score -= 1 }
        return score
    }

    /// Removes line breaks and controls, then cuts by scalars, so that no stack of marks can grow the line.
    static func cut(_ text: String) -> String {
        var line: [UInt8] = []
        var count = 0
        var lastSpace: (bytes: Int, scalars: Int)?
        for scalar in text.unicodeScalars {
            let isSpace =
                scalar.value <= 0x20 || scalar.value == 0x7F || scalar.value == 0x85 || scalar.value == 0x2028
                || scalar.value == 0x2029
            if isSpace { lastSpace = (line.count, count) }
            if count == TextLimits.summaryScalarsMax - 1 {
                if let lastSpace, lastSpace.scalars > TextLimits.summaryScalarsMax / 2 {
                    line.removeLast(line.count - lastSpace.bytes)
                }
                return String(decoding: line, as: UTF8.self) + "…"
            }
            if isSpace {
                line.append(0x20)
            } else if scalar.isASCII {
                line.append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                line.append(contentsOf: scalar.utf8)
            }
            count += 1
        }
        return String(decoding: line, as: UTF8.self)
    }

    private static let questionMark = WordHash.all(in: "?")[0]

    private static let asking = WordHash.set(
        """
        how what where when why can could please want need would cannot can't unable error problem issue help wie was \
        wo wann warum kann können bitte möchte brauche fehler comment quand pourquoi puis pouvez voudrais besoin \
        erreur problème cómo qué dónde cuándo puedo pueden quiero necesito problema no
        """)
}
