/// A text for customers or agents with its front matter, as one file holds it.
public struct Template: Sendable, Equatable {
    public var language: String
    /// The folder: an intent, `mail` or `knowledge`.
    public var folder: String
    public var name: String
    /// The brand layer; nil is the common one.
    public var layer: String?
    public var subject: String?
    /// What customers write who should get this text.
    public var examples: [String]
    /// Templates of the same intent whose matter this text deals with too: "I forgot my password" needs no answer of its own where the
    /// mail gets the one for a lost reset link. In any language; a file need not repeat what another says.
    public var covers: [String]
    let coversLine: Int
    public var text: TemplateText
    public var path: String

    init(language: String, folder: String, name: String, layer: String?, file: TemplateFile, path: String) {
        self.language = language
        self.folder = folder
        self.name = name
        self.layer = layer
        self.subject = file.subject
        self.examples = file.examples
        self.covers = file.covers
        self.coversLine = file.coversLine
        self.text = file.text
        self.path = path
    }
}

/// An intent as its `intent.md` describes it.
public struct Intent: Sendable, Equatable {
    public var name: String
    public var language: String
    public var category: Category
    /// False for `complaint` and `unknown`: they only ever escalate, and their examples teach what is out of scope.
    public var answers: Bool
    /// The pack that switches it on; nil is always on.
    public var pack: String?
    public var examples: [String]
    public var meaning: String
}
