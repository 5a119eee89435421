/// The parameters behind a structured value (RFC 2045 section 5.1), with the continuations and charsets of RFC 2231.
struct ParameterList: Sendable {
    struct Parameter: Sendable {
        let name: Range<Int>
        let value: Range<Int>
        let isQuoted: Bool
    }

    private(set) var parameters: [Parameter] = []
    let bytes: [UInt8]

    /// Reads `; name=value` until the range ends. Forgiven: blanks around `=`, missing semicolons, an unclosed quotation, bare values with
    /// blanks and `tspecials` in them (a bare value runs to the next semicolon).
    init(_ bytes: [UInt8], in range: Range<Int>, limits: Limits, defects: inout DefectList) {
        self.bytes = bytes
        var position = range.lowerBound
        let end = range.upperBound
        while position < end {
            position = skip(from: position, to: end)
            guard position < end else { break }
            guard parameters.count < limits.parameterCountMax else {
                defects.note(.tooManyParameters)
                break
            }
            let nameStart = position
            while position < end, bytes[position].isMIMEToken || bytes[position] >= 128 { position += 1 }
            let name = nameStart..<position
            position = skipBlanks(from: position, to: end)
            guard position < end, bytes[position] == UInt8(ascii: "="), !name.isEmpty else {
                // No parameter: on to the next semicolon.
                position = bytes.firstIndex(of: UInt8(ascii: ";"), in: position..<end) ?? end
                continue
            }
            position = skipBlanks(from: position + 1, to: end)
            position = takeValue(named: name, from: position, to: end)
        }
    }

    private mutating func takeValue(named name: Range<Int>, from start: Int, to end: Int) -> Int {
        guard start < end, bytes[start] == UInt8(ascii: "\"") else {
            let stop = bytes.firstIndex(of: UInt8(ascii: ";"), in: start..<end) ?? end
            var value = bytes.trimmed(start..<stop)
            // Only a file name may hold blanks; elsewhere a blank ends the value (a missing semicolon).
            if !bytes.hasPrefix("filename", at: name.lowerBound), !bytes.hasPrefix("name", at: name.lowerBound),
                let blank = bytes[value].firstIndex(where: { $0.isFWS || $0 == UInt8(ascii: "(") }), blank > value.lowerBound
            {
                value = value.lowerBound..<blank
                parameters.append(Parameter(name: name, value: value, isQuoted: false))
                return blank
            }
            parameters.append(Parameter(name: name, value: value, isQuoted: false))
            return stop
        }
        var position = start + 1
        while position < end, bytes[position] != UInt8(ascii: "\"") {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        let stop = min(position, end)
        parameters.append(Parameter(name: name, value: start + 1..<stop, isQuoted: true))
        return min(stop + 1, end)
    }

    private func skip(from start: Int, to end: Int) -> Int {
        var position = start
        while position < end,
            bytes[position].isFWS || bytes[position] == UInt8(ascii: ";") || bytes[position] == UInt8(ascii: "\"")
        {
            position += 1
        }
        if position < end, bytes[position] == UInt8(ascii: "(") {
            // A comment; nesting is counted, not recursed into.
            var depth = 0
            while position < end {
                if bytes[position] == UInt8(ascii: "(") { depth += 1 }
                if bytes[position] == UInt8(ascii: ")") { depth -= 1 }
                position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
                if depth == 0 { return skip(blanksFrom: min(position, end), to: end) }
            }
            return end
        }
        return position
    }

    private func skip(blanksFrom start: Int, to end: Int) -> Int {
        var position = start
        while position < end, bytes[position].isFWS || bytes[position] == UInt8(ascii: ";") { position += 1 }
        return position
    }

    private func skipBlanks(from start: Int, to end: Int) -> Int {
        var position = start
        while position < end, bytes[position].isFWS { position += 1 }
        return position
    }

    /// The bytes of a plain parameter, unquoted and unfolded; the first of that name wins.
    func value(_ name: StaticString) -> [UInt8]? {
        for parameter in parameters where bytes.matches(name, in: parameter.name) { return unquoted(parameter) }
        return nil
    }

    /// Where the plain parameter's value stands, if it is its own spelling: nothing in it need be unquoted or unfolded.
    func range(_ name: StaticString) -> Range<Int>? {
        for parameter in parameters where bytes.matches(name, in: parameter.name) {
            for byte in bytes[parameter.value] where byte == UInt8(ascii: "\\") || byte == .cr || byte == .lf { return nil }
            return parameter.value
        }
        return nil
    }

    private func unquoted(_ parameter: Parameter) -> [UInt8] {
        guard parameter.isQuoted else { return bytes[parameter.value].filter { $0 != .cr && $0 != .lf } }
        var value: [UInt8] = []
        value.reserveCapacity(parameter.value.count)
        var position = parameter.value.lowerBound
        while position < parameter.value.upperBound {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\\"), position + 1 < parameter.value.upperBound {
                let next = bytes[position + 1]
                // QUIRK: Internet Explorer's heirs send unescaped paths; only a quote or a backslash is taken as escaped (RFC 822 allowed any).
                if next != UInt8(ascii: "\""), next != UInt8(ascii: "\\") { value.append(byte) }
                value.append(next)
                position += 2
            } else {
                if byte != .cr, byte != .lf { value.append(byte) }
                position += 1
            }
        }
        return value
    }

    /// A value for people: RFC 2231 extended or continued, plain, or with encoded words in it (which RFC 2047 section 5 forbids, and
    /// everybody sends). Sanitised (RULES D2).
    func text(_ name: StaticString, limits: Limits, defects: inout DefectList) -> String? {
        if let extended = extended(name, defects: &defects) {
            // QUIRK: encoded words inside an RFC 2231 value.
            return HeaderText.decode(extended, limits: limits, defects: &defects)
        }
        return value(name).map { HeaderText.decode($0, limits: limits, defects: &defects) }
    }

    /// `name*`, `name*0`, `name*0*` … joined by their numbers, then decoded; UTF-8.
    private func extended(_ name: StaticString, defects: inout DefectList) -> [UInt8]? {
        struct Section {
            var number: Int
            var isEncoded: Bool
            var parameter: Parameter
        }
        let length = name.utf8CodeUnitCount
        var sections: [Section] = []
        for parameter in parameters where parameter.name.count > length && bytes.hasPrefix(name, at: parameter.name.lowerBound) {
            var rest = bytes[parameter.name.lowerBound + length..<parameter.name.upperBound]
            guard rest.first == UInt8(ascii: "*") else { continue }
            rest.removeFirst()
            let isEncoded = rest.isEmpty || rest.last == UInt8(ascii: "*")
            if rest.last == UInt8(ascii: "*") { rest.removeLast() }
            guard rest.count <= 4, rest.allSatisfy(\.isDigit) else { continue }
            sections.append(
                Section(number: rest.reduce(0) { $0 * 10 + Int($1 - 48) }, isEncoded: isEncoded, parameter: parameter))
        }
        guard !sections.isEmpty else { return nil }
        sections.sort { $0.number < $1.number }
        var charset = Charset.ascii
        var joined: [UInt8] = []
        for (index, section) in sections.enumerated() {
            if index > 0, section.number == sections[index - 1].number { continue }
            var value = ArraySlice(unquoted(section.parameter))
            if index == 0, section.isEncoded, let first = value.firstIndex(of: UInt8(ascii: "'")),
                let second = value[(first + 1)...].firstIndex(of: UInt8(ascii: "'"))
            {
                charset = Charset(label: value[..<first])
                value = value[(second + 1)...]
            }
            if section.isEncoded { percentDecode(value, into: &joined) } else { joined.append(contentsOf: value) }
        }
        return charset.decode(joined, defects: &defects)
    }

    private func percentDecode(_ bytes: ArraySlice<UInt8>, into output: inout [UInt8]) {
        var position = bytes.startIndex
        while position < bytes.endIndex {
            if bytes[position] == UInt8(ascii: "%"), position + 2 < bytes.endIndex, let high = bytes[position + 1].hexValue,
                let low = bytes[position + 2].hexValue
            {
                output.append(high << 4 | low)
                position += 3
            } else {
                output.append(bytes[position])
                position += 1
            }
        }
    }
}
