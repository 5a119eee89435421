extension AgentMail {
    /// Reads the mail: commands in the lines that start with `#` at its top, then text.
    ///
    /// Total and O(text); every error names its line.
    public func read(knowing vocabulary: AgentVocabulary = AgentVocabulary()) -> AgentRequest {
        if destination == .both { return .refused(.namesBothAddresses) }
        if origin == .automatic { return .question(.automatic) }
        if text.utf8.count > Self.textBytesMax {
            return .errors([CommandError(line: 0, text: "", message: "The mail is longer than 64 KB; nothing was sent.")])
        }
        var sheet = CommandSheet()
        sheet.read(CleanText.lines(text), knowing: vocabulary)
        let words = SolutionText.words(of: sheet.body, agentName: agentName)
        sheet.refuseContradictions(hasText: !words.isEmpty && !Self.isApproval(words), destination: destination)
        if !sheet.errors.isEmpty { return .errors(sheet.errors) }
        let commands = sheet.commands.map(\.command)
        let rest = commands.filter { $0 != .note && $0 != .send }
        if destination == .note || commands.contains(.note) { return note(sheet, rest) }
        if commands.contains(.send) { return .sendDraft(commands: rest) }
        return answer(sheet.body, words: words, rest)
    }

    /// The commands at its top that can be understood, whatever is wrong with the mail's other lines.
    var commandsWritten: [AgentCommand] { sheet().commands.map(\.command) }

    /// Names the line of a command that could not be done.
    func error(_ failure: CommandFailure) -> CommandError {
        let entry = sheet().commands.first { $0.command.name == failure.command.name }
        return CommandError(line: entry?.line ?? 0, text: entry?.text ?? failure.command.name, message: failure.message)
    }

    private func sheet() -> CommandSheet {
        var sheet = CommandSheet()
        if text.utf8.count <= Self.textBytesMax { sheet.read(CleanText.lines(text), knowing: AgentVocabulary()) }
        return sheet
    }

    private func note(_ sheet: CommandSheet, _ commands: [AgentCommand]) -> AgentRequest {
        if !sheet.body.isEmpty { return .note(text: sheet.body, commands: commands) }
        if let asked = sheet.commands.first(where: { $0.command == .note }) {
            return .errors([CommandError(line: asked.line, text: "#note", message: "there is no text below it to keep as a note")]
            )
        }
        return commands.isEmpty ? .question(.empty) : .commands(commands)
    }

    private func answer(_ body: String, words: String, _ commands: [AgentCommand]) -> AgentRequest {
        if words.isEmpty && !commands.isEmpty { return .commands(commands) }
        if words.isEmpty { return .question(body.isEmpty ? .empty : .signatureAlone) }
        if Self.isApproval(words) { return .sendDraft(commands: commands) }
        if Self.isUnclearApproval(words) { return .question(.unclearApproval) }
        if let first = CleanText.lines(words).first(where: { !$0.isEmpty }),
            Self.isApproval(first) || Self.startsLikeApproval(words)
        {
            return .question(.approvalWithText)
        }
        return .reply(text: body, commands: commands)
    }

    /// `ok but leave the second line away`: one short line, and nobody can say for whom.
    private static func startsLikeApproval(_ text: String) -> Bool {
        let words = FoldedWords(text).words
        guard let first = words.first, first == "ok" || first == "okay", CleanText.lines(text).count == 1 else { return false }
        return words.count <= approvalWordsMax
    }

    private static let approvalWordsMax = 12

    /// `ok`, however a phone spells it; `ok?` asks.
    static func isApproval(_ text: String) -> Bool {
        let words = FoldedWords(text).words
        return !text.contains("?") && (words == ["ok"] || words == ["okay"] || words == ["o", "k"])
    }

    private static func isUnclearApproval(_ text: String) -> Bool {
        let words = FoldedWords(text).words
        if words.isEmpty { return true }  // a thumb, a dash: nothing a customer could read
        return words.count <= 4 && unclear.contains(words.joined(separator: " "))
    }

    private static let unclear: Set<String> = [
        "yes", "yep", "yes please", "send", "send it", "please send", "please send it", "send please", "send draft",
        "send the draft", "go", "go ahead", "approved", "approve", "lgtm", "looks good", "looks good to me", "fine", "perfect",
        "good", "no", "ja", "ja bitte", "bitte senden", "senden", "abschicken", "passt", "passt so", "freigegeben",
        "einverstanden",
        "ok", "okay", "o k", "nein", "oui", "envoyer", "envoie", "d accord", "daccord", "c est bon", "non", "si", "enviar",
        "envialo", "de acuerdo",
        "vale", "invia", "va bene", "sim", "envia", "stuur", "verstuur", "tak", "wyslij", "k", "kk", "test",
    ]
}
