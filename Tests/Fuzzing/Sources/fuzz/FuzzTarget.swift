/// What is fuzzed: each case reads foreign bytes as one room does, and requires what must hold of the result.
enum FuzzTarget: String, CaseIterable {
    case headers
    case addresses
    case words
    case mime
    case html
    case reply
    case authentication
    case delivery
    case tnef
    case writer
    case reading
    case imap
    case smtp
    case commands

    func run(_ bytes: [UInt8]) {
        switch self {
        case .headers: HeaderTargets.headers(bytes)
        case .addresses: HeaderTargets.addresses(bytes)
        case .words: HeaderTargets.words(bytes)
        case .authentication: HeaderTargets.authentication(bytes)
        case .mime: BodyTargets.mime(bytes)
        case .html: BodyTargets.html(bytes)
        case .reply: BodyTargets.reply(bytes)
        case .tnef: BodyTargets.tnef(bytes)
        case .delivery: MessageTargets.delivery(bytes)
        case .reading: MessageTargets.reading(bytes)
        case .writer: WriterTarget.writer(bytes)
        case .imap: WireTargets.imap(bytes)
        case .smtp: WireTargets.smtp(bytes)
        case .commands: CommandTarget.commands(bytes)
        }
    }
}
