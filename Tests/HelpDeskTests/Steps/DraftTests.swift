import Testing

@testable import HelpDesk

/// A new draft on request, and what of it goes out.
@Suite struct DraftTests {
    private let anna = "anna@acme.example"
    private let casey = "casey@customer.example"

    private static let templates: TemplateLibrary = {
        func source(_ name: String, _ text: String) -> TemplateLibrary.Source {
            .init(path: "en/login_issue/\(name).md", text: "---\nsubject: x\nexamples:\n  - \(name)\n---\n\(text)\n")
        }
        return TemplateLibrary([
            .init(path: "en/login_issue/intent.md", text: "---\ncategory: technical\n---\nCannot sign in.\n"),
            source("forgot-password", "Choose the link for a forgotten password."),
            source("locked-out", "Your account unlocks after an hour."),
            source("two-factor", "Use a backup code."),
            .init(
                path: "en/mail/answer-footer.md", text: "---\nsubject: x\n---\nAutomatic.\n\nRate it 1 to 5.\n\nReply HUMAN.\n"),
            .init(path: "en/mail/acknowledgement.md", text: "---\nsubject: x\n---\nA person will answer.\n"),
        ])
    }()

    private func drafted() throws -> (World, Letterbox.Item) {
        var settings = DeskSettings.test
        settings.answers.mode = .draft
        var world = World(settings: settings, templates: Self.templates)
        let escalation = try #require(world.exchange(Post()).first { $0.mail.purpose == .escalation })
        #expect(escalation.text.contains("forgotten password"))
        return (world, escalation)
    }

    @Test("#draft brings another template of the intent, each once, and ok sends the one that was shown last")
    func another() throws {
        var (world, escalation) = try drafted()
        world.exchange(.reply(to: escalation, from: anna, "#draft"))
        let second = try #require(world.letters.to(anna).last)
        #expect(second.mail.purpose == .commandAnswer && second.text.contains("unlocks after an hour"))
        #expect(second.text.contains("two-factor"))
        world.exchange(.reply(to: second, from: anna, "#draft"))
        let third = try #require(world.letters.to(anna).last)
        #expect(third.text.contains("backup code"))
        world.exchange(.reply(to: third, from: anna, "ok"))
        let sent = try #require(world.letters.to(casey).last { $0.mail.purpose == .agentReply })
        #expect(sent.text.contains("backup code") && !sent.text.contains("unlocks"))
    }

    @Test("after the last of them the first comes again")
    func round() throws {
        var (world, escalation) = try drafted()
        for _ in 0..<3 { world.exchange(.reply(to: escalation, from: anna, "#draft")) }
        #expect(world.letters.to(anna).last?.text.contains("forgotten password") == true)
    }

    @Test("#template shows the draft that it makes")
    func template() throws {
        var (world, escalation) = try drafted()
        world.exchange(.reply(to: escalation, from: anna, "#template locked-out"))
        #expect(world.letters.to(anna).last?.text.contains("unlocks after an hour") == true)
        #expect(!world.letters.to(casey).contains { $0.mail.purpose == .agentReply })
    }

    @Test("an agent whose mail program sends an answer twice is told, and the customer gets it once")
    func twice() throws {
        var (world, escalation) = try drafted()
        world.exchange(.reply(to: escalation, from: anna, "Please restart the gadget."))
        world.exchange(.reply(to: escalation, from: anna, "Please restart the gadget."))
        #expect(world.letters.to(casey).count { $0.mail.purpose == .agentReply } == 1)
        #expect(world.letters.to(anna).last?.mail.purpose == .question)
        world.exchange(.reply(to: escalation, from: anna, "And mind the step."))
        #expect(world.letters.to(casey).count { $0.mail.purpose == .agentReply } == 2)
    }

    @Test("an agent who answers after an operator is told what was sent")
    func afterOperator() throws {
        var (world, escalation) = try drafted()
        world.take(.operation(.resolve(world.ticket.id, text: "It is repaired.")))
        world.deliver()
        world.exchange(.reply(to: escalation, from: anna, "We will look."))
        #expect(world.letters.to(anna).last?.text.contains("It is repaired.") == true)
        #expect(world.letters.to(casey).count { $0.mail.purpose == .agentReply } == 1)
    }
}
