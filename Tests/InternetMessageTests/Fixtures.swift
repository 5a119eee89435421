@testable import InternetMessage

/// A message from text with LF line ends, as it travels: with CRLF.
func message(_ text: String) -> Message { Message(bytes(text)) }

func bytes(_ text: String) -> [UInt8] { Array(text.utf8).flatMap { $0 == 10 ? [13, 10] : [$0] } }

func reading(_ text: String) -> Reading { Reading(message(text)) }

/// A plain mail of a customer: these header fields first, then this body.
func customerMail(_ fields: String = "", subject: String = "Where is my parcel?", body: String = "It was due on Monday.\n")
    -> Reading
{
    let extra = fields.isEmpty ? "" : fields + "\n"
    return reading(
        "\(extra)From: Casey Customer <casey@customer.example>\nTo: support@acme.example\nSubject: \(subject)\n"
            + "Date: Tue, 03 Nov 2026 09:00:00 +0000\nMessage-ID: <m1@customer.example>\nMIME-Version: 1.0\n"
            + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n\(body)")
}

func reply(to body: String) -> String {
    customerMail("In-Reply-To: <a1@acme.example>", subject: "Re: Your order", body: body).replyText
}

/// A small generator of its own, so that a failing run can be repeated from its seed on any machine.
struct SeededBytes {
    var state: UInt64
    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(max(limit, 1))) }
}
