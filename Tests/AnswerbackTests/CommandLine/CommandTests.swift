import Testing

@testable import answerback

@Suite struct CommandTests {
    private let command = Command(
        "sample", operands: "FILE…", operandCount: 0...2, summary: "a sample",
        options: [CommandOption("--since", "DAY", "a day"), .json]
    ) { _, _ in .ok }

    private func failure(_ words: [String]) -> CommandFailure? {
        do {
            _ = try Invocation.parse(words, for: command)
            return nil
        } catch { return error as? CommandFailure }
    }

    @Test("options and operands stand in any order, and = is the same as a space")
    func parses() throws {
        let invocation = try Invocation.parse(["a", "--since=7d", "--json", "b"], for: command)
        #expect(invocation.operands == ["a", "b"])
        #expect(invocation.value("--since") == "7d")
        #expect(invocation.has("--json"))
        #expect(try Invocation.parse(["--since", "7d"], for: command).value("--since") == "7d")
    }

    @Test("after -- everything is an operand")
    func endOfOptions() throws {
        #expect(try Invocation.parse(["--", "--json"], for: command).operands == ["--json"])
    }

    @Test(
        "a wrong command line is a usage error that names the word",
        arguments: [
            (["--nope"], "--nope"), (["--since"], "--since DAY"), (["--json=x"], "no value"), (["a", "b", "c"], "usage: "),
        ])
    func usageErrors(_ words: [String], _ named: String) {
        let error = failure(words)
        #expect(error?.status == .usage)
        #expect(error?.message.contains(named) == true, "\(error?.message ?? "none")")
    }

    @Test("numbers are checked against their range")
    func numbers() throws {
        let invocation = try Invocation.parse(["--since", "400"], for: command)
        #expect(try invocation.number("--since", default: 1, in: 1...500) == 400)
        #expect(throws: CommandFailure.self) { try invocation.number("--since", default: 1, in: 1...30) }
    }

    @Test("each command has a help that names its options, and a name of its own")
    func helps() {
        let names = CommandTable.all.map(\.name)
        #expect(Set(names).count == names.count)
        for command in CommandTable.all {
            for option in command.options { #expect(command.help.contains(option.name), "\(command.name)") }
            #expect(CommandTable.overview.contains(command.summary))
        }
    }

    @Test("the commands that the interface promises are there")
    func promised() {
        let promised = [
            "init", "demo", "serve", "deliver", "explain", "read", "classify", "evaluate", "rehearse", "learn", "mode",
            "tickets", "templates", "solutions",
            "metrics", "digest", "report", "queue", "hold", "release", "doctor", "log", "verify", "export", "erase", "backup",
            "help",
        ]
        #expect(promised.filter { name in !CommandTable.all.contains { $0.name == name } } == [])
    }

    @Test("a table is as wide as its cells, with numbers to the right")
    func tables() {
        var table = Table("name", "count")
        table.add("a", "5")
        table.add("longer", "10")
        #expect(table.text == "name    count\na           5\nlonger     10")
    }
}
