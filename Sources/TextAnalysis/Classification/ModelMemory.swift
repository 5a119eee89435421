/// Bytes that models read where they lie: a mapped file, or a copy of their own. Given back when the last model that reads them is gone.
///
/// The promise that everything here rests on: the bytes neither move nor change nor vanish before that. For a mapped file this means
/// that it is only ever replaced by renaming another over its name, never written or cut in place. Were the promise broken, a read
/// could still never leave the bytes (each is bounds-checked, as in an array); a file that was cut would end the process (SIGBUS).
public final class ModelMemory: Sendable {
    /// Immutable, and only ever read: what a pointer cannot promise to other threads is promised above.
    nonisolated(unsafe) let bytes: UnsafeRawBufferPointer
    private let release: @Sendable (UnsafeRawBufferPointer) -> Void

    /// Where lists begin, in bytes from the start: at least as wide as any number that is read in one go, and a line of the cache.
    static let alignment = 64

    /// Takes over bytes that keep the promise; they begin at a multiple of 64, as every mapped page does.
    /// - Parameter release: is called with the bytes, once, when nothing reads them any more.
    public init(_ bytes: UnsafeRawBufferPointer, release: @escaping @Sendable (UnsafeRawBufferPointer) -> Void) {
        precondition(
            UInt(bitPattern: bytes.baseAddress) % UInt(Self.alignment) == 0, "a model's memory begins at a multiple of 64")
        (self.bytes, self.release) = (bytes, release)
    }

    /// A copy.
    convenience init(copying source: UnsafeRawBufferPointer) {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: source.count, alignment: Self.alignment)
        copy.copyMemory(from: source)
        self.init(UnsafeRawBufferPointer(copy)) { $0.deallocate() }
    }

    deinit { release(bytes) }
}

/// A list of plain numbers inside a ``ModelMemory``: what an array is to a model that was just trained and to one that is mapped.
struct ModelNumbers<Element: BitwiseCopyable & Sendable>: Sendable {
    private let memory: ModelMemory
    /// Where the first one lies, in bytes.
    private let start: Int
    let count: Int

    /// The numbers at a place of the memory; nil where they would not lie inside it, or not at a multiple of their alignment.
    init?(_ memory: ModelMemory, start: Int, count: Int) {
        guard start >= 0, start <= memory.bytes.count, start % MemoryLayout<Element>.alignment == 0, count >= 0,
            (memory.bytes.count - start) / MemoryLayout<Element>.stride >= count
        else { return nil }
        (self.memory, self.start, self.count) = (memory, start, count)
    }

    /// A copy of an array.
    init(_ values: [Element]) {
        memory = values.withUnsafeBytes { ModelMemory(copying: $0) }
        (start, count) = (0, values.count)
    }

    /// Reads the numbers: bounds-checked, and as fast as an array's span.
    @inline(__always)
    func withSpan<Result>(_ body: (Span<Element>) -> Result) -> Result {
        withExtendedLifetime(memory) {
            let first = memory.bytes.baseAddress?.advanced(by: start).assumingMemoryBound(to: Element.self)
            let elements = UnsafeBufferPointer(start: first, count: first == nil ? 0 : count)
            return body(elements.span)
        }
    }

    /// Reads their bytes.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        withExtendedLifetime(memory) {
            body(UnsafeRawBufferPointer(rebasing: memory.bytes[start..<(start + count * MemoryLayout<Element>.stride)]))
        }
    }

    subscript(index: Int) -> Element { withSpan { $0[index] } }
}

extension ModelNumbers: Equatable {
    /// Bit for bit.
    static func == (one: Self, other: Self) -> Bool {
        one.count == other.count && one.withBytes { mine in other.withBytes { mine.elementsEqual($0) } }
    }
}
