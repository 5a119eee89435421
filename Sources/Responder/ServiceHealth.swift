import HelpDesk
import Store

/// What the service knows of its own state, and the file that tells it to others: `health.json` in the data folder.
///
/// A monitor that finds the file older than a minute knows that nothing runs; the file says the rest.
actor ServiceHealth {
    /// A way in or out: a mailbox by its name, or `submission`.
    enum ChannelState: Sendable, Equatable {
        case starting
        case working
        /// Bad weather; it is tried again.
        case failing(String)
        /// It waits for a person: a refused login is not tried again (RULES E8).
        case stopped(String)
    }

    private struct Channel {
        var state = ChannelState.starting
        var lastSuccess: Timestamp?
        var failingSince: Timestamp?
    }

    /// A channel as the watch sees it.
    struct ChannelReport: Sendable, Equatable {
        var name: String
        var state: ChannelState
        /// Since when it fails without a success between; nil when it works or is stopped.
        var failingSince: Timestamp?
        var words: String?
    }

    private let folder: DataFolder
    private let clock: ServiceClock
    private let started: Timestamp
    private var channels: [String: Channel] = [:]
    private var alerts: [String] = []
    private var board: AlarmBoard

    private static let alertsMax = 20

    init(folder: DataFolder, clock: ServiceClock, repeatSeconds: Int64) {
        self.folder = folder
        self.clock = clock
        started = clock.now()
        board = AlarmBoard(repeatSeconds: repeatSeconds)
    }

    // MARK: Alarms

    func report(_ key: String) -> AlarmBoard.Duty { board.report(key, at: clock.now()) }
    func raise(_ key: String, _ words: String) -> AlarmBoard.Duty { board.raise(key, words, at: clock.now()) }
    func clear(_ key: String) -> AlarmBoard.Trouble? { board.clear(key) }
    var troubles: [AlarmBoard.Trouble] { board.standing.sorted { $0.key < $1.key }.map(\.value) }

    // MARK: Channels

    func succeeded(_ name: String) {
        channels[name] = Channel(state: .working, lastSuccess: clock.now())
    }

    func failed(_ name: String, _ words: String) {
        let before = channels[name] ?? Channel()
        channels[name] = Channel(
            state: .failing(words), lastSuccess: before.lastSuccess, failingSince: before.failingSince ?? clock.now())
    }

    func stopped(_ name: String, _ words: String) {
        channels[name] = Channel(state: .stopped(words), lastSuccess: channels[name]?.lastSuccess)
    }

    func report() -> [ChannelReport] {
        channels.sorted { $0.key < $1.key }.map { name, channel in
            let words: String? =
                switch channel.state {
                case .failing(let words), .stopped(let words): words
                case .starting, .working: nil
                }
            return ChannelReport(name: name, state: channel.state, failingSince: channel.failingSince, words: words)
        }
    }

    /// When a channel last did what it should; the start, where it has not yet.
    func lastSuccess(_ name: String) -> Timestamp { channels[name]?.lastSuccess ?? started }

    func alert(_ words: String) {
        alerts.append("\(UTCTime.text(clock.now())) \(words)")
        if alerts.count > Self.alertsMax { alerts.removeFirst() }
    }

    /// Every channel that is stopped, with why.
    var stoppedChannels: [(name: String, words: String)] {
        channels.sorted { $0.key < $1.key }.compactMap { name, channel in
            if case .stopped(let words) = channel.state { return (name, words) }
            return nil
        }
    }

    /// Every channel that is failing, with why.
    var failingChannels: [(name: String, words: String)] {
        channels.sorted { $0.key < $1.key }.compactMap { name, channel in
            if case .failing(let words) = channel.state { return (name, words) }
            return nil
        }
    }

    /// Writes the file; a full disk must not stop the service for its own health's sake.
    func write(store: StoreHealth?) { try? folder.replace("health.json", with: Array((json(store) + "\n").utf8)) }

    private func json(_ store: StoreHealth?) -> String {
        let now = clock.now()
        var parts = ["\"time\":\"\(UTCTime.text(now))\"", "\"started\":\"\(UTCTime.text(started))\""]
        let isWell = board.standing.isEmpty && channels.values.allSatisfy { $0.state == .working || $0.state == .starting }
        parts.append("\"ok\":\(isWell)")
        let rows = channels.sorted { $0.key < $1.key }.map { "\(JSONText.quoted($0.key)):\(Self.json($0.value, now))" }
        parts.append("\"channels\":{\(rows.joined(separator: ","))}")
        if let store {
            let oldest = store.oldestWaitingAt.map { max(0, now.seconds(since: $0)) } ?? 0
            parts.append("\"waiting\":\(store.waitingMails),\"oldest_seconds\":\(oldest)")
            parts.append("\"outbox\":\(store.outboxDepth),\"failed\":\(store.failed),\"parked\":\(store.parked)")
            parts.append("\"quarantined\":\(store.quarantined)")
            parts.append("\"hold\":\(store.hold.map { JSONText.quoted($0.reason) } ?? "null")")
        }
        let troubles = board.standing.sorted { $0.key < $1.key }.map { key, trouble in
            "{\"key\":\(JSONText.quoted(key)),\"since\":\"\(UTCTime.text(trouble.since))\",\"words\":\(JSONText.quoted(trouble.words))}"
        }
        parts.append("\"troubles\":[\(troubles.joined(separator: ","))]")
        parts.append("\"alerts\":[\(alerts.map(JSONText.quoted).joined(separator: ","))]")
        return "{" + parts.joined(separator: ",") + "}"
    }

    private static func json(_ channel: Channel, _ now: Timestamp) -> String {
        let (state, words): (String, String?) =
            switch channel.state {
            case .starting: ("starting", nil)
            case .working: ("working", nil)
            case .failing(let words): ("failing", words)
            case .stopped(let words): ("stopped", words)
            }
        let age = channel.lastSuccess.map { "\(now.seconds(since: $0))" } ?? "null"
        return "{\"state\":\"\(state)\",\"seconds_since_success\":\(age),\"words\":\(words.map(JSONText.quoted) ?? "null")}"
    }
}
