extension MetricsText {
    /// One JSON object (RFC 8259), keys in a fixed order; shares are 0 to 1, times in milliseconds, null where there is nothing to tell.
    public static func json(_ figures: Figures) -> String {
        let rates = FigureRates(figures)
        let ratings: JSONText = .object([
            ("count", .integer(rates.ratings)), ("mean", .number(rates.meanRating)),
            ("distribution", .object((1...5).map { (String($0), .integer(figures.ratings[$0] ?? 0)) })),
            ("resolved", .integer(figures.ratingsResolved)), ("resolution_rate", .number(rates.resolution)),
        ])
        return JSONText.object([
            ("from", .string(TimeText.rfc3339(figures.from))), ("to", .string(TimeText.rfc3339(figures.to))),
            ("tickets", tickets(figures)),
            ("auto_resolve_rate", .number(rates.autoResolve)), ("escalation_rate", .number(rates.escalation)),
            ("escalation_reasons", .counts(figures.escalationReasons)),
            ("first_response_ms", quantiles(figures.firstResponseP50, figures.firstResponseP90)),
            ("resolution_ms", quantiles(figures.resolutionP50, figures.resolutionP90)),
            ("ratings", ratings), ("mean_confidence", .number(figures.meanConfidence)),
            ("reply_sources", .counts(figures.byReplySource)), ("model_fallbacks", .integer(figures.modelFallbacks)),
            ("suppressed", .counts(figures.suppressed)), ("ignored", .counts(figures.ignored)),
            (
                "outbox",
                .object([
                    ("depth", .integer(figures.outboxDepth)), ("failed", .integer(figures.outboxFailed)),
                    ("parked", .integer(figures.outboxParked)),
                ])
            ),
            ("quarantine", .integer(figures.quarantined)), ("refusals", .integer(figures.refusals)),
            (
                "solutions",
                .object([("learned", .integer(figures.solutionsLearned)), ("withdrawn", .integer(figures.solutionsWithdrawn))])
            ),
            ("intents", .object(figures.intents.sorted { $0.key < $1.key }.map { ($0.key, intent($0.value)) })),
            ("mode_changes", .array(figures.modeChanges.map { .string($0) })),
            ("retrainings", .array(figures.retrainings.map { .string($0) })),
            ("sla_breaches", .integer(figures.slaBreaches)), ("waiting_for_people", .integer(figures.waitingForPeople)),
            ("unsettled_mails", .integer(figures.unsettledMails)), ("alarms", .counts(figures.alarms)),
            ("hold", figures.hold.map { .string($0) } ?? .null),
            ("daily", .array(figures.daily.map(day))),
        ]).rendered
    }

    private static func tickets(_ figures: Figures) -> JSONText {
        .object([
            ("total", .integer(figures.tickets)), ("auto_resolved", .integer(figures.autoResolved)),
            ("escalated", .integer(figures.escalated)),
            ("by_status", .counts(figures.byStatus)), ("by_intent", .counts(figures.byIntent)),
            ("by_category", .counts(figures.byCategory)),
            ("by_priority", .counts(figures.byPriority)), ("by_language", .counts(figures.byLanguage)),
        ])
    }

    private static func intent(_ intent: Figures.IntentFigures) -> JSONText {
        .object([
            ("tickets", .integer(intent.tickets)), ("auto_resolved", .integer(intent.autoResolved)),
            ("graded", .integer(intent.graded)), ("wrong", .integer(intent.wrong)),
            ("mode", intent.mode.map { .string($0) } ?? .null),
        ])
    }

    private static func quantiles(_ p50: Int64?, _ p90: Int64?) -> JSONText {
        .object([("p50", p50.map { .integer(Int($0)) } ?? .null), ("p90", p90.map { .integer(Int($0)) } ?? .null)])
    }

    private static func day(_ day: Figures.Day) -> JSONText {
        .object([
            ("date", .string(day.date)), ("opened", .integer(day.opened)), ("auto_resolved", .integer(day.autoResolved)),
            ("escalated", .integer(day.escalated)),
        ])
    }
}
