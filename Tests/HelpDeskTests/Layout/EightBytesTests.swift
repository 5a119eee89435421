import Testing

@testable import HelpDesk

@Suite("Eight bytes at a time")
struct EightBytesTests {
    /// Texts of every length around eight, with the bytes that somebody looks for at each place.
    static let texts: [String] = (0...18).flatMap { length in
        ["\n", "\t", "\u{7F}", "&", "'", "\"", "<", ">", "A", "@", "5", "=", "ü", "\u{0}"].flatMap { mark in
            (0...length).map { place in
                String(repeating: "b", count: place) + mark + String(repeating: "c", count: length - place)
            }
        }
    }

    @Test("a byte is found where it stands first")
    func places() {
        for text in Self.texts {
            let (bytes, array) = (text.utf8.span, Array(text.utf8))
            for byte in [UInt8(ascii: "\n"), UInt8(ascii: "&"), UInt8(ascii: "c"), 0] {
                #expect(bytes.firstPlace(of: byte) == array.firstIndex(of: byte) ?? array.count, "\(text)")
                #expect(bytes.firstPlace(of: byte, from: array.count) == array.count)
            }
        }
    }

    @Test("what is escaped, cleaned or broken is the same at every place")
    func every() {
        let escapes: [Character: String] = [
            "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;", "\n": "<br>", "\u{0}": "", "\u{7F}": "",
        ]
        for text in Self.texts {
            #expect(HTMLEscape.escaped(text) == text.map { escapes[$0] ?? String($0) }.joined(), "\(text)")
            #expect(
                CleanText.cleaned(text)
                    == text.map { $0 == "\t" ? "    " : $0 == "\u{0}" || $0 == "\u{7F}" ? "" : String($0) }.joined(), "\(text)")
            #expect(UnbrokenHTML.words(text) == HTMLEscape.escaped(text).replacing("@", with: "<wbr>@"), "\(text)")
        }
    }
}
