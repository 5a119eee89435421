import Testing

@testable import HelpDesk

@Suite("Layouts of mails")
struct MailLayoutTests {
    static let hostile = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</td></table><h1>", "<!-- ", "]]>", "&lt;b&gt;",
        "' onmouseover='x", "<style>*{display:none}</style>", "javascript:alert(1)", "http://evil.example/a.png",
        "<a href=\"https://evil.example\">x</a>", "\u{202E}gpj.exe", "\r\nBcc: x@evil.example\r\n", "\0\u{7}\u{1B}[31m",
        "{{customer.name}}", "<iframe src=//evil.example>", "\u{2028}", "https://app.acme.example/\"onclick=\"x",
        "https://app.acme.example@evil.example/", "https://app.acme.example.evil.example/", "HTTPS://APP.ACME.EXAMPLE/x",
        "=?utf-8?q?x?=", "<base href=x>", "&#60;script&#62;",
    ]

    /// Every layout with this text wherever a text goes in.
    private func poisoned(_ text: String) -> [MailBody] {
        let brief = TicketBrief(
            id: TicketID(rawValue: 1), number: TicketNumber(rawValue: text), status: .escalated, intent: text, summary: text,
            message: text, rating: 2, createdAt: LayoutSamples.noon,
            updatedAt: LayoutSamples.noon)
        var ticket = LayoutSamples.ticket(
            subject: text, message: text, name: text, summary: text, draft: Draft(text: text, source: .template, template: text))
        ticket.party = text
        ticket.intent = text
        ticket.language = text
        ticket.assignedAgent = text
        var escalation = LayoutSamples.escalation(ticket: ticket, customerText: text)
        escalation.reasons = [FiredRule(text, text)]
        escalation.history = [brief]
        escalation.similar = [
            .init(
                found: SimilarCase(id: CaseID(rawValue: 1), score: 0.8, intent: text), question: text, solution: text,
                maySend: false)
        ]
        escalation.attachments = [.init(name: text, type: text, bytes: 1, remark: text)]
        escalation.noteURL = text
        var figures = LayoutSamples.figures()
        figures.byIntent = [text: 3]
        figures.escalationReasons = [text: 1]
        figures.suppressed = [text: 1]
        figures.alarms = [text: 2]
        figures.hold = text
        figures.removed = [text: 1]
        figures.daily = [Figures.Day(date: text, opened: 1, autoResolved: 1, escalated: 0)]
        let links = [RatingLink(stars: 1, label: text, url: text), RatingLink(stars: 2, label: text, url: "mailto:" + text)]
        return [
            AnswerLayout(
                language: text, title: text, text: text, linkHosts: ["app.acme.example"],
                rating: RatingRequest(question: text, links: links), human: text, disclosure: text, footer: [text]
            ).rendered(),
            escalation.rendered(),
            ReceiptLayout(
                number: ticket.number, recipient: text, subject: text, text: text, at: LayoutSamples.noon, effects: [text]
            ).rendered(),
            NoticeLayout.errors(
                [CommandError(line: 1, text: text, message: Phrase(text))], about: brief.number, help: AgentGrammar.help
            )
            .rendered(),
            NoticeLayout.alarm(text, details: [text], whatToDo: [text]).rendered(),
            NoticeLayout.escalations([brief], at: LayoutSamples.noon).rendered(),
            AdminAnswer.ticket(
                ticket, events: [Event(ticket: nil, at: LayoutSamples.noon, actor: .desk, kind: .held, reason: text)],
                at: LayoutSamples.noon
            ).rendered(),
            AdminAnswer.status(figures, at: LayoutSamples.noon).rendered(),
            DigestReport(day: text, yesterday: figures, weekBefore: figures, company: text).rendered(),
        ]
    }

    @Test("D10: no sample fetches, runs or links anything but mailto and its own hosts, and each stays under 100 KB")
    func samples() {
        for (name, body) in LayoutSamples.all() {
            let faults = HTMLOracle(body.html).faults(linkHosts: ["app.acme.example"])
            #expect(faults.isEmpty, "\(name): \(faults)")
            #expect(body.html.utf8.count < 100_000, "\(name)")
            #expect(!body.html.contains("http://") && !body.html.contains("<img"), "\(name)")
        }
    }

    @Test("D10, D11: hostile text stays text in every place of every layout", arguments: Self.hostile)
    func staysText(_ text: String) {
        for body in poisoned(text) {
            let faults = HTMLOracle(body.html).faults(linkHosts: ["app.acme.example", "APP.ACME.EXAMPLE"])
            #expect(faults.isEmpty, "\(faults)")
            #expect(!body.text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || (0x202A...0x202E).contains($0.value) })
            #expect(!body.html.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || (0x202A...0x202E).contains($0.value) })
        }
    }

    @Test("D10: random mixtures of marks never become tags")
    func fuzz() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var random = SeededRandom(seed)
        let pieces =
            Self.hostile + [
                "<", ">", "&", "\"", "'", "a", " ", "\n", "- ", "1. ", "https://app.acme.example/x", "é", "👍", "\u{300}",
            ]
        for _ in 0..<40 {
            let text = (0..<Int.random(in: 1..<8, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
                .joined()
            for body in poisoned(text) {
                #expect(
                    HTMLOracle(body.html).faults(linkHosts: ["app.acme.example", "APP.ACME.EXAMPLE"]).isEmpty, "seed \(seed)")
            }
        }
    }

    @Test(
        "an escalation stays under 100 KB whatever the customer wrote, and says that it was cut",
        arguments: ["<", "\"", "x", "é", "& ", "\n", "👍"])
    func size(_ unit: String) {
        let flood = String(repeating: unit, count: 60_000)
        let ticket = LayoutSamples.ticket(
            subject: flood, name: flood, summary: flood, draft: Draft(text: flood, source: .solution))
        var escalation = LayoutSamples.escalation(ticket: ticket, customerText: flood)
        escalation.similar = (0..<10).map {
            .init(
                found: SimilarCase(id: CaseID(rawValue: $0), score: 0.9, intent: flood), question: flood, solution: flood,
                maySend: true)
        }
        escalation.history = (1...20).map { LayoutSamples.brief($0 % 9) }
        let body = escalation.rendered()
        #expect(body.html.utf8.count < 100_000, "\(body.html.utf8.count)")
        if unit != "\n" { #expect(body.text.contains("the ticket keeps all of it")) }
    }

    @Test("G7: an automatic answer discloses itself, offers a person and five ratings in both parts")
    func disclosure() {
        let body = LayoutSamples.answer().rendered()
        for part in [body.text, HTMLOracle(body.html).text] {
            #expect(
                part.contains("written automatically") && part.contains("HUMAN") && part.contains("1 (very poor)")
                    && part.contains("AB-7K3M9Q2X"))
        }
        #expect(body.html.split(separator: "href=\"mailto:support+r.").count == 6)
    }

    @Test("G7: what a person wrote carries no disclosure and asks for nothing")
    func personal() {
        let body = AnswerLayout(language: "en", title: "Re: x", text: "Hello,\n\nit works again.").rendered()
        #expect(body.text == "Hello,\n\nit works again.\n")
        #expect(!body.html.contains("mailto:"))
    }

    @Test("C4: an answer's text part is the text that was given, unchanged")
    func exactText() { #expect(LayoutSamples.answer().rendered().text.hasPrefix(LayoutSamples.answerText + "\n")) }

    @Test("D11: only https of the listed hosts becomes a link, and it shows where it leads")
    func links() {
        let text =
            "a https://app.acme.example/x. b http://app.acme.example/y c https://evil.example/z d (https://app.acme.example/q?a=1&b=2)"
        let html = AnswerLayout(language: "en", title: "", text: text, linkHosts: ["app.acme.example"]).rendered().html
        #expect(html.contains(">https://app.acme.example/x</a>."))
        #expect(html.contains("href=\"https://app.acme.example/q?a=1&amp;b=2\""))
        #expect(html.split(separator: "href=").count == 3)
    }

    @Test(
        "D11: links of a sender whom nobody vouches for are defanged in both parts",
        arguments: [
            "https://evil.example/pay", "HTTP://EVIL.example", "www.evil.example", "evil.example/x", "see:https://evil.example",
            "javascript:alert(1)", "mailto:x@evil.example", "https://еvil.example/ü.pdf",
        ])
    func defanged(_ link: String) {
        let body = LayoutSamples.escalation(
            ticket: LayoutSamples.ticket(isAuthenticated: false), customerText: "pay at \(link) now"
        ).rendered()
        let shown = Defanging.defanged(link)
        #expect(shown != link)
        #expect(
            !shown.contains("https://") && !shown.lowercased().contains("http://")
                && (link.hasPrefix("mailto:") || !shown.lowercased().contains("evil.example"))
        )
        #expect(!shown.contains("javascript:") && !shown.contains("mailto:"))
        #expect(body.text.contains("pay at \(shown) now") && HTMLOracle(body.html).text.contains(shown))
    }

    @Test("D11: an authenticated customer's text is shown as written, and ordinary words are left alone")
    func notDefanged() {
        #expect(LayoutSamples.escalation().rendered().text.contains("(https://app.acme.example/reset)"))
        for text in ["Hello. How are you?", "version 3.2.1", "e.g. this", "5:30 pm", "I wait...", "3.5"] {
            #expect(Defanging.defanged(text) == text)
        }
    }

    @Test("B7: the address stands before the name, and a name that poses as somebody gets a warning line")
    func names() {
        #expect(LayoutSamples.escalation().rendered().text.contains("maria.lopez@customer.example (Maria López)"))
        for name in ["boss@acme.example", "anna berg", "ANNA  BERG", "Anna\u{200B} Berg"] {
            #expect(
                LayoutSamples.escalation(ticket: LayoutSamples.ticket(name: name)).rendered().text.contains(
                    "Only the address under From counts"), "\(name)")
        }
        #expect(!LayoutSamples.escalation().rendered().text.contains("Only the address under From counts"))
    }

    @Test("an escalation says all that an agent needs, in both parts")
    func escalation() {
        let body = LayoutSamples.escalation().rendered()
        let needed = [
            "High priority", "AB-7K3M9Q2X", "3 earlier tickets", "rated 2, 5", "login_issue", "61 %", "The customer is angry",
            "template forgot-password", "Choose a new password", "83 %", "Error 41 means", "holds something personal",
            "really annoyed", "screenshot.png", "not attached: executable", "Reply with ok", "#help", "never sees it",
        ]
        for word in needed {
            #expect(body.text.contains(word), "\(word)")
            #expect(HTMLOracle(body.html).text.contains(word), "\(word)")
        }
        #expect(body.text.contains("mailto:support+n."))
        var without = LayoutSamples.escalation()
        without.noteURL = ""
        #expect(without.rendered().text.contains("start your reply with #note"))
    }

    @Test("a mailto URL survives whatever stands in its subject (RFC 6068)")
    func mailto() {
        #expect(MailtoLink.url(to: "a+b@c.example", subject: "5") == "mailto:a+b@c.example?subject=5")
        #expect(
            MailtoLink.url(to: "a@b.example", subject: "x&y=z?#\r\né", body: "a\nb")
                == "mailto:a@b.example?subject=x%26y%3Dz%3F%23%20%20%C3%A9&body=a%0D%0Ab")
        #expect(MailtoLink.url(to: "a@b.example") == "mailto:a@b.example")
    }

    @Test("a rule's number stands behind its words, a word of ours does not")
    func ruleNumbers() {
        let layout = EscalationLayout(
            ticket: LayoutSamples.ticket(), now: LayoutSamples.noon,
            reasons: [FiredRule("H5", "no intent fits"), FiredRule("snooze", "the time that you chose is over")], judgement: nil,
            customerText: "x")
        let text = layout.rendered().text
        #expect(text.contains("- no intent fits (H5)\n- the time that you chose is over\n"))
    }

    @Test("the line below a table's header is no longer than a screen, however long the last column is")
    func shortRules() {
        let table = TextColumns.table(header: ["A", "B"], rows: [["1", String(repeating: "word ", count: 40)]])
        #expect(table.hasPrefix("A  B\n-  " + String(repeating: "-", count: 40) + "\n1"))
    }
}
