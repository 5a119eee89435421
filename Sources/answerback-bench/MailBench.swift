import Foundation
import InternetMessage

/// How fast mails are read: CPU a mail for structure and text, with reply and kind, and bytes a second with every attachment decoded.
///
/// The same work as the peers' harnesses do: all headers unfolded and decoded, all text parts as UTF-8, all attachments decoded. Peers that
/// were measured in the same run are given as `NAME=MICROSECONDS`, and the ratios to them are printed (`make bench-mail`).
enum MailBench {
    static func run(_ arguments: [String]) -> Int32 {
        guard let folder = arguments.first else {
            print("usage: answerback-bench mail DIR [ROUNDS] [PEER=MICROSECONDS …]")
            return 64
        }
        let rounds = arguments.dropFirst().first.flatMap { Int($0) } ?? 15
        let peers = arguments.dropFirst().compactMap(Peer.init)
        let mails = load(folder)
        guard !mails.isEmpty else {
            print("answerback-bench: no .eml in \(folder)")
            return 66
        }
        let report = MailReport(
            folder: folder, mails: mails.count, bytes: mails.reduce(0) { $0 + $1.count }, rounds: rounds, peers: peers,
            structure: measure(rounds, mails) { Message($0).entities.count },
            decoded: measure(rounds, mails, decode),
            replied: measure(rounds, mails) { Reading(Message($0)).replyText.utf8.count },
            attached: measure(rounds, mails, decodeAll))
        report.printTable()
        report.printJSON()
        return 0
    }

    static func load(_ folder: String) -> [[UInt8]] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".eml") }.sorted().compactMap { name in
            FileManager.default.contents(atPath: folder + "/" + name).map { [UInt8]($0) }
        }
    }

    /// Headers, addresses and text parts, as an object model.
    private static func decode(_ bytes: [UInt8]) -> Int {
        let content = MessageContent(Message(bytes))
        return content.text.count + content.headerText.count
    }

    private static func decodeAll(_ bytes: [UInt8]) -> Int {
        let message = Message(bytes)
        let content = MessageContent(message)
        var sum = content.text.count + content.headerText.count
        for entity in message.entities where entity.children.isEmpty && !content.textEntities.contains(entity.index) {
            sum += entity.decoded().count
        }
        return sum
    }

    /// CPU seconds of this thread for all mails, the median of the rounds.
    private static func measure(_ rounds: Int, _ mails: [[UInt8]], _ work: ([UInt8]) -> Int) -> Double {
        var times: [Double] = []
        var sink = 0
        for _ in 0..<max(rounds, 1) {
            let start = clock()
            for mail in mails { sink &+= work(mail) }
            times.append(Double(clock() - start) / Double(CLOCKS_PER_SEC))
        }
        if sink == Int.min { print(sink) }
        return times.sorted()[times.count / 2]
    }

    /// A peer's CPU a mail on the same mails, measured beside this.
    struct Peer {
        let name: String
        let microseconds: Double

        init?(_ argument: String) {
            let parts = argument.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let microseconds = Double(parts[1]), microseconds > 0 else { return nil }
            name = String(parts[0])
            self.microseconds = microseconds
        }
    }
}

/// What was measured, in seconds of CPU for all mails.
private struct MailReport {
    let folder: String
    let mails: Int
    let bytes: Int
    let rounds: Int
    let peers: [MailBench.Peer]
    let structure: Double
    let decoded: Double
    let replied: Double
    let attached: Double

    private var lines: [(name: String, seconds: Double)] {
        [
            ("structure", structure), ("headers and texts decoded", decoded), ("reply text and kind", replied),
            ("attachments decoded too", attached),
        ]
    }

    func printTable() {
        print("\(mails) mails in \(folder), \(bytes / mails) bytes each; CPU of one thread, median of \(rounds) rounds")
        for (name, seconds) in lines {
            print("\(padded(name, 26)) \(fixed(micros(seconds), 2)) us/mail  \(fixed(Double(bytes) / seconds / 1e9, 3)) GB/s")
        }
        for peer in peers {
            print("\(padded(peer.name, 26)) \(fixed(peer.microseconds, 2)) us/mail, \(fixed(ratio(to: peer), 2)) times ours")
        }
    }

    /// One line for whoever keeps a record.
    func printJSON() {
        var fields = [
            "\"bench\":\"mail\"", "\"mails\":\(mails)", "\"bytes\":\(bytes)", "\"rounds\":\(rounds)",
            "\"structure_us\":\(fixed(micros(structure), 2))", "\"decoded_us\":\(fixed(micros(decoded), 2))",
            "\"reply_kind_us\":\(fixed(micros(replied), 2))", "\"attachments_us\":\(fixed(micros(attached), 2))",
            "\"attachments_gb_per_s\":\(fixed(Double(bytes) / attached / 1e9, 3))",
        ]
        for peer in peers {
            fields.append(
                "\"\(peer.name)_us\":\(fixed(peer.microseconds, 2)),\"\(peer.name)_ratio\":\(fixed(ratio(to: peer), 2))")
        }
        print("{\(fields.joined(separator: ","))}")
    }

    /// Peers decode everything, attachments too.
    private func ratio(to peer: MailBench.Peer) -> Double { peer.microseconds / micros(attached) }

    private func micros(_ seconds: Double) -> Double { seconds / Double(mails) * 1e6 }

    private func fixed(_ value: Double, _ places: Int) -> String {
        let factor = pow(10.0, Double(places))
        return String((value * factor).rounded() / factor)
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
