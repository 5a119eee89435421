@testable import HelpDesk

/// What agents, admins and customers write by mail as commands and ratings.
enum CommandTarget {
    static func commands(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        let lines = TypedLines.of(text)
        let vocabulary = AgentVocabulary(intents: ["login_issue"], templates: ["forgot-password"], agents: ["a@b.example"])
        for line in lines.prefix(50) {
            for piece in AgentGrammar.pieces(of: line).prefix(20) where piece.hasPrefix("#") {
                _ = AgentGrammar.parse(piece, knowing: vocabulary)
            }
            let isStop = AdminGrammar.isStop(line)
            require(!isStop || line.utf8.contains { $0 | 32 == UInt8(ascii: "s") }, "nothing stops that does not say so")
            _ = AdminGrammar.parse(line, intents: ["login_issue"])
        }
        let rating = RatingMail(text: text, subject: lines.first).read()
        require(rating.map { (1...5).contains($0.stars) } ?? true, "a rating has one to five stars")
        _ = CustomerWords.asksForHuman(text) || CustomerWords.saysNotHelped(text) || CustomerWords.isThanksAlone(text)
    }
}
