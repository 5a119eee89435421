import Testing

@testable import HelpDesk

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite("Words of events and alarms")
struct EventWordsTests {
    @Test(
        "what happened to a ticket and what the service tells of itself are said in each language", arguments: ["de", "fr", "es"])
    func eventsAndAlarms(language: String) {
        #expect(Self.events.count > 50 && Self.alarms.count > 25)
        let words = WordingTests.shipped.wording(language)
        for sentence in Self.events + Self.alarms {
            #expect(words.eventReason(sentence) != sentence, "\(language) says nothing for “\(sentence)”")
        }
    }

    @Test("a reason within a reason is told in the reader's language, a name stays, and a decision's rules keep their ids")
    func nested() {
        let german = WordingTests.shipped.wording("de")
        #expect(
            german.recorded("over, after 12 minutes: the timer close/7 cannot be worked: the store is busy")
                == "vorbei, nach 12 Minuten: der Termin close/7 lässt sich nicht ausführen: the store is busy")
        #expect(
            german.recorded("all automatic sending is held: stopped by the admin boss@acme.example")
                == "alles automatische Senden ist angehalten: angehalten von boss@acme.example")
        #expect(german.recorded("people answer billing") == "billing beantworten Menschen")
        #expect(
            german.eventReason("H5: the confidence is below 75 %; A10: nobody vouches for the sender")
                == "die Sicherheit liegt unter 75 % (H5); niemand bürgt für den Absender (A10)")
        #expect(Wording.english.eventReason("H5: no intent fits") == "no intent fits (H5)")
        for strange in ["", ": ", "x: y; ", "#snooze", "a: b: c"] {
            #expect(german.eventReason(strange).isEmpty == strange.isEmpty)
        }
    }

    @Test("the page of a ticket tells an admin in the admin's language what happened, and which person did it")
    func ticketPage() {
        let reader = Reader(words: WordingTests.shipped.wording("de"))
        let actors: [(Actor, String)] = [
            (.customer("maria@customer.example"), "the opening mail"), (.desk, "H5: no intent fits"),
            (.agent("anna@acme.example"), "handed over"),
        ]
        let events = actors.map {
            Event(ticket: TicketID(rawValue: 17), at: LayoutSamples.noon, actor: $0.0, kind: .reopened, reason: $0.1)
        }
        let text = AdminAnswer.ticket(LayoutSamples.ticket(), events: events, at: LayoutSamples.noon, for: reader)
            .rendered(for: reader).text
        #expect(text.contains("die erste Mail\n") && text.contains("kein Anliegen passt (H5)\n"))
        #expect(text.contains("übergeben · anna@acme.example"))
    }

    /// Sentences that one of a few words completes; each whole one is a phrase of its own, and stands below.
    private static let chosen = [
        "a rating of x7 of 5x7", "an answer x7", "an automatic answer x7", "the target for the x7 comes near",
        "the target for the x7 is missed",
        "An automatic answer of ticket x7 x7: all automatic sending is held until it is released.",
    ]

    /// What stands in the log of a ticket, as it is recorded.
    private static let events: [String] = {
        let steps = [
            "Agent", "AgentCommands", "AgentReply", "Bounce", "Customer", "Delivery", "Escalation", "Follow", "Forwarded",
            "Grading", "Timer",
        ]
        let own = sentences(in: steps.map { "HelpDesk/Steps/Step+" + $0 }) { before, literal in
            before.contains("because: ") && literal.contains(" ") && !literal.hasPrefix("#") && !chosen.contains(literal)
        }
        let results: [DeliveryResult] = [.accepted("250 ok"), .failed("550 no"), .parked("no reply")]
        let others =
            ["customer", "agent", "admin"].map { "a mail to the " + $0 }
            + ["template", "solution", "language-model"].map { "answered from a " + $0 }
        let severities: [Grade.Severity] = [.policy, .leak, .person]
        let goals = ServiceGoal.allCases.flatMap {
            ["the target for the \($0.words) comes near", "the target for the \($0.words) is missed"]
        }
        return own + others + results.map(\.words) + severities.map { "an answer \($0.words)" } + goals + [
            "a rating of 3 of 5", "a rating of 4 of 5, not solved", "7 days of silence after an automatic answer",
            "a mail to the customer did not leave", "an automatic reply or an automatically made mail", "the agent's answer",
        ]
    }()

    /// What the service itself tells admins.
    private static let alarms: [String] =
        sentences(in: ["Responder/Loops/HealthLoop", "Transport/TransportError", "HelpDesk/Steps/Step+Grading"]) { _, literal in
            literal.contains("x7") && literal.split(separator: " ").count > 5 && !chosen.contains(literal)
        } + [
            "imap.x.test:993 refused the login: no. Check `user` and the secret it names; support is not read until the secret is another",
            "the submission server refuses the login (535 no); nothing is sent until the secret is another",
            "31 mails of support came back under new names (a restored or re-created mailbox?); sending is held until `answerback release`",
            "the timer close/7 cannot be worked: the store is busy",
            "mail 7 can neither be worked nor put aside: the store is busy",
            "2 broken promises in the store, the first: INV2 mail 7 stands twice; see `answerback verify`",
            "over, after 12 minutes: only 31 MB are free in /var; a full disk stops the service (no mail is lost)",
            "only 31 MB are free in /var; a full disk stops the service (no mail is lost) (no more alarms within this hour)",
            "An automatic answer of ticket AB-7K3M9Q2X told somebody what only another may know: all automatic sending is held until it is released.",
            "stopped by the admin boss@acme.example", "an automatic answer told somebody what only another may know",
        ]

    /// String literals of sources, with a name in place of what is interpolated.
    private static func sentences(in files: [String], where isWanted: (_ before: Substring, _ literal: String) -> Bool)
        -> [String]
    {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")
        return files.flatMap { file -> [String] in
            let text = (try? String(contentsOf: root.appending(path: file + ".swift"), encoding: .utf8)) ?? ""
            let lines = text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }
            return lines.flatMap { literals($0).filter { isWanted($0.before, $0.literal) }.map(\.literal) }
        }
    }

    private static func literals(_ line: Substring) -> [(before: Substring, literal: String)] {
        var found: [(before: Substring, literal: String)] = []
        var rest = line
        while let start = rest.firstIndex(of: "\"") {
            var (literal, depth, index) = ("", 0, rest.index(after: start))
            while index < rest.endIndex, depth > 0 || rest[index] != "\"" {
                if rest[index] == "(", depth > 0 || literal.last == "\\" {
                    if depth == 0 { literal = literal.dropLast() + "x7" }
                    depth += 1
                } else if depth > 0 {
                    if rest[index] == ")" { depth -= 1 }
                } else {
                    literal.append(rest[index])
                }
                index = rest.index(after: index)
            }
            found.append((line[..<start], literal))
            rest = index < rest.endIndex ? rest[rest.index(after: index)...] : ""
        }
        return found
    }
}
