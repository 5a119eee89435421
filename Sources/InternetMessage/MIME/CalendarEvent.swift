/// What a person would want to read of a calendar object (RFC 5545): it is data, never acted upon (RULES A14).
struct CalendarEvent {
    private(set) var method: String?
    private(set) var summary: String?
    private(set) var start: String?
    private(set) var location: String?

    private static let linesMax = 2_000

    /// - Parameter text: UTF-8, LF line ends.
    init(_ text: [UInt8]) {
        var position = 0
        var isInEvent = false
        for _ in 0..<CalendarEvent.linesMax where position < text.count {
            var line: [UInt8] = []
            // Content lines fold with a line end and one blank (section 3.1).
            repeat {
                let end = text.firstIndex(of: .lf, in: position..<text.count) ?? text.count
                line += text[(line.isEmpty ? position : position + 1)..<max(end, line.isEmpty ? position : position + 1)]
                position = end + 1
            } while position < text.count && text[position].isWSP && line.count < 8_192
            guard let colon = CalendarEvent.colon(line) else { continue }
            let name = line.prefix { $0.isAlphanumeric || $0 == 45 }.map(\.lowercasedASCII)
            let value = CalendarEvent.unescaped(line[(colon + 1)...])
            switch String(decoding: name, as: UTF8.self) {
            case "begin": if value.lowercased() == "vevent" { isInEvent = true }
            case "method": method = method ?? value
            case "summary": if isInEvent { summary = summary ?? value }
            case "dtstart": if isInEvent { start = start ?? value }
            case "location": if isInEvent { location = location ?? value }
            default: continue
            }
        }
    }

    /// `Calendar request: Call about the invoice, 2026-11-03 09:00 UTC, Room 4`
    var line: String? {
        guard method != nil || summary != nil else { return nil }
        let details = [summary, start.map(CalendarEvent.readable), location].compactMap { $0 }.filter { !$0.isEmpty }
        return "Calendar \((method ?? "event").lowercased()): \(details.joined(separator: ", "))"
    }

    private static func colon(_ line: [UInt8]) -> Int? {
        var isQuoted = false
        for (index, byte) in line.enumerated() {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == UInt8(ascii: ":"), !isQuoted { return index }
        }
        return nil
    }

    private static func unescaped(_ value: ArraySlice<UInt8>) -> String {
        var output: [UInt8] = []
        var isEscaped = false
        for byte in value {
            if isEscaped {
                output.append(byte | 32 == UInt8(ascii: "n") ? .space : byte)
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else {
                output.append(byte)
            }
        }
        return String(decoding: HeaderText.sanitize(Array(output.prefix(500))), as: UTF8.self)
    }

    /// `20261103T090000Z` as people write it.
    private static func readable(_ stamp: String) -> String {
        let bytes = Array(stamp.utf8)
        guard bytes.count >= 8, bytes.prefix(8).allSatisfy(\.isDigit) else { return stamp }
        func part(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        var text = "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))"
        if bytes.count >= 13, bytes[9..<13].allSatisfy(\.isDigit) { text += " \(part(9..<11)):\(part(11..<13))" }
        return bytes.last == UInt8(ascii: "Z") ? text + " UTC" : text
    }
}
