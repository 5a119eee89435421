import Foundation
import HelpDesk

/// The figures of one run of ``GatewayBench``: a table for people and a JSON line for programs.
struct GatewayReport {
    let mails: Int
    let prefill: Int
    var answered = 0
    var escalated = 0
    var ignored = 0
    var other = 0
    var submitted = 0
    var seconds = 0.0
    var processorSeconds = 0.0
    var residentKilobytes = 0
    var residentAfterKilobytes = 0
    var bareSeconds = 0.0
    var bareProcessorSeconds = 0.0
    var latencies: [Double] = []
    var startToFetch = 0.0
    var startToAnswer = 0.0

    init(mails: Int, prefill: Int) {
        self.mails = mails
        self.prefill = prefill
    }

    mutating func count(_ disposition: Disposition?) {
        switch disposition {
        case .answered: answered += 1
        case .escalated: escalated += 1
        case .ignored: ignored += 1
        case .handled, .quarantined, nil: other += 1
        }
    }

    func print() {
        Swift.print("\(mails) mails over TLS, synchronous=FULL, \(prefill) tickets in the store before")
        for (name, value, unit) in rows { Swift.print("  \(name.padding(32))\(value.padding(10))\(unit)") }
        let fields = rows.map { "\"\($0.name.replacingOccurrences(of: " ", with: "_"))\": \($0.value)" }
        Swift.print("{\"mails\": \(mails), \"tickets_before\": \(prefill), " + fields.joined(separator: ", ") + "}")
    }

    private var rows: [(name: String, value: String, unit: String)] {
        let per = 1000 / Double(max(mails, 1))
        var rows: [(String, String, String)] = [
            ("answered", String(answered), "mails"), ("escalated", String(escalated), "mails"),
            ("ignored", String(ignored), "mails"), ("otherwise", String(other), "mails"),
            ("submitted", String(submitted), "mails, as Postfix counts"),
            ("mails in", Self.text(Double(mails) / max(seconds, 1e-9)), "a second, the start included"),
            ("mails out", Self.text(Double(submitted) / max(seconds, 1e-9)), "a second"),
            ("CPU", Self.text(processorSeconds * per), "ms a mail, the start included"),
            ("resident peak", Self.text(Double(residentKilobytes) / 1024), "MB"),
            ("bare loop mails out", Self.text(Double(submitted) / max(bareSeconds, 1e-9)), "a second, fetch and submit alone"),
            ("bare loop CPU", Self.text(bareProcessorSeconds * per), "ms a mail"),
            ("share of the bare loop", Self.text(bareSeconds / max(seconds, 1e-9)), ""),
        ]
        guard !latencies.isEmpty else { return rows }
        rows += [
            ("latency p50", Self.text(percentile(0.5)), "ms from IDLE push to accepted, \(latencies.count) mails one by one"),
            ("latency p99", Self.text(percentile(0.99)), "ms"), ("start to first fetch", Self.text(startToFetch), "ms, stored"),
            ("start to first answer", Self.text(startToAnswer), "ms, accepted"),
            ("resident peak of a new start", Self.text(Double(residentAfterKilobytes) / 1024), "MB"),
        ]
        return rows
    }

    private func percentile(_ share: Double) -> Double {
        let sorted = latencies.sorted()
        guard let last = sorted.last else { return 0 }
        let index = Int((Double(sorted.count) * share).rounded(.up)) - 1
        return sorted.indices.contains(index) ? sorted[index] : last
    }

    private static func text(_ value: Double) -> String { String((value * 1000).rounded() / 1000) }
}

extension String {
    fileprivate func padding(_ width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}
