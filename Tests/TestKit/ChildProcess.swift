public import Foundation
import Synchronization

/// A program as a child, whose end `waitpid` tells.
///
/// Foundation's Process learns of an end by a descriptor that whatever is started in the same moment inherits: a daemon that got hold
/// of it keeps a dead child "running" for as long as it lives itself. Here the child gets its three standard descriptors and no other.
public final class ChildProcess: Sendable {
    /// How it ended.
    public enum Ending: Sendable, Equatable {
        case exited(Int32)
        case killed(Int32)
    }

    public let processID: pid_t
    private let end = Mutex<Ending?>(nil)

    /// - Parameters:
    ///   - words: the program's path, and its arguments.
    ///   - environment: all of its variables.
    ///   - log: a file to which its standard output and error are added.
    ///   - keepsOutput: whether standard output goes to the log too; otherwise it is thrown away.
    ///   - folder: where it runs; nil is where the tests do.
    public init(
        _ words: [String], environment: [String: String], log: String, keepsOutput: Bool = true, in folder: String? = nil
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        if keepsOutput {
            posix_spawn_file_actions_adddup2(&actions, 2, 1)
        } else {
            posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Threads of the pool block nearly all signals, and a child would inherit that: a daemon that cannot be told to end.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var pid = pid_t()
        let code = withCStrings(["/bin/bash", "-c", Self.start, folder ?? "."] + words) { arguments in
            withCStrings(environment.map { "\($0.key)=\($0.value)" }) {
                posix_spawn(&pid, "/bin/bash", &actions, &attributes, arguments, $0)
            }
        }
        guard code == 0 else { throw DeadlinePassed(description: "cannot start /bin/bash: \(String(cString: strerror(code)))") }
        processID = pid
    }

    /// Closes in the child what it inherited: whoever starts a child cannot know what other threads open meanwhile.
    private static let start = """
        cd "$0" && for fd in /proc/$$/fd/*; do fd=${fd##*/}; [ "$fd" -le 2 ] || eval "exec $fd>&-"; done; exec "$@"
        """

    /// nil while it runs.
    public var ending: Ending? { end.withLock { Self.look(processID, WNOHANG, &$0) } }

    public var isRunning: Bool { ending == nil }

    /// Does nothing to one that has ended, whose number may be another's by now.
    public func signal(_ number: Int32) {
        end.withLock { if Self.look(processID, WNOHANG, &$0) == nil { Foundation.kill(processID, number) } }
    }

    /// Blocks the thread until it has ended.
    @discardableResult
    public func wait() -> Ending? { end.withLock { Self.look(processID, 0, &$0) } }

    private static func look(_ pid: pid_t, _ options: Int32, _ end: inout Ending?) -> Ending? {
        if end != nil { return end }
        var status: Int32 = 0
        var answer = waitpid(pid, &status, options)
        while answer < 0, errno == EINTR { answer = waitpid(pid, &status, options) }
        guard answer == pid else { return nil }
        // wait(2): the low seven bits are the signal, the next byte is the exit status.
        end = status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .killed(status & 0x7F)
        return end
    }

    deinit {
        signal(SIGKILL)
        wait()
    }
}

private func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { preconditionFailure("there is always the closing nil") }
        return body(base)
    }
}
