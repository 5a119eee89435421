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

/// The model file: little-endian, `ABLM`, version, checksum of the rest, then card, classes and numbers. Lists of numbers begin at
/// multiples of 64 bytes, so that they are used where they lie.
///
/// The checksum (FNV-1a, 64 bits) finds damage, not malice: whoever can write the file is the operator.
enum ModelFile {
    static let magic: [UInt8] = [0x41, 0x42, 0x4C, 0x4D]
    static let version: UInt32 = 5
    static let headerBytes = 16
    /// Longest list a file may announce: a bound before any allocation.
    static let elementsMax = 1 << 28

    /// Bytes from a position to the next list of numbers.
    static func padding(after position: Int) -> Int {
        (ModelMemory.alignment - position % ModelMemory.alignment) % ModelMemory.alignment
    }

    /// Of what follows the header.
    static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        // Eight bytes a step, so that a mapped 20 MB file costs milliseconds.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var index = headerBytes
        while index + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            hash = (hash ^ UInt64(littleEndian: word)) &* 0x100_0000_01B3
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

    /// A file with its header; ``seal()`` writes the checksum into it.
    init() {
        bytes = ModelFile.magic
        put(ModelFile.version)
        put(UInt64(0))
    }

    mutating func seal() {
        let sum = bytes.withUnsafeBytes { ModelFile.checksum($0) }
        withUnsafeBytes(of: sum.littleEndian) {
            bytes.replaceSubrange((ModelFile.headerBytes - $0.count)..<ModelFile.headerBytes, with: $0)
        }
    }

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
    mutating func put<Element>(_ values: ModelNumbers<Element>) {
        put(UInt32(values.count))
        bytes += repeatElement(0, count: ModelFile.padding(after: bytes.count))
        values.withBytes { bytes.append(contentsOf: $0) }
    }
}

struct ModelReader {
    private let memory: ModelMemory
    private(set) var position: Int

    init(_ memory: ModelMemory, at position: Int) {
        self.memory = memory
        self.position = position
    }

    private var byteCount: Int { memory.bytes.count }
    var isAtEnd: Bool { position == byteCount }

    mutating func integer<Value: FixedWidthInteger & BitwiseCopyable>(_: Value.Type = Value.self) throws(ModelError) -> Value {
        let size = MemoryLayout<Value>.size
        guard byteCount - position >= size else { throw .truncated(at: byteCount) }
        let value = memory.bytes.loadUnaligned(fromByteOffset: position, as: Value.self)
        position += size
        return Value(littleEndian: value)
    }

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
        guard byteCount - position >= count else { throw .truncated(at: byteCount) }
        let utf8 = UnsafeRawBufferPointer(rebasing: memory.bytes[position..<(position + count)])
        position += count
        return String(decoding: utf8, as: UTF8.self)
    }

    mutating func doubles() throws(ModelError) -> [Double] {
        var values: [Double] = []
        for _ in 0..<(try count()) { values.append(try double()) }
        return values
    }

    /// A list of plain numbers, left where it lies.
    mutating func numbers<Element>() throws(ModelError) -> ModelNumbers<Element> {
        let count = try count()
        let start = position + ModelFile.padding(after: position)
        guard let numbers = ModelNumbers<Element>(memory, start: start, count: count) else { throw .truncated(at: byteCount) }
        position = start + count * MemoryLayout<Element>.stride
        return numbers
    }
}
