import Testing

@testable import HelpDesk

@Suite("Digest and metrics")
struct DigestReportTests {
    @Test("the first line says whether anything needs doing")
    func firstLine() {
        #expect(LayoutSamples.digest(quiet: true).rendered().text.hasPrefix("All is well: nothing needs doing."))
        #expect(LayoutSamples.digest().rendered().text.hasPrefix("!! 1 mail may or may not have been sent"))
        #expect(LayoutSamples.digest(quiet: true).subject == "Acme Support on 2026-11-20: 128 tickets, all is well")
        #expect(LayoutSamples.digest().subject.contains("5 things need a look"))
    }

    @Test("A7: caps and the breaker stand in the digest in words, and no reason is cut off or led by a rule's id")
    func capsAndBreaker() {
        var figures = LayoutSamples.figures(quiet: true)
        figures.suppressed = ["A7": 12, "A10": 3]
        figures.hold = "the breaker: more than 200 automatic mails within an hour"
        let long = "it is not clear which template answers this mail, because two of them are nearly equally likely"
        figures.escalationReasons = ["H5 " + long: 2, "A10 nobody vouches for the sender": 1]
        let body = DigestReport(day: "2026-11-20", yesterday: figures, weekBefore: Figures()).rendered()
        #expect(body.text.hasPrefix("!! Automatic mail is held: the breaker: more than 200 automatic mails"))
        for text in [body.text, HTMLOracle(body.html).text] {
            let flat = text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
            #expect(flat.contains("The caps on automatic mail") && flat.contains("Nobody vouches for the sender"))
            #expect(flat.contains(long.capitalizedFirst))
            #expect(!flat.contains("A7") && !flat.contains("H5") && !flat.contains("A10"))
        }
    }

    @Test("keys that say the same are one reason, and a key without a rule stays")
    func words() {
        #expect(RuleWords.words("A3") == "mailing lists and bulk mail")
        #expect(RuleWords.words("H5 no intent fits") == "no intent fits")
        #expect(RuleWords.words("something else") == "something else" && RuleWords.words("X99") == "X99")
        #expect(RuleWords.merged(["own": 1, "A6": 2]) == ["mail of our own that came back": 3])
    }

    @Test("each trouble changes the first line, and the grave ones alert")
    func health() {
        let changes: [(inout Figures) -> Void] = [
            { $0.hold = "STOP by boss" }, { $0.unsettledMails = 1 }, { $0.outboxFailed = 2 }, { $0.outboxParked = 1 },
            { $0.quarantined = 1 }, { $0.alarms = ["login refused": 3] }, { $0.slaBreaches = 1 },
            { $0.waitingForPeople = 4 }, { $0.solutionsWithdrawn = 1 },
        ]
        for (index, change) in changes.enumerated() {
            var figures = Figures()
            #expect(Health(figures).tone == .good)
            change(&figures)
            #expect(Health(figures).tasks.count == 1)
            #expect(Health(figures).tone == (index < 6 ? .alert : .notice))
        }
    }

    @Test("text and HTML say the same figures")
    func sameInBoth() {
        let body = LayoutSamples.digest().rendered()
        let html = HTMLOracle(body.html).text
        for figure in [
            "62 %", "before: 57 %", "before: 106", "4.3", "95 % / 40", "login_issue", "38 s", "6 learned, 1 withdrawn",
            "Cap of the sender", "240 raw mails", "case 7", "AB-7K3M9Q2X", "142 · 57 %", "88 %",
        ] {
            #expect(body.text.contains(figure), "\(figure)")
            #expect(html.contains(figure), "\(figure)")
        }
    }

    @Test("a digest of an empty day reads well")
    func empty() {
        let body = DigestReport(day: "2026-11-20", yesterday: Figures(), weekBefore: Figures()).rendered()
        #expect(body.text.hasPrefix("All is well"))
        #expect(!body.text.contains("nan") && !body.text.contains("inf"))
    }

    @Test("G4: an address that an alarm names stays in the alarm's own mail")
    func alarmsWithoutAddresses() {
        var figures = LayoutSamples.figures()
        figures.alarms = ["x@evil.example used an agent's token without an agent's rights": 1]
        let text = DigestReport(day: "2026-11-20", yesterday: figures, weekBefore: Figures(), company: "Acme").rendered().text
        #expect(text.contains("Alarm: an address used an agent's token without an agent's rights"))
        #expect(!text.contains("evil.example"))
    }

    @Test("a changed rung is told in the reader's language, with its reason where there is one, and not with its own command")
    func changedRungs() {
        var figures = LayoutSamples.figures(quiet: true)
        figures.modeChanges = ["login_issue is now shadow", "billing is now off: an answer went to the wrong person"]
        let reader = Reader(words: WordingTests.shipped.wording("de"))
        let text = DigestReport(day: "2026-11-20", yesterday: figures, weekBefore: Figures(), company: "Acme", for: reader)
            .rendered().text
        #expect(text.contains("- login_issue ist jetzt shadow\n"))
        #expect(text.contains("- billing ist jetzt off: eine Antwort ging an die falsche Person\n"))
    }

    @Test("G4: the digest is made of counts and ids and carries no address")
    func countsOnly() {
        let text = LayoutSamples.digest().rendered().text
        #expect(!text.contains("@") && !text.contains("maria"))
    }

    @Test("bars are as long as their share, never missing for what is there, and safe from what is no number")
    func bars() {
        #expect(Chart.textBar(1, of: 1) == String(repeating: "█", count: 24))
        #expect(Chart.textBar(1, of: 10_000).hasPrefix("█░"))
        #expect(Chart.textBar(0, of: 10) == String(repeating: "░", count: 24))
        for value in [Double.nan, .infinity, -1] { #expect(Chart.share(value, of: 10) == 0) }
        #expect(Chart.share(5, of: 0) == 0)
    }

    @Test("the JSON of metrics has the keys of the interface, and null where there is nothing to tell")
    func json() {
        let json = MetricsText.json(LayoutSamples.figures())
        for key in [
            "by_status", "by_intent", "by_category", "by_priority", "by_language", "auto_resolve_rate", "escalation_rate",
            "escalation_reasons", "first_response_ms", "resolution_ms", "p50", "p90", "ratings", "count", "mean", "distribution",
            "resolution_rate", "mean_confidence", "reply_sources", "model_fallbacks", "suppressed", "outbox", "quarantine",
            "sla_breaches", "daily",
        ] { #expect(json.contains("\"\(key)\":"), "\(key)") }
        #expect(
            json.contains(
                "\"ratings\":{\"count\":51,\"mean\":4.254902,\"distribution\":{\"1\":2,\"2\":3,\"3\":4,\"4\":13,\"5\":29}"))
        let empty = MetricsText.json(Figures())
        #expect(empty.contains("\"auto_resolve_rate\":null") && empty.contains("\"hold\":null") && !empty.contains("nan"))
        var odd = Figures()
        odd.hold = "a\"b\\c\nd\u{1}"
        #expect(MetricsText.json(odd).contains("\"hold\":\"a\\\"b\\\\c\\nd\\u0001\""))
    }

    @Test("Prometheus text has a HELP and a TYPE line a metric, and labels are escaped")
    func prometheus() {
        var figures = LayoutSamples.figures()
        figures.byIntent = ["a\"b\\c\nd": 1]
        let text = MetricsText.prometheus(figures)
        #expect(text.contains("answerback_tickets_by_intent{intent=\"a\\\"b\\\\c\\nd\"} 1\n"))
        #expect(text.contains("answerback_first_response_seconds{quantile=\"0.5\"} 38\n"))
        for line in text.split(separator: "\n") {
            #expect(
                line.hasPrefix("# HELP answerback_") || line.hasPrefix("# TYPE answerback_") || line.hasPrefix("answerback_"),
                "\(line)")
        }
        let names = text.split(separator: "\n").filter { $0.hasPrefix("# TYPE") }.map { $0.split(separator: " ")[2] }
        #expect(Set(names).count == names.count)
        #expect(!MetricsText.prometheus(Figures()).contains("nan"))
    }

    @Test(
        "D14: every field is quoted, and none starts a formula",
        arguments: [
            ("a", "\"a\""), ("a\"b", "\"a\"\"b\""), ("=1+1", "\"'=1+1\""), ("+1", "\"'+1\""), ("-1", "\"'-1\""),
            ("@x", "\"'@x\""), ("|x", "\"'|x\""), ("%x", "\"'%x\""), ("\r\n=1", "\"'\r\n=1\""), (" \t=1", "\"' \t=1\""),
            ("a=1", "\"a=1\""),
            ("", "\"\""), ("a,b", "\"a,b\""), ("a\r\nb", "\"a\r\nb\""),
        ])
    func csv(_ text: String, _ field: String) { #expect(CSVText.record([text]) == field + "\r\n") }

    @Test(
        "times are civil dates in UTC",
        arguments: [
            (0, "1970-01-01 00:00 UTC"), (951_782_400, "2000-02-29 00:00 UTC"), (1_795_262_400, "2026-11-21 12:00 UTC"),
            (-1, "1969-12-31 23:59 UTC"), (4_102_444_799, "2099-12-31 23:59 UTC"), (-62_135_596_800, "0001-01-01 00:00 UTC"),
        ] as [(Int64, String)])
    func times(_ seconds: Int64, _ text: String) { #expect(TimeText.minute(Timestamp(seconds: seconds)) == text) }

    @Test("numbers read the same everywhere")
    func numbers() {
        #expect(
            NumberText.percent(0.934) == "93 %" && NumberText.percent(.nan) == "–"
                && NumberText.percent(0.9346, places: 1) == "93.5 %")
        #expect(
            NumberText.fixed(2.005, places: 1) == "2.0" && NumberText.fixed(-0.04, places: 1) == "0.0"
                && NumberText.fixed(-1.26, places: 1) == "-1.3")
        #expect(
            NumberText.fixed(1.05, places: 3) == "1.050" && NumberText.grouped(1_234_567) == "1,234,567"
                && NumberText.grouped(-999) == "-999")
        #expect(
            NumberText.bytes(999) == "999 B" && NumberText.bytes(184_220) == "184 KB" && NumberText.bytes(3_200_000) == "3.2 MB")
        #expect(
            TimeText.span(seconds: 38) == "38 s" && TimeText.span(seconds: 9_200) == "3 h"
                && TimeText.span(seconds: 400_000) == "5 days")
    }

    @Test("columns line up, wide and combining scalars counted")
    func columns() {
        #expect(
            TextColumns.table(header: ["A", "N"], rows: [["日本", "1"], ["e\u{301}", "22"]], numeric: [1])
                == "A      N\n----  --\n日本   1\ne\u{301}     22")
    }
}
