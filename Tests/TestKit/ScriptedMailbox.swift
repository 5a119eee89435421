public import Transport

/// A mailbox whose weather a test makes.
public actor ScriptedMailbox: Mailbox {
    public nonisolated let name: String
    private var mails: [RawMail]
    private var weather: [TransportError]
    private var validity: UInt32
    public private(set) var filed: [MailUID] = []
    public private(set) var opens = 0
    public private(set) var sentFolder: Set<String> = []

    /// - Parameter weather: thrown by the next calls of `open`, one each.
    public init(name: String = "inbox", mails: [[UInt8]] = [], validity: UInt32 = 1, weather: [TransportError] = []) {
        self.name = name
        self.validity = validity
        self.weather = weather
        self.mails = mails.enumerated().map { index, bytes in
            RawMail(uid: MailUID(validity: validity, uid: UInt32(index + 1)), receivedAt: nil, bytes: bytes, extent: .whole)
        }
    }

    /// Every mail lies there again, under the names of a new UIDVALIDITY (K18).
    public func recreate(with bytes: [[UInt8]]) {
        validity += 1
        filed = []
        mails = bytes.enumerated().map { index, bytes in
            RawMail(uid: MailUID(validity: validity, uid: UInt32(index + 1)), receivedAt: nil, bytes: bytes, extent: .whole)
        }
    }

    public func putIntoSentFolder(_ messageID: String) { sentFolder.insert(messageID) }

    public func open() throws(TransportError) -> MailboxState {
        opens += 1
        if !weather.isEmpty { throw weather.removeFirst() }
        return MailboxState(uidValidity: validity, mailCount: mails.count, capabilities: ["MOVE"])
    }

    public func fetch(limit: Int, skipping: Set<MailUID>) -> [RawMail] {
        Array(mails.filter { !skipping.contains($0.uid) }.prefix(limit))
    }

    public func file(_ uids: [MailUID]) {
        filed += uids
        mails.removeAll { uids.contains($0.uid) }
    }

    public func waitForMail(atMost seconds: Double) async throws(TransportError) {
        do { try await Task.sleep(for: .seconds(seconds)) } catch { throw .cancelled }
    }

    public func contains(messageID: String, in folder: FolderRole) -> Bool { folder == .sent && sentFolder.contains(messageID) }
    public func count(_ folder: FolderRole) -> Int? { mails.count }
    public func erase(
        _ clues: [MailClue], in folder: FolderRole, onlyIf isMeant: @escaping @Sendable ([UInt8]) -> Bool
    ) -> MailErasure {
        let before = mails.count
        if folder == .inbox { mails.removeAll { isMeant($0.bytes) } }
        return MailErasure(removed: before - mails.count)
    }
    public func expungeDone(olderThanDays days: Int) -> Int { 0 }
    public func close() {}
}
