import Foundation
import HelpDesk
import InternetMessage

/// A question that a customer opened, and what a person first answered.
struct Conversation: Sendable {
    struct Letter: Sendable {
        var messageID: String
        var from: String
        var fromName: String
        var subject: String
        /// What was typed, at most ``Conversations/typedBytesMax`` bytes.
        var typed: String
        var date: Timestamp?
    }
    var question: Letter
    /// nil where the archive holds no answer of a person.
    var answer: Letter?
    /// Whether the customer wrote again after the answer, with more than thanks.
    var wasAskedAgain: Bool
    /// The opening mail's place in the archive, counted from 1.
    var number: Int
}

/// Puts the mails of an archive into conversations, by In-Reply-To and References (RFC 5322 §3.6.4).
///
/// Who is a customer is told by addresses of one's own where they are known. Where none are, an address that answered at least two
/// other people is taken for one.
struct Conversations {
    static let typedBytesMax = 16_384
    static let mailsMax = 1_000_000

    private struct Item {
        var letter: Conversation.Letter
        var parents: [String]
        var to: [String]
        var isHuman: Bool
        var number: Int
    }

    private var items: [Item] = []
    private var indexOfID: [String: Int] = [:]
    private var own: Set<String>
    private(set) var mailCount = 0

    /// - Parameter own: addresses that answer customers; empty finds them out.
    init(own: [String]) { self.own = Set(own.map(AddressKey.key)) }

    mutating func add(_ reading: Reading) {
        mailCount += 1
        guard items.count < Self.mailsMax, let from = reading.from else { return }
        let id = reading.messageID ?? "no-id-\(mailCount)@archive"
        // The same mail lies in several folders of many archives.
        guard indexOfID[id] == nil else { return }
        let seconds = reading.date?.timeIntervalSince1970
        let letter = Conversation.Letter(
            messageID: id, from: AddressKey.key(from.address), fromName: from.name, subject: reading.subject,
            typed: String(decoding: reading.replyText.utf8.prefix(Self.typedBytesMax), as: UTF8.self),
            date: seconds.flatMap { (0..<4e9).contains($0) ? Timestamp(seconds: Int64($0)) : nil })
        indexOfID[id] = items.count
        items.append(
            Item(
                letter: letter, parents: reading.inReplyTo + reading.references.reversed(),
                to: (reading.to + reading.cc).map { AddressKey.key($0.address) },
                isHuman: reading.kind == .human && [nil, "no"].contains(reading.autoSubmitted), number: mailCount))
    }

    /// Conversations that a customer opened, in the order of the archive.
    func all() -> [Conversation] {
        let answering = own.isEmpty ? answeringAddresses() : own
        let roots = items.indices.map { root(of: $0) }
        var members: [Int: [Int]] = [:]
        for index in items.indices where roots[index] != index { members[roots[index], default: []].append(index) }
        return items.indices.compactMap { index in
            let opening = items[index]
            guard roots[index] == index, opening.isHuman, !answering.contains(opening.letter.from) else { return nil }
            return conversation(index, members[index] ?? [], answering)
        }
    }

    private func conversation(_ root: Int, _ members: [Int], _ answering: Set<String>) -> Conversation {
        let customer = items[root].letter.from
        let replies = members.sorted { order($0) < order($1) }
        let first = replies.firstIndex { index in
            let item = items[index]
            return item.isHuman && item.letter.from != customer && item.to.contains(customer)
                && (answering.isEmpty || answering.contains(item.letter.from))
        }
        let later = first.map { replies[($0 + 1)...] } ?? []
        let wasAskedAgain = later.contains { index in
            let item = items[index]
            return item.letter.from == customer && item.isHuman
                && !CustomerWords.isThanksAlone(item.letter.typed, names: [item.letter.fromName])
        }
        return Conversation(
            question: items[root].letter, answer: first.map { items[replies[$0]].letter }, wasAskedAgain: wasAskedAgain,
            number: items[root].number)
    }

    private func order(_ index: Int) -> (Int64, Int) { (items[index].letter.date?.seconds ?? Int64.max, index) }

    /// The oldest mail of the thread that the archive holds. A thread that refers to itself has no end: steps are counted.
    private func root(of start: Int) -> Int {
        var index = start
        for _ in 0..<Self.depthMax {
            guard let parent = items[index].parents.lazy.compactMap({ indexOfID[$0] }).first(where: { $0 != index }),
                parent != start
            else { return index }
            index = parent
        }
        return index
    }

    private static let depthMax = 200

    private func answeringAddresses() -> Set<String> {
        var answered: [String: Set<String>] = [:]
        for item in items where item.isHuman {
            guard let parent = item.parents.lazy.compactMap({ indexOfID[$0] }).first else { continue }
            let asker = items[parent].letter.from
            if asker != item.letter.from { answered[item.letter.from, default: []].insert(asker) }
        }
        let many = Set(answered.filter { $0.value.count >= Self.answeredMin }.keys)
        // A customer who wrote to two agents is none: whom they answered, answers more people than they do.
        return many.filter { address in
            let count = answered[address]?.count ?? 0
            return !(answered[address] ?? []).contains { (answered[$0]?.count ?? 0) > count }
        }
    }

    private static let answeredMin = 2
}
