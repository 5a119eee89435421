import Foundation

/// The package's own sources, as the tidy tests read them.
struct SourceTree {
    struct File {
        /// From the package's root: `Sources/HelpDesk/Desk.swift`.
        var path: String
        var lines: [String]
    }

    let files: [File]

    init(_ folders: String..., under root: String = SourceTree.root) {
        files = folders.flatMap { folder -> [File] in
            let walk = FileManager.default.enumerator(atPath: root + "/" + folder)
            let names = (walk?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".swift") }.sorted()
            return names.compactMap { name in
                let path = folder + "/" + name
                guard let text = try? String(contentsOfFile: root + "/" + path, encoding: .utf8) else { return nil }
                return File(path: path, lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
            }
        }
    }

    /// Two folders above this file's own.
    static var root: String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    }

    /// Lines that hold a text outside comments, as `path:line`.
    func lines(containing text: String, where matches: (String) -> Bool = { _ in true }) -> [String] {
        files.flatMap { file in
            file.lines.enumerated().compactMap { index, line in
                let code = line.range(of: "//").map { String(line[..<$0.lowerBound]) } ?? line
                return code.contains(text) && matches(code) ? "\(file.path):\(index + 1)" : nil
            }
        }
    }
}
