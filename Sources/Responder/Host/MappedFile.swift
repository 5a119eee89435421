import Glibc
import TextAnalysis

/// A file's bytes where the kernel keeps them: read in when they are looked at, shared between processes, and no memory of our own.
enum MappedFile {
    /// Maps a model file to be read; nil where there is none.
    ///
    /// What is mapped stays as it is when the name is given to another file or to none. Whoever writes into the file, or cuts it, ends
    /// the processes that read it: see ``ModelMemory``. It lies in the data folder, which only its owner may enter.
    /// - Throws: ``ServiceFailure/unreadable(path:reason:)``.
    static func memory(_ path: String) throws(ServiceFailure) -> ModelMemory? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0, errno == ENOENT { return nil }
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: SystemError.words(errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, reason: SystemError.words(errno)) }
        guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= bytesMax else {
            throw .unreadable(path: path, reason: "it is no file of at most \(bytesMax) bytes")
        }
        // Nothing cannot be mapped; it is no model either, and refused as such.
        guard status.st_size > 0 else { return ModelMemory(UnsafeRawBufferPointer(start: nil, count: 0)) { _ in } }
        // All of it is read at once for its checksum: one call brings it in, instead of a fault for each page.
        guard let start = mmap(nil, status.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, descriptor, 0), start != MAP_FAILED
        else {
            throw .unreadable(path: path, reason: SystemError.words(errno))
        }
        return ModelMemory(UnsafeRawBufferPointer(start: start, count: status.st_size)) { bytes in
            munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
        }
    }

    /// The largest model of 4,096 classes and a full vocabulary has a quarter of this, without its examples.
    private static let bytesMax = 4 << 30
}
