/// One reply of an SMTP server, all its lines together (RFC 5321 §4.2).
public struct SMTPReply: Sendable, Equatable {
    public enum Severity: Sendable, Equatable { case positive, intermediate, transientFailure, permanentFailure }

    /// 200 to 599.
    public let code: Int
    /// The text of each line, without code and line end.
    public let lines: [[UInt8]]

    public var severity: Severity {
        switch code / 100 {
        case 2: .positive
        case 3: .intermediate
        case 4: .transientFailure
        default: .permanentFailure
        }
    }

    /// RFC 3463; of the last line that has one.
    public var enhancedStatus: EnhancedStatus? {
        lines.reversed().lazy.compactMap { EnhancedStatus(startOf: $0[...]) }.first
    }

    /// Code and text in one printable line.
    public var text: String { printable(Array("\(code) ".utf8) + Array(lines.joined(separator: [0x20]))) }
}

/// Puts reply lines together.
public struct SMTPReplyParser: Sendable {
    public enum Failure: Error, Sendable, Equatable {
        case framing(LineFramer.Failure)
        /// A line that does not begin with a code of three digits.
        case notAReply
        case tooManyLines(max: Int)
    }

    public enum Step: Sendable, Equatable {
        case reply(SMTPReply)
        case needMore
        case fail(Failure)
    }

    public static let linesMax = 512

    private var framer = LineFramer(dialect: .lines, limits: .smtp)
    private var lines: [[UInt8]] = []
    private var code = 0

    public init() {}

    public mutating func receive(_ bytes: ArraySlice<UInt8>) { framer.append(bytes) }

    /// Whether bytes or lines of an unfinished reply wait.
    public var isMidReply: Bool { !lines.isEmpty || framer.isMidUnit }

    public mutating func next() -> Step {
        while true {
            switch framer.next() {
            case .needMore: return .needMore
            case .fail(let failure): return .fail(.framing(failure))
            case .unit(let range):
                guard let last = take(framer.buffer[range]) else { return .fail(.notAReply) }
                if lines.count > Self.linesMax { return .fail(.tooManyLines(max: Self.linesMax)) }
                if last {
                    defer { lines = [] }
                    return .reply(SMTPReply(code: code, lines: lines))
                }
            }
        }
    }

    /// Reads one line; nil when it is none, otherwise whether it is the last of its reply. Where the codes of a
    /// reply's lines differ, which RFC 5321 forbids, the last counts.
    private mutating func take(_ raw: ArraySlice<UInt8>) -> Bool? {
        var line = raw.dropLast()
        if line.last == 0x0D { line = line.dropLast() }
        guard line.count >= 3, let code: Int = decimal(line.prefix(3)), (200...599).contains(code) else { return nil }
        let rest = line.dropFirst(3)
        guard rest.isEmpty || rest.first == 0x20 || rest.first == UInt8(ascii: "-") else { return nil }
        self.code = code
        lines.append(Array(rest.dropFirst()))
        return rest.first != UInt8(ascii: "-")
    }
}
