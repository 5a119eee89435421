import Testing

@testable import Responder

@Suite struct JSON5Tests {
    private func parse(_ text: String) -> JSON5.Value? { try? JSON5(parsing: Array(text.utf8)).value }

    private func failure(_ text: String) -> JSON5.SyntaxError? {
        do {
            _ = try JSON5(parsing: Array(text.utf8))
            return nil
        } catch { return error }
    }

    @Test("comments, bare keys, single quotes and trailing commas are read")
    func relaxedForms() {
        let value = parse("// head\n{ a: 'x', \"b\": [1, .5, -2e1, 0x10,], /* c */ c: { d: null, e: true, }, }")
        guard case .object(let members) = value else { return #expect(Bool(false), "no object") }
        #expect(members.map(\.key) == ["a", "b", "c"])
        #expect(members[0].value.value == .string("x"))
        guard case .array(let items) = members[1].value.value else { return #expect(Bool(false), "no list") }
        #expect(items.map(\.value) == [.number(1), .number(0.5), .number(-20), .number(16)])
    }

    @Test("escapes become the characters they name")
    func escapes() {
        #expect(parse(#""a\"\\\n\u00e9""#) == .string("a\"\\\n\u{e9}"))
    }

    @Test(
        "a mistake is told with its line",
        arguments: [
            ("{\n a: 1\n b: 2 }", 3, "comma"), ("{ a: 'x\n }", 1, "never closed"), ("{ a: /* x", 1, "never closed"),
            ("{ a: hello }", 1, "needs quotes"), ("{ a: 1, a: 2 }", 1, "twice"), ("{ a: 1 } x", 1, "nothing may follow"),
            ("{ a: 1.2.3 }", 1, "no number"), ("", 1, "ends"), ("{ a: '\\ud800' }", 1, "hexadecimal"),
        ])
    func mistakes(_ text: String, _ line: Int, _ words: String) {
        let error = failure(text)
        #expect(error?.line == line)
        #expect(error?.what.contains(words) == true, "\(error?.what ?? "no error")")
    }

    @Test("brackets a thousand deep are refused, not followed")
    func depth() {
        #expect(failure(String(repeating: "[", count: 1000))?.what.contains("levels") == true)
    }

    @Test("every prefix of a document is a value or an error, never a trap")
    func prefixes() {
        let bytes = Array("{ a: 'x\\u00e9', b: [0x1F, -1.5e3], /* c */ c: { d: null }, // e\n}".utf8)
        for end in 0..<bytes.count { #expect(throws: JSON5.SyntaxError.self) { try JSON5(parsing: Array(bytes[..<end])) } }
    }
}
