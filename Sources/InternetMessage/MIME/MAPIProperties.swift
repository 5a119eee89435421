/// The MAPI properties of a TNEF attribute (MS-OXTNEF section 2.1.3.4), as far as mail needs them.
struct MAPIProperties {
    enum Name: UInt16 {
        case body = 0x1000
        case compressedRTF = 0x1009
        case bodyHTML = 0x1013
        case displayName = 0x3001
        case attachData = 0x3701
        case fileName = 0x3704
        case longFileName = 0x3707
        case mimeTag = 0x370E
        case contentID = 0x3712
    }

    private struct Value {
        var name: Name
        var type: UInt16
        var range: Range<Int>
    }

    private let bytes: [UInt8]
    private let charset: Charset
    private var values: [Value] = []

    private static let propertyCountMax = 10_000

    init(_ bytes: [UInt8], in range: Range<Int>, _ charset: Charset) {
        self.bytes = bytes
        self.charset = charset
        var reader = LittleEndianReader(bytes, in: range)
        guard let count = reader.uint32() else { return }
        for _ in 0..<min(Int(count), MAPIProperties.propertyCountMax) {
            guard let type = reader.uint16(), let identifier = reader.uint16(), skipName(identifier, &reader),
                take(type, identifier, &reader)
            else {
                return
            }
        }
    }

    /// Named properties carry a GUID and a number or a name.
    private func skipName(_ identifier: UInt16, _ reader: inout LittleEndianReader) -> Bool {
        guard identifier >= 0x8000 else { return true }
        guard reader.range(16) != nil, let kind = reader.uint32() else { return false }
        if kind == 0 { return reader.uint32() != nil }
        guard let length = reader.uint32(), reader.range(Int(length)) != nil else { return false }
        reader.skipPadding(Int(length))
        return true
    }

    private mutating func take(_ type: UInt16, _ identifier: UInt16, _ reader: inout LittleEndianReader) -> Bool {
        let isMany = type & 0x1000 != 0
        let base = type & 0x0FFF
        var count = 1
        let isVariable = base == 13 || base == 30 || base == 31 || base == 258
        if isMany || isVariable {
            guard let told = reader.uint32(), told <= 100_000 else { return false }
            count = Int(told)
        }
        for index in 0..<count {
            var length = MAPIProperties.fixedLength(base)
            if isVariable {
                guard let told = reader.uint32() else { return false }
                length = Int(told)
            }
            guard let length, let range = reader.range(length) else { return false }
            reader.skipPadding(length)
            if index == 0, let name = Name(rawValue: identifier) { values.append(Value(name: name, type: base, range: range)) }
        }
        return true
    }

    private static func fixedLength(_ type: UInt16) -> Int? {
        switch type {
        case 1: 0
        case 2, 3, 4, 10, 11: type == 2 || type == 11 ? 2 : 4
        case 5, 6, 7, 20, 64: 8
        case 72: 16
        default: nil
        }
    }

    func string(_ name: Name) -> String? {
        guard let value = values.first(where: { $0.name == name }) else { return nil }
        let content = Array(bytes[value.range])
        guard value.type == 31 else { return TNEF.string(content, charset) }
        var defects = DefectList()
        let text = Charset.utf16(.little).decode(content, defects: &defects)
        return String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// An object starts with the 16 bytes of its interface's identifier.
    func binary(_ name: Name) -> [UInt8]? {
        guard let value = values.first(where: { $0.name == name }) else { return nil }
        return Array(bytes[value.range].dropFirst(value.type == 13 ? 16 : 0))
    }
}
