/// What was typed now: the body without quoted history, attribution lines, signature and disclaimers.
struct ReplyText {
    private(set) var reply: [UInt8] = []
    private(set) var cut: [UInt8] = []
    private(set) var reasons: [Reason] = []

    init(_ body: BodyText) {
        reply = body.text
    }
}
