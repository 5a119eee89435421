/// Who wrote a mail whose From a list or a group rewrote for the sake of DMARC: `'Casey' via Support <support@acme.example>` (RFC 9057 tells why).
///
/// Nothing of it is authenticated and it gives no rights (RULES B5); it is for people, and for who asks whom a group's mail is from.
struct OriginalAuthor {
    let mailbox: Mailbox

    private static let authorField = [Array("author".utf8)]

    /// Nil where From was not rewritten, or nobody tells for whom: Author, X-Original-From, X-Original-Sender, else the sole Reply-To.
    init?(_ header: HeaderBlock, from: Mailbox?, replyTo: [Mailbox], isList: Bool, limits: Limits) {
        guard let from else { return nil }
        let name = OriginalAuthor.nameBeforeVia(from.name)
        guard name != nil || isList else { return nil }
        let field =
            header.firstOther(among: OriginalAuthor.authorField) ?? header.first(.xOriginalFrom) ?? header.first(
                .xGoogleOriginalFrom)
            ?? header.first(.xOriginalSender)
        let told = field.flatMap { AddressList(header.unfolded($0), limits: limits).mailboxes.first }
        let asked = name != nil && replyTo.count == 1 ? replyTo.first : nil
        guard let author = told ?? asked, author.address != from.address, author.address.contains("@") else { return nil }
        mailbox = author.name.isEmpty ? Mailbox(address: author.address, name: name ?? "") : author
    }

    /// `'Casey' via Support`: the words before *via*, without the quotes that groups put around them.
    private static func nameBeforeVia(_ name: String) -> String? {
        let bytes = Array(name.utf8)
        guard let via = bytes.firstRange(of: " via ", in: 0..<bytes.count), via.lowerBound > 0 else { return nil }
        var words = bytes[..<via.lowerBound]
        if words.count >= 2, words.first == words.last, words.first == UInt8(ascii: "'") || words.first == UInt8(ascii: "\"") {
            words = words.dropFirst().dropLast()
        }
        return String(decoding: words, as: UTF8.self)
    }
}
