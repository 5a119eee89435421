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
        var output: [UInt8] = []
        var hidden: [Bool] = []
        var isHidden = false
        var skip = 0
        var position = 0
        while position < rtf.count, output.count < outputBytesMax {
            let byte = rtf[position]
            position += 1
            switch byte {
            case UInt8(ascii: "{"):
                if hidden.count < 1_000 { hidden.append(isHidden) }
            case UInt8(ascii: "}"): isHidden = hidden.popLast() ?? false
            case UInt8(ascii: "\\"):
                position = control(rtf, at: position, &output, &isHidden, &skip)
            case .cr, .lf: break
            default:
                if skip > 0 { skip -= 1 } else if !isHidden { UTF8Writer.append(UInt32(byte), to: &output) }
            }
        }
        return TextLines.trimmedLines(output)
    }

    private static func control(_ rtf: [UInt8], at start: Int, _ output: inout [UInt8], _ isHidden: inout Bool, _ skip: inout Int)
        -> Int
    {
        var position = start
        guard position < rtf.count else { return position }
        guard rtf[position].isLetter else { return symbol(rtf, at: position, &output, &isHidden) }
        let wordStart = position
        while position < rtf.count, rtf[position].isLetter, position - wordStart < 32 { position += 1 }
        let word = String(decoding: rtf[wordStart..<position], as: UTF8.self)
        var number = 0
        var isNegative = false
        if position < rtf.count, rtf[position] == UInt8(ascii: "-") {
            isNegative = true
            position += 1
        }
        var digits = 0
        while position < rtf.count, rtf[position].isDigit, digits < 9 {
            number = number * 10 + Int(rtf[position] - 48)
            position += 1
            digits += 1
        }
        if position < rtf.count, rtf[position] == .space { position += 1 }
        if isNegative { number = -number }
        switch word {
        case "par", "line", "sect", "page": if !isHidden { output.append(.lf) }
        case "tab", "cell": if !isHidden { output.append(.tab) }
        case "u":
            if !isHidden { UTF8Writer.append(UInt32(truncatingIfNeeded: number < 0 ? number + 65_536 : number), to: &output) }
            skip = 1
        case "fonttbl", "colortbl", "stylesheet", "info", "pict", "htmlrtf", "generator", "themedata", "object", "listtable":
            isHidden = word == "htmlrtf" ? digits == 0 || number != 0 : true
        default: break
        }
        return position
    }

    private static func symbol(_ rtf: [UInt8], at position: Int, _ output: inout [UInt8], _ isHidden: inout Bool) -> Int {
        switch rtf[position] {
        case UInt8(ascii: "'"):
            guard position + 2 < rtf.count, let high = rtf[position + 1].hexValue, let low = rtf[position + 2].hexValue else {
                return position + 1
            }
            if !isHidden { output += Charset.decodeWindows1252([high << 4 | low]) }
            return position + 3
        case UInt8(ascii: "*"):
            isHidden = true
        case UInt8(ascii: "~"):
            if !isHidden { output.append(.space) }
        case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"):
            if !isHidden { output.append(rtf[position]) }
        default: break
        }
        return position + 1
    }
}
