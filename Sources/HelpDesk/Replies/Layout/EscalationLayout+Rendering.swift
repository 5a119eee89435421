extension EscalationLayout {
    public func rendered() -> MailBody {
        let title =
            "\(ticket.number.rawValue): \(CleanText.line(ticket.summary.isEmpty ? ticket.subject : ticket.summary, scalarsMax: 150))"
        let blocks = brief() + why() + wording() + similarCases() + earlier() + customer() + howTo()
        return MailDocument(title: title, preview: CleanText.line(ticket.summary, scalarsMax: 150), blocks: blocks).rendered()
    }

    private func brief() -> [MailBlock] {
        let headline =
            "\(PriorityWords.word(ticket.priority)) · \(ticket.number.rawValue) · waiting for \(TimeText.span(seconds: now.seconds(since: ticket.createdAt)))"
        var blocks: [MailBlock] = [.banner(PriorityWords.tone(ticket.priority), headline), .heading(summary)]
        if let warning = SenderWarning.words(name: ticket.customerName, agents: agentNames) {
            blocks.append(.banner(.alert, warning))
        }
        blocks.append(.facts(facts()))
        return blocks
    }

    private var summary: String {
        let text = CleanText.line(ticket.summary, scalarsMax: 150)
        return text.isEmpty ? CleanText.line(ticket.subject, scalarsMax: 150) : text
    }

    private func facts() -> [Fact] {
        let name = CleanText.line(ticket.customerName, scalarsMax: 80)
        var facts = [
            Fact("From", CleanText.line(ticket.party, scalarsMax: 254) + (name.isEmpty ? "" : " (\(name))")),
            ticket.isAuthenticated
                ? Fact("Sender", "authenticated", tone: .good)
                : Fact("Sender", "not authenticated: take care with links and requests", tone: .notice),
            Fact("Subject", CleanText.line(ticket.subject, scalarsMax: 200)),
            Fact("History", historyLine),
        ]
        facts.append(Fact("Intent", intentLine))
        if let judgement {
            facts.append(
                Fact("Tone", SentimentWords.word(judgement.sentiment), tone: judgement.sentiment <= -0.5 ? .alert : .plain))
            if !judgement.priorityReasons.isEmpty {
                facts.append(
                    Fact("Priority because", judgement.priorityReasons.map { CleanText.line($0) }.joined(separator: ", ")))
            }
        }
        facts.append(Fact("Language", ticket.language ?? "unknown"))
        facts.append(Fact("Written", TimeText.minute(ticket.createdAt)))
        if let agent = ticket.assignedAgent { facts.append(Fact("Assigned to", CleanText.line(agent))) }
        return facts
    }

    private var historyLine: String {
        if history.isEmpty { return "first contact" }
        let open = history.filter { $0.status != .closed && $0.status != .autoResolved }.count
        let ratings = history.compactMap(\.rating)
        var line = "\(history.count) earlier \(history.count == 1 ? "ticket" : "tickets"), \(open) open"
        if !ratings.isEmpty { line += ", rated " + ratings.map(String.init).joined(separator: ", ") }
        return line
    }

    private var intentLine: String {
        let judged = judgement.map { ($0.intent, $0.confidence, $0.alsoAsks) } ?? (ticket.intent, ticket.confidence, [])
        var line = "\(judged.0 ?? "unknown"), \(NumberText.percent(judged.1)) sure · \(ticket.category.rawValue)"
        if !judged.2.isEmpty { line += " · also asks: " + judged.2.map { CleanText.line($0) }.joined(separator: ", ") }
        return line
    }

    private func why() -> [MailBlock] {
        guard !reasons.isEmpty else { return [] }
        return [
            .heading("Why this was not answered automatically"),
            .list(reasons.map { "\(CleanText.line($0.words, scalarsMax: 300)) (\($0.id))" }),
        ]
    }

    private func wording() -> [MailBlock] {
        guard let draft = ticket.draft else {
            return [.heading("Suggested answer"), .paragraph("There is none. Your reply goes to the customer.")]
        }
        let cut = HTMLEscape.cut(CleanText.text(draft.text), htmlBytesMax: Self.draftHTMLBytesMax)
        let note = cut.isCut ? " It is longer than what is shown here." : ""
        return [
            .heading("Suggested answer"), .suggestion(cut.text),
            .small(
                "Source: \(DraftWords.source(draft)). Nothing of it has been sent.\(note) Reply with ok to send it as it stands."),
        ]
    }

    private func similarCases() -> [MailBlock] {
        guard !similar.isEmpty else { return [] }
        var blocks: [MailBlock] = [.heading("Similar cases that people solved")]
        for item in similar.prefix(Self.similarMax) {
            let solution = HTMLEscape.cut(CleanText.text(item.solution), htmlBytesMax: Self.solutionHTMLBytesMax).text
            var line = "\(NumberText.percent(item.found.score)) alike · case \(item.found.id.rawValue)"
            if let intent = item.found.intent { line += " · \(CleanText.line(intent))" }
            if !item.maySend { line += " · holds something personal, so adapt it" }
            blocks.append(.small(line + "\n“\(CleanText.line(item.question, scalarsMax: Self.questionScalarsMax))”"))
            blocks.append(.quotation(solution))
        }
        return blocks
    }

    private func earlier() -> [MailBlock] {
        guard !history.isEmpty else { return [] }
        let rows = history.prefix(Self.historyMax).map { brief in
            [
                "\(brief.number.rawValue)\n\(TimeText.day(brief.createdAt))",
                StatusWords.word(brief.status) + (brief.rating.map { "\nrated \($0)/5" } ?? ""),
                CleanText.line(brief.summary, scalarsMax: 80),
            ]
        }
        return [.heading("This customer before"), .table(MailTable(header: ["Ticket", "Status", "About"], rows: rows))]
    }

    private func customer() -> [MailBlock] {
        let shown = ticket.isAuthenticated ? CleanText.text(customerText) : Defanging.defanged(CleanText.text(customerText))
        let cut = HTMLEscape.cut(shown, htmlBytesMax: Self.customerHTMLBytesMax)
        var blocks: [MailBlock] = [.heading("What the customer wrote"), .quotation(cut.text.isEmpty ? "(no text)" : cut.text)]
        if cut.isCut { blocks.append(.small("The text is longer; the ticket keeps all of it.")) }
        if !ticket.isAuthenticated {
            blocks.append(.small("Links in it were made unclickable, because nobody vouches for the sender."))
        }
        guard !attachments.isEmpty else { return blocks }
        let rows = attachments.prefix(Self.attachmentsMax).map {
            [
                CleanText.line($0.name, scalarsMax: 80), NumberText.bytes($0.bytes),
                $0.remark.isEmpty ? "attached" : CleanText.line($0.remark),
            ]
        }
        blocks += [.heading("Attachments"), .table(MailTable(header: ["Name", "Size", ""], rows: rows, numeric: [1]))]
        return blocks
    }

    private func howTo() -> [MailBlock] {
        var blocks: [MailBlock] = [
            .heading("What you can do"),
            .list([
                "Reply with your own words: they go to the customer, and the ticket closes.",
                ticket.draft == nil
                    ? "Reply with #close, #take, #snooze 2d or other commands; #help lists them."
                    : "Reply with ok alone: the suggested answer goes to the customer.",
            ]),
        ]
        if ticket.draft != nil {
            blocks.append(
                .small("Lines that start with # at the top are commands, for example #take or #snooze 2d; #help lists them all."))
        }
        let caption = "The customer never sees it. Do not add this address to a reply: a mail that names both is refused."
        blocks.append(
            hasNoteAddress
                ? .link(MailLink(label: "Write an internal note", caption: caption, url: noteURL))
                : .small("For an internal note, start your reply with #note."))
        return blocks
    }
}
