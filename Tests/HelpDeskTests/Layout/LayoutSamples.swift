@testable import HelpDesk

/// Values like those of a real day, for the tests of layouts and for looking at them as pictures.
enum LayoutSamples {
    static let noon = Timestamp(seconds: 1_795_262_400)
    static let number = TicketNumber(rawValue: "AB-7K3M9Q2X")

    static func ticket(
        subject: String = "Re: cannot log in since the update", message: String = "", name: String = "Maria López",
        isAuthenticated: Bool = true,
        priority: Priority = .high, summary: String = "I cannot log in since yesterday's update, the page only says error 41.",
        draft: Draft? = nil
    ) -> Ticket {
        var ticket = Ticket(
            id: TicketID(rawValue: 17),
            opening: Opening(
                number: number, party: "maria.lopez@customer.example", customerName: name, mailbox: "support",
                ownAddress: "support@acme.example",
                subject: subject, message: message, isAuthenticated: isAuthenticated, linkedTo: nil),
            at: noon.adding(seconds: -5_000))
        ticket.status = .escalated
        ticket.summary = summary
        ticket.language = "en"
        ticket.intent = "login_issue"
        ticket.confidence = 0.61
        ticket.category = .technical
        ticket.priority = priority
        ticket.draft = draft
        return ticket
    }

    static let customerText = """
        Hi there,

        I cannot log in since yesterday's update. The page only says "error 41" & sends me back.
        I already reset my password twice (https://app.acme.example/reset) and tried another browser.

        This is the third time this month and I am really annoyed. Can somebody please look at it today? We have to close the books by 5 pm.

        Maria López
        Bakery López
        """

    static let answerText = """
        Hello Maria,

        thank you for writing. You can set a new password yourself, it takes about a minute:

        1. Open https://app.acme.example/reset and enter your e-mail address.
        2. Open the mail that arrives within five minutes and press the link in it.
        3. Choose a new password of at least twelve characters.

        If no mail arrives, please look in these places first:

        - the folder for junk mail
        - the other addresses you use, because the account may belong to one of them

        Best regards
        Acme Support
        """

    static let ratingLinks: [RatingLink] = zip(1...5, ["very poor", "poor", "fair", "good", "very good"]).map { stars, label in
        RatingLink(
            stars: stars, label: label,
            url: MailtoLink.url(to: "support+r.k3j5h2g7f9d1s4a6p8q0w2e5r7@acme.example", subject: String(stars)))
    }

    static func answer(text: String = answerText, title: String = "Re: cannot log in") -> AnswerLayout {
        AnswerLayout(
            language: "en", title: title, text: text, linkHosts: ["app.acme.example"],
            rating: RatingRequest(
                question: "Did this help? Reply with a number from 1 (very poor) to 5 (very good), or press one:",
                links: ratingLinks),
            human: "Would you rather have a person? Reply with the word HUMAN, and one of us takes over.",
            disclosure: "This answer was written automatically.", footer: ["Your ticket number is AB-7K3M9Q2X.", "Acme Ltd"])
    }

    static func brief(_ index: Int, status: TicketStatus = .closed, rating: Int? = nil) -> TicketBrief {
        TicketBrief(
            id: TicketID(rawValue: Int64(index)), number: TicketNumber(rawValue: "AB-0000000\(index)"), status: status,
            intent: "login_issue",
            summary: "The reset link in your mail has expired again", message: "", rating: rating,
            createdAt: noon.adding(days: -Int64(index) * 5), updatedAt: noon)
    }

    static func escalation(
        ticket: Ticket = ticket(draft: Draft(text: answerText, source: .template, template: "forgot-password")),
        customerText: String = customerText
    ) -> EscalationLayout {
        EscalationLayout(
            ticket: ticket, now: noon,
            reasons: [
                FiredRule("H5", "The customer is angry"), FiredRule("H5", "Second contact on the same matter within 14 days"),
                FiredRule("H6", "Confidence 0.61 is below the threshold of 0.75"),
            ],
            judgement: Judgement(
                intent: "login_issue", template: "forgot-password", confidence: 0.61, category: .technical, priority: .high,
                priorityReasons: ["deadline today", "angry"],
                sentiment: -0.6, language: "en", summary: "", alsoAsks: ["payment_issue"], model: "linear-1"),
            history: [brief(1, status: .autoResolved, rating: 2), brief(2, rating: 5), brief(3)],
            similar: [
                .init(
                    found: SimilarCase(id: CaseID(rawValue: 12), score: 0.83, intent: "login_issue"),
                    question: "Error 41 when I log in after the update",
                    solution:
                        "Please delete the cookies of app.acme.example and log in again.\nError 41 means that an old session is still stored.",
                    maySend: true),
                .init(
                    found: SimilarCase(id: CaseID(rawValue: 9), score: 0.71, intent: "login_issue"),
                    question: "Login page sends me back",
                    solution: "Your account was set to single sign-on by your administrator, Jens.", maySend: false),
            ],
            customerText: customerText,
            attachments: [
                .init(name: "screenshot.png", type: "image/png", bytes: 184_220),
                .init(name: "setup.exe", type: "application/octet-stream", bytes: 3_200_000, remark: "not attached: executable"),
            ],
            agentNames: ["Anna Berg"],
            noteURL: MailtoLink.url(to: "support+n.q8w7e6r5t4z3u2i1o0p9a8s7d6@acme.example", subject: "Note on AB-7K3M9Q2X"))
    }

    static func figures(quiet: Bool = false) -> Figures {
        var figures = Figures()
        figures.from = noon.adding(days: -1)
        figures.to = noon
        figures.tickets = 128
        figures.autoResolved = 79
        figures.escalated = 46
        figures.byStatus = ["auto_resolved": 31, "closed": 62, "escalated": 23, "in_progress": 9, "open": 3]
        figures.byIntent = [
            "login_issue": 41, "payment_issue": 33, "account_issue": 19, "technical_issue": 17, "general_query": 11,
            "feature_request": 4, "unknown": 3,
        ]
        figures.byCategory = ["technical": 58, "billing": 33, "general": 37]
        figures.byPriority = ["urgent": 4, "high": 21, "medium": 80, "low": 23]
        figures.byLanguage = ["en": 88, "de": 31, "fr": 9]
        figures.byReplySource = ["template": 51, "solution": 28, "agent": 22]
        figures.escalationReasons = [
            "H6 confidence below the threshold": 18, "H5 second contact on the same matter": 11,
            "A10 sender not authenticated": 8, "H5 refund asked": 6, "H5 anger": 3,
        ]
        figures.suppressed = ["A7 cap of the sender": 4, "A1 automatic mail": 2]
        figures.ignored = ["A1 automatic mail": 14, "A3 mailing list": 9, "A5 bounce": 3]
        figures.ratings = [1: 2, 2: 3, 3: 4, 4: 13, 5: 29]
        figures.ratingsResolved = 45
        figures.meanConfidence = 0.873
        figures.firstResponseP50 = 38_000
        figures.firstResponseP90 = 9_200_000
        figures.resolutionP50 = 5_400_000
        figures.resolutionP90 = 98_000_000
        figures.outboxDepth = 2
        figures.solutionsLearned = 6
        figures.daily = [Figures.Day(date: "2026-11-20", opened: 128, autoResolved: 79, escalated: 46)]
        for (name, counts) in [
            ("login_issue", (41, 33, 20, 1)), ("payment_issue", (33, 17, 9, 0)), ("account_issue", (19, 14, 6, 1)),
            ("technical_issue", (17, 6, 0, 0)),
        ] {
            var intent = Figures.IntentFigures()
            (intent.tickets, intent.autoResolved, intent.graded, intent.wrong) = counts
            figures.intents[name] = intent
        }
        figures.solutions = [
            Figures.SolutionFigures(id: CaseID(rawValue: 12), uses: 9, goodRatings: 6, badRatings: 0, isWithdrawn: false),
            Figures.SolutionFigures(id: CaseID(rawValue: 7), uses: 4, goodRatings: 0, badRatings: 3, isWithdrawn: true),
        ]
        if quiet { return figures }
        figures.solutionsWithdrawn = 1
        figures.outboxParked = 1
        figures.quarantined = 2
        figures.refusals = 3
        figures.slaBreaches = 2
        figures.waitingForPeople = 32
        figures.longestWaiting = ["AB-7K3M9Q2X", "AB-0000001A", "AB-0000001B"]
        figures.removed = ["raw mails": 240, "log events": 1_204]
        return figures
    }

    static func weekBefore() -> Figures {
        var week = figures(quiet: true)
        week.from = noon.adding(days: -8)
        week.to = noon.adding(days: -1)
        week.tickets = 742
        week.autoResolved = 421
        week.escalated = 305
        week.ratings = [1: 20, 2: 22, 3: 30, 4: 80, 5: 110]
        week.firstResponseP50 = 52_000
        week.resolutionP50 = 7_200_000
        week.daily = [
            ("13", 96, 50), ("14", 61, 33), ("15", 48, 30), ("16", 131, 70), ("17", 142, 81), ("18", 137, 80), ("19", 127, 77),
        ].map {
            Figures.Day(date: "2026-11-\($0.0)", opened: $0.1, autoResolved: $0.2, escalated: $0.1 - $0.2)
        }
        return week
    }

    static func digest(quiet: Bool = false) -> DigestReport {
        DigestReport(day: "2026-11-20", yesterday: figures(quiet: quiet), weekBefore: weekBefore(), company: "Acme Support")
    }

    /// Every mail of the room by a name, as it is rendered.
    static func all() -> [(name: String, body: MailBody)] {
        [
            ("answer", answer().rendered()),
            (
                "acknowledgement",
                AnswerLayout(
                    language: "de", title: "Re: Rechnung",
                    text:
                        "Guten Tag,\n\nIhre Nachricht ist angekommen und liegt bei einem Menschen. Sie hören bis morgen Mittag von uns.",
                    disclosure: "Diese Bestätigung wurde automatisch verschickt.", footer: ["Ihre Ticketnummer ist AB-7K3M9Q2X."]
                ).rendered()
            ),
            (
                "agent-reply",
                AnswerLayout(
                    language: "en", title: "Re: hello", text: "Hello Maria,\n\nit works again. Sorry for the wait!\n\nAnna"
                ).rendered()
            ),
            ("escalation", escalation().rendered()),
            (
                "escalation-stranger",
                EscalationLayout(
                    ticket: ticket(name: "Anna Berg", isAuthenticated: false, priority: .urgent), now: noon,
                    reasons: [FiredRule("A10", "Nobody vouches for the sender")], judgement: nil,
                    customerText: "Pay here: https://evil.example/pay?x=1 or www.evil.example", agentNames: ["Anna Berg"]
                ).rendered()
            ),
            (
                "receipt",
                ReceiptLayout(
                    number: number, recipient: "maria.lopez@customer.example", subject: "Re: cannot log in", text: answerText,
                    at: noon,
                    effects: ["The ticket closes once the mail is accepted.", "What you wrote may be learned as a solution."]
                ).rendered()
            ),
            (
                "errors",
                NoticeLayout.errors(
                    [CommandError(line: 2, text: "#clsoe", message: "there is no such command; did you mean #close?")],
                    about: number, help: AgentGrammar.help
                ).rendered()
            ),
            ("question", NoticeLayout.question(.empty, about: number).rendered()),
            ("refusal", NoticeLayout.refusal(.namesBothAddresses, about: number).rendered()),
            ("escalation-list", NoticeLayout.escalations((1...9).map { brief($0, status: .escalated) }, at: noon).rendered()),
            (
                "alarm",
                NoticeLayout.alarm(
                    "All automatic mail is held", details: ["1,000 mails in an hour passed the breaker of 200."],
                    whatToDo: ["Look at answerback log.", "Run answerback release."]
                ).rendered()
            ),
            (
                "nonce",
                NoticeLayout.confirmation(
                    of: .mode(intent: "login_issue", .on),
                    confirmURL: MailtoLink.url(to: "support+c.x@acme.example", subject: "ok", body: "ok"), minutes: 15
                ).rendered()
            ),
            ("status", AdminAnswer.status(figures(), at: noon).rendered()),
            ("tickets", AdminAnswer.openTickets((1...9).map { brief($0, status: .escalated) }, at: noon).rendered()),
            (
                "ticket",
                AdminAnswer.ticket(
                    ticket(),
                    events: [
                        Event(
                            ticket: TicketID(rawValue: 17), at: noon, actor: .desk, kind: .escalated(group: nil),
                            reason: "escalated: confidence below threshold")
                    ], at: noon
                ).rendered()
            ),
            ("metrics", AdminAnswer.metrics(figures(), days: 7).rendered()), ("digest", digest().rendered()),
            ("digest-quiet", digest(quiet: true).rendered()),
        ]
    }
}
