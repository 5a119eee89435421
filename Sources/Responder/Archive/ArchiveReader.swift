import Foundation

/// Reads the mails of an archive one by one: a Maildir, an mbox file, or a folder of either and of single mails (`.eml`).
public struct ArchiveReader: Sendable {
    public static let filesMax = 2_000_000
    /// RULES D3; larger mails are counted and left out.
    public static let mailBytesMax = 50 << 20

    /// What was left out, and why.
    public struct Skipped: Sendable, Equatable {
        public var tooLarge = 0
        /// Files that are no mail: indexes, hidden files.
        public var foreign = 0
        public var unreadable = 0
    }

    let path: String

    /// - Throws: ``ServiceFailure/unreadable(path:reason:)`` where nothing is there.
    public init(_ path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else {
            throw ServiceFailure.unreadable(path: path, reason: "there is nothing")
        }
        self.path = path
    }

    /// Hands out each mail's bytes, in the order of the files' names.
    /// - Returns: what was left out.
    public func forEach(_ take: ([UInt8]) throws -> Void) rethrows -> Skipped {
        var skipped = Skipped()
        for file in files() {
            guard let bytes = Self.contents(file) else {
                skipped.unreadable += 1
                continue
            }
            switch Self.kind(of: bytes, at: file) {
            case .mbox: try MboxFile(bytes).forEach(mailBytesMax: Self.mailBytesMax, skipped: &skipped, take)
            case .mail:
                guard bytes.count <= Self.mailBytesMax else {
                    skipped.tooLarge += 1
                    continue
                }
                try take([UInt8](bytes))
            case .foreign: skipped.foreign += 1
            }
        }
        return skipped
    }

    private enum Kind { case mail, mbox, foreign }

    private static func kind(of bytes: Data, at path: String) -> Kind {
        if bytes.starts(with: Array("From ".utf8)) { return .mbox }
        let folder = path.split(separator: "/").dropLast().last
        if folder == "cur" || folder == "new" { return bytes.isEmpty ? .foreign : .mail }
        return startsWithField(bytes) ? .mail : .foreign
    }

    /// Whether the first line is a header field: a name of printable ASCII (RFC 5322 §2.2), a colon.
    private static func startsWithField(_ bytes: Data) -> Bool {
        guard let colon = bytes.prefix(78).firstIndex(of: 0x3A), colon > bytes.startIndex else { return false }
        let name = bytes[..<colon]
        return name.count > 1 && name.allSatisfy { (0x21...0x7E).contains($0) }
    }

    private static func contents(_ path: String) -> Data? {
        try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
    }

    /// Regular files below the path, or the path itself; hidden folders are Maildir++ folders and are read, hidden files are not.
    private func files() -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else { return [path] }
        guard let walk = FileManager.default.enumerator(atPath: path) else { return [] }
        var found: [String] = []
        while let name = walk.nextObject() as? String, found.count < Self.filesMax {
            let parts = name.split(separator: "/")
            guard let last = parts.last, !last.hasPrefix("."), !last.hasPrefix("dovecot"), !parts.dropLast().contains("tmp"),
                walk.fileAttributes?[.type] as? FileAttributeType == .typeRegular
            else { continue }
            found.append(path + "/" + name)
        }
        return found.sorted()
    }
}

/// Mails one after the other, each after a `From ` line that follows an empty line (RFC 4155; `>From ` lines are mboxrd's).
struct MboxFile {
    private let bytes: Data

    init(_ bytes: Data) { self.bytes = bytes }

    func forEach(
        mailBytesMax: Int, skipped: inout ArchiveReader.Skipped, _ take: ([UInt8]) throws -> Void
    ) rethrows {
        var mail: [UInt8] = []
        var isTooLarge = false
        var wasEmpty = true
        var isFirst = true
        var start = bytes.startIndex
        func isEnvelope(_ line: Data) -> Bool { wasEmpty && line.starts(with: Array("From ".utf8)) }
        while start < bytes.endIndex {
            let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.endIndex
            let line = bytes[start..<end]
            start = end
            if isEnvelope(line) {
                if !isFirst { try hand(&mail, isTooLarge, &skipped, take) }
                (isFirst, isTooLarge, wasEmpty) = (false, false, false)
                continue
            }
            wasEmpty = line.allSatisfy { $0 == 0x0A || $0 == 0x0D }
            guard !isTooLarge else { continue }
            mail += Self.isQuoted(line) ? line.dropFirst() : line
            if mail.count > mailBytesMax {
                isTooLarge = true
                mail = []
            }
        }
        if !isFirst { try hand(&mail, isTooLarge, &skipped, take) }
    }

    private func hand(
        _ mail: inout [UInt8], _ isTooLarge: Bool, _ skipped: inout ArchiveReader.Skipped, _ take: ([UInt8]) throws -> Void
    ) rethrows {
        if isTooLarge { skipped.tooLarge += 1 } else if !mail.isEmpty { try take(mail) }
        mail = []
    }

    /// One or more `>` before `From `: one of them was put there by the mailbox.
    private static func isQuoted(_ line: Data) -> Bool {
        guard line.first == 0x3E else { return false }
        return line.drop { $0 == 0x3E }.starts(with: Array("From ".utf8))
    }
}
