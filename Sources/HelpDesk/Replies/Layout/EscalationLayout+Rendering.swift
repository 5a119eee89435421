extension EscalationLayout {
    public func rendered(for reader: Reader = .standard) -> MailBody {
        let title =
            "\(ticket.number.rawValue): \(CleanText.line(ticket.summary.isEmpty ? ticket.subject : ticket.summary, scalarsMax: 150))"
        let blocks =
            brief(reader) + why(reader) + noted(reader) + wording(reader) + similarCases(reader) + earlier(reader)
            + customer(reader)
            + answeredBefore() + howTo() + judgedBy(reader)
        return MailDocument(for: reader, title: title, preview: CleanText.line(ticket.summary, scalarsMax: 150), blocks: blocks)
            .rendered()
    }

    private func brief(_ reader: Reader) -> [MailBlock] {
        let waits = reader.span(seconds: now.seconds(since: ticket.createdAt))
        let headline =
            reader(PriorityWords.word(ticket.priority)) + " · " + ticket.number.rawValue + " · "
            + reader("waiting for {{time}}", ["time": waits])
        var blocks: [MailBlock] = [.banner(PriorityWords.tone(ticket.priority), headline), .heading(summary)]
        if let warning = SenderWarning.words(name: ticket.customerName, agents: agentNames) {
            blocks.append(.banner(.alert, warning))
        }
        blocks.append(.facts(facts(reader)))
        return blocks
    }

    private var summary: String {
        let text = CleanText.line(ticket.summary, scalarsMax: 150)
        return text.isEmpty ? CleanText.line(ticket.subject, scalarsMax: 150) : text
    }

    private func facts(_ reader: Reader) -> [Fact] {
        let name = CleanText.line(ticket.customerName, scalarsMax: 80)
        var facts = [
            Fact("From", CleanText.line(ticket.party, scalarsMax: 254) + (name.isEmpty ? "" : " (\(name))")),
            ticket.isAuthenticated
                ? Fact("Sender", reader("authenticated"), tone: .good)
                : Fact("Sender", reader("not authenticated: take care with links and requests"), tone: .notice),
            Fact("Subject", CleanText.line(ticket.subject, scalarsMax: 200)),
            Fact("History", historyLine(reader)),
        ]
        facts.append(Fact("Intent", intentLine(reader)))
        if let judgement {
            facts.append(
                Fact(
                    "Tone", reader(SentimentWords.word(judgement.sentiment)), tone: judgement.sentiment <= -0.5 ? .alert : .plain)
            )
            if !judgement.priorityReasons.isEmpty {
                facts.append(
                    Fact(
                        "Priority because",
                        judgement.priorityReasons.map { reader.recorded(CleanText.line($0)) }.joined(separator: ", "))
                )
            }
        }
        facts.append(Fact("Language", ticket.language ?? reader("unknown")))
        facts.append(Fact("Written", reader.minute(ticket.createdAt)))
        if let agent = ticket.assignedAgent { facts.append(Fact("Assigned to", CleanText.line(agent))) }
        return facts
    }

    private func historyLine(_ reader: Reader) -> String {
        if history.isEmpty { return reader("first contact") }
        let open = history.filter { $0.status != .closed && $0.status != .autoResolved }.count
        let ratings = history.compactMap(\.rating)
        var line =
            reader.counted(history.count, "{{count}} earlier ticket", "{{count}} earlier tickets") + ", "
            + reader("{{count}} open", ["count": String(open)])
        if !ratings.isEmpty {
            line += ", " + reader("rated {{stars}}", ["stars": ratings.map(String.init).joined(separator: ", ")])
        }
        return line
    }

    private func intentLine(_ reader: Reader) -> String {
        let judged = judgement.map { ($0.intent, $0.confidence, $0.alsoAsks) } ?? (ticket.intent, ticket.confidence, [])
        var line =
            (judged.0 ?? reader("unknown")) + ", " + reader("{{share}} sure", ["share": NumberText.percent(judged.1)]) + " · "
            + reader(ticket.category.rawValue)
        if !judged.2.isEmpty {
            line +=
                " · " + reader("also asks: {{intents}}", ["intents": judged.2.map { CleanText.line($0) }.joined(separator: ", ")])
        }
        return line
    }

    /// The newest notes, oldest of them first.
    private func noted(_ reader: Reader) -> [MailBlock] {
        guard !notes.isEmpty else { return [] }
        let shown = notes.suffix(Self.notesMax).flatMap { note -> [MailBlock] in
            let cut = HTMLEscape.cut(CleanText.text(reader.recorded(note.text)), htmlBytesMax: Self.noteHTMLBytesMax)
            return [
                .small(
                    (note.author.isEmpty ? "" : CleanText.line(note.author, scalarsMax: 254) + " · ") + reader.minute(note.at)),
                .quotation(cut.text),
            ]
        }
        return [.heading("Internal notes")] + shown
    }

    private func wording(_ reader: Reader) -> [MailBlock] {
        guard let draft = ticket.draft else {
            return [.heading("Suggested answer"), .paragraph("There is none. Your reply goes to the customer.")]
        }
        let cut = HTMLEscape.cut(CleanText.text(draft.text), htmlBytesMax: Self.draftHTMLBytesMax)
        let note = cut.isCut ? " " + reader("It is longer than what is shown here.") : ""
        return [
            .heading("Suggested answer"), .suggestion(cut.text),
            .small(
                reader(
                    "Source: {{source}}. Nothing of it has been sent. Reply with ok to send it as it stands.",
                    ["source": DraftWords.source(draft, reader)]) + note),
        ]
    }

    private func similarCases(_ reader: Reader) -> [MailBlock] {
        guard !similar.isEmpty else { return [] }
        var blocks: [MailBlock] = [.heading("Similar cases that people solved")]
        for item in similar.prefix(Self.similarMax) {
            let solution = HTMLEscape.cut(CleanText.text(item.solution), htmlBytesMax: Self.solutionHTMLBytesMax).text
            var line = reader(
                "{{share}} alike · case {{number}}",
                ["share": NumberText.percent(item.found.score), "number": String(item.found.id.rawValue)])
            if let intent = item.found.intent { line += " · \(CleanText.line(intent))" }
            if !item.maySend { line += " · " + reader("holds something personal, so adapt it") }
            blocks.append(.small(line + "\n“\(CleanText.line(item.question, scalarsMax: Self.questionScalarsMax))”"))
            blocks.append(.quotation(solution))
        }
        return blocks
    }

    private func earlier(_ reader: Reader) -> [MailBlock] {
        guard !history.isEmpty else { return [] }
        let rows = history.prefix(Self.historyMax).map { brief in
            [
                "\(brief.number.rawValue)\n\(reader.day(brief.createdAt))",
                reader(StatusWords.word(brief.status))
                    + (brief.rating.map { "\n" + reader("rated {{stars}}", ["stars": "\($0)/5"]) } ?? ""),
                CleanText.line(brief.summary, scalarsMax: 80) + otherAddress(of: brief, reader),
            ]
        }
        return [.heading("This customer before"), .table(MailTable(header: ["Ticket", "Status", "About"], rows: rows))]
    }

    /// A ticket of another address of the same person.
    private func otherAddress(of brief: TicketBrief, _ reader: Reader) -> String {
        guard !brief.party.isEmpty, brief.party != ticket.party else { return "" }
        return "\n" + reader("from {{address}}", ["address": CleanText.line(brief.party, scalarsMax: 254)])
    }

    private func customer(_ reader: Reader) -> [MailBlock] {
        let shown = ticket.isAuthenticated ? CleanText.text(customerText) : Defanging.defanged(CleanText.text(customerText))
        let cut = HTMLEscape.cut(shown, htmlBytesMax: Self.customerHTMLBytesMax)
        var blocks: [MailBlock] = [
            .heading("What the customer wrote"), .quotation(cut.text.isEmpty ? reader("(no text)") : cut.text),
        ]
        if cut.isCut { blocks.append(.small("The text is longer; the ticket keeps all of it.")) }
        if !ticket.isAuthenticated {
            blocks.append(.small("Links in it were made unclickable, because nobody vouches for the sender."))
        }
        guard !attachments.isEmpty else { return blocks }
        let rows = attachments.prefix(Self.attachmentsMax).map {
            [
                CleanText.line($0.name, scalarsMax: 80), NumberText.bytes($0.bytes),
                reader($0.remark.isEmpty ? "attached" : CleanText.line($0.remark)),
            ]
        }
        blocks += [.heading("Attachments"), .table(MailTable(header: ["Name", "Size", ""], rows: rows, numeric: [1]))]
        return blocks
    }

    /// What the customer already has of us on this ticket: who writes again, writes about it.
    private func answeredBefore() -> [MailBlock] {
        guard let response = ticket.response, !response.isEmpty else { return [] }
        let cut = HTMLEscape.cut(CleanText.text(response), htmlBytesMax: Self.draftHTMLBytesMax)
        return [.heading("What was answered before"), .quotation(cut.text + (cut.isCut ? "\n…" : ""))]
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
