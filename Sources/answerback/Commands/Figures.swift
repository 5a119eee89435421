import Foundation
import HelpDesk
import Responder
import Store

extension Command {
    /// `metrics [--since D] [--prometheus]`.
    static let metrics = Command(
        "metrics", summary: "figures: rates, times, ratings, suppressed answers, queue",
        options: [
            CommandOption("--since", "D", "since a day (2026-11-01) or so long ago (7d, 12h); without it the last 30 days"),
            CommandOption("--prometheus", nil, "Prometheus text for the textfile collector"), .json,
        ]
    ) { invocation, console in
        let office = try Installation(opening: invocation)
        let now = office.clock.now()
        let since = try invocation.value("--since").map { try office.time($0) } ?? now.adding(days: -30)
        let figures = try await office.store.figures(from: since, to: now)
        if invocation.has("--prometheus") {
            console.print(MetricsText.prometheus(figures))
        } else {
            console.print(invocation.has("--json") ? MetricsText.json(figures) : MetricsText.table(figures))
        }
        return .ok
    }

    /// `digest [--date D] [--send]`.
    static let digest = Command(
        "digest", summary: "the admins' daily digest, shown or sent",
        options: [
            CommandOption("--date", "DAY", "the digest of this day (2026-11-01); without it of yesterday"),
            CommandOption("--html", nil, "the HTML part instead of the text"),
            CommandOption("--send", nil, "put it into the outbox for the admins"),
        ]
    ) { invocation, console in
        let office = try Installation(opening: invocation)
        let now = office.clock.now()
        let day = try invocation.value("--date").map { try office.time($0) } ?? now.adding(days: -1)
        if invocation.has("--send") {
            let count = try await office.sendDigest(of: day)
            console.print(
                count == 0
                    ? "no admins are configured, so nobody gets a digest" : "composed for \(count) admins; `serve` sends it")
            return .ok
        }
        let body = try await office.digest(of: day)
        console.print(invocation.has("--html") ? body.html : body.text)
        return .ok
    }
}
