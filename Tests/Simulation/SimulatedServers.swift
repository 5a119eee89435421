import Store

/// A mailbox that outlives every crash of the service.
struct SimulatedMailbox {
    struct Mail: Equatable {
        var uid: Int
        var name: String
    }

    static let name = "support"
    private(set) var validity: Int64 = 1
    private(set) var inbox: [Mail] = []
    private(set) var done: [String] = []
    private var nextUID = 1

    mutating func receive(_ name: String) {
        inbox.append(Mail(uid: nextUID, name: name))
        nextUID += 1
    }

    /// MOVE; a mail that is no longer there is passed over.
    mutating func file(_ mails: [Mail], validity: Int64) {
        guard validity == self.validity else { return }
        for mail in mails where inbox.contains(mail) {
            inbox.removeAll { $0 == mail }
            done.append(mail.name)
        }
    }

    /// COPY without the EXPUNGE that should follow (K4): the mail lies in both folders.
    mutating func copy(_ mails: [Mail]) { done += mails.filter(inbox.contains).map(\.name) }

    /// The mailbox is made anew (K18): every UID means something else, and what was filed lies in the inbox again.
    mutating func recreate() {
        validity += 1
        nextUID = 1
        let names = inbox.map(\.name) + done.filter { name in !inbox.contains { $0.name == name } }
        (inbox, done) = ([], [])
        for name in names { receive(name) }
    }
}

/// A submission server that remembers what it took.
struct SimulatedServer {
    struct Acceptance: Equatable {
        var bytes: [UInt8]
        /// Whether we may ever have learned of it: the reply was lost, or we died before it was committed.
        var isAmbiguous: Bool
    }

    private(set) var accepted: [String: [Acceptance]] = [:]

    mutating func accept(_ item: OutboxItem) {
        accepted[item.messageID, default: []].append(Acceptance(bytes: item.bytes, isAmbiguous: false))
    }

    /// The reply to the last acceptance never counted (RFC 1047).
    mutating func loseReply(to messageID: String) {
        guard var all = accepted[messageID], let last = all.indices.last else { return }
        all[last].isAmbiguous = true
        accepted[messageID] = all
    }
}
