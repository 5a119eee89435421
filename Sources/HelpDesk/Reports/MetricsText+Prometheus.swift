extension MetricsText {
    /// Prometheus text exposition format 0.0.4, for the textfile collector. All are gauges: they describe the span of the figures.
    public static func prometheus(_ figures: Figures) -> String {
        let rates = FigureRates(figures)
        var text = Exposition()
        text.gauge("tickets", "Tickets opened in the span", Double(figures.tickets))
        text.gauge("tickets_auto_resolved", "Tickets that were answered automatically", Double(figures.autoResolved))
        text.gauge("tickets_escalated", "Tickets that were brought to people", Double(figures.escalated))
        text.gauge("tickets_by_status", "Tickets by status", figures.byStatus, label: "status")
        text.gauge("tickets_by_intent", "Tickets by intent", figures.byIntent, label: "intent")
        text.gauge("tickets_by_category", "Tickets by category", figures.byCategory, label: "category")
        text.gauge("tickets_by_priority", "Tickets by priority", figures.byPriority, label: "priority")
        text.gauge("tickets_by_language", "Tickets by language", figures.byLanguage, label: "language")
        text.gauge("auto_resolve_ratio", "Share of tickets answered automatically", rates.autoResolve)
        text.gauge("escalation_ratio", "Share of tickets brought to people", rates.escalation)
        text.gauge("escalations", "Escalations by reason", figures.escalationReasons, label: "reason")
        text.gauge(
            "first_response_seconds", "Time to the first answer", quantiles(figures.firstResponseP50, figures.firstResponseP90),
            label: "quantile")
        text.gauge(
            "resolution_seconds", "Time to the resolution", quantiles(figures.resolutionP50, figures.resolutionP90),
            label: "quantile")
        text.gauge(
            "ratings", "Ratings by stars", figures.ratings.reduce(into: [:]) { $0[String($1.key)] = $1.value }, label: "stars")
        text.gauge("rating_mean", "Mean rating, 1 to 5", rates.meanRating)
        text.gauge("rating_resolution_ratio", "Share of ratings that say resolved", rates.resolution)
        text.gauge("confidence_mean", "Mean confidence of the classifier", figures.meanConfidence)
        text.gauge("replies", "Answers by the source of their words", figures.byReplySource, label: "source")
        text.gauge("model_fallbacks", "Answers that fell back because a model failed", Double(figures.modelFallbacks))
        text.gauge("suppressed", "Automatic mails that were suppressed, by rule", figures.suppressed, label: "rule")
        text.gauge("ignored", "Mails that were ignored, by rule", figures.ignored, label: "rule")
        text.gauge("outbox_depth", "Mails that wait to be sent", Double(figures.outboxDepth))
        text.gauge("outbox_failed", "Mails that could not be sent", Double(figures.outboxFailed))
        text.gauge("outbox_parked", "Mails of which nobody knows whether they were sent", Double(figures.outboxParked))
        text.gauge("quarantined", "Mails in quarantine", Double(figures.quarantined))
        text.gauge("unsettled_mails", "Stored mails without an outcome after a day", Double(figures.unsettledMails))
        text.gauge(
            "graded_answers", "Answers that people graded, by intent", figures.intents.mapValues(\.graded), label: "intent")
        text.gauge(
            "wrong_answers", "Answers that people graded as wrong, by intent", figures.intents.mapValues(\.wrong), label: "intent"
        )
        text.gauge(
            "intent_mode", "Rungs that differ from the configuration's: 0 off, 1 shadow, 2 draft, 3 canary, 4 on",
            figures.intents.compactMapValues { $0.mode.flatMap(rung) }, label: "intent")
        text.gauge("waiting_for_people", "Tickets that wait for a person", Double(figures.waitingForPeople))
        text.gauge("sla_breaches", "Tickets that missed a service target", Double(figures.slaBreaches))
        text.gauge("refusals", "Commands and tokens that were refused", Double(figures.refusals))
        text.gauge("held", "1 while automatic mail is held", figures.hold == nil ? 0 : 1)
        return text.out
    }

    private static func rung(_ mode: String) -> Int? {
        AnswerPolicy.Mode(rawValue: mode).flatMap { AnswerPolicy.Mode.allCases.firstIndex(of: $0) }
    }

    private static func quantiles(_ p50: Int64?, _ p90: Int64?) -> [(String, Double)] {
        [("0.5", p50), ("0.9", p90)].compactMap { name, value in value.map { (name, Double($0) / 1_000) } }
    }
}

/// Writes metrics with their HELP and TYPE lines.
private struct Exposition {
    var out = ""

    mutating func gauge(_ name: String, _ help: String, _ value: Double) {
        guard value.isFinite else { return }
        head(name, help)
        out += "answerback_\(name) \(number(value))\n"
    }

    mutating func gauge(_ name: String, _ help: String, _ counts: [String: Int], label: String) {
        gauge(name, help, counts.sorted { $0.key < $1.key }.map { ($0.key, Double($0.value)) }, label: label)
    }

    mutating func gauge(_ name: String, _ help: String, _ values: [(String, Double)], label: String) {
        guard !values.isEmpty else { return }
        head(name, help)
        for (key, value) in values { out += "answerback_\(name){\(label)=\"\(escaped(key))\"} \(number(value))\n" }
    }

    private mutating func head(_ name: String, _ help: String) {
        out += "# HELP answerback_\(name) \(help).\n# TYPE answerback_\(name) gauge\n"
    }

    private func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
    }

    /// Backslash, quote and line feed, as the format demands; other controls are dropped.
    private func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": out += "\\\\"
            case "\"": out += "\\\""
            case "\n": out += "\\n"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: continue
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
