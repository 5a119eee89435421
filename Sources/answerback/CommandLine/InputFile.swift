import Foundation

/// Files that a command line names.
enum InputFile {
    static func bytes(_ path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(.noInput, "cannot read \(path): \(String(cString: strerror(errno)))")
        }
        return [UInt8](data)
    }

    /// Lines without their ends (LF or CRLF); bytes that are no UTF-8 become replacement characters.
    static func lines(_ path: String) throws -> [String] {
        try bytes(path).split(separator: 0x0A, omittingEmptySubsequences: true).map { line in
            String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
        }
    }

    /// Rows of a table with the header `text<TAB>label`.
    static func labelledTexts(_ path: String) throws -> [(text: String, label: String)] {
        var rows = try lines(path)[...]
        guard rows.first.map({ $0.hasPrefix("text\tlabel") }) == true else {
            throw CommandFailure(.data, "\(path) must begin with the header line text<TAB>label")
        }
        rows.removeFirst()
        return try rows.enumerated().map { index, row in
            let fields = row.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count >= 2 else {
                throw CommandFailure(.data, "\(path), line \(index + 2): a text, a tab and a label were expected")
            }
            return (String(fields[0]), String(fields[1]))
        }
    }
}
