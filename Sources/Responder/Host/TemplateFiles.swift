import Foundation
import HelpDesk

/// Reads the shipped templates and the operator's folders into the desk's library.
struct TemplateFiles: Sendable {
    /// More than anyone writes by hand; what lies beyond is told and left out.
    static let filesMax = 20_000
    static let fileBytesMax = 256 << 10

    private(set) var sources: [TemplateLibrary.Source]
    /// Files that could not be read at all.
    private(set) var mistakes: [TemplateLibrary.Mistake] = []

    /// The shipped files, replaced path by path by those of `folder`; each brand's folder is a layer of its own above them.
    init(folder: String?, brands: [Brand]) {
        var common: [String: String] = [:]
        for (path, text) in EmbeddedDefaults.files where path.hasPrefix("templates/") {
            common[String(path.dropFirst("templates/".count))] = text
        }
        if let folder { common.merge(Self.files(under: folder, mistakes: &mistakes)) { _, own in own } }
        sources = common.map { TemplateLibrary.Source(path: $0.key, text: $0.value) }
        for layer in Set(brands.compactMap(\.templates)).sorted() {
            let own = Self.files(under: layer, mistakes: &mistakes)
            sources += own.map { TemplateLibrary.Source(path: $0.key, text: $0.value, layer: layer) }
        }
        sources.sort { ($0.layer ?? "", $0.path) < ($1.layer ?? "", $1.path) }
    }

    /// Names the whole content, for the cache of what was learned from it.
    var digest: String {
        var bytes: [UInt8] = []
        for source in sources {
            bytes += Array("\(source.layer ?? "")\u{0}\(source.path)\u{0}".utf8) + InstallationKey.digest(Array(source.text.utf8))
        }
        return Hexadecimal.text(InstallationKey.digest(bytes))
    }

    private static func files(under folder: String, mistakes: inout [TemplateLibrary.Mistake]) -> [String: String] {
        var found: [String: String] = [:]
        guard let walk = FileManager.default.enumerator(atPath: folder) else {
            mistakes.append(.init(path: folder, line: 1, words: "the folder cannot be read"))
            return found
        }
        while let name = walk.nextObject() as? String {
            guard name.hasSuffix(".md"), found.count < filesMax else { continue }
            let path = folder + "/" + name
            guard let bytes = FileManager.default.contents(atPath: path), bytes.count <= fileBytesMax,
                let text = String(data: bytes, encoding: .utf8)
            else {
                mistakes.append(.init(path: path, line: 1, words: "is not readable UTF-8 text of at most \(fileBytesMax) bytes"))
                continue
            }
            found[name] = text
        }
        return found
    }
}
