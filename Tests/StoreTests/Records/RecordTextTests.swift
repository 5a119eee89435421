import Foundation
import Testing

@testable import Store

@Suite("The text of records") struct RecordTextTests {
    private struct Sample: Codable, Equatable {
        var text: String
        var list: [String]
        var nested: [[String]]
        var maybe: [String]?
        var number: Double
    }

    /// Marks that JSON escapes at each place of a word of eight bytes, and beside letters of more than one byte.
    private static let texts: [String] = {
        let marks = ["\"", "\\", "\n", "\r", "\t", "\u{0}", "\u{1F}", "\u{7F}", " ", "é", "日", "\u{1F642}"]
        let amid = marks.flatMap { mark in
            (0..<18).map { String(repeating: "x", count: $0) + mark + String(repeating: "y", count: 17 - $0) }
        }
        return amid + ["", "plain", String(repeating: "!#[]", count: 9), "\"\"\"\"\"\"\"\"\"", "ends\\"]
    }()

    @Test("what is written is JSON as Foundation reads it, and reads back the same")
    func texts() throws {
        for text in Self.texts {
            let sample = Sample(text: text, list: [text, "", text], nested: [[], [text]], maybe: [text], number: 0.25)
            let written = try RecordEncoder.encode(sample)
            #expect(try JSONDecoder().decode(Sample.self, from: Data(written.utf8)) == sample, "\(written)")
            #expect(try RecordDecoder.decode(Sample.self, from: written) == sample, "\(written)")
        }
    }

    @Test("empty lists, lists at the top, and a list that is missing")
    func lists() throws {
        #expect(try RecordEncoder.encode([String]()) == "[]")
        #expect(try RecordEncoder.encode(["a", "b\""]) == "[\"a\",\"b\\\"\"]")
        #expect(try RecordEncoder.encode([["a"], []]) == "[[\"a\"],[]]")
        let written = try RecordEncoder.encode(Sample(text: "", list: [], nested: [], maybe: nil, number: 1))
        #expect(written == "{\"text\":\"\",\"list\":[],\"nested\":[],\"number\":1.0}")
    }
}
