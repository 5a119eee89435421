import Glibc

/// The system's words for an error number.
enum SystemError {
    static func words(_ code: Int32) -> String { String(cString: strerror(code)) }

    /// No room is left, on the disk or in the user's share of it.
    static func isDiskFull(_ code: Int32) -> Bool { code == ENOSPC || code == EDQUOT }
}
