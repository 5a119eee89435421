import Foundation
import HelpDesk
import InternetMessage
import Responder

/// Six ordinary mail programs, each by the shapes of its mails: header fields, parts, quotes, signatures. Written here in their style.
enum MailClient: String, CaseIterable {
    case gmail, outlook, appleMail, thunderbird, mutt, phone

    /// A new mail.
    func compose(from: String, to: String, subject: String, _ text: String, file: AttachedFile? = nil) -> SampleMail {
        letter(from: from, to: to, subject: subject, thread: [], typed: text, quoting: nil, file: file)
    }

    /// What pressing Reply and typing makes: the Reply-To, the thread, and the quoted mail where this program puts it.
    func reply(to mail: DeliveredMail, from: String, _ text: String) -> SampleMail {
        let reading = mail.reading
        let identifier = reading.messageID ?? ""
        let thread = ["In-Reply-To: <\(identifier)>"] + references(reading.references + [identifier])
        let subject = reading.subject.hasPrefix("Re: ") ? reading.subject : "Re: " + reading.subject
        let target = reading.replyTo.first?.address ?? reading.from?.address ?? ""
        return letter(from: from, to: target, subject: subject, thread: thread, typed: text, quoting: mail, file: nil)
    }

    /// Pressing one of the five rating links: a new mail with the number as its subject, and whatever the program adds below.
    func press(_ stars: Int, in mail: DeliveredMail, from: String) -> SampleMail? {
        let html = String(decoding: mail.bytes, as: UTF8.self).replacing("=\r\n", with: "")
            .replacing("=\n", with: "")
        guard let start = html.firstRange(of: "support+s."), let end = html[start.lowerBound...].firstIndex(of: "?") else {
            return nil
        }
        return compose(from: from, to: String(html[start.lowerBound..<end]), subject: String(stars), "")
    }

    private func references(_ identifiers: [String]) -> [String] {
        ["References: " + identifiers.map { "<\($0)>" }.joined(separator: "\r\n ")]
    }

    private func letter(
        from: String, to: String, subject: String, thread: [String], typed: String, quoting: DeliveredMail?, file: AttachedFile?
    ) -> SampleMail {
        let text = plain(typed, from: from, quoting: quoting)
        var fields = ownFields + thread + ["MIME-Version: \(mimeVersion)"]
        var body: String
        if isRich {
            let boundary = "----=_Part_\(rawValue)_2026"
            fields.append("Content-Type: multipart/alternative;\r\n boundary=\"\(boundary)\"")
            body = "--\(boundary)\nContent-Type: text/plain; charset=\"UTF-8\"\nContent-Transfer-Encoding: 8bit\n\n\(text)\n"
            body += "--\(boundary)\nContent-Type: text/html; charset=\"UTF-8\"\nContent-Transfer-Encoding: 8bit\n\n"
            body += html(typed, quoting: quoting) + "\n--\(boundary)--\n"
        } else {
            fields += ["Content-Type: text/plain; charset=utf-8\(flow)", "Content-Transfer-Encoding: 8bit"]
            body = text + "\n"
        }
        if let file { (fields, body) = file.wrapped(fields: fields, body: body) }
        return SampleMail(
            from: from, to: to, subject: EncodedSubject.text(subject), fields: fields, body: SampleMail.crlf(body))
    }

    /// Whether it writes HTML beside the text.
    private var isRich: Bool {
        switch self {
        case .gmail, .outlook, .phone: true
        case .appleMail, .thunderbird, .mutt: false
        }
    }

    private var flow: String {
        switch self {
        case .thunderbird, .appleMail: "; format=flowed"
        case .gmail, .outlook, .mutt, .phone: ""
        }
    }

    private var mimeVersion: String { self == .appleMail ? "1.0 (Mac OS X Mail 16.0 \\(3774.600.62\\))" : "1.0" }

    private var ownFields: [String] {
        switch self {
        case .gmail: []
        case .outlook: ["X-Mailer: Microsoft Outlook 16.0", "Thread-Index: AdxB0FkRz7k3", "Content-Language: en-gb"]
        case .appleMail: ["X-Mailer: Apple Mail (2.3774.600.62)"]
        case .thunderbird: ["User-Agent: Mozilla Thunderbird", "Content-Language: en-US"]
        case .mutt: ["User-Agent: Mutt/2.2.12 (2023-09-09)"]
        case .phone: ["X-Mailer: iPhone Mail (22B91)"]
        }
    }

    /// The text part: typed words, quote and signature in the order of the program.
    private func plain(_ typed: String, from: String, quoting mail: DeliveredMail?) -> String {
        let quote = mail.map { quoted($0) }
        switch self {
        case .mutt:
            let signature = "\n-- \n" + name(of: from)
            return [quote, typed + signature].compactMap { $0 }.joined(separator: "\n\n")
        case .phone: return ([typed, "Sent from my iPhone"] + [quote].compactMap { $0 }).joined(separator: "\n\n")
        case .gmail, .outlook, .appleMail, .thunderbird: return [typed, quote].compactMap { $0 }.joined(separator: "\n\n")
        }
    }

    private func quoted(_ mail: DeliveredMail) -> String {
        let address = mail.reading.from?.address ?? ""
        let lines = mail.reading.text.split(separator: "\n", omittingEmptySubsequences: false)
        let marked = lines.map { "> \($0)" }.joined(separator: "\n")
        switch self {
        case .gmail: return "On Mon, Nov 23, 2026 at 9:12 AM Acme Support <\(address)> wrote:\n\n\(marked)"
        case .outlook:
            return "From: Acme Support <\(address)>\nSent: Monday, November 23, 2026 9:12 AM\nTo: You\nSubject: "
                + "\(mail.reading.subject)\n\n\(mail.reading.text)"
        case .appleMail, .phone: return "> On Nov 23, 2026, at 9:12 AM, Acme Support <\(address)> wrote:\n> \n\(marked)"
        case .thunderbird: return "On 11/23/26 09:12, Acme Support wrote:\n\(marked)"
        case .mutt: return "On Mon, Nov 23, 2026 at 09:12:44AM +0000, Acme Support wrote:\n\(marked)"
        }
    }

    private func html(_ typed: String, quoting mail: DeliveredMail?) -> String {
        let lines = typed.split(separator: "\n", omittingEmptySubsequences: false).map(Self.escaped)
        let quote = mail.map { Self.escaped(Substring($0.reading.text)).replacing("\n", with: "<br>\n") }
        let address = mail?.reading.from?.address ?? ""
        switch self {
        case .outlook:
            let words = lines.map { "<p class=\"MsoNormal\">\($0.isEmpty ? "<o:p>&nbsp;</o:p>" : $0)</p>" }.joined(
                separator: "\n")
            let header =
                "<div style=\"border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm\"><p class=\"MsoNormal\"><b>From:</b> Acme Support &lt;\(address)&gt;<br><b>Sent:</b> Monday, November 23, 2026 9:12 AM<br><b>To:</b> You<br><b>Subject:</b> Re</p></div>"
            return "<html><head><style>p.MsoNormal{margin:0cm}</style></head><body><div class=\"WordSection1\">\(words)\n"
                + (quote.map { "\(header)<p class=\"MsoNormal\">\($0)</p>" } ?? "") + "</div></body></html>"
        case .phone:
            return "<html><body dir=\"auto\">\(lines.joined(separator: "<br>\n"))<br><br>"
                + "<div dir=\"ltr\">Sent from my iPhone</div>"
                + (quote.map {
                    "<div dir=\"ltr\"><br><blockquote type=\"cite\">On Nov 23, 2026, at 9:12 AM, Acme Support &lt;\(address)&gt; wrote:<br><br></blockquote></div><blockquote type=\"cite\"><div dir=\"ltr\">\($0)</div></blockquote>"
                } ?? "") + "</body></html>"
        case .gmail, .appleMail, .thunderbird, .mutt:
            return "<div dir=\"ltr\">\(lines.joined(separator: "<br>\n"))</div>"
                + (quote.map {
                    "<br><div class=\"gmail_quote gmail_quote_container\"><div dir=\"ltr\" class=\"gmail_attr\">On Mon, Nov 23, 2026 at 9:12 AM Acme Support &lt;<a href=\"mailto:\(address)\">\(address)</a>&gt; wrote:<br></div><blockquote class=\"gmail_quote\" style=\"margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex\">\($0)</blockquote></div>"
                } ?? "")
        }
    }

    private func name(of from: String) -> String { String(from.prefix { $0 != "<" }).trimmingCharacters(in: .whitespaces) }

    private static func escaped(_ text: Substring) -> String {
        String(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}

/// A file that goes along.
struct AttachedFile {
    var name: String
    var type: String
    var text: String

    func wrapped(fields: [String], body: String) -> (fields: [String], body: String) {
        let inner = fields.filter { $0.hasPrefix("Content-") }
        let boundary = "----=_Mixed_2026"
        let outer = fields.filter { !$0.hasPrefix("Content-") } + ["Content-Type: multipart/mixed;\r\n boundary=\"\(boundary)\""]
        let part = "--\(boundary)\n" + inner.joined(separator: "\n").replacing("\r\n", with: "\n") + "\n\n\(body)\n"
        let file =
            "--\(boundary)\nContent-Type: \(type); name=\"\(name)\"\nContent-Disposition: attachment; filename=\"\(name)\"\n\n"
        return (outer, part + file + text + "\n--\(boundary)--\n")
    }
}

/// A subject as programs write it: encoded where it leaves ASCII (RFC 2047).
enum EncodedSubject {
    static func text(_ subject: String) -> String {
        subject.utf8.allSatisfy { $0 < 128 } ? subject : "=?utf-8?B?\(Data(subject.utf8).base64EncodedString())?="
    }
}
