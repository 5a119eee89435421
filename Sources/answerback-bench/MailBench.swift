import Foundation
import InternetMessage

/// How fast mails are read: CPU a mail for structure and text, with reply and kind, and bytes a second with every attachment decoded.
///
/// The same work as the peers' harnesses do: all headers unfolded and decoded, all text parts as UTF-8, all attachments decoded.
enum MailBench {
    static func run(_ arguments: [String]) -> Int32 {
        guard let folder = arguments.first else {
            print("usage: answerback-bench mail DIR [ROUNDS]")
            return 64
        }
        let rounds = arguments.dropFirst().first.flatMap { Int($0) } ?? 15
        let mails = load(folder)
        guard !mails.isEmpty else {
            print("answerback-bench: no .eml in \(folder)")
            return 66
        }
        let bytes = mails.reduce(0) { $0 + $1.count }
        print(
            "mails \(mails.count), \(bytes / 1_000) kB in all, \(bytes / mails.count) bytes each, CPU of one thread, median of \(rounds) rounds"
        )
        report("structure", bytes, mails.count, measure(rounds, mails) { Message($0).entities.count })
        report("parse and decode", bytes, mails.count, measure(rounds, mails, decode))
        report("with reply and kind", bytes, mails.count, measure(rounds, mails) { Reading(Message($0)).replyText.utf8.count })
        report("parse, decode, attachments", bytes, mails.count, measure(rounds, mails, decodeAll))
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

    private static func report(_ what: String, _ bytes: Int, _ count: Int, _ seconds: Double) {
        let micros = seconds / Double(count) * 1e6
        let rate = Double(bytes) / seconds / 1e9
        print("\(what): \(fixed(micros, 2)) us/mail, \(fixed(rate, 3)) GB/s, \(Int(Double(count) / seconds)) mails/s")
    }

    private static func fixed(_ value: Double, _ places: Int) -> String {
        let factor = pow(10.0, Double(places))
        return String((value * factor).rounded() / factor)
    }
}
