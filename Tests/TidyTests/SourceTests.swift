import Foundation
import Testing

@Suite struct SourceTests {
    private let sources = SourceTree("Sources")
    private let parsers = SourceTree("Sources/InternetMessage", "Sources/MailProtocol")

    @Test("the tree was found, so that the tests below can fail")
    func found() {
        #expect(sources.files.count > 50)
        #expect(sources.files.contains { $0.path == "Sources/HelpDesk/HelpDesk.swift" })
    }

    @Test(
        "D12: no regular expression reads foreign text",
        arguments: ["Regex(", "Regex<", "#/", "NSRegularExpression", ".regularExpression", "wholeMatch(of:", "firstMatch(of:"])
    func noRegex(_ word: String) {
        #expect(sources.lines(containing: word) == [])
    }

    @Test("D12: the lint finds what it looks for")
    func lintFinds() {
        let tree = SourceTree("TidyTests", under: SourceTree.root + "/Tests")
        #expect(!tree.lines(containing: "NSRegularExpression").isEmpty)
    }

    @Test(
        "D13: parsers neither trap nor take line ends for characters",
        arguments: ["try!", "as!", "fatalError(", "contains(\"\\n\")", "split(separator: \"\\n\")", "\"\\r\\n\" as Character"])
    func noTraps(_ word: String) {
        #expect(parsers.lines(containing: word) == [])
    }

    @Test("D13: no forced unwrapping in the parsers")
    func noForcedUnwrapping() {
        for mark in ["]!", ")!", "first!", "last!", ".baseAddress!"] {
            #expect(parsers.lines(containing: mark) == [])
        }
    }

    @Test("nothing is left unfinished", arguments: ["TODO", "FIXME", "XXX:", "not implemented"])
    func nothingUnfinished(_ word: String) {
        let found = sources.files.flatMap { file in
            file.lines.enumerated().compactMap { $1.contains(word) ? "\(file.path):\($0 + 1)" : nil }
        }
        #expect(found == [])
    }

    @Test("`@unchecked Sendable` stands only where a thread is wrapped, with its reason on the line above")
    func uncheckedSendable() {
        for place in sources.lines(containing: "@unchecked Sendable") {
            let parts = place.split(separator: ":")
            let file = sources.files.first { $0.path == parts[0] }
            let line = Int(parts[1]) ?? 1
            let above = file?.lines[max(0, line - 4)..<(line - 1)].joined() ?? ""
            #expect(above.contains("//"), "\(place) gives no reason")
        }
    }

    @Test("no source file is longer than 500 lines")
    func shortFiles() {
        let long = sources.files.filter { $0.lines.count > 500 && !Self.tables.contains($0.path) }.map {
            "\($0.path) \($0.lines.count)"
        }
        #expect(long == [])
    }

    /// Files that are tables of words rather than code.
    private static let tables: Set<String> = []

    @Test("each room's first file says what the room must never do")
    func roomsIntroduceThemselves() {
        let rooms = ["InternetMessage", "MailProtocol", "TextAnalysis", "HelpDesk", "Store", "Transport", "Responder"]
        for room in rooms {
            let names = ["Sources/\(room)/\(room).swift", "Sources/Store/TicketStore.swift", "Sources/Transport/Mailbox.swift"]
            let text = sources.files.filter { names.contains($0.path) }.flatMap(\.lines).joined(separator: "\n")
            #expect(text.contains("never"), "\(room) does not say what it must never do")
        }
    }

    @Test("tests do not sleep")
    func testsDoNotSleep() {
        let tests = SourceTree("Tests")
        let found = ["Task.sleep", "Thread.sleep", "usleep("].flatMap { tests.lines(containing: $0) }
        #expect(found.filter { !$0.hasPrefix("Tests/TidyTests/") && !$0.hasPrefix("Tests/TestKit/") } == [])
    }
}
