import Glibc

/// One folder in Maildir form: `tmp/`, `new/`, `cur/`. Blocking; it belongs to one actor.
struct MaildirFolder {
    /// A mail under `tmp/`, durable, not yet visible.
    struct Draft {
        let name: String
    }

    struct Entry {
        /// Without the `:2,` flags.
        let base: String
        /// `new/…` or `cur/…`.
        let relativePath: String
    }

    let path: String

    init(path: String) {
        self.path = path
    }

    static let namesMax = 5_000_000

    /// Makes the folder and its three parts where they are missing.
    func make() throws(TransportError) {
        var made = ""
        for part in path.split(separator: "/", omittingEmptySubsequences: false) {
            made += part
            if !made.isEmpty { try Self.makeDirectory(made) }
            made += "/"
        }
        for part in ["tmp", "new", "cur"] { try Self.makeDirectory(path + "/" + part) }
    }

    var exists: Bool { access(path + "/new", F_OK) == 0 }

    // MARK: Writing

    /// Writes a mail under `tmp/` and makes it durable.
    func write(_ bytes: [UInt8]) throws(TransportError) -> Draft {
        let draft = Draft(name: Self.uniqueName())
        let file = path + "/tmp/" + draft.name
        let descriptor = Glibc.open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .io(path: file, code: errno) }
        let code = Self.writeAll(bytes, to: descriptor)
        Glibc.close(descriptor)
        if code != 0 {
            unlink(file)
            throw .io(path: file, code: code)
        }
        return draft
    }

    /// Moves a draft to `new/`; on return it is there for good.
    func publish(_ draft: Draft) throws(TransportError) {
        try Self.move(path + "/tmp/" + draft.name, path + "/new/" + draft.name)
        try Self.sync(path + "/new")
    }

    func discard(_ draft: Draft) {
        unlink(path + "/tmp/" + draft.name)
    }

    /// Moves a mail of another folder into `cur/` here. Moving what is gone already is no error.
    func take(_ entry: Entry, from other: MaildirFolder) throws(TransportError) {
        do throws(TransportError) {
            try Self.move(other.path + "/" + entry.relativePath, path + "/cur/" + entry.base + ":2,")
        } catch {
            guard case .io(_, ENOENT) = error else { throw error }
        }
    }

    /// - Returns: false where it is gone already.
    func remove(_ entry: Entry) throws(TransportError) -> Bool {
        let file = path + "/" + entry.relativePath
        guard unlink(file) == 0 else {
            if errno == ENOENT { return false }
            throw .io(path: file, code: errno)
        }
        return true
    }

    func syncNames() throws(TransportError) {
        try Self.sync(path + "/cur")
        try Self.sync(path + "/new")
    }

    // MARK: Reading

    /// What lies in `new/` and `cur/`, oldest first by the time in the name.
    func entries() throws(TransportError) -> [Entry] {
        var found = try entries("new")
        found += try entries("cur")
        return found.map { (Self.seconds(of: $0.base), $0) }
            .sorted { $0.0 != $1.0 ? $0.0 < $1.0 : $0.1.base < $1.1.base }.map(\.1)
    }

    private func entries(_ part: String) throws(TransportError) -> [Entry] {
        guard let directory = opendir(path + "/" + part) else { throw .io(path: path + "/" + part, code: errno) }
        defer { closedir(directory) }
        var found: [Entry] = []
        while found.count < Self.namesMax, let item = readdir(directory) {
            let name = withUnsafeBytes(of: item.pointee.d_name) { raw in
                String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard !name.hasPrefix(".") else { continue }
            let base = name.split(separator: ":", maxSplits: 1).first.map(String.init) ?? name
            found.append(Entry(base: base, relativePath: part + "/" + name))
        }
        return found
    }

    /// Reads a mail; nil when it is gone or no regular file.
    /// - Parameter bytesMax: no more than so many bytes are read.
    func read(_ entry: Entry, bytesMax: Int) throws(TransportError) -> (bytes: [UInt8], size: Int, modifiedAt: Int64)? {
        let file = path + "/" + entry.relativePath
        let descriptor = Glibc.open(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        if descriptor < 0, errno == ENOENT || errno == ELOOP { return nil }
        guard descriptor >= 0 else { throw .io(path: file, code: errno) }
        defer { Glibc.close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .io(path: file, code: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { return nil }
        let size = Int(status.st_size)
        let bytes = try Self.readAll(descriptor, min(size, bytesMax), file)
        return (bytes, size, Int64(status.st_mtim.tv_sec))
    }

    // MARK: System calls

    private static func readAll(_ descriptor: Int32, _ count: Int, _ file: String) throws(TransportError) -> [UInt8] {
        // The array of no elements is one for all threads, and its length would be written.
        guard count > 0 else { return [] }
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = Glibc.read(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled)
                if got < 0, errno == EINTR { continue }
                if got < 0 { code = errno }
                if got <= 0 { return }
                filled += got
            }
        }
        if code != 0 { throw .io(path: file, code: code) }
        return bytes
    }

    /// Gives errno, or 0.
    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        bytes.withUnsafeBytes { raw in
            var written = 0
            while written < raw.count {
                let count = Glibc.write(descriptor, raw.baseAddress.map { $0 + written }, raw.count - written)
                if count < 0, errno == EINTR { continue }
                if count <= 0 { return errno }
                written += count
            }
            return fsync(descriptor) == 0 ? 0 : errno
        }
    }

    private static func move(_ from: String, _ to: String) throws(TransportError) {
        guard rename(from, to) == 0 else { throw .io(path: from, code: errno) }
    }

    private static func sync(_ directory: String) throws(TransportError) {
        let descriptor = Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .io(path: directory, code: errno) }
        defer { Glibc.close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .io(path: directory, code: errno) }
    }

    private static func makeDirectory(_ directory: String) throws(TransportError) {
        guard mkdir(directory, 0o700) != 0, errno != EEXIST else { return }
        throw .io(path: directory, code: errno)
    }

    /// `seconds.R<random>P<pid>.<host>`: unique among machines that share the folder.
    private static func uniqueName() -> String {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        var buffer = [CChar](repeating: 0, count: 256)
        gethostname(&buffer, 255)
        let host = buffer.prefix { $0 != 0 }.map { byte in byte == 0x2F || byte == 0x3A ? 0x5F : UInt8(bitPattern: byte) }
        let random = String(UInt64.random(in: .min ... .max), radix: 16)
        return "\(now.tv_sec).M\(now.tv_nsec / 1000)R\(random)P\(getpid()).\(String(decoding: host, as: UTF8.self))"
    }

    /// The delivery time that a Maildir name begins with; the far past where it has none.
    private static func seconds(of base: String) -> UInt64 {
        UInt64(String(base.prefix { $0.isASCII && $0.isNumber })) ?? 0
    }
}
