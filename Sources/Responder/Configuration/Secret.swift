import Foundation

/// Where a secret is to be found. The configuration names it and never holds it (RULES E9).
public enum Secret: Sendable, Equatable, Hashable {
    /// A file that nobody but its owner can read; its first line counts.
    case file(String)
    case environment(String)
    /// The first line that a command prints; no shell is involved.
    case command([String])
    /// A systemd credential: a file of that name under `$CREDENTIALS_DIRECTORY`.
    case credential(String)

    /// Fetches the secret.
    /// - Throws: a ``SecretError`` that names the place and the mend, never the secret.
    public func resolve(environment: [String: String]) throws(SecretError) -> String {
        switch self {
        case .file(let path): return try Self.read(path, ownership: .mustBePrivate)
        case .environment(let name):
            guard let value = environment[name], !value.isEmpty else { throw .unsetVariable(name) }
            return value
        case .command(let words): return try Self.run(words)
        case .credential(let name):
            guard let folder = environment["CREDENTIALS_DIRECTORY"] else { throw .noCredentials(name) }
            guard !name.contains("/") else { throw .noCredentials(name) }
            return try Self.read(folder + "/" + name, ownership: .systemd)
        }
    }

    private enum Ownership { case mustBePrivate, systemd }

    private static func read(_ path: String, ownership: Ownership) throws(SecretError) -> String {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .unreadable(path, errno) }
        if ownership == .mustBePrivate, status.st_mode & 0o077 != 0 { throw .readableByOthers(path) }
        guard let bytes = FileManager.default.contents(atPath: path) else { throw .unreadable(path, EACCES) }
        let line = firstLine(bytes)
        guard !line.isEmpty else { throw .empty(path) }
        return line
    }

    private static func run(_ words: [String]) throws(SecretError) -> String {
        guard let program = words.first else { throw .empty("command: []") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program.hasPrefix("/") ? program : "/usr/bin/env")
        process.arguments = program.hasPrefix("/") ? Array(words.dropFirst()) : words
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        do { try process.run() } catch { throw .commandFailed(program, -1) }
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw .commandFailed(program, process.terminationStatus) }
        let line = firstLine(bytes)
        guard !line.isEmpty else { throw .empty(program) }
        return line
    }

    private static func firstLine(_ bytes: Data) -> String {
        let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
        return String(decoding: line, as: UTF8.self)
    }
}

public enum SecretError: Error, Equatable, CustomStringConvertible {
    case unreadable(String, Int32)
    case readableByOthers(String)
    case unsetVariable(String)
    case noCredentials(String)
    case commandFailed(String, Int32)
    case empty(String)

    public var description: String {
        switch self {
        case .unreadable(let path, let code):
            "cannot read the secret file \(path): \(String(cString: strerror(code))); create it, or name the right path"
        case .readableByOthers(let path):
            "the secret file \(path) can be read by others; run: chmod 600 \(path)"
        case .unsetVariable(let name):
            "the environment variable \(name) is not set; set it for the service, or name a file"
        case .noCredentials(let name):
            "no systemd credential \(name): add LoadCredential=\(name):/path to the unit"
        case .commandFailed(let program, let code):
            "the secret command \(program) failed with status \(code); run it by hand to see why"
        case .empty(let place): "the secret from \(place) is empty"
        }
    }
}
