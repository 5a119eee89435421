/// Figures as blocks of a mail: the same for `metrics` by mail and for the digest.
enum FiguresBlocks {
    static let rowsMax = 15
    static let labelScalarsMax = 120

    static func all(_ figures: Figures, for reader: Reader) -> [MailBlock] {
        var blocks: [MailBlock] = [.tiles(tiles(figures, before: nil, for: reader))]
        blocks += chart("By status", statuses(figures, reader))
        blocks += chart("By intent", figures.byIntent)
        blocks += chart("Why people were asked", reasons(figures.escalationReasons, reader))
        blocks += ratings(figures, for: reader)
        blocks += chart("Automatic mail that was suppressed", reasons(figures.suppressed, reader))
        return blocks
    }

    static func statuses(_ figures: Figures, _ reader: Reader) -> [String: Int] {
        figures.byStatus.reduce(into: [:]) { counts, entry in
            let words = TicketStatus(rawValue: entry.key).map { reader(StatusWords.word($0)) } ?? entry.key
            counts[words, default: 0] += entry.value
        }
    }

    /// Reasons in words, with a capital letter.
    static func reasons(_ counts: [String: Int], _ reader: Reader) -> [String: Int] {
        RuleWords.merged(counts).reduce(into: [:]) { $0[reader.recorded($1.key).capitalizedFirst, default: 0] += $1.value }
    }

    /// - Parameter before: the span to compare with, already scaled to the same length.
    static func tiles(_ figures: Figures, before: FigureRates?, for reader: Reader) -> [Tile] {
        let now = FigureRates(figures)
        func change(_ value: Double, _ before: Double?, _ show: (Double) -> String) -> String {
            guard let before, before.isFinite, value.isFinite else { return "" }
            let shown = show(before)
            let sign = shown == show(value) ? "=" : value > before ? "▲" : "▼"
            return sign + " " + reader("before: {{value}}", ["value": shown])
        }
        func count(_ value: Double) -> String { NumberText.fixed(value, places: 0) }
        func mean(_ value: Double) -> String { NumberText.fixed(value, places: 1) }
        func share(_ value: Double) -> String { NumberText.percent(value) }
        return [
            Tile(
                label: "Tickets", value: NumberText.grouped(figures.tickets),
                change: change(Double(figures.tickets), before?.ticketsPerDay, count)),
            Tile(
                label: "Answered automatically", value: share(now.autoResolve),
                change: change(now.autoResolve, before?.autoResolve, share)),
            Tile(
                label: "Brought to people", value: share(now.escalation),
                change: change(now.escalation, before?.escalation, share)),
            Tile(
                label: "Mean rating", value: now.ratings > 0 ? mean(now.meanRating) : "–",
                change: change(now.meanRating, before?.meanRating, mean)),
        ]
    }

    /// Most first; what does not fit is summed up.
    static func chart(_ title: String, _ counts: [String: Int], tone: Tone = .plain) -> [MailBlock] {
        let sorted = counts.filter { $0.value > 0 }.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        guard !sorted.isEmpty else { return [] }
        var bars = sorted.prefix(rowsMax).map {
            Bar(
                label: CleanText.line($0.key, scalarsMax: labelScalarsMax), value: Double($0.value),
                shown: NumberText.grouped($0.value), tone: tone)
        }
        let rest = sorted.dropFirst(rowsMax).reduce(0) { $0 + $1.value }
        if rest > 0 { bars.append(Bar(label: "…", value: Double(rest), shown: NumberText.grouped(rest), tone: tone)) }
        return [.heading(title), .chart(bars)]
    }

    static func ratings(_ figures: Figures, for reader: Reader) -> [MailBlock] {
        let rates = FigureRates(figures)
        guard rates.ratings > 0 else { return [] }
        let bars = (1...5).reversed().map { stars in
            let count = figures.ratings[stars] ?? 0
            return Bar(
                label: String(repeating: "★", count: stars), value: Double(count), shown: NumberText.grouped(count),
                tone: stars >= 4 ? .good : stars == 3 ? .notice : .alert)
        }
        let share = NumberText.percent(rates.resolution)
        return [
            .heading("Ratings"), .chart(bars),
            .small(reader("{{share}} of them say that the matter is resolved.", ["share": share])),
        ]
    }
}

/// Rates that follow from figures; shares are not a number where there is nothing to share.
public struct FigureRates: Sendable, Equatable {
    public var autoResolve: Double
    public var escalation: Double
    public var ratings: Int
    public var meanRating: Double
    /// Share of ratings that say resolved.
    public var resolution: Double
    public var ticketsPerDay: Double

    /// - Parameter figures: rates are shares of the tickets opened in its span.
    public init(_ figures: Figures) {
        let tickets = Double(figures.tickets)
        autoResolve = tickets > 0 ? Double(figures.autoResolved) / tickets : .nan
        escalation = tickets > 0 ? Double(figures.escalated) / tickets : .nan
        ratings = figures.ratings.filter { (1...5).contains($0.key) }.values.reduce(0, +)
        let sum = figures.ratings.filter { (1...5).contains($0.key) }.reduce(0) { $0 + $1.key * $1.value }
        meanRating = ratings > 0 ? Double(sum) / Double(ratings) : .nan
        resolution = ratings > 0 ? Double(figures.ratingsResolved) / Double(ratings) : .nan
        let days = Double(figures.to.seconds(since: figures.from)) / 86_400
        ticketsPerDay = days > 0 ? tickets / days : tickets
    }
}
