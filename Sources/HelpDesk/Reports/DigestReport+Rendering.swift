extension DigestReport {
    public func rendered() -> MailBody {
        let health = Health(yesterday)
        let before = weekBefore.tickets > 0 ? FigureRates(weekBefore) : nil
        var blocks: [MailBlock] = [
            .banner(health.tone, health.headline), .heading("\(company.isEmpty ? "Support" : company) on \(day)"),
        ]
        blocks.append(.tiles(FiguresBlocks.tiles(yesterday, before: before)))
        if before != nil { blocks.append(.small("“Before” is the mean of the seven days before.")) }
        if health.tasks.count > 1 { blocks += [.heading("What needs a look"), .list(health.tasks)] }
        if !yesterday.longestWaiting.isEmpty {
            blocks.append(.small("Waiting longest: " + yesterday.longestWaiting.prefix(10).joined(separator: ", ")))
        }
        blocks +=
            week() + FiguresBlocks.chart("By status", yesterday.byStatus.reduce(into: [:]) { $0[Self.status($1.key)] = $1.value })
        blocks += intents() + FiguresBlocks.chart("Why people were asked", yesterday.escalationReasons)
        blocks += FiguresBlocks.ratings(yesterday) + speed() + solutions()
        blocks +=
            FiguresBlocks.chart("Automatic mail that was suppressed", yesterday.suppressed)
            + FiguresBlocks.chart("Mail that was ignored", yesterday.ignored)
        blocks += service()
        blocks.append(
            .small(
                "This mail holds counts and ids only. Reply with status, tickets open, ticket NUMBER, metrics 7d or stop; help lists all commands."
            ))
        return MailDocument(title: subject, preview: health.headline, blocks: blocks).rendered()
    }

    private static func status(_ raw: String) -> String { TicketStatus(rawValue: raw).map(StatusWords.word) ?? raw }

    private func week() -> [MailBlock] {
        let days = (weekBefore.daily + yesterday.daily).suffix(8)
        guard days.count > 1 else { return [] }
        let bars = days.map { day in
            Bar(
                label: day.date, value: Double(day.opened),
                shown:
                    "\(day.opened) · \(NumberText.percent(day.opened > 0 ? Double(day.autoResolved) / Double(day.opened) : .nan))"
            )
        }
        return [.heading("Tickets a day, and the share answered automatically"), .chart(bars)]
    }

    private func intents() -> [MailBlock] {
        guard !yesterday.intents.isEmpty else { return FiguresBlocks.chart("By intent", yesterday.byIntent) }
        let sorted = yesterday.intents.sorted { ($0.value.tickets, $1.key) > ($1.value.tickets, $0.key) }.prefix(
            FiguresBlocks.rowsMax)
        let rows = sorted.map { name, figures in
            [
                CleanText.line(name, scalarsMax: 40), NumberText.grouped(figures.tickets),
                NumberText.percent(figures.tickets > 0 ? Double(figures.autoResolved) / Double(figures.tickets) : .nan),
                figures.graded > 0
                    ? "\(NumberText.percent(1 - Double(figures.wrong) / Double(figures.graded))) of \(figures.graded)" : "–",
            ]
        }
        return FiguresBlocks.chart("By intent", yesterday.byIntent)
            + [
                .table(
                    MailTable(
                        header: ["Intent", "Tickets", "Automatic", "Right, of graded"], rows: Array(rows), numeric: [1, 2, 3]))
            ]
    }

    private func speed() -> [MailBlock] {
        func span(_ milliseconds: Int64?) -> String { milliseconds.map { TimeText.span(seconds: $0 / 1_000) } ?? "–" }
        guard yesterday.firstResponseP50 != nil || yesterday.resolutionP50 != nil else { return [] }
        return [
            .heading("How long customers waited"),
            .table(
                MailTable(
                    header: ["", "Half within", "Nine in ten within", "Half, week before"],
                    rows: [
                        [
                            "First answer", span(yesterday.firstResponseP50), span(yesterday.firstResponseP90),
                            span(weekBefore.firstResponseP50),
                        ],
                        [
                            "Resolved", span(yesterday.resolutionP50), span(yesterday.resolutionP90),
                            span(weekBefore.resolutionP50),
                        ],
                    ], numeric: [1, 2, 3])),
        ]
    }

    private func solutions() -> [MailBlock] {
        guard yesterday.solutionsLearned + yesterday.solutionsWithdrawn > 0 || !yesterday.solutions.isEmpty else { return [] }
        var blocks: [MailBlock] = [
            .heading("Solutions"),
            .paragraph("\(yesterday.solutionsLearned) learned, \(yesterday.solutionsWithdrawn) withdrawn."),
        ]
        let rows = yesterday.solutions.prefix(20).map {
            [
                "case \($0.id.rawValue)", String($0.uses), String($0.goodRatings), String($0.badRatings),
                $0.isWithdrawn ? "withdrawn" : "in use",
            ]
        }
        if !rows.isEmpty {
            blocks.append(
                .table(MailTable(header: ["Solution", "Used", "Good", "Bad", ""], rows: Array(rows), numeric: [1, 2, 3])))
        }
        return blocks
    }

    private func service() -> [MailBlock] {
        let y = yesterday
        var facts = [
            Fact(
                "Automatic mail", y.hold.map { "held: " + CleanText.line($0, scalarsMax: 120) } ?? "on",
                tone: y.hold == nil ? .good : .alert),
            Fact("Waiting to be sent", NumberText.grouped(y.outboxDepth)),
            Fact("Failed", NumberText.grouped(y.outboxFailed), tone: y.outboxFailed > 0 ? .alert : .plain),
            Fact("Parked", NumberText.grouped(y.outboxParked), tone: y.outboxParked > 0 ? .alert : .plain),
            Fact("Quarantine", NumberText.grouped(y.quarantined), tone: y.quarantined > 0 ? .alert : .plain),
            Fact("Refused commands", NumberText.grouped(y.refusals), tone: y.refusals > 0 ? .notice : .plain),
            Fact("Missed targets", NumberText.grouped(y.slaBreaches), tone: y.slaBreaches > 0 ? .notice : .plain),
            Fact("Mean confidence", y.tickets > 0 ? NumberText.fixed(y.meanConfidence, places: 2) : "–"),
        ]
        if !y.removed.isEmpty {
            facts.append(
                Fact(
                    "Retention removed",
                    y.removed.sorted { $0.key < $1.key }.map {
                        "\(NumberText.grouped($0.value)) \(CleanText.line($0.key, scalarsMax: 40))"
                    }.joined(separator: ", ")))
        }
        return [.heading("Service"), .facts(facts)]
    }
}
