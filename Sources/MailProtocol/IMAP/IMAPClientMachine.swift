/// An IMAP client as a pure machine: commands and bytes in, actions out (RFC 9051 §2.2).
///
/// It begins after the greeting and the login. Issue commands, feed what arrives, and run ``next()`` until it says
/// `.needMore`. Several commands may be outstanding and the server may complete them in any order. Tagged replies
/// to tags that are not outstanding, and whatever was under way before the first command, are passed over: mail is
/// only ever read as counted literals, so a body that imitates a reply is never taken for one (RULES E3).
public struct IMAPClientMachine: Sendable {
    public struct CommandID: Sendable, Hashable {
        let number: Int
    }

    public enum Action: Sendable, Equatable {
        case send([UInt8])
        case deliver(Delivery)
        case needMore
        /// The stream is lost; it stays so.
        case fail(Failure)
    }

    public enum Delivery: Sendable, Equatable {
        case untagged(IMAPUntagged)
        case completed(CommandID, IMAPStatus)
        /// The server has taken IDLE; end it with ``endIdle()``.
        case idling
    }

    public enum Failure: Error, Sendable, Equatable {
        case framing(LineFramer.Failure)
        /// More responses that are no IMAP than any server's quirk explains.
        case garbage
    }

    public enum Literals: Sendable, Equatable { case synchronizing, nonSynchronizing }

    /// How literals go out; set it once the capabilities are known.
    public var literals = Literals.synchronizing

    private enum Outgoing {
        case bytes([UInt8])
        case awaitContinuation(CommandID)
    }

    private var framer: LineFramer
    private let tagPrefix: [UInt8]
    private var lastNumber = 0
    private var outstanding: Set<CommandID> = []
    private var outgoing: [Outgoing] = []
    private var idle: CommandID?
    private var malformed = 0
    private var failure: Failure?

    private static let malformedMax = 100

    /// - Parameter tagPrefix: letters and digits, random for each connection.
    public init(tagPrefix: String, limits: LineFramer.Limits = .imap) {
        self.tagPrefix =
            tagPrefix.utf8.filter { isDigit($0) || (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) } + [0x78]
        framer = LineFramer(dialect: .linesAndLiterals, limits: limits)
    }

    public var hasOutstandingCommands: Bool { !outstanding.isEmpty }

    public mutating func issue(_ command: IMAPCommand) -> CommandID {
        lastNumber += 1
        let id = CommandID(number: lastNumber)
        outstanding.insert(id)
        if command == .idle { idle = id }
        var bytes = tag(of: id) + [0x20]
        for part in command.parts {
            switch part {
            case .text(let text): bytes += text
            case .literal(let literal):
                let plus = literals == .nonSynchronizing ? "+" : ""
                bytes += Array("{\(literal.count)\(plus)}\r\n".utf8)
                if literals == .synchronizing {
                    outgoing.append(.bytes(bytes))
                    outgoing.append(.awaitContinuation(id))
                    bytes = []
                }
                bytes += literal
            }
        }
        outgoing.append(.bytes(bytes + [0x0D, 0x0A]))
        return id
    }

    /// Ends IDLE; its completion follows.
    public mutating func endIdle() {
        guard idle != nil else { return }
        idle = nil
        outgoing.append(.bytes(Array("DONE\r\n".utf8)))
    }

    public mutating func receive(_ bytes: ArraySlice<UInt8>) {
        framer.append(bytes)
    }

    public mutating func next() -> Action {
        if let failure { return .fail(failure) }
        if let bytes = takeOutgoing() { return .send(bytes) }
        while true {
            switch framer.next() {
            case .needMore: return .needMore
            case .fail(let failure): return fail(.framing(failure))
            case .unit(let range):
                if let action = handle(IMAPResponseParser.parse(framer.buffer, range)) { return action }
            }
        }
    }

    /// All that may go out now, in one piece: pipelined commands share a packet.
    private mutating func takeOutgoing() -> [UInt8]? {
        var bytes: [UInt8] = []
        var taken = 0
        for entry in outgoing {
            guard case .bytes(let chunk) = entry else { break }
            bytes += chunk
            taken += 1
        }
        outgoing.removeFirst(taken)
        return taken > 0 ? bytes : nil
    }

    /// Nil where nothing is to be told.
    private mutating func handle(_ response: IMAPResponse) -> Action? {
        switch response {
        case .untagged(let untagged): return .deliver(.untagged(untagged))
        case .tagged(let tag, let status):
            guard let id = commandID(of: tag), outstanding.remove(id) != nil else { return nil }
            withdraw(id)
            return .deliver(.completed(id, status))
        case .continuation: return proceed()
        case .malformed:
            malformed += 1
            return malformed > Self.malformedMax ? fail(.garbage) : nil
        }
    }

    private mutating func proceed() -> Action? {
        if case .awaitContinuation = outgoing.first {
            outgoing.removeFirst()
            return takeOutgoing().map { .send($0) }
        }
        return idle != nil ? .deliver(.idling) : nil
    }

    /// A command that was refused before its literal was asked for: the rest of it must not go out.
    private mutating func withdraw(_ id: CommandID) {
        if idle == id { idle = nil }
        guard case .awaitContinuation(id) = outgoing.first else { return }
        outgoing.removeFirst()
        if case .bytes = outgoing.first { outgoing.removeFirst() }
    }

    private mutating func fail(_ failure: Failure) -> Action {
        self.failure = failure
        return .fail(failure)
    }

    private func tag(of id: CommandID) -> [UInt8] { tagPrefix + Array(String(id.number).utf8) }

    private func commandID(of tag: [UInt8]) -> CommandID? {
        guard tag.starts(with: tagPrefix), let number: Int = decimal(tag[tagPrefix.count...]) else { return nil }
        return CommandID(number: number)
    }
}
