/// Parses one framed response (RFC 9051 §7). Total: whatever the bytes, an ``IMAPResponse`` comes out.
public enum IMAPResponseParser {
    public static func parse(_ bytes: [UInt8], _ unit: Range<Int>) -> IMAPResponse {
        var cursor = IMAPCursor(bytes, unit)
        if cursor.take(UInt8(ascii: "+")) { return .continuation }
        let tag = cursor.word()
        guard !tag.isEmpty, cursor.takeSpace() else { return .malformed }
        if tag.elementsEqual([UInt8(ascii: "*")]) { return untagged(&cursor).map { .untagged($0) } ?? .malformed }
        let word = cursor.word()
        guard let kind = statusKind(word), kind != .bye, kind != .preauth else { return .malformed }
        return .tagged(tag: Array(tag), status(kind, &cursor))
    }

    private static func statusKind(_ word: ArraySlice<UInt8>) -> IMAPStatus.Kind? {
        if matches(word, "OK") { return .ok }
        if matches(word, "NO") { return .no }
        if matches(word, "BAD") { return .bad }
        if matches(word, "BYE") { return .bye }
        return matches(word, "PREAUTH") ? .preauth : nil
    }

    private static func untagged(_ cursor: inout IMAPCursor) -> IMAPUntagged? {
        let word = cursor.word()
        if let first = word.first, isDigit(first) {
            guard let number: UInt32 = decimal(word), cursor.takeSpace() else { return nil }
            return numbered(number, &cursor)
        }
        if let kind = statusKind(word) { return .status(status(kind, &cursor)) }
        let name = upperCased(word.prefix(32))
        switch name {
        case "CAPABILITY": return .capability(capabilities(cursor.rest))
        case "SEARCH": return search(&cursor)
        case "ESEARCH": return extendedSearch(&cursor)
        case "LIST": return list(&cursor)
        case "NAMESPACE": return namespace(&cursor)
        case "STATUS": return messageCount(&cursor)
        case "ENABLED": return .enabled(capabilities(cursor.rest).names.sorted())
        case "": return nil
        default: return .other(name)
        }
    }

    private static func numbered(_ number: UInt32, _ cursor: inout IMAPCursor) -> IMAPUntagged? {
        let name = upperCased(cursor.word().prefix(32))
        switch name {
        case "EXISTS": return .exists(number)
        case "EXPUNGE": return .expunge(number)
        case "FETCH": return cursor.takeSpace() ? fetch(&cursor).map { .fetch($0) } : nil
        default: return .other(name)
        }
    }

    // MARK: Status

    private static func status(_ kind: IMAPStatus.Kind, _ cursor: inout IMAPCursor) -> IMAPStatus {
        cursor.skipSpaces()
        let line = printable(cursor.rest)
        let rest = cursor.rest
        guard rest.first == UInt8(ascii: "["), let close = codeEnd(rest) else {
            return IMAPStatus(kind: kind, code: nil, line: line)
        }
        return IMAPStatus(kind: kind, code: code(rest[(rest.startIndex + 1)..<close]), line: line)
    }

    /// The bracket that ends the code; brackets within quoted text or flags do not occur in codes that matter here.
    private static func codeEnd(_ rest: ArraySlice<UInt8>) -> Int? { rest.firstIndex(of: UInt8(ascii: "]")) }

    private static func code(_ text: ArraySlice<UInt8>) -> IMAPStatus.Code? {
        let name = text.prefix { $0 != 0x20 }
        let argument = text[name.endIndex...].drop { $0 == 0x20 }
        switch upperCased(name.prefix(32)) {
        case "UIDVALIDITY": return decimal(argument).map { .uidValidity($0) }
        case "CAPABILITY": return .capability(capabilities(argument))
        case "PERMANENTFLAGS": return .permanentFlags(flags(argument))
        case "READ-ONLY": return .readOnly
        case "TRYCREATE": return .tryCreate
        case "NONEXISTENT": return .nonExistent
        case "UNAVAILABLE": return .unavailable
        case let other: return .other(other)
        }
    }

    private static func flags(_ text: ArraySlice<UInt8>) -> [String] {
        text.split { $0 == 0x20 || $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: ")") }.map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    private static let capabilitiesMax = 500

    private static func capabilities(_ text: ArraySlice<UInt8>) -> IMAPCapabilities {
        IMAPCapabilities(text.split(separator: 0x20).prefix(capabilitiesMax).map { upperCased($0) })
    }

    // MARK: Data

    private static func search(_ cursor: inout IMAPCursor) -> IMAPUntagged? {
        var uids: [UInt32] = []
        cursor.skipSpaces()
        while let byte = cursor.peek, isDigit(byte) {
            guard let uid: UInt32 = cursor.number() else { return nil }
            uids.append(uid)
            cursor.skipSpaces()
        }
        // What may follow is CONDSTORE's (MODSEQ n).
        return .search(UIDSet(uids))
    }

    /// `(TAG "x") UID ALL 1:5,7` (RFC 4731 §3.1); without ALL nothing was found.
    private static func extendedSearch(_ cursor: inout IMAPCursor) -> IMAPUntagged? {
        cursor.skipSpaces()
        if cursor.peek == UInt8(ascii: "("), !cursor.skipValue() { return nil }
        var found = UIDSet([])
        cursor.skipSpaces()
        while cursor.peek != nil {
            let key = cursor.word()
            guard !key.isEmpty else { return nil }
            cursor.skipSpaces()
            if matches(key, "UID") { continue }
            if matches(key, "ALL") {
                guard let set = UIDSet(text: cursor.word()) else { return nil }
                found = set
            } else if !cursor.skipValue() {
                return nil
            }
            cursor.skipSpaces()
        }
        return .search(found)
    }

    private static func list(_ cursor: inout IMAPCursor) -> IMAPUntagged? {
        cursor.skipSpaces()
        guard cursor.skipValue(), cursor.takeSpace(), let separator = cursor.nstring() else { return nil }
        return .list(separator: separator?.first)
    }

    /// `(("INBOX." ".")) NIL NIL` (RFC 2342 §5); the first of the personal ones.
    private static func namespace(_ cursor: inout IMAPCursor) -> IMAPUntagged? {
        cursor.skipSpaces()
        guard cursor.take(UInt8(ascii: "(")) else { return .namespace(prefix: [], separator: nil) }
        guard cursor.take(UInt8(ascii: "(")), let prefix = cursor.nstring(), cursor.takeSpace(), let separator = cursor.nstring()
        else { return nil }
        return .namespace(prefix: prefix ?? [], separator: separator?.first)
    }

    private static func messageCount(_ cursor: inout IMAPCursor) -> IMAPUntagged? {
        cursor.skipSpaces()
        guard cursor.skipValue(), cursor.takeSpace(), cursor.take(UInt8(ascii: "(")) else { return nil }
        var count: UInt32?
        while let byte = cursor.peek, byte != UInt8(ascii: ")") {
            let key = cursor.word()
            cursor.skipSpaces()
            guard !key.isEmpty else { return nil }
            if matches(key, "MESSAGES") { count = cursor.number() } else if !cursor.skipValue() { return nil }
            cursor.skipSpaces()
        }
        return .messageCount(count)
    }

    private static func fetch(_ cursor: inout IMAPCursor) -> IMAPFetch? {
        guard cursor.take(UInt8(ascii: "(")) else { return nil }
        var told = IMAPFetch()
        cursor.skipSpaces()
        while let byte = cursor.peek, byte != UInt8(ascii: ")") {
            let item = cursor.itemName()
            guard !item.isEmpty else { return nil }
            cursor.skipSpaces()
            guard read(item, into: &told, &cursor) else { return nil }
            cursor.skipSpaces()
        }
        return cursor.take(UInt8(ascii: ")")) ? told : nil
    }

    private static func read(_ item: ArraySlice<UInt8>, into told: inout IMAPFetch, _ cursor: inout IMAPCursor) -> Bool {
        if matches(item, "UID") {
            told.uid = cursor.number()
            return told.uid != nil
        }
        if matches(item, "RFC822.SIZE") {
            told.sizeBytes = cursor.number()
            return told.sizeBytes != nil
        }
        if matches(item, "INTERNALDATE") {
            guard let text = cursor.nstring() else { return false }
            told.internalDate = text.flatMap { IMAPDate.seconds($0[...]) }
            return true
        }
        if matches(item, "BODY[]") || matches(item, "BODY[HEADER]") {
            guard let body = cursor.nstring() else { return false }
            told.body = body
            return true
        }
        return cursor.skipValue()
    }
}
