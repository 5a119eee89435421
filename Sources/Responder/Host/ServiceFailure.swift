/// Why the service, or a command beside it, ends: what happened, to what, and what to do. The exit status follows sysexits.
public enum ServiceFailure: Error, Sendable, Equatable {
    /// Another `serve` works in this data folder (RULES K20).
    case alreadyRunning(folder: String, processID: Int32?)
    /// A file or folder of ours cannot be made or read.
    case cannotCreate(path: String, reason: String)
    case unreadable(path: String, reason: String)
    /// The installation's key can be read by others (RULES E9).
    case keyReadableByOthers(path: String)
    case keyDamaged(path: String)
    case diskFull(path: String)
    case diskFailing(path: String, reason: String)
    case secret(place: String, reason: String)
    case unknownTimeZone(String)
    /// What `deliver` was given is no mail, or too large.
    case noMail(reason: String)
    case unavailable(what: String, reason: String)
    case loginRefused(what: String, reason: String)

    public var exitStatus: Int32 {
        switch self {
        case .alreadyRunning, .cannotCreate: 73
        case .unreadable: 66
        case .keyReadableByOthers, .loginRefused: 77
        case .keyDamaged, .noMail: 65
        case .diskFull, .diskFailing: 75
        case .secret, .unknownTimeZone: 78
        case .unavailable: 69
        }
    }
}

extension ServiceFailure: CustomStringConvertible {
    public var description: String {
        switch self {
        case .alreadyRunning(let folder, let processID):
            "another `answerback serve`\(processID.map { " (process \($0))" } ?? "") works in \(folder); "
                + "stop it first, or name another `store.sqlite`"
        case .cannotCreate(let path, let reason):
            "cannot write \(path): \(reason); check that its folder exists and belongs to this user"
        case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
        case .keyReadableByOthers(let path): "the key \(path) can be read by others; run: chmod 600 \(path)"
        case .keyDamaged(let path):
            "the key \(path) is not 64 hexadecimal digits; put the right file back from a backup: "
                + "with another key every reply token that is on its way becomes worthless"
        case .diskFull(let path):
            "the disk of \(path) is full; nothing was lost, the mail waits on the server; free some space and start again"
        case .secret(let place, let reason): "\(place): \(reason)"
        case .unknownTimeZone(let name): "service.timeZone: there is no time zone \(name); write one like Europe/Berlin"
        case .noMail(let reason): "no mail was stored: \(reason)"
        case .diskFailing(let path, let reason):
            "reading or writing \(path) failed: \(reason); nothing was lost, the mail waits on the server; check the disk"
        case .unavailable(let what, let reason), .loginRefused(let what, let reason): "\(what): \(reason)"
        }
    }
}
