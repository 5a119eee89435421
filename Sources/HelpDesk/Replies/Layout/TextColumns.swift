/// Columns of plain text, for mail clients and terminals with one width for all letters.
public enum TextColumns {
    /// Cells a scalar takes on a terminal: 0 for combining marks, 2 for wide East Asian and emoji, else 1.
    public static func width(_ text: String) -> Int {
        let bytes = text.utf8.span
        // Most of it is ASCII, a cell a byte.
        for index in bytes.indices where bytes[index] >= 0x80 { return text.unicodeScalars.reduce(0) { $0 + width($1) } }
        return bytes.count
    }

    private static let someBlanks = [UInt8](repeating: UInt8(ascii: " "), count: 80)

    /// As `String(repeating:count:)`, which appends one by one.
    static func blanks(_ count: Int) -> String {
        guard count <= someBlanks.count else { return String(repeating: " ", count: count) }
        return String(decoding: someBlanks.prefix(max(0, count)), as: UTF8.self)
    }

    private static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x300...0x36F, 0x483...0x489, 0x591...0x5BD, 0x610...0x61A, 0x64B...0x65F, 0x200B...0x200F, 0x20D0...0x20FF,
            0xFE00...0xFE0F:
            0
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6:
            2
        case 0x1F300...0x1FAFF, 0x20000...0x3FFFD: 2
        default: 1
        }
    }

    private static let lastRuleCellsMax = 40

    public static func padded(_ text: String, to cells: Int) -> String {
        text + blanks(cells - width(text))
    }

    public static func padded(left text: String, to cells: Int) -> String {
        blanks(cells - width(text)) + text
    }

    /// Rows as aligned columns with two blanks between; numeric columns at the right, the last one unpadded.
    public static func table(header: [String], rows: [[String]], numeric: Set<Int> = []) -> String {
        let all = (header.isEmpty ? [] : [header]) + rows
        let columns = all.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in all.map { column < $0.count ? width($0[column]) : 0 }.max() ?? 0 }
        func line(_ row: [String]) -> String {
            let cells = row.enumerated().map { column, text in
                if numeric.contains(column) { return padded(left: text, to: widths[column]) }
                return column == columns - 1 ? text : padded(text, to: widths[column])
            }
            return CleanText.trimmedEnd(cells.joined(separator: "  "))
        }
        var out = all.map(line)
        if !header.isEmpty {
            // The last column's words may run on; its line need not.
            let rules = widths.enumerated().map {
                String(repeating: "-", count: $0 == columns - 1 ? min($1, lastRuleCellsMax) : $1)
            }
            out.insert(rules.joined(separator: "  "), at: 1)
        }
        return out.joined(separator: "\n")
    }
}
