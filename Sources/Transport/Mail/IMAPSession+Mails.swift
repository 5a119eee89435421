import MailProtocol

/// What a mailbox does with mails, as commands.
extension IMAPSession {
    // MARK: Reading

    func fetch(limit: Int, skipping: Set<MailUID>, keyword: String?) throws(TransportError) -> [RawMail] {
        hasNews = false
        let validity = uidValidity
        let waiting = try search(.uidSearchWaiting(without: keyword, answer: capabilities.extendedSearch ? .ranges : .list))
        let uids = waiting.first(limit) { !skipping.contains(MailUID(validity: validity, uid: $0)) }
        guard !uids.isEmpty else { return [] }
        let plan = FetchPlan(try sizes(of: uids))
        var mails: [UInt32: RawMail] = [:]
        try read(plan.whole, .whole, plan.wholeBytes) { uid, fetch, body in
            mails[uid] = RawMail.fetched(MailUID(validity: validity, uid: uid), fetch, body, mailBytes: body.count)
        }
        try read(plan.tooLarge.map(\.uid), .header, plan.tooLarge.count << 16) { uid, fetch, body in
            let bytes = plan.tooLarge.first { $0.uid == uid }?.bytes ?? body.count
            mails[uid] = RawMail.fetched(MailUID(validity: validity, uid: uid), fetch, body, mailBytes: bytes)
        }
        // A UID that is missing was expunged by somebody else meanwhile.
        return uids.compactMap { mails[$0] }
    }

    func contains(messageID: String) throws(TransportError) -> Bool {
        try !search(.uidSearch(messageID: messageID)).isEmpty
    }

    func header(messageID: String) throws(TransportError) -> (uid: MailUID, bytes: [UInt8])? {
        guard let uid = try search(.uidSearch(messageID: messageID)).first(1, where: { _ in true }).first else { return nil }
        var header: [UInt8]?
        try read([uid], .header, 1 << 16) { _, _, body in header = HeaderSection.cut(body) }
        return header.map { (MailUID(validity: uidValidity, uid: uid), $0) }
    }

    func count(_ folder: String) throws(TransportError) -> Int? {
        var count: Int?
        let statuses = try run([.messageCount(wireName(folder), nameEncoding)]) { untagged in
            if case .messageCount(let told?) = untagged { count = Int(told) }
        }
        return statuses.allSatisfy { $0.kind == .ok } ? count : nil
    }

    private func search(_ command: IMAPCommand) throws(TransportError) -> UIDSet {
        var found: [ClosedRange<UInt32>] = []
        try require(command, expectedBytes: 1 << 20) { untagged in
            if case .search(let set) = untagged { found += set.ranges }
        }
        return UIDSet(ranges: found)
    }

    private func sizes(of uids: [UInt32]) throws(TransportError) -> [(uid: UInt32, bytes: Int)] {
        var sizes: [UInt32: Int] = [:]
        try pipeline(uids, expectedBytes: uids.count * 100, { .uidFetch($0, .size) }) { untagged in
            if case .fetch(let told) = untagged, let uid = told.uid, let bytes = told.sizeBytes {
                sizes[uid] = Int(clamping: bytes)
            }
        }
        return uids.compactMap { uid in sizes[uid].map { (uid, $0) } }
    }

    private func read(
        _ uids: [UInt32], _ items: IMAPCommand.FetchItems, _ expectedBytes: Int, each: (UInt32, IMAPFetch, [UInt8]) -> Void
    ) throws(TransportError) {
        let wanted = Set(uids)
        try pipeline(uids, expectedBytes: expectedBytes, { .uidFetch($0, items) }) { untagged in
            // Others' flag changes come as FETCH too, without a body.
            guard case .fetch(let told) = untagged, let uid = told.uid, wanted.contains(uid), let body = told.body else { return }
            each(uid, told, body)
        }
    }

    // MARK: Filing

    /// Mails of an earlier UIDVALIDITY are passed over: their numbers mean other mails now.
    func file(_ uids: [MailUID], _ filing: IMAPMailbox.Filing) throws(TransportError) {
        let numbers = uids.compactMap { uid -> UInt32? in
            guard case .imap(uidValidity, let number) = uid.name else { return nil }
            return number
        }
        switch filing {
        case .keyword: try pipeline(numbers) { .uidAdd(keyword: IMAPMailbox.doneKeyword, to: $0) }
        case .move(let done):
            let folder = wireName(done)
            do throws(TransportError) {
                try move(numbers, to: folder)
            } catch {
                // The folder may have been deleted under us: make it and try once more.
                guard case .refused = error else { throw error }
                try ensureFolder(done)
                try move(numbers, to: folder)
            }
        }
    }

    private func move(_ uids: [UInt32], to folder: String) throws(TransportError) {
        if capabilities.move { return try pipeline(uids) { .uidMove($0, to: folder, nameEncoding) } }
        // K4: between the copy and the mark a mail is in both places; the dedupe key stops the second.
        try pipeline(uids) { .uidCopy($0, to: folder, nameEncoding) }
        try pipeline(uids) { .uidMarkDeleted($0) }
        // Without UIDPLUS the mark stays, and the search for waiting mails passes over it.
        if capabilities.uidPlus { try pipeline(uids) { .uidExpunge($0) } }
    }

    func expunge(before day: String) throws(TransportError) -> Int {
        let old = try search(.uidSearch(before: day)).first(Self.expungeMax) { _ in true }
        guard !old.isEmpty else { return 0 }
        try pipeline(old) { .uidMarkDeleted($0) }
        try pipeline(old) { .uidExpunge($0) }
        return old.count
    }

    private static let expungeMax = 10_000

    func erase(_ clues: [MailClue], onlyIf isMeant: ([UInt8]) -> Bool) throws(TransportError) -> MailErasure {
        let found = try candidates(clues)
        var meant: [UInt32] = []
        try read(found, .header, found.count << 14) { uid, _, body in
            if isMeant(HeaderSection.cut(body)) { meant.append(uid) }
        }
        guard !meant.isEmpty else { return MailErasure() }
        try pipeline(meant) { .uidMarkDeleted($0) }
        guard capabilities.uidPlus else { return MailErasure(marked: meant.count) }
        try pipeline(meant) { .uidExpunge($0) }
        return MailErasure(removed: meant.count)
    }

    /// What the server finds by any of the clues.
    private func candidates(_ clues: [MailClue]) throws(TransportError) -> [UInt32] {
        let commands = Set(clues).prefix(TransportLimits.cluesMax).map { clue -> IMAPCommand in
            switch clue {
            case .from(let address): .uidSearch(.from, address)
            case .to(let address): .uidSearch(.to, address)
            case .messageID(let identifier): .uidSearch(messageID: identifier)
            }
        }
        var found: [ClosedRange<UInt32>] = []
        for start in stride(from: 0, to: commands.count, by: Self.searchesMax) {
            let batch = Array(commands[start..<min(start + Self.searchesMax, commands.count)])
            let statuses = try run(batch, expectedBytes: 1 << 20) { untagged in
                if case .search(let set) = untagged { found += set.ranges }
            }
            for (status, command) in zip(statuses, batch) { try check(status, command) }
        }
        return UIDSet(ranges: found).first(Self.expungeMax) { _ in true }
    }

    /// Searches outstanding at once.
    private static let searchesMax = 50

    /// One command for each 200 UIDs, all outstanding at once.
    private func pipeline(
        _ uids: [UInt32], expectedBytes: Int = 0, _ command: (UIDSet) -> IMAPCommand, each: (IMAPUntagged) -> Void = { _ in }
    ) throws(TransportError) {
        guard !uids.isEmpty else { return }
        let step = TransportLimits.fetchUIDsPerCommandMax
        let commands = stride(from: 0, to: uids.count, by: step).map { start in
            command(UIDSet(uids[start..<min(start + step, uids.count)]))
        }
        let statuses = try run(commands, expectedBytes: expectedBytes, each: each)
        for (status, command) in zip(statuses, commands) { try check(status, command) }
    }
}

/// Which of the waiting mails this batch reads, and how.
private struct FetchPlan {
    var whole: [UInt32] = []
    var wholeBytes = 0
    var tooLarge: [(uid: UInt32, bytes: Int)] = []

    /// - Parameter sizes: as the server tells them, oldest first.
    init(_ sizes: [(uid: UInt32, bytes: Int)]) {
        for mail in sizes {
            if mail.bytes > TransportLimits.mailBytesMax {
                tooLarge.append(mail)
            } else if whole.isEmpty || wholeBytes + mail.bytes <= TransportLimits.batchBytesMax {
                whole.append(mail.uid)
                wholeBytes += mail.bytes
            } else {
                return
            }
        }
    }
}

extension RawMail {
    fileprivate static func fetched(_ uid: MailUID, _ told: IMAPFetch, _ body: [UInt8], mailBytes: Int) -> RawMail {
        if mailBytes > TransportLimits.mailBytesMax {
            return RawMail(
                uid: uid, receivedAt: told.internalDate, bytes: HeaderSection.cut(body), extent: .headerOnly(mailBytes: mailBytes)
            )
        }
        return RawMail(uid: uid, receivedAt: told.internalDate, bytes: body, extent: .whole)
    }
}

/// The part of a mail before its first empty line.
enum HeaderSection {
    /// - Returns: the header section with the empty line, at most ``TransportLimits/headerBytesMax``.
    static func cut(_ mail: [UInt8]) -> [UInt8] {
        var lineIsEmpty = true
        for (index, byte) in mail.prefix(TransportLimits.headerBytesMax).enumerated() {
            if byte == 0x0A {
                if lineIsEmpty { return Array(mail[...index]) }
                lineIsEmpty = true
            } else if byte != 0x0D {
                lineIsEmpty = false
            }
        }
        return Array(mail.prefix(TransportLimits.headerBytesMax))
    }
}
