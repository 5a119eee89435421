/// A table for people: columns as wide as their widest cell, numbers to the right.
struct Table {
    private var rows: [[String]]
    private let header: [String]

    init(_ header: String...) {
        self.header = header
        rows = []
    }

    mutating func add(_ cells: String...) { rows.append(cells) }

    var isEmpty: Bool { rows.isEmpty }

    var text: String {
        let all = [header] + rows
        let widths = header.indices.map { column in all.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0 }
        let numeric = header.indices.map { column in
            !rows.isEmpty && rows.allSatisfy { $0.indices.contains(column) && Self.isNumber($0[column]) }
        }
        return all.map { row in
            header.indices.map { column in
                let cell = row.indices.contains(column) ? row[column] : ""
                let fill = String(repeating: " ", count: widths[column] - cell.count)
                return numeric[column] ? fill + cell : cell + fill
            }.joined(separator: "  ").trimmedEnd
        }.joined(separator: "\n")
    }

    private static func isNumber(_ cell: String) -> Bool {
        !cell.isEmpty && cell.utf8.allSatisfy { (0x30...0x39).contains($0) || "+-.,%".utf8.contains($0) }
    }
}

extension String {
    fileprivate var trimmedEnd: String {
        var end = endIndex
        while end > startIndex, self[index(before: end)] == " " { end = index(before: end) }
        return String(self[..<end])
    }
}
