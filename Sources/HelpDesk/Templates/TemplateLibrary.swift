/// What customers and agents are told, and the examples that teach the classifier, parsed from the template files.
public struct TemplateLibrary: Sendable, Equatable {
    /// A mistake with its place; a file with a mistake is left out and never sent.
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

    public private(set) var mistakes: [Mistake]

    public init(_ sources: [Source]) {
        mistakes = []
    }
}
