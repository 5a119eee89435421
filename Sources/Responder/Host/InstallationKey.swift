import CCrypto
import Glibc
import HelpDesk

/// The installation's key: 32 random bytes that sign every token. It is made at the first start and never leaves this type but as a ``Signer``.
struct InstallationKey: Sendable {
    private let bytes: [UInt8]

    /// Reads the key of a data folder, or makes it.
    init(in folder: DataFolder) throws(ServiceFailure) {
        let path = folder.file("key")
        if let found = try Self.read(path) {
            bytes = found
            return
        }
        try Self.make(at: path)
        guard let made = try Self.read(path) else { throw .unreadable(path: path, reason: "it vanished") }
        bytes = made
    }

    /// Two functions over the key, for rooms that must not hold it.
    var signer: Signer {
        let key = HMACKey(bytes)
        return Signer(sign: { key.sign($0) }, digest: Self.digest)
    }

    /// SHA-256, 32 bytes.
    static func digest(_ message: [UInt8]) -> [UInt8] {
        var out = [UInt8](repeating: 0, count: 32)
        let code = ab_sha256(message, message.count, &out)
        precondition(code == 1, "libcrypto refuses SHA-256")
        return out
    }

    private static func read(_ path: String) throws(ServiceFailure) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw .unreadable(path: path, reason: SystemError.words(errno))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, reason: SystemError.words(errno)) }
        guard status.st_mode & 0o077 == 0 else { throw .keyReadableByOthers(path: path) }
        var text = [UInt8](repeating: 0, count: 80)
        let count = Glibc.read(descriptor, &text, text.count)
        guard let key = count >= 64 ? Hexadecimal.bytes(text[..<64]) : nil else { throw .keyDamaged(path: path) }
        return key
    }

    /// A link appears whole or not at all, so two first starts side by side end with one key.
    private static func make(at path: String) throws(ServiceFailure) {
        var key = [UInt8](repeating: 0, count: 32)
        guard ab_random(&key, key.count) == 1 else { throw .cannotCreate(path: path, reason: "the system gives no random bytes") }
        let temporary = path + ".\(getpid()).new"
        try DataFolder.write([UInt8]((Hexadecimal.text(key) + "\n").utf8), to: temporary)
        defer { unlink(temporary) }
        guard link(temporary, path) == 0 || errno == EEXIST else {
            throw .cannotCreate(path: path, reason: SystemError.words(errno))
        }
    }
}
