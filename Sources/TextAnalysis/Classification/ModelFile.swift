/// Why a model file was refused; the caller trains anew.
public enum ModelError: Error, Sendable, Equatable, CustomStringConvertible {
    case notAModel
    case otherVersion(found: UInt32, expected: UInt32)
    case truncated(at: Int)
    case badChecksum
    case inconsistent(String)

    public var description: String {
        switch self {
        case .notAModel: "this is not a model file; it will be trained anew"
        case .otherVersion(let found, let expected):
            "the model file has version \(found), this program reads version \(expected); it will be trained anew"
        case .truncated(let at): "the model file ends at byte \(at), in the middle of its content; it will be trained anew"
        case .badChecksum:
            "the model file's checksum does not fit its content; it was damaged or altered, and will be trained anew"
        case .inconsistent(let what): "the model file contradicts itself (\(what)); it will be trained anew"
        }
    }
}

/// The model file: little-endian, `ABLM`, version, checksum of the rest, then card, classes and numbers.
///
/// The checksum (FNV-1a, 64 bits) finds damage, not malice: whoever can write the file is the operator.
enum ModelFile {
    static let magic: [UInt8] = [0x41, 0x42, 0x4C, 0x4D]
    static let version: UInt32 = 4
    static let headerBytes = 16
    /// Longest list a file may announce: a bound before any allocation.
    static let elementsMax = 1 << 28

    static func checksum(_ bytes: Span<UInt8>, from start: Int) -> UInt64 {
        // Eight bytes a step, so that a mapped 20 MB file costs milliseconds.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var index = start
        while index + 8 <= bytes.count {
            var word: UInt64 = 0
            for offset in 0..<8 { word |= UInt64(bytes[index + offset]) << UInt64(offset * 8) }
            hash = (hash ^ word) &* 0x100_0000_01B3
            hash ^= hash >> 29
            index += 8
        }
        while index < bytes.count {
            hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3
            index += 1
        }
        return hash
    }
}

struct ModelWriter {
    private(set) var bytes: [UInt8] = []

    mutating func put(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
    mutating func put(_ value: Float) { put(value.bitPattern) }
    mutating func put(_ value: Double) { put(value.bitPattern) }
    mutating func put(_ text: String) {
        put(UInt32(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }
    mutating func put(_ values: [Double]) {
        put(UInt32(values.count))
        for value in values { put(value) }
    }
    /// Plain numbers as they lie in memory; Swift on Linux is little-endian on every machine we support.
    mutating func putAll<Element: BitwiseCopyable>(_ values: [Element]) {
        put(UInt32(values.count))
        values.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }
}

struct ModelReader {
    private let bytes: [UInt8]
    private(set) var position: Int

    init(_ bytes: [UInt8], at position: Int) {
        self.bytes = bytes
        self.position = position
    }

    var isAtEnd: Bool { position == bytes.count }

    mutating func integer<Value: FixedWidthInteger>(_: Value.Type = Value.self) throws(ModelError) -> Value {
        let size = MemoryLayout<Value>.size
        guard bytes.count - position >= size else { throw .truncated(at: bytes.count) }
        var value: Value = 0
        for offset in 0..<size { value |= Value(truncatingIfNeeded: bytes[position + offset]) << (offset * 8) }
        position += size
        return value
    }

    mutating func float() throws(ModelError) -> Float { Float(bitPattern: try integer()) }

    mutating func double() throws(ModelError) -> Double {
        let value = Double(bitPattern: try integer())
        guard value.isFinite else { throw .inconsistent("a number is not finite") }
        return value
    }

    mutating func count() throws(ModelError) -> Int {
        let count = Int(try integer(UInt32.self))
        guard count <= ModelFile.elementsMax else { throw .inconsistent("a list of \(count) elements") }
        return count
    }

    mutating func text() throws(ModelError) -> String {
        let count = try count()
        guard bytes.count - position >= count else { throw .truncated(at: bytes.count) }
        var utf8: [UInt8] = []
        utf8.reserveCapacity(count)
        for offset in 0..<count { utf8.append(bytes[position + offset]) }
        position += count
        return String(decoding: utf8, as: UTF8.self)
    }

    mutating func doubles() throws(ModelError) -> [Double] {
        var values: [Double] = []
        for _ in 0..<(try count()) { values.append(try double()) }
        return values
    }

    /// A list written by `putAll`, copied in one go.
    mutating func all<Element: BitwiseCopyable>(_ zero: Element) throws(ModelError) -> [Element] {
        let count = try count()
        let size = MemoryLayout<Element>.stride
        guard (bytes.count - position) / size >= count else { throw .truncated(at: bytes.count) }
        let start = position
        var values = [Element](repeating: zero, count: count)
        bytes.withUnsafeBytes { source in
            values.withUnsafeMutableBytes { target in
                // Both ranges were checked above.
                target.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[start..<(start + count * size)]))
            }
        }
        position += count * size
        return values
    }
}
