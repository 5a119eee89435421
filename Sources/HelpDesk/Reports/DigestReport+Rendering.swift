extension DigestReport {
    public func rendered() -> MailBody {
        let health = Health(yesterday, for: reader)
        let before = weekBefore.tickets > 0 ? FigureRates(weekBefore) : nil
        var blocks: [MailBlock] = [
            .banner(health.tone, health.headline), .heading(title),
            .tiles(FiguresBlocks.tiles(yesterday, before: before, for: reader)),
        ]
        if before != nil { blocks.append(.small("“Before” is the mean of the seven days before.")) }
        if health.tasks.count > 1 {
            blocks += [.heading("What needs a look"), .list(health.tasks.map(\.capitalizedFirst))]
        }
        blocks += week() + intents()
        blocks += FiguresBlocks.chart("Why people were asked", FiguresBlocks.reasons(yesterday.escalationReasons, reader))
        blocks += FiguresBlocks.ratings(yesterday, for: reader) + speed() + waiting() + solutions() + learning()
        blocks += FiguresBlocks.chart(
            "Automatic mail that was suppressed", FiguresBlocks.reasons(yesterday.suppressed, reader))
        blocks += FiguresBlocks.chart("Mail that was ignored", FiguresBlocks.reasons(yesterday.ignored, reader))
        blocks += FiguresBlocks.chart("Where yesterday's tickets stand", FiguresBlocks.statuses(yesterday, reader))
        blocks += service()
        blocks.append(
            .small(
                "This mail holds counts and ids only. Reply with status, tickets open, ticket NUMBER, metrics 7d or stop; help lists all commands."
            ))
        return MailDocument(for: reader, title: subject, preview: health.headline, blocks: blocks).rendered()
    }

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

    /// How far each intent goes by itself, and how well: precision from ratings, corrections and reopenings.
    private func intents() -> [MailBlock] {
        let counted =
            yesterday.intents.isEmpty
            ? yesterday.byIntent.mapValues { count in
                var figures = Figures.IntentFigures()
                figures.tickets = count
                return figures
            } : yesterday.intents
        let sorted = counted.sorted { ($0.value.tickets, $1.key) > ($1.value.tickets, $0.key) }.prefix(FiguresBlocks.rowsMax)
        guard !sorted.isEmpty else { return [] }
        let rows = sorted.map { name, figures in
            let before = weekBefore.intents[name].flatMap { $0.tickets > 0 ? "\n(\(Self.automatic($0)))" : nil }
            return [
                CleanText.line(name, scalarsMax: 40), NumberText.grouped(figures.tickets),
                Self.automatic(figures) + (before ?? ""),
                precision(of: name, figures),
            ]
        }
        return [
            .heading("By intent"),
            .table(
                MailTable(
                    header: ["Intent", "Tickets", "Automatic (before)", "Right / graded"], rows: Array(rows),
                    numeric: [1, 2, 3])),
            .small(
                "“Right” is the share of graded automatic answers of these eight days that no rating, correction or reopening called wrong."
            ),
        ]
    }

    /// Graded right, of all that were graded in these eight days.
    private func precision(of intent: String, _ figures: Figures.IntentFigures) -> String {
        let before = weekBefore.intents[intent]
        let graded = figures.graded + (before?.graded ?? 0)
        let wrong = figures.wrong + (before?.wrong ?? 0)
        return graded > 0 ? "\(NumberText.percent(1 - Double(wrong) / Double(graded))) / \(graded)" : "–"
    }

    private static func automatic(_ figures: Figures.IntentFigures) -> String {
        NumberText.percent(figures.tickets > 0 ? Double(figures.autoResolved) / Double(figures.tickets) : .nan)
    }

    private func span(_ milliseconds: Int64?) -> String { milliseconds.map { reader.span(seconds: $0 / 1_000) } ?? "–" }

    private func speed() -> [MailBlock] {
        guard yesterday.firstResponseP50 != nil || yesterday.resolutionP50 != nil else { return [] }
        return [
            .heading("How long customers waited"),
            .table(
                MailTable(
                    header: ["", "Half within", "Nine in ten within", "Half, week before"],
                    rows: [
                        [
                            reader("First answer"), span(yesterday.firstResponseP50), span(yesterday.firstResponseP90),
                            span(weekBefore.firstResponseP50),
                        ],
                        [
                            reader("Resolved"), span(yesterday.resolutionP50), span(yesterday.resolutionP90),
                            span(weekBefore.resolutionP50),
                        ],
                    ], numeric: [1, 2, 3])),
        ]
    }

    /// Slow spots: the intents that waited longest for a first answer, and who waits still.
    private func waiting() -> [MailBlock] {
        let slow = yesterday.intents.compactMap { name, figures in figures.firstResponseP90.map { (name, $0) } }
            .filter { $0.1 >= Self.slowMilliseconds }.sorted { ($0.1, $1.0) > ($1.1, $0.0) }.prefix(Self.slowMax)
        var blocks: [MailBlock] = []
        if !slow.isEmpty {
            let names = slow.map { "\(CleanText.line($0.0, scalarsMax: 40)) (\(span($0.1)))" }.joined(separator: ", ")
            blocks.append(.small(reader("Slowest first answers, nine in ten within: {{intents}}", ["intents": names])))
        }
        if !yesterday.longestWaiting.isEmpty {
            let since = yesterday.oldestWaiting.map { " (" + reader("since {{time}}", ["time": reader.minute($0)]) + ")" } ?? ""
            let numbers = yesterday.longestWaiting.prefix(10).joined(separator: ", ")
            blocks.append(.small(reader("Waiting longest: {{tickets}}", ["tickets": numbers]) + since))
        }
        return blocks
    }

    private static let slowMilliseconds: Int64 = 3_600_000
    private static let slowMax = 3

    private func solutions() -> [MailBlock] {
        let y = yesterday
        guard y.solutionsLearned + y.solutionsWithdrawn > 0 || !y.solutions.isEmpty else { return [] }
        var blocks: [MailBlock] = [
            .heading("Solutions"),
            .paragraph(
                reader(
                    "{{learned}} learned, {{withdrawn}} withdrawn.",
                    ["learned": String(y.solutionsLearned), "withdrawn": String(y.solutionsWithdrawn)])),
        ]
        let rows = y.solutions.prefix(Self.solutionsMax).map {
            [
                reader("case {{number}}", ["number": String($0.id.rawValue)]), String($0.uses), String($0.goodRatings),
                String($0.badRatings), reader(Self.course(of: $0)),
            ]
        }
        if !rows.isEmpty {
            blocks.append(
                .table(
                    MailTable(
                        header: ["Solution", "Used", "Good", "Bad", "Yesterday"], rows: Array(rows), numeric: [1, 2, 3])))
        }
        return blocks
    }

    private static let solutionsMax = 20

    /// What the day's ratings did to a solution.
    private static func course(of solution: Figures.SolutionFigures) -> String {
        if solution.isWithdrawn { return "withdrawn" }
        if solution.goodRatings > solution.badRatings { return "rose" }
        return solution.badRatings > solution.goodRatings ? "fell" : "in use"
    }

    /// What changed in how far the desk goes by itself, and what it learned (RULES H8, H9).
    private func learning() -> [MailBlock] {
        let lines = (yesterday.modeChanges.map { told(modeChange: $0) } + yesterday.retrainings.map(reader.recorded)).map {
            CleanText.line($0, scalarsMax: 240)
        }
        var blocks: [MailBlock] = lines.isEmpty ? [] : [.heading("Rungs and learning"), .list(lines)]
        if !yesterday.toLookAt.isEmpty {
            let numbers = yesterday.toLookAt.joined(separator: ", ")
            blocks.append(
                .small(
                    reader("Automatic answers drawn for a person's look: {{tickets}}", ["tickets": numbers])
                        + ". answerback tickets rate NUMBER --mark right|wrong|policy|leak|person"))
        }
        return blocks
    }

    /// `INTENT is now RUNG`, with the reason where there is one.
    private func told(modeChange words: String) -> String {
        let sides = words.split(separator: " is now ", maxSplits: 1)
        guard sides.count == 2 else { return reader.recorded(words) }
        let rung = sides[1].prefix { $0 != ":" }
        let change = reader("{{intent}} is now {{mode}}", ["intent": String(sides[0]), "mode": String(rung)])
        guard rung.endIndex < sides[1].endIndex else { return change }
        return change + ": " + reader.recorded(CleanText.trimmed(String(sides[1][rung.endIndex...].dropFirst())))
    }

    private func service() -> [MailBlock] {
        let y = yesterday
        func count(_ label: String, _ value: Int, _ tone: Tone = .plain) -> Fact {
            Fact(label, NumberText.grouped(value), tone: value > 0 ? tone : .plain)
        }
        var facts = [
            Fact(
                "Automatic mail",
                y.hold.map { reader("held: {{reason}}", ["reason": CleanText.line(reader.recorded($0), scalarsMax: 120)]) }
                    ?? reader("on"),
                tone: y.hold == nil ? .good : .alert),
            count("Waiting to be sent", y.outboxDepth), count("Failed", y.outboxFailed, .alert),
            count("Parked", y.outboxParked, .alert), count("Quarantine", y.quarantined, .alert),
            count("Refused commands", y.refusals, .notice), count("Missed targets", y.slaBreaches, .notice),
            count("Alarms", y.alarms.values.reduce(0, +), .alert),
            Fact("Mean confidence", y.tickets > 0 ? NumberText.fixed(y.meanConfidence, places: 2) : "–"),
        ]
        if !y.removed.isEmpty {
            let removed = y.removed.sorted { $0.key < $1.key }.map {
                "\(NumberText.grouped($0.value)) \(reader(CleanText.line($0.key, scalarsMax: 40)))"
            }
            facts.append(Fact("Retention removed", removed.joined(separator: ", ")))
        }
        return [.heading("Service"), .facts(facts)]
    }
}
