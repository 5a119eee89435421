/// What customers and agents are told, and the examples that teach the classifier, parsed from the template files.
public struct TemplateLibrary: Sendable, Equatable {
    /// A mistake with its place; a file with a mistake is left out and never sent, but for a wrong name in `covers`.
    public struct Mistake: Sendable, Equatable {
        public var path: String
        /// From 1.
        public var line: Int
        public var words: String
        public init(path: String, line: Int, words: String) {
            self.path = path
            self.line = line
            self.words = words
        }
    }

    /// A file as the shell read it: `LANGUAGE/INTENT/NAME.md` below its root, and the brand layer it belongs to.
    public struct Source: Sendable, Equatable {
        public var path: String
        public var text: String
        public var layer: String?
        public init(path: String, text: String, layer: String? = nil) {
            self.path = path
            self.text = text
            self.layer = layer
        }
    }

    public private(set) var mistakes: [Mistake] = []
    /// Names the whole content, 16 hexadecimal digits: the same files have the same version (RULES H11).
    public let version: String
    /// Texts that answer customers, by language, intent and name.
    public private(set) var answers: [Template] = []
    /// Languages in which customers can be answered.
    public private(set) var languages: Set<String> = []
    public private(set) var intents: [Intent] = []
    /// Escalation, acknowledgement, digest and command answers.
    public private(set) var mails: [Template] = []
    public private(set) var articles: [Template] = []
    /// The words of mails to agents and admins, by language.
    private var wordings: [String: Wording] = [:]
    private var answerIndex: [Key: Int] = [:]
    private var mailIndex: [Key: Int] = [:]

    private struct Key: Hashable {
        var language: String
        var folder: String
        var name: String
        var layer: String?
    }

    /// Total: whatever the files hold, the good ones are in and the others are in ``mistakes``. Order does not matter.
    public init(_ sources: [Source]) {
        let sorted = sources.sorted { ($0.layer ?? "", $0.path) < ($1.layer ?? "", $1.path) }
        version = TemplateLibrary.version(of: sorted)
        for source in sorted { add(source) }
        checkCovers()
    }

    /// A name that covers nothing is mostly a misspelling; the text itself is good.
    private mutating func checkCovers() {
        let known = Set(answers.map { $0.folder + "/" + $0.name })
        for answer in answers {
            for name in answer.covers where name == answer.name || !known.contains(answer.folder + "/" + name) {
                let words = "covers: \(answer.folder) has no other template \"\(name)\""
                mistakes.append(Mistake(path: answer.path, line: answer.coversLine, words: words))
            }
        }
    }

    /// FNV-1a over all paths and texts.
    private static func version(of sources: [Source]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for source in sources {
            for part in [source.layer ?? "", source.path, source.text] {
                for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
                hash = (hash ^ 0xFF) &* 0x100_0000_01B3
            }
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private mutating func add(_ source: Source) {
        let parts = source.path.split(separator: "/").map(String.init)
        guard parts.count == 3, let name = TemplateLibrary.stem(parts[2]), TemplateLibrary.isLanguage(parts[0]) else {
            mistakes.append(Mistake(path: source.path, line: 1, words: "a template's path is LANGUAGE/INTENT/NAME.md"))
            return
        }
        let (language, folder) = (parts[0], parts[1])
        if folder == "mail", name == "words" {
            addWords(source, language: language)
            return
        }
        let isForPeople = folder == "mail" || folder == "knowledge"
        let file: TemplateFile
        do {
            file = try TemplateFile(parsing: source.text, allowing: isForPeople ? nil : TemplateText.variables)
        } catch {
            mistakes.append(Mistake(path: source.path, line: error.line, words: error.words))
            return
        }
        if name == "intent", !isForPeople {
            add(file, asIntent: folder, language: language, path: source.path)
            return
        }
        guard !file.text.isEmpty else {
            mistakes.append(Mistake(path: source.path, line: 1, words: "there is no text below the front matter"))
            return
        }
        let template = Template(
            language: language, folder: folder, name: name, layer: source.layer, file: file, path: source.path)
        let key = Key(language: language, folder: folder, name: name, layer: source.layer)
        switch folder {
        case "mail":
            mailIndex[key] = mails.count
            mails.append(template)
        case "knowledge": articles.append(template)
        default:
            answerIndex[key] = answers.count
            answers.append(template)
            languages.insert(template.language)
        }
    }

    private mutating func addWords(_ source: Source, language: String) {
        guard let body = TemplateFile.body(of: source.text) else {
            mistakes.append(
                Mistake(path: source.path, line: 1, words: "the first line must be ---, and front matter must follow"))
            return
        }
        do {
            wordings[language] = try Wording(language: language, parsing: body)
        } catch {
            mistakes.append(Mistake(path: source.path, line: error.line, words: error.words))
        }
    }

    private mutating func add(_ file: TemplateFile, asIntent name: String, language: String, path: String) {
        guard let category = file.category else {
            mistakes.append(Mistake(path: path, line: 1, words: "an intent needs a category"))
            return
        }
        let intent = Intent(
            name: name, language: language, category: category, answers: file.answers, pack: file.pack, examples: file.examples,
            meaning: file.text.rendered(with: [:]) ?? "")
        if let standing = intents.firstIndex(where: { $0.name == name && $0.language == language }) {
            intents[standing] = intent
        } else {
            intents.append(intent)
        }
    }

    private static func stem(_ file: String) -> String? {
        file.hasSuffix(".md") && file.utf8.count > 3 ? String(file.dropLast(3)) : nil
    }

    private static func isLanguage(_ text: String) -> Bool {
        (2...3).contains(text.utf8.count) && text.utf8.allSatisfy { (97...122).contains($0) }
    }
}

extension TemplateLibrary {
    /// Intents that may be named in an answer: described, answering, and not of a pack that is switched off.
    public func isSwitchedOn(_ intent: String, packs: [String]) -> Bool {
        let described = intents.filter { $0.name == intent }
        guard !described.isEmpty else { return answers.contains { $0.folder == intent } }
        return described.contains { $0.answers && ($0.pack.map(packs.contains) ?? true) }
    }

    public func category(of intent: String) -> Category { intents.first { $0.name == intent }?.category ?? .general }

    /// What each template covers, by `intent/name`: the union over its languages and layers.
    public var covers: [String: Set<String>] {
        answers.reduce(into: [:]) { covers, answer in
            if !answer.covers.isEmpty { covers[answer.folder + "/" + answer.name, default: []].formUnion(answer.covers) }
        }
    }

    /// The answer of this name in this language, the brand's own before the common one.
    public func answer(intent: String, name: String, language: String, layer: String?) -> Template? {
        let own = layer.flatMap { answerIndex[Key(language: language, folder: intent, name: name, layer: $0)] }
        let common = answerIndex[Key(language: language, folder: intent, name: name, layer: nil)]
        return (own ?? common).map { answers[$0] }
    }

    /// A mail's text in the wanted language, else in English; the brand's own before the common one.
    public func mail(_ name: String, language: String?, layer: String? = nil) -> Template? {
        for wanted in [language ?? "en", "en"] {
            let own = layer.flatMap { mailIndex[Key(language: wanted, folder: "mail", name: name, layer: $0)] }
            if let index = own ?? mailIndex[Key(language: wanted, folder: "mail", name: name, layer: nil)] { return mails[index] }
        }
        return nil
    }

    /// The words of mails to agents and admins in this language; the code's English where nobody wrote any.
    public func wording(_ language: String) -> Wording { wordings[language] ?? wordings["en"] ?? .english }

    /// A text that teaches the classifier; without an intent it teaches what is out of scope.
    public struct Example: Sendable, Equatable {
        public var text: String
        public var intent: String?
        public var template: String?
    }

    /// All examples, in the order of the files. What a switched-off pack would answer is out of scope.
    public func examples(packs: [String]) -> [Example] {
        var found: [Example] = []
        for template in answers {
            let isOn = isSwitchedOn(template.folder, packs: packs)
            for text in template.examples {
                found.append(Example(text: text, intent: isOn ? template.folder : nil, template: isOn ? template.name : nil))
            }
        }
        for intent in intents {
            let isOn = isSwitchedOn(intent.name, packs: packs)
            for text in intent.examples { found.append(Example(text: text, intent: isOn ? intent.name : nil, template: nil)) }
        }
        return found
    }
}
