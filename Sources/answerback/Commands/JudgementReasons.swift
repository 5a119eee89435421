import HelpDesk

/// Why a mail was judged so: the words for and against, the nearest examples, the signs.
struct JudgementReasons: Encodable {
    struct Example: Encodable {
        var text: String
        var intent: String
        var template: String?
        var score: Double
    }
    var wordsFor: [String]
    var wordsAgainst: [String]
    var nearest: [Example]
    var signs: [String]

    init(_ judgement: Judgement?) {
        wordsFor = judgement?.wordsFor ?? []
        wordsAgainst = judgement?.wordsAgainst ?? []
        nearest = (judgement?.nearest ?? []).map {
            Example(text: $0.text, intent: $0.intent ?? "unknown", template: $0.template, score: $0.score)
        }
        signs = judgement?.signs ?? []
    }

    enum CodingKeys: String, CodingKey {
        case nearest, signs
        case wordsFor = "words_for"
        case wordsAgainst = "words_against"
    }

    /// For people, a reason a line.
    var lines: [String] {
        var lines: [String] = []
        if !wordsFor.isEmpty { lines.append("words for it: \(Plain.text(wordsFor.joined(separator: ", "), max: 200))") }
        if !wordsAgainst.isEmpty { lines.append("words against: \(Plain.text(wordsAgainst.joined(separator: ", "), max: 200))") }
        lines += nearest.prefix(3).map { near in
            let name = near.intent + (near.template.map { "/" + $0 } ?? "")
            return "like the example “\(Plain.text(near.text, max: 100))” of \(name), \(Int((near.score * 100).rounded())) %"
        }
        return lines + signs
    }
}

/// What a decision stood on (RULES H11).
struct GroundsShape: Encodable {
    var threshold: Double?
    var mode: String
    var modelVersion: String
    var templatesVersion: String
    private var confidence: Double
    private var isSampled: Bool

    init(_ grounds: Grounds) {
        threshold = grounds.threshold
        mode = grounds.mode.rawValue
        modelVersion = grounds.model
        templatesVersion = grounds.templates
        confidence = grounds.confidence
        isSampled = grounds.isSampled
    }

    enum CodingKeys: String, CodingKey {
        case threshold, mode
        case modelVersion = "model_version"
        case templatesVersion = "templates_version"
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(threshold, forKey: .threshold)
        try object.encode(mode, forKey: .mode)
        try object.encode(modelVersion, forKey: .modelVersion)
        try object.encode(templatesVersion, forKey: .templatesVersion)
    }

    var line: String {
        let gate = threshold.map { "answered from \(Self.share($0)) on" } ?? "no confidence is enough at present"
        return
            "stands on confidence \(Self.share(confidence)) (\(gate)), mode \(mode), model \(modelVersion), templates \(templatesVersion)"
            + (isSampled ? "; drawn to be looked at by a person" : "")
    }

    private static func share(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}
