/// CSV by RFC 4180: every field quoted, records end with CRLF, and no field that a spreadsheet would run (RULES D14).
public enum CSVText {
    public static func record(_ fields: [String]) -> String { fields.map(field).joined(separator: ",") + "\r\n" }

    /// A leading `'` disarms a field whose first scalar, after blanks and line ends, starts a formula.
    static func field(_ text: String) -> String {
        let first = text.unicodeScalars.first { !" \t\r\n".unicodeScalars.contains($0) }
        let isFormula = first.map { "=+-@|%".unicodeScalars.contains($0) } ?? false
        var out = "\""
        if isFormula { out += "'" }
        for scalar in text.unicodeScalars {
            if scalar == "\"" { out += "\"" }
            if scalar.value != 0 { out.unicodeScalars.append(scalar) }
        }
        return out + "\""
    }
}

extension MetricsText {
    /// The days of the figures, a record a day.
    public static func csv(_ figures: Figures) -> String {
        let days = figures.daily.map {
            CSVText.record([$0.date, String($0.opened), String($0.autoResolved), String($0.escalated)])
        }
        return CSVText.record(["date", "opened", "auto_resolved", "escalated"]) + days.joined()
    }
}
