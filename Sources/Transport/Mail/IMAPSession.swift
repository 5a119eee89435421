import MailProtocol

/// One logged-in IMAP connection: runs commands, keeps what the server told of itself. It belongs to one actor.
final class IMAPSession {
    private let connection: CurlConnection
    private var machine: IMAPClientMachine
    private let server: String
    private let patience: Patience
    /// Set before each use by the mailbox: whether the call under way was cancelled.
    var cancel: CancelFlag

    private(set) var capabilities = IMAPCapabilities([])
    private var separator: UInt8?
    private var prefix = ""
    /// Modified UTF-7 until the server has switched to UTF-8.
    private(set) var nameEncoding = MailboxName.Encoding.modifiedUTF7
    private var goodbye: String?
    private var idleWasRefused = false

    /// The folder that is selected, under the name of the wire.
    private(set) var selected: String?
    private var access = Access.readOnly
    private(set) var uidValidity: UInt32 = 0
    private(set) var mailCount = 0
    private(set) var keepsKeywords = false
    /// Mails may have come since this was last cleared.
    var hasNews = false

    init(connection: CurlConnection, server: String, patience: Patience, cancel: CancelFlag) {
        self.connection = connection
        self.patience = patience
        self.server = server
        self.cancel = cancel
        machine = IMAPClientMachine(tagPrefix: "t" + String(UInt32.random(in: .min ... .max), radix: 36))
    }

    // MARK: Commands

    /// Runs commands in one pipeline and gives their completions in order.
    /// - Parameter expectedBytes: what the answer may hold; slow lines get time for it.
    func run(
        _ commands: [IMAPCommand], expectedBytes: Int = 0, within least: Int = IMAPSession.commandSeconds,
        each: (IMAPUntagged) -> Void = { _ in }
    ) throws(TransportError) -> [IMAPStatus] {
        let seconds = least + expectedBytes / Self.slowestBytesPerSecond
        let deadline = patience.deadline(seconds)
        let ids = commands.map { machine.issue($0) }
        var completed: [IMAPClientMachine.CommandID: IMAPStatus] = [:]
        do throws(CurlConnection.Interruption) {
            while completed.count < ids.count {
                switch try step(until: deadline, stop: { cancel.isCancelled }) {
                case .untagged(let untagged)?: each(untagged)
                case .completed(let id, let status)?: completed[id] = status
                case .idling?, nil: break
                }
            }
        } catch { throw translate(error, commands.first?.name ?? "", seconds) }
        return ids.compactMap { completed[$0] }
    }

    /// One command that must succeed.
    func require(
        _ command: IMAPCommand, expectedBytes: Int = 0, each: (IMAPUntagged) -> Void = { _ in }
    ) throws(TransportError) {
        for status in try run([command], expectedBytes: expectedBytes, each: each) { try check(status, command) }
    }

    func check(_ status: IMAPStatus, _ command: IMAPCommand) throws(TransportError) {
        guard status.kind != .ok else { return }
        if status.code == .unavailable || goodbye != nil { throw .unavailable(server: server, line: goodbye ?? status.line) }
        throw .refused(server: server, command: command.name, line: status.line)
    }

    static let commandSeconds = 120
    private static let slowestBytesPerSecond = 16 << 10

    /// One turn of the machine; nil where nothing was delivered.
    private func step(
        until deadline: ContinuousClock.Instant, stop: () -> Bool
    ) throws(CurlConnection.Interruption) -> IMAPClientMachine.Delivery? {
        switch machine.next() {
        case .send(let bytes):
            try connection.send(bytes, until: deadline, stop: stop) { machine.receive($0) }
            return nil
        case .needMore:
            machine.receive(try connection.receive(until: deadline, stop: stop))
            return nil
        case .fail(let failure): throw .lost(Self.violation + "\(failure)")
        case .deliver(let delivery):
            if case .untagged(let untagged) = delivery { observe(untagged) }
            return delivery
        }
    }

    private static let violation = "protocol: "

    private func observe(_ untagged: IMAPUntagged) {
        switch untagged {
        case .exists(let count):
            if Int(count) > mailCount { hasNews = true }
            mailCount = Int(count)
        case .expunge: mailCount = max(0, mailCount - 1)
        case .capability(let told): capabilities = told
        case .list(let told): separator = told
        case .namespace(let told, let mark):
            prefix = String(decoding: told, as: UTF8.self)
            separator = mark ?? separator
        case .status(let status): observe(status)
        case .enabled(let told):
            if told.contains("UTF8=ACCEPT") { nameEncoding = .utf8 }
        case .fetch, .search, .messageCount, .other: break
        }
    }

    private func observe(_ status: IMAPStatus) {
        if status.kind == .bye { goodbye = status.line }
        switch status.code {
        case .capability(let told)?: capabilities = told
        case .uidValidity(let told)?: uidValidity = told
        case .permanentFlags(let flags)?: keepsKeywords = flags.contains("\\*") || flags.contains(IMAPMailbox.doneKeyword)
        default: break
        }
    }

    private func translate(_ interruption: CurlConnection.Interruption, _ command: String, _ seconds: Int) -> TransportError {
        switch interruption {
        case .deadline: .timeout(server: server, what: command, seconds: seconds)
        case .stopped: .cancelled
        case .lost(let why):
            if let goodbye {
                .unavailable(server: server, line: "* BYE " + goodbye)
            } else if why.hasPrefix(Self.violation) {
                .protocolViolation(server: server, what: String(why.dropFirst(Self.violation.count)))
            } else {
                .unreachable(server: server, why: why)
            }
        }
    }

    // MARK: Conversation

    /// Syncs with the server on a tag of ours (what libcurl's login left unread is passed over) and learns its ways.
    func begin() throws(TransportError) {
        try require(.capability)
        machine.literals = capabilities.nonSynchronizingLiterals ? .nonSynchronizing : .synchronizing
        // A server of IMAP4rev2 alone knows no other spelling (RFC 9051 §5.1).
        if capabilities.has("IMAP4REV2"), !capabilities.has("IMAP4REV1") { nameEncoding = .utf8 }
        if capabilities.utf8Names { _ = try run([.enableUTF8]) }
        _ = try run(capabilities.namespace ? [.separator, .namespace] : [.separator])
    }

    /// A configured folder name as this server spells it: `/` is the configuration's separator, and folders may
    /// have to lie under a prefix (`INBOX.` of some servers, RFC 2342).
    func wireName(_ folder: String) -> String {
        guard folder.uppercased() != "INBOX" else { return "INBOX" }
        guard let separator else { return folder }
        let mark = String(UnicodeScalar(separator))
        let name = mark == "/" ? folder : folder.split(separator: "/").joined(separator: mark)
        return prefix.isEmpty || name.uppercased().hasPrefix(prefix.uppercased()) ? name : prefix + name
    }

    enum Access { case readWrite, readOnly }

    /// - Returns: false where there is no such folder.
    func select(_ folder: String, _ access: Access) throws(TransportError) -> Bool {
        let name = wireName(folder)
        // What was opened for writing may be read; the reverse is refused by the server.
        if selected == name, self.access == .readWrite || self.access == access { return true }
        selected = nil
        mailCount = 0
        keepsKeywords = false
        let command = access == .readWrite ? IMAPCommand.select(name, nameEncoding) : .examine(name, nameEncoding)
        for status in try run([command]) {
            if status.kind == .ok, access == .readWrite, status.code == .readOnly {
                throw .refused(server: server, command: "SELECT", line: "the folder \(folder) is read-only for this user")
            }
            guard status.kind == .ok else {
                // Who says goodbye at the same time says nothing about the folder.
                if status.code == .unavailable || goodbye != nil {
                    throw .unavailable(server: server, line: goodbye ?? status.line)
                }
                return false
            }
        }
        selected = name
        self.access = access
        hasNews = true
        return true
    }

    /// Makes a folder where it is missing.
    func ensureFolder(_ folder: String) throws(TransportError) {
        let name = wireName(folder)
        if try run([.messageCount(name, nameEncoding)]).allSatisfy({ $0.kind == .ok }) { return }
        try require(.create(name, nameEncoding))
    }

    struct Ways {
        var listening: IMAPMailbox.Listening
        var pollSeconds: Int
    }

    /// Waits for news: by IDLE (RFC 2177) where it is offered; else until it is time to look, for a server that is not asked
    /// need not tell.
    func awaitNews(seconds: Double, _ ways: Ways, stop: () -> Bool) throws(TransportError) {
        let isIdleUsed = capabilities.idle && !idleWasRefused && ways.listening == .idle
        let deadline = ContinuousClock.now + .seconds(isIdleUsed ? seconds : min(seconds, Double(ways.pollSeconds)))
        var idle = isIdleUsed ? machine.issue(.idle) : nil
        var isEnding = false
        var end = deadline
        do throws(CurlConnection.Interruption) {
            while true {
                do throws(CurlConnection.Interruption) {
                    if case .completed(let id, let status)? = try step(until: end, stop: { isEnding ? false : stop() }),
                        id == idle
                    {
                        if isEnding { return }
                        // Refused, or ended by the server: listen on without it.
                        idleWasRefused = status.kind != .ok
                        idle = nil
                    }
                    if !hasNews || isEnding { continue }
                } catch {
                    guard !isEnding, error == .deadline || error == .stopped else { throw error }
                }
                guard idle != nil else { return }
                isEnding = true
                end = patience.deadline(Self.idleEndSeconds)
                machine.endIdle()
            }
        } catch { throw translate(error, "IDLE", Int(seconds)) }
    }

    private static let idleEndSeconds = 20
    private static let logoutSeconds = 5

    /// LOGOUT; whatever comes of it, the session is over.
    func end() {
        cancel = CancelFlag(wake: WakeSignal())
        _ = try? run([.logout], within: Self.logoutSeconds)
    }
}
