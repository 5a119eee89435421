/// Makes links unclickable, so that no mail client turns a stranger's text into a link (RULES D11).
enum Defanging {
    /// `https://a.example/x` becomes `hxxps://a[.]example/x`; `www.a.example` and bare `a.example/x` likewise; `javascript:` and `data:` lose their colon.
    static func defanged(_ text: String) -> String {
        CleanText.lines(text).map { line in
            line.split(separator: " ", omittingEmptySubsequences: false).map { word(String($0)) }.joined(separator: " ")
        }.joined(separator: "\n")
    }

    private static func word(_ word: String) -> String {
        let lower = CleanText.lowercasedASCII(word)
        let isLink = lower.utf8Contains("://") || lower.utf8Contains("www.") || hasHost(lower)
        let isActive = ["javascript:", "data:", "vbscript:", "file:", "mailto:", "tel:"].contains { lower.utf8Contains($0) }
        guard isLink || isActive else { return word }
        var out = ""
        let bytes = Array(word.utf8)
        var rest = bytes[...]
        while let byte = rest.first {
            rest = rest.dropFirst()
            if isLink && byte == UInt8(ascii: "."), let next = rest.first, AddressShape.isAlphanumeric(next) {
                out += "[.]"
            } else {
                out += String(decoding: [byte], as: Unicode.ASCII.self)
            }
        }
        return isASCII(bytes) ? scheme(out) : scheme(replacingDots(word))
    }

    private static func isASCII(_ bytes: [UInt8]) -> Bool { bytes.allSatisfy { $0 < 0x80 } }

    private static func replacingDots(_ word: String) -> String {
        word.unicodeScalars.map { $0 == "." ? "[.]" : String($0) }.joined()
    }

    /// A dot between letters, with a top-level domain of two letters or more behind the last of them.
    private static func hasHost(_ word: String) -> Bool {
        let host = word.utf8.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: ":") }
        let labels = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard labels.count >= 2, let last = labels.last, last.count >= 2, last.allSatisfy({ (0x61...0x7A).contains($0) }) else {
            return false
        }
        return labels.allSatisfy { !$0.isEmpty }
    }

    private static func scheme(_ word: String) -> String {
        var out = word
        for (active, inert) in [
            ("https://", "hxxps://"), ("http://", "hxxp://"), ("ftp://", "fxp://"), ("javascript:", "javascript "),
            ("data:", "data "), ("vbscript:", "vbscript "), ("file:", "file "), ("mailto:", "mailto "), ("tel:", "tel "),
        ] {
            out = out.replacingASCII(active, with: inert)
        }
        return out.replacingASCII("://", with: ":// ")
    }
}

extension String {
    /// Replaces an ASCII text, whatever its case, in one pass over the bytes.
    func replacingASCII(_ part: String, with other: String) -> String {
        let whole = Array(utf8)
        let lower = whole.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        let part = Array(part.utf8)
        var out: [UInt8] = []
        var at = 0
        while at < whole.count {
            if !part.isEmpty, whole.count - at >= part.count, lower[at..<(at + part.count)].elementsEqual(part) {
                out += Array(other.utf8)
                at += part.count
            } else {
                out.append(whole[at])
                at += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
