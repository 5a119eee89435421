/// An SMTP submission client as a pure machine: a transaction and bytes in, actions out (RFC 5321, 6409, 2920).
///
/// It begins after greeting, TLS and login. Start with ``hello(_:)``; after `.ready`, one ``submit(_:)`` at a time.
/// All recipients or none: where one of them is refused, the mail is not sent, and the outcome is that refusal.
///
/// The moment before the final dot is an action of its own: the host commits there, then calls
/// ``sendFinalDot()``, or drops the connection. What the host has taken from ``next()`` counts as handed over when
/// it calls ``next()`` again.
public struct SMTPClientMachine: Sendable {
    public enum Action: Sendable, Equatable {
        case send([UInt8])
        case readyForFinalDot
        case deliver(Delivery)
        /// The stage whose reply is awaited, for its deadline (RULES E7); nil when none is.
        case needMore(SMTPStage?)
    }

    public enum Delivery: Sendable, Equatable {
        /// EHLO was answered.
        case ready(SMTPCapabilities)
        /// EHLO was refused, or the server said something that is not SMTP.
        case unusable(String)
        case finished(SMTPOutcome)
        /// QUIT was answered.
        case goodbye
    }

    /// How far the final dot is.
    private enum Dot: Equatable { case notYet, offered, queued, handedOver }

    /// A content up to this size waits for the host and goes with its dot, so that either side wakes once for both. A larger one
    /// goes ahead: the time between the host's commit and the dot is the time in which a crash leaves the mail's fate unknown.
    static let contentWithDotBytesMax = 64 << 10

    private var parser = SMTPReplyParser()
    public private(set) var capabilities = SMTPCapabilities()
    /// Grows with every reply: a stage's deadline starts anew only with it.
    public private(set) var repliesRead = 0
    private var awaited: [SMTPStage] = []
    private var outgoing: [[UInt8]] = []
    private var deliveries: [Delivery] = []
    private var transaction: SMTPTransaction?
    private var recipientReplies: [SMTPReply] = []
    private var refusal: (stage: SMTPStage, reply: SMTPReply)?
    private var dot = Dot.notYet
    private var isBroken = false

    public init() {}

    // MARK: What the host asks

    /// - Parameter name: the client's own host name; anything but letters, digits, `.`, `-`, `:`, `[`, `]` is left out.
    public mutating func hello(_ name: String) {
        let safe = name.utf8.filter { isHostByte($0) }
        command(Array("EHLO ".utf8) + (safe.isEmpty ? Array("localhost".utf8) : safe), .hello)
    }

    public mutating func submit(_ transaction: SMTPTransaction) {
        recipientReplies = []
        refusal = nil
        dot = .notYet
        if isBroken { return finish(.lost("the connection is no longer usable")) }
        if let obstacle = obstacle(to: transaction) { return finish(.impossible(obstacle)) }
        self.transaction = transaction
        command(mailCommand(transaction), .mail)
        guard capabilities.pipelining else { return }
        commandRecipients(transaction)
        // With several recipients DATA waits for their replies: a refused one must stop the mail for all.
        if transaction.recipients.count == 1 { command(Array("DATA".utf8), .data) }
    }

    /// Only after `.readyForFinalDot`.
    public mutating func sendFinalDot() {
        guard dot == .offered else { return }
        dot = .queued
        var last: [UInt8] = []
        if let content = transaction?.content, !Self.goesAhead(content) {
            last.reserveCapacity(content.wire.count + 3)
            last += content.wire
        }
        last += ".\r\n".utf8
        outgoing.append(last)
        awaited.append(.final)
    }

    public mutating func quit() {
        command(Array("QUIT".utf8), .quit)
    }

    public mutating func receive(_ bytes: ArraySlice<UInt8>) {
        parser.receive(bytes)
    }

    /// Tells the machine that the connection is gone; a transaction under way ends with an outcome.
    public mutating func connectionLost(_ why: String) {
        breakOff(why, at: awaited.first)
    }

    public mutating func next() -> Action {
        if dot == .queued, outgoing.isEmpty { dot = .handedOver }
        while true {
            if !deliveries.isEmpty { return .deliver(deliveries.removeFirst()) }
            if !outgoing.isEmpty {
                defer { outgoing.removeAll() }
                return .send(outgoing.count == 1 ? outgoing[0] : Array(outgoing.joined()))
            }
            if isBroken { return .needMore(nil) }
            switch parser.next() {
            case .reply(let reply): handle(reply)
            case .fail(let failure): breakOff("the server sent what is not SMTP (\(failure))", at: awaited.first)
            case .needMore: return dot == .offered ? .readyForFinalDot : .needMore(awaited.first)
            }
        }
    }

    // MARK: Replies

    private mutating func handle(_ reply: SMTPReply) {
        repliesRead += 1
        guard !awaited.isEmpty else {
            let why = reply.code == 421 ? reply.text : "the server spoke without being asked: \(reply.text)"
            return breakOff(why, at: .data, reply)
        }
        let stage = awaited.removeFirst()
        if reply.code == 421 {
            // The server closes (RFC 5321 §3.8); as the answer to the final dot it is a definite refusal.
            guard stage == .final else { return breakOff(reply.text, at: stage, reply) }
            isBroken = true
        }
        switch stage {
        case .hello: handleHello(reply)
        case .mail: handleMail(reply)
        case .recipient: handleRecipient(reply)
        case .data: handleData(reply)
        case .final: handleFinal(reply)
        case .reset:
            if reply.severity != .positive { isBroken = true }
            finishRefused()
        case .quit: deliveries.append(.goodbye)
        }
    }

    private mutating func handleHello(_ reply: SMTPReply) {
        guard reply.severity == .positive else {
            isBroken = true
            return deliveries.append(.unusable(reply.text))
        }
        capabilities = SMTPCapabilities(reply: reply)
        deliveries.append(.ready(capabilities))
    }

    private mutating func handleMail(_ reply: SMTPReply) {
        note(reply, .mail)
        guard !capabilities.pipelining else { return }
        if refusal != nil { return abandon() }
        if let transaction { commandOneRecipient(transaction, 0) }
    }

    private mutating func handleRecipient(_ reply: SMTPReply) {
        recipientReplies.append(reply)
        // Permanent outranks transient: the mail as it stands can never go to all of them.
        if reply.severity == .permanentFailure, let first = refusal, first.stage == .recipient,
            first.reply.severity != .permanentFailure
        {
            refusal = (.recipient, reply)
        }
        note(reply, .recipient)
        guard let transaction else { return }
        if recipientReplies.count < transaction.recipients.count {
            if !capabilities.pipelining { commandOneRecipient(transaction, recipientReplies.count) }
        } else if awaited.first != .data {
            if refusal != nil { abandon() } else { command(Array("DATA".utf8), .data) }
        }
    }

    private mutating func handleData(_ reply: SMTPReply) {
        guard reply.code == 354 else {
            note(reply, .data)
            return abandon()
        }
        guard refusal == nil, let transaction else {
            // The server wants the mail although its only recipient was refused: hang up, so that nothing goes.
            isBroken = true
            return finishRefused()
        }
        if Self.goesAhead(transaction.content) { outgoing.append(transaction.content.wire) }
        dot = .offered
    }

    private static func goesAhead(_ content: DataStuffing.Content) -> Bool { content.wire.count > contentWithDotBytesMax }

    private mutating func handleFinal(_ reply: SMTPReply) {
        switch reply.severity {
        case .positive: finish(.accepted(reply))
        case .transientFailure, .permanentFailure: finish(.refused(.final, reply))
        case .intermediate: breakOff("the server answered the final dot with \(reply.text)", at: .final)
        }
    }

    /// Remembers the first reply that is not a yes.
    private mutating func note(_ reply: SMTPReply, _ stage: SMTPStage) {
        if reply.severity != .positive, refusal == nil { refusal = (stage, reply) }
    }

    // MARK: Ends

    /// The transaction is refused: clear the server's state for the next, then tell.
    private mutating func abandon() {
        if !isBroken { command(Array("RSET".utf8), .reset) }
    }

    private mutating func finishRefused() {
        guard let refusal else { return finish(.lost("the transaction was not begun")) }
        finish(.refused(refusal.stage, refusal.reply))
    }

    private mutating func finish(_ end: SMTPOutcome.End) {
        transaction = nil
        dot = .notYet
        deliveries.append(.finished(SMTPOutcome(end: end, recipientReplies: recipientReplies, mustClose: isBroken)))
    }

    /// The connection can no longer be used. A refusal that was already heard stands.
    private mutating func breakOff(_ why: String, at stage: SMTPStage?, _ reply: SMTPReply? = nil) {
        isBroken = true
        awaited = []
        outgoing = []
        if stage == .hello { deliveries.append(.unusable(why)) }
        if stage == .quit { deliveries.append(.goodbye) }
        guard transaction != nil else { return }
        if dot == .handedOver {
            finish(.ambiguous(why))
        } else if refusal != nil {
            finishRefused()
        } else if let reply, reply.severity == .transientFailure || reply.severity == .permanentFailure {
            finish(.refused(stage ?? .data, reply))
        } else {
            finish(.lost(why))
        }
    }

    // MARK: Commands

    private mutating func command(_ text: [UInt8], _ stage: SMTPStage) {
        outgoing.append(text + [0x0D, 0x0A])
        awaited.append(stage)
    }

    private mutating func commandRecipients(_ transaction: SMTPTransaction) {
        for index in transaction.recipients.indices { commandOneRecipient(transaction, index) }
    }

    private mutating func commandOneRecipient(_ transaction: SMTPTransaction, _ index: Int) {
        command(Array("RCPT TO:<".utf8) + transaction.recipients[index] + [UInt8(ascii: ">")], .recipient)
    }

    private func mailCommand(_ transaction: SMTPTransaction) -> [UInt8] {
        var text = Array("MAIL FROM:<".utf8) + transaction.reversePath + [UInt8(ascii: ">")]
        if capabilities.size { text += Array(" SIZE=\(transaction.content.wire.count)".utf8) }
        if transaction.content.hasEightBitBytes { text += Array(" BODY=8BITMIME".utf8) }
        if transaction.needsSMTPUTF8 { text += Array(" SMTPUTF8".utf8) }
        return text
    }

    private func obstacle(to transaction: SMTPTransaction) -> SMTPObstacle? {
        let bytes = transaction.content.wire.count
        if let most = capabilities.sizeBytesMax, bytes > most { return .tooLarge(bytes: bytes, bytesMax: most) }
        if transaction.content.hasEightBitBytes, !capabilities.eightBitMIME { return .eightBitContent }
        return transaction.needsSMTPUTF8 && !capabilities.smtpUTF8 ? .internationalAddress : nil
    }
}

private func isHostByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x41...0x5A).contains(upper(byte)) || ".-:[]".utf8.contains(byte)
}
