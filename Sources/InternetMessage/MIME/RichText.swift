/// Text out of compressed RTF (MS-OXRTFCP), which is how winmail.dat most often carries a body.
enum RichText {
    private static let outputBytesMax = 4 << 20
    private static let dictionarySize = 4_096
    private static let preset = Array(
        ("{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier"
            + "{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx").utf8)

    /// Nil where the bytes are no compressed RTF.
    static func text(compressed bytes: [UInt8]) -> [UInt8]? { decompress(bytes).map(plainText) }

    static func decompress(_ bytes: [UInt8]) -> [UInt8]? {
        var reader = LittleEndianReader(bytes)
        guard reader.uint32() != nil, let rawSize = reader.uint32(), let kind = reader.uint32(), reader.uint32() != nil else {
            return nil
        }
        if kind == 0x414C_454D { return Array(bytes[reader.position...].prefix(Int(rawSize))) }
        guard kind == 0x7546_5A4C else { return nil }
        // Two bytes stand for at most seventeen: no header makes a short body allocate more.
        let limit = min(Int(rawSize), outputBytesMax, bytes.count * 9)
        var dictionary = [UInt8](repeating: 0, count: dictionarySize)
        for (index, byte) in preset.enumerated() { dictionary[index] = byte }
        var write = preset.count
        var output: [UInt8] = []
        output.reserveCapacity(limit)
        while output.count < limit, let control = reader.uint8() {
            for bit in 0..<8 where output.count < limit {
                if control >> UInt8(bit) & 1 == 0 {
                    guard let byte = reader.uint8() else { return output }
                    output.append(byte)
                    dictionary[write % dictionarySize] = byte
                    write += 1
                } else {
                    guard let high = reader.uint8(), let low = reader.uint8() else { return output }
                    let reference = Int(high) << 8 | Int(low)
                    let offset = reference >> 4
                    // A reference to the write position ends the stream.
                    if offset == write % dictionarySize { return output }
                    for index in 0..<(reference & 15) + 2 {
                        let byte = dictionary[(offset + index) % dictionarySize]
                        output.append(byte)
                        dictionary[write % dictionarySize] = byte
                        write += 1
                    }
                }
            }
        }
        return output
    }

    /// What stands outside control words and invisible groups.
    static func plainText(_ rtf: [UInt8]) -> [UInt8] {
        var reader = RichTextReader(rtf)
        reader.run(outputBytesMax: outputBytesMax)
        return TextLines.trimmedLines(reader.output)
    }
}

/// One pass over RTF: groups are counted, control words that show nothing are skipped, `\'xx` is read by the code page.
private struct RichTextReader {
    private(set) var output: [UInt8] = []

    private let rtf: [UInt8]
    private var position = 0
    private var hidden: [Bool] = []
    private var isHidden = false
    private var charset = Charset.windows1252
    /// Bytes of the code page, several of which may be one character.
    private var pending: [UInt8] = []
    private var highSurrogate: UInt32?
    /// Characters that stand for a `\u` to who does not know it, and how many are still to come.
    private var substituteCount = 1
    private var skip = 0

    private static let depthMax = 1_000

    init(_ rtf: [UInt8]) { self.rtf = rtf }

    mutating func run(outputBytesMax: Int) {
        while position < rtf.count, output.count < outputBytesMax {
            let byte = rtf[position]
            position += 1
            switch byte {
            case UInt8(ascii: "{"):
                flush()
                if hidden.count < RichTextReader.depthMax { hidden.append(isHidden) }
            case UInt8(ascii: "}"):
                flush()
                isHidden = hidden.popLast() ?? false
            case UInt8(ascii: "\\"): takeControl()
            case .cr, .lf: break
            default: take(byte)
            }
        }
        flush()
    }

    private mutating func take(_ byte: UInt8) {
        if skip > 0 { skip -= 1 } else if !isHidden { pending.append(byte) }
    }

    private mutating func flush() {
        guard !pending.isEmpty else { return }
        var defects = DefectList()
        output += charset.decode(pending, defects: &defects)
        pending.removeAll(keepingCapacity: true)
    }

    private mutating func show(_ byte: UInt8) {
        flush()
        if !isHidden { output.append(byte) }
    }

    private mutating func takeControl() {
        guard position < rtf.count else { return }
        guard rtf[position].isLetter else { return takeSymbol() }
        let wordStart = position
        while position < rtf.count, rtf[position].isLetter, position - wordStart < 32 { position += 1 }
        let word = String(decoding: rtf[wordStart..<position], as: UTF8.self)
        let number = takeNumber()
        if position < rtf.count, rtf[position] == .space { position += 1 }
        switch word {
        case "par", "line", "sect", "page": show(.lf)
        case "tab", "cell": show(.tab)
        case "lquote", "rquote": show(UInt8(ascii: "'"))
        case "ldblquote", "rdblquote": show(UInt8(ascii: "\""))
        case "emdash", "endash", "bullet": show(UInt8(ascii: "-"))
        case "u": takeScalar(number ?? 0)
        case "uc": substituteCount = min(max(number ?? 1, 0), 8)
        case "ansicpg": if let number, number > 0 { charset = Charset(label: Array("cp\(number)".utf8)[...]) }
        case "fonttbl", "colortbl", "stylesheet", "info", "pict", "generator", "themedata", "object", "listtable": isHidden = true
        case "htmlrtf": isHidden = number != 0
        default: break
        }
    }

    private mutating func takeNumber() -> Int? {
        let isNegative = position < rtf.count && rtf[position] == UInt8(ascii: "-")
        if isNegative { position += 1 }
        let start = position
        var number = 0
        while position < rtf.count, rtf[position].isDigit, position - start < 9 {
            number = number * 10 + Int(rtf[position] - 48)
            position += 1
        }
        return position == start ? nil : isNegative ? -number : number
    }

    /// `\u` holds a UTF-16 unit as a signed number; what lies beyond the basic plane comes as two.
    private mutating func takeScalar(_ number: Int) {
        flush()
        skip = substituteCount
        guard !isHidden else { return }
        let unit = UInt32(truncatingIfNeeded: number < 0 ? number + 65_536 : number) & 0xFFFF
        if unit & 0xFC00 == 0xD800 {
            highSurrogate = unit
        } else if unit & 0xFC00 == 0xDC00, let high = highSurrogate {
            UTF8Writer.append(0x1_0000 + ((high & 0x3FF) << 10) + (unit & 0x3FF), to: &output)
            highSurrogate = nil
        } else {
            highSurrogate = nil
            UTF8Writer.append(unit, to: &output)
        }
    }

    private mutating func takeSymbol() {
        let byte = rtf[position]
        position += 1
        switch byte {
        case UInt8(ascii: "'"):
            guard position + 1 < rtf.count, let high = rtf[position].hexValue, let low = rtf[position + 1].hexValue else {
                return
            }
            position += 2
            take(high << 4 | low)
        case UInt8(ascii: "*"): isHidden = true
        case UInt8(ascii: "~"): show(.space)
        case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"): take(byte)
        case .cr, .lf: show(.lf)
        default: break
        }
    }
}
