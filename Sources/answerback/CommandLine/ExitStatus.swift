/// The exit codes of sysexits.h that the commands use.
enum ExitStatus: Int32 {
    case ok = 0
    case usage = 64
    case data = 65
    case noInput = 66
    case unavailable = 69
    case software = 70
    case cannotCreate = 73
    case temporary = 75
    case noPermission = 77
    case configuration = 78
}

/// What ends a command early: a line for people, and the code for scripts.
struct CommandFailure: Error {
    var status: ExitStatus
    var message: String
    init(_ status: ExitStatus, _ message: String) {
        self.status = status
        self.message = message
    }
}
