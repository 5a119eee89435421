/// Figures as blocks of a mail: the same for `metrics` by mail and for the digest.
enum FiguresBlocks {
    static let rowsMax = 15

    static func all(_ figures: Figures) -> [MailBlock] {
        var blocks: [MailBlock] = [.tiles(tiles(figures, before: nil))]
        blocks += chart("By status", figures.byStatus)
        blocks += chart("By intent", figures.byIntent)
        blocks += chart("Why people were asked", figures.escalationReasons)
        blocks += ratings(figures)
        blocks += chart("Suppressed automatic mail", figures.suppressed)
        return blocks
    }

    /// - Parameter before: the span to compare with, already scaled to the same length.
    static func tiles(_ figures: Figures, before: FigureRates?) -> [Tile] {
        let now = FigureRates(figures)
        return [
            Tile(
                label: "Tickets", value: NumberText.grouped(figures.tickets),
                change: change(Double(figures.tickets), before?.ticketsPerDay, places: 0)),
            Tile(
                label: "Answered automatically", value: NumberText.percent(now.autoResolve),
                change: points(now.autoResolve, before?.autoResolve)),
            Tile(
                label: "Brought to people", value: NumberText.percent(now.escalation),
                change: points(now.escalation, before?.escalation)),
            Tile(
                label: "Mean rating", value: now.ratings > 0 ? NumberText.fixed(now.meanRating, places: 1) : "–",
                change: change(
                    now.meanRating, before.flatMap { $0.ratings > 0 && now.ratings > 0 ? $0.meanRating : nil }, places: 1)),
        ]
    }

    private static func change(_ now: Double, _ before: Double?, places: Int) -> String {
        guard let before, before.isFinite, now.isFinite else { return "" }
        return "before: \(NumberText.fixed(before, places: places))"
    }

    private static func points(_ now: Double, _ before: Double?) -> String {
        guard let before, before.isFinite else { return "" }
        return "before: \(NumberText.percent(before))"
    }

    /// Most first; what does not fit is summed up.
    static func chart(_ title: String, _ counts: [String: Int], tone: Tone = .plain) -> [MailBlock] {
        let sorted = counts.filter { $0.value > 0 }.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        guard !sorted.isEmpty else { return [] }
        var bars = sorted.prefix(rowsMax).map {
            Bar(
                label: CleanText.line($0.key, scalarsMax: 60), value: Double($0.value), shown: NumberText.grouped($0.value),
                tone: tone)
        }
        let rest = sorted.dropFirst(rowsMax).reduce(0) { $0 + $1.value }
        if rest > 0 { bars.append(Bar(label: "others", value: Double(rest), shown: NumberText.grouped(rest), tone: tone)) }
        return [.heading(title), .chart(bars)]
    }

    static func ratings(_ figures: Figures) -> [MailBlock] {
        let rates = FigureRates(figures)
        guard rates.ratings > 0 else { return [] }
        let bars = (1...5).reversed().map { stars in
            let count = figures.ratings[stars] ?? 0
            return Bar(
                label: String(repeating: "★", count: stars), value: Double(count), shown: NumberText.grouped(count),
                tone: stars >= 4 ? .good : stars == 3 ? .notice : .alert)
        }
        return [
            .heading("Ratings"), .chart(bars),
            .small("\(NumberText.percent(rates.resolution)) of them say that the matter is resolved."),
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
