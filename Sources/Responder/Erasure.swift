import HelpDesk
import InternetMessage
public import Store

extension Installation {
    /// Erases a customer (RULES G1): the tickets with all that hangs on them, and the mails of theirs that opened none.
    public func erase(_ address: String) async throws -> Erased {
        let key = AddressKey.key(address)
        let tombstone = Hexadecimal.text(signer.sign(Array("erased/".utf8) + Array(key.utf8)))
        return try await store.erase(
            party: key, tombstone: tombstone, alsoMails: try await looseMails(from: key), now: clock.now())
    }

    /// Mails without a ticket whose From is this address: only who reads them can find them.
    private func looseMails(from key: String) async throws -> [MailID] {
        var found: [MailID] = []
        var after = MailID(rawValue: 0)
        while true {
            let ids = try await store.mailsWithoutTicket(after: after, limit: Self.looseMailsBatch)
            guard let last = ids.last else { return found }
            for (id, bytes) in zip(ids, try await store.bytes(of: ids)) {
                guard let bytes, let from = Reading(Message(bytes)).from, AddressKey.key(from.address) == key else { continue }
                found.append(id)
            }
            after = last
        }
    }

    private static let looseMailsBatch = 100
}
