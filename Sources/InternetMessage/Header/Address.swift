/// A mailbox (RFC 5322 section 3.4): the address as bytes compare it, and the display name, which is never identity (RULES B7).
public struct Mailbox: Sendable, Equatable, Hashable {
    /// The addr-spec, ASCII letters in lower case and nothing else changed (RULES B6); without an `@` where the sender wrote none.
    public var address: String
    /// Decoded, controls and bidirectional overrides taken out; empty where there is none.
    public var name: String

    public init(address: String, name: String = "") {
        self.address = address
        self.name = name
    }

    /// What stands before the last `@`; the whole address where there is none.
    public var localPart: String {
        guard let at = address.utf8.lastIndex(of: UInt8(ascii: "@")) else { return address }
        return String(address[..<at])
    }

    /// What stands behind the last `@`; empty where there is none.
    public var domain: String {
        guard let at = address.utf8.lastIndex(of: UInt8(ascii: "@")) else { return "" }
        return String(address[address.utf8.index(after: at)...])
    }
}

/// The mailboxes of an address field, the obsolete syntax and the usual mistakes included.
public struct AddressList: Sendable, Equatable {
    public private(set) var mailboxes: [Mailbox] = []
    /// Group syntax (RFC 5322 section 3.4) gives no rights (RULES B5).
    public private(set) var hasGroup = false
    public private(set) var isCut = false
    public private(set) var isMalformed = false

    /// - Parameter body: an unfolded field body.
    /// - Complexity: O(bytes); comments nest by a counter.
    public init(_ body: [UInt8], limits: Limits = .standard) { self.init(body, in: 0..<body.count, limits: limits) }

    init(_ header: HeaderBlock, _ field: HeaderBlock.Field, limits: Limits = .standard) {
        let value = header.unfoldedInPlace(field)
        self.init(value.bytes, in: value.range, limits: limits)
    }

    private init(_ body: [UInt8], in range: Range<Int>, limits: Limits) {
        if limits.addressCountMax > 0, let mailbox = PlainMailbox(body, in: range, limits: limits)?.mailbox {
            mailboxes = [mailbox]
            return
        }
        var parser = AddressParser(body: Array(body[range]), limits: limits)
        parser.run()
        mailboxes = parser.mailboxes
        hasGroup = parser.hasGroup
        isCut = parser.isCut
        isMalformed = parser.isMalformed
    }
}

private struct AddressParser {
    let body: [UInt8]
    let limits: Limits
    var mailboxes: [Mailbox] = []
    var hasGroup = false
    var isCut = false
    var isMalformed = false

    /// What stands before `<`, quotes undone: the display name.
    private var phrase: [UInt8] = []
    /// The same with its quotes: an address, where no `<` follows.
    private var bare: [UInt8] = []
    private var angle: [UInt8]?
    private var comment: [UInt8] = []
    private var hadQuote = false
    /// A part of a display name with an unquoted comma in it.
    private var carried: [UInt8] = []

    init(body: [UInt8], limits: Limits) {
        self.body = body
        self.limits = limits
    }

    mutating func run() {
        var position = 0
        while position < body.count {
            if mailboxes.count >= limits.addressCountMax {
                isCut = true
                return
            }
            position = step(at: position)
        }
        finish(isLast: true)
    }

    private mutating func step(at position: Int) -> Int {
        switch body[position] {
        case UInt8(ascii: "\""): return takeQuoted(from: position)
        case UInt8(ascii: "("): return takeComment(from: position)
        case UInt8(ascii: "<"): return takeAngle(from: position)
        case UInt8(ascii: ","):
            finish(isLast: false)
            return position + 1
        case UInt8(ascii: ";"):
            finish(isLast: true)
            return position + 1
        case UInt8(ascii: ":"):
            if angle == nil, !bare.contains(UInt8(ascii: "@")) {
                hasGroup = true
                reset()
            } else {
                phrase.append(body[position])
                bare.append(body[position])
            }
            return position + 1
        case UInt8(ascii: ">"):
            return position + 1
        default:
            // All that means nothing by itself, at once.
            var end = position + 1
            while end < body.count, !AddressParser.isSpecial(body[end]) { end += 1 }
            phrase.append(contentsOf: body[position..<end])
            bare.append(contentsOf: body[position..<end])
            return end
        }
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "("), UInt8(ascii: "<"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"),
            UInt8(ascii: ">"):
            true
        default: false
        }
    }

    private mutating func takeQuoted(from start: Int) -> Int {
        var position = start + 1
        var content: [UInt8] = []
        while position < body.count, body[position] != UInt8(ascii: "\"") {
            if body[position] == UInt8(ascii: "\\"), position + 1 < body.count { position += 1 }
            content.append(body[position])
            position += 1
        }
        if position >= body.count { isMalformed = true }
        hadQuote = true
        phrase.append(contentsOf: content)
        bare.append(contentsOf: body[start..<min(position + 1, body.count)])
        return position + 1
    }

    private mutating func takeComment(from start: Int) -> Int {
        var depth = 0
        var position = start
        comment.removeAll(keepingCapacity: true)
        while position < body.count {
            let byte = body[position]
            if byte == UInt8(ascii: "\\"), position + 1 < body.count {
                comment.append(body[position + 1])
                position += 2
                continue
            }
            if byte == UInt8(ascii: "(") {
                depth += 1
                if depth > 1 { comment.append(byte) }
            } else if byte == UInt8(ascii: ")") {
                depth -= 1
                if depth == 0 { return position + 1 }
                comment.append(byte)
            } else {
                comment.append(byte)
            }
            position += 1
        }
        isMalformed = true
        return position
    }

    private mutating func takeAngle(from start: Int) -> Int {
        var position = start + 1
        var isQuoted = false
        while position < body.count {
            let byte = body[position]
            if byte == UInt8(ascii: "\\"), isQuoted {
                position += 2
                continue
            }
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == UInt8(ascii: ">"), !isQuoted { break }
            if byte == UInt8(ascii: "<"), !isQuoted {
                // `<<a@b>>`, or a name with `<` in it: the last one counts.
                angle = nil
                return position
            }
            position += 1
        }
        if position >= body.count {
            isMalformed = true
            if isQuoted, let close = body.firstIndex(of: UInt8(ascii: ">"), in: start..<body.count) { position = close }
        }
        let end = min(position, body.count)
        let content = Array(body[start + 1..<end])
        if angle == nil || angle?.isEmpty == true { angle = content } else { isMalformed = true }
        return end + 1
    }

    private mutating func finish(isLast: Bool) {
        defer { reset() }
        if let angle {
            let address = AddressParser.address(angle)
            var name = carried.isEmpty ? phrase : carried + [UInt8(ascii: ","), .space] + phrase
            carried = []
            if name.allSatisfy(\.isFWS) { name = comment }
            if !address.contains(UInt8(ascii: "@")) { isMalformed = true }
            add(address, name)
            return
        }
        let trimmed = bare.trimmed(0..<bare.count)
        guard !trimmed.isEmpty else { return }
        let address = AddressParser.address(bare)
        if address.contains(UInt8(ascii: "@")) || (isLast && carried.isEmpty) {
            carried = []
            if !address.contains(UInt8(ascii: "@")) || address.contains(where: \.isFWS) { isMalformed = true }
            add(address, comment)
        } else {
            // `Doe, John <john@example.org>` without quotes.
            isMalformed = true
            if carried.count < 1_024 {
                if !carried.isEmpty { carried += [UInt8(ascii: ","), .space] }
                carried += phrase[phrase.trimmed(0..<phrase.count)]
            }
            if isLast {
                add(carried, [])
                carried = []
            }
        }
    }

    private mutating func add(_ address: [UInt8], _ name: [UInt8]) {
        mailboxes.append(
            Mailbox(
                address: String(decoding: HeaderText.sanitize(address.filter { $0 != 0 }), as: UTF8.self),
                name: DisplayName.text(name, in: 0..<name.count, limits: limits)))
    }

    private mutating func reset() {
        phrase.removeAll(keepingCapacity: true)
        bare.removeAll(keepingCapacity: true)
        comment.removeAll(keepingCapacity: true)
        angle = nil
        hadQuote = false
    }

    /// Lower-cases, drops the source route (RFC 5322 section 4.4), white space and comments outside quotes.
    static func address(_ bytes: [UInt8]) -> [UInt8] {
        var source = bytes[...]
        if source.first(where: { !$0.isFWS }) == UInt8(ascii: "@"), let colon = source.firstIndex(of: UInt8(ascii: ":")) {
            source = source[(colon + 1)...]
        }
        var output: [UInt8] = []
        output.reserveCapacity(source.count)
        var isQuoted = false
        var depth = 0
        var position = source.startIndex
        while position < source.endIndex {
            let byte = source[position]
            position += 1
            if byte == UInt8(ascii: "\\"), isQuoted, position < source.endIndex {
                output.append(byte)
                output.append(source[position])
                position += 1
                continue
            }
            if byte == UInt8(ascii: "\""), depth == 0 { isQuoted.toggle() }
            if !isQuoted {
                if byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: ")"), depth > 0 {
                    depth -= 1
                    continue
                }
                if depth > 0 || byte.isFWS { continue }
            }
            output.append(byte.lowercasedASCII)
        }
        if output.starts(with: Array("mailto:".utf8)) { output.removeFirst(7) }
        return output
    }
}
