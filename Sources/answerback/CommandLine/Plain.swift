import Foundation
import HelpDesk

/// Foreign text on a terminal: control characters and direction overrides become spaces, so that a mail cannot draw on it.
enum Plain {
    /// One line, at most `max` scalars.
    static func text(_ text: String, max: Int) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(max) { out.append(isSafe(scalar) ? scalar : " ") }
        return String(out) + (text.unicodeScalars.count > max ? "…" : "")
    }

    /// Several lines; line ends are kept.
    static func block(_ text: String, indent: String = "  ") -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { out.append(scalar == "\n" || isSafe(scalar) ? scalar : " ") }
        return String(out).split(separator: "\n", omittingEmptySubsequences: false).map { indent + $0 }.joined(separator: "\n")
    }

    private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00..<0x20, 0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: false
        default: true
        }
    }
}

/// Times for people and for programs, in UTC.
enum TimeText {
    static func iso(_ time: Timestamp) -> String { date(time).formatted(.iso8601) }

    static func minutes(_ time: Timestamp) -> String { String(iso(time).prefix(16)).replacingOccurrences(of: "T", with: " ") }

    private static func date(_ time: Timestamp) -> Date { Date(timeIntervalSince1970: Double(time.milliseconds) / 1000) }
}
