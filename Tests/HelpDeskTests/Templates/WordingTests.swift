import Testing

@testable import HelpDesk
@testable import TextAnalysis

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite("Words of mails to agents and admins")
struct WordingTests {
    private func library(_ lines: String, language: String = "de") -> TemplateLibrary {
        TemplateLibrary([.init(path: "\(language)/mail/words.md", text: "---\ntitle: Words\n---\n# a comment\n\n\(lines)\n")])
    }

    @Test("a phrase is said in the file's words, its places filled, and stays English where the file is silent")
    func said() {
        let words = library("{{count}} tickets wait = {{count}} Vorgänge warten\nSent = Gesendet").wording("de")
        #expect(words("Sent") == "Gesendet")
        #expect(words("{{count}} tickets wait", ["count": "3"]) == "3 Vorgänge warten")
        #expect(words("Nobody wrote this") == "Nobody wrote this")
        #expect(words("{{count}} unknown", ["count": "3"]) == "3 unknown")
    }

    @Test("a value is never read for places, and a language without a file reads the operator's English")
    func values() {
        let words = library("Sent to {{address}} = Handed to {{address}}", language: "en").wording("it")
        #expect(words("Sent to {{address}}", ["address": "{{secret}}"]) == "Handed to {{secret}}")
    }

    @Test("a mistake is told with its line: no =, a place that the phrase does not have, open braces")
    func mistakes() {
        for line in ["just words", "Sent = Gesendet {{at}}", "Sent = Gesendet {{"] {
            let library = library(line)
            #expect(library.mistakes.map(\.line) == [6], "\(line)")
            #expect(library.wording("de")("Sent") == "Sent")
        }
    }

    @Test("values and other people's texts stay as they are when a document is said in another language")
    func foreignTextStays() {
        let reader = Reader(words: library("Subject = Betreff\nopen = offen").wording("de"))
        let body = MailDocument(
            for: reader, title: "x",
            blocks: [.facts([Fact("Subject", "open")]), .quotation("open"), .heading("open")]
        ).rendered().text
        #expect(body == "Betreff:  open\n\n| open\n\noffen\n-----\n")
    }

    /// The shipped files, from the checkout.
    static let shipped: TemplateLibrary = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "templates")
        return TemplateLibrary(
            ["en", "de", "fr", "es"].compactMap { language in
                (try? String(contentsOf: root.appending(path: "\(language)/mail/words.md"), encoding: .utf8)).map {
                    TemplateLibrary.Source(path: "\(language)/mail/words.md", text: $0)
                }
            })
    }()

    @Test(
        "every phrase of the escalation, receipts, answers and digest is said in each shipped language",
        arguments: [
            "de", "fr", "es",
        ])
    func complete(language: String) {
        let words = Self.shipped.wording(language)
        #expect(Self.shipped.mistakes.isEmpty)
        for phrase in Self.phrases { #expect(words.knows(phrase), "\(language) says nothing for “\(phrase)”") }
        let help = AgentGrammar.help.map(\.meaning) + AdminGrammar.help.map(\.meaning)
        for phrase in help { #expect(words.knows(phrase), "\(language) says nothing for “\(phrase)”") }
    }

    /// Phrases that the sources hand to a reader, as they stand between quotes.
    private static let phrases: [String] = {
        let files =
            ["Reports/DigestReport+Rendering", "Reports/DigestReport", "Reports/Health", "Reports/FiguresBlocks"]
            + [
                "Replies/Layout/EscalationLayout+Rendering", "Replies/Layout/EscalationLayout+Why",
                "Replies/Layout/ReceiptLayout", "Admins/AdminAnswer",
            ]
        return quoted(after: ["reader(", ".heading(", "Fact(", "label: "], in: files)
    }()

    /// What stands between quotes behind one of these, with a line break between them or not.
    private static func quoted(after openings: [String], in files: [String]) -> [String] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/HelpDesk")
        return files.flatMap { file -> [String] in
            let text = (try? String(contentsOf: root.appending(path: file + ".swift"), encoding: .utf8)) ?? ""
            return openings.flatMap { opening in
                text.split(separator: opening).dropFirst().compactMap { rest -> String? in
                    let start = rest.drop { $0 == " " || $0 == "\n" }
                    return start.first == "\"" ? String(start.dropFirst().prefix { $0 != "\"" }) : nil
                }
            }
        }.filter { !$0.contains("\\(") && $0 != "…" && !$0.isEmpty }
    }

    @Test("the phrases are found in the sources at all")
    func found() {
        #expect(Self.phrases.count > 60)
        #expect(Self.errors.count > 20 && Self.reasons.count > 60)
    }

    /// What is wrong with a command, and what to write instead.
    private static let errors: [String] = {
        let files = ["Agents/AgentGrammar", "Agents/AgentGrammar+Arguments", "Agents/CommandSheet", "Agents/AgentMail+Reading"]
        let own = quoted(after: ["Phrase(", ".fault(", "refusesText: ", "message: ", "?? "], in: files)
        let admins = quoted(after: ["Phrase(", "message: ", "?? "], in: ["Admins/AdminGrammar", "Admins/AdminMail"])
        let questions: [AgentQuestion] = [.empty, .signatureAlone, .automatic, .unclearApproval, .approvalWithText]
        return own + admins + questions.map(\.words) + [AgentRefusal.namesBothAddresses.words]
    }()

    /// Why people are asked: rules that fired, words that must never be answered, what raised the priority.
    private static let reasons: [String] = {
        let files = [
            "Decisions/Step+Rules", "Decisions/Deliberation+Making", "Triage/Desk+Rules", "Steps/Step+Follow",
            "Steps/Step+Customer", "Steps/Step+Agent", "Steps/Step+Delivery", "Steps/Step+Operation", "Steps/Step+Forwarded",
            "Replies/Step+EscalationLetter", "Steps/Step+Bounce", "Steps/Step+Quarantine", "Steps/Step+Escalation",
        ]
        let rules =
            (["A", "B", "C", "D", "G", "H", "INV"].flatMap { letters in (1...18).map { "\"\(letters)\($0)\"," } }
                + ["\"hold\",", "\"snooze\",", "\"assigned\","])
        return quoted(after: rules + ["Phrase("], in: files) + NeverAnswerRule.all.map(\.reason)
            + PriorityRules.rules.map(\.reason) + [
                "a minor writes, or it is about one", "the customer is very angry", "the customer is angry",
            ]
    }()

    @Test("errors of commands and reasons are said in each shipped language", arguments: ["en", "de", "fr", "es"])
    func errorsAndReasons(language: String) {
        let words = Self.shipped.wording(language)
        for phrase in Self.errors + Self.reasons { #expect(words.knows(phrase), "\(language) says nothing for “\(phrase)”") }
    }

    @Test("a reason that was recorded with its values is told in the reader's language, and strange words stay")
    func recorded() {
        let german = Self.shipped.wording("de")
        #expect(
            german.recorded(FiredRule("H5", Phrase("the confidence is below {{share}}", ["share": "75 %"])).words)
                == "die Sicherheit liegt unter 75 %")
        #expect(
            german.recorded("a second contact on the same matter, after AB-1")
                == "ein zweiter Kontakt in derselben Sache, nach AB-1")
        #expect(
            german.recorded("the nearest example of login_issue is 19 % alike")
                == "das nächste Beispiel von login_issue ist zu 19 % ähnlich")
        #expect(
            german.recorded(
                "login_issue is now draft: its graded answers do not hold the target of 98 %. To let it answer again: mode login_issue on"
            ).hasSuffix("halten das Ziel von 98 % nicht. Damit es wieder antwortet: mode login_issue on"))
        #expect(german.recorded("the press is named (“prensa”)") == "die Presse wird genannt (“prensa”)")
        #expect(
            german.recorded("by its record, login_issue is answered from 81 % on, to keep 98 % right")
                == "nach seiner Bilanz wird login_issue ab 81 % beantwortet, damit 98 % richtig sind")
        for strange in ["", "{{share}}", "nobody wrote this", "the confidence is below ", "the mail is older than  hours"] {
            #expect(german.recorded(strange) == strange)
        }
        // A value that looks like a place stays what it is.
        #expect(german.recorded("people answer {{share}}") == "{{share}} beantworten Menschen")
    }

    @Test("an agent's error comes in the group's language, with what was typed as it was")
    func spokenError() {
        let reader = Reader(words: Self.shipped.wording("de"))
        guard
            case .errors(let errors) = AgentMail(text: "#snooze tomorow\n#clsoe", destination: .customer, origin: .person).read()
        else {
            Issue.record("no error")
            return
        }
        let text = NoticeLayout.errors(errors, about: nil, help: AgentGrammar.help, for: reader).rendered(for: reader).text
        #expect(text.contains("Zeile 1, „#snooze tomorow“: #snooze braucht eine Zeit von 1m bis 90d"))
        #expect(text.contains("Zeile 2, „#clsoe“: diesen Befehl gibt es nicht; meinten Sie #close?"))
    }
}
