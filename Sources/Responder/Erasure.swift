import HelpDesk
import InternetMessage
public import Store

/// What became of a customer's data: in the store, and in the folders of the mail servers.
public struct Erasure: Sendable {
    public var stored: Erased
    public var folders: [FolderErasure.Report]
}

extension Installation {
    /// Erases a customer (RULES G1): the tickets with all that hangs on them, the mails of theirs that opened none, and the copies in
    /// the done and Sent folders.
    ///
    /// The servers come first, for only the store knows which mails are meant; what a server refuses is told, and the store is erased
    /// all the same. Asked again, the servers are still searched by the address.
    public func erase(_ address: String) async throws -> Erasure {
        let key = AddressKey.key(address)
        let scope = try await store.erasureScope(of: key)
        let loose = try await looseMails(from: key)
        let folders = FolderErasure(
            party: key, received: try await signs(of: Array(scope.mails.union(loose))), sent: scope.messageIDs, installation: self
        )
        let reports = await folders.run()
        let tombstone = Hexadecimal.text(signer.sign(Array("erased/".utf8) + Array(key.utf8)))
        let stored = try await store.erase(party: key, tombstone: tombstone, alsoMails: loose, now: clock.now())
        return Erasure(stored: stored, folders: reports)
    }

    /// By what the stored mails are known on a server.
    private func signs(of mails: [MailID]) async throws -> Set<MailSign> {
        var signs: Set<MailSign> = []
        for start in stride(from: 0, to: mails.count, by: Self.batchMax) {
            for bytes in try await store.bytes(of: Array(mails[start..<min(start + Self.batchMax, mails.count)])) {
                if let sign = bytes.flatMap({ MailSign($0) }) { signs.insert(sign) }
            }
        }
        return signs
    }

    /// Mails without a ticket whose From is this address: only who reads them can find them.
    private func looseMails(from key: String) async throws -> [MailID] {
        var found: [MailID] = []
        var after = MailID(rawValue: 0)
        while true {
            let ids = try await store.mailsWithoutTicket(after: after, limit: Self.batchMax)
            guard let last = ids.last else { return found }
            for (id, bytes) in zip(ids, try await store.bytes(of: ids)) {
                guard let bytes, let from = Reading(Message(bytes)).from, AddressKey.key(from.address) == key else { continue }
                found.append(id)
            }
            after = last
        }
    }

    private static let batchMax = 100
}

/// A Message-ID with its author: the identifier alone is chosen by whoever writes (RULES D17).
struct MailSign: Hashable, Sendable {
    /// Without `<` and `>`.
    var messageID: String
    /// In lower case.
    var author: String

    /// nil where the mail has no Message-ID.
    init?(_ bytes: [UInt8]) { self.init(Reading(Message(bytes))) }

    init?(_ reading: Reading) {
        guard let identifier = reading.messageID, let from = reading.from else { return nil }
        (messageID, author) = (Self.bare(identifier), AddressKey.key(from.address))
    }

    static func bare(_ identifier: String) -> String {
        identifier.hasPrefix("<") && identifier.hasSuffix(">") ? String(identifier.dropFirst().dropLast()) : identifier
    }
}
