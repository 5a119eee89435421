import Glibc

/// The named crash points of RULES 2.2. A debug build that finds `ANSWERBACK_CRASH_AT=K13` (or `K13:4`, the fourth time) kills
/// itself there, as `kill -9` would; a release build holds none of this.
enum CrashPoint: String {
    case k1 = "K1"
    case k2 = "K2"
    case k3 = "K3"
    case k5 = "K5"
    case k6 = "K6"
    case k7 = "K7"
    case k8 = "K8"
    case k9 = "K9"
    case k10 = "K10"
    case k11 = "K11"
    case k12 = "K12"
    case k14 = "K14"
    case k15 = "K15"

    @inline(__always)
    static func pass(_ point: CrashPoint) {
        #if DEBUG
            CrashCounter.pass(point.rawValue)
        #endif
    }
}

#if DEBUG
    import Synchronization

    private enum CrashCounter {
        static let wanted: (name: String, time: Int)? = {
            guard let value = getenv("ANSWERBACK_CRASH_AT") else { return nil }
            let parts = String(cString: value).split(separator: ":")
            guard let name = parts.first else { return nil }
            return (String(name), parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
        }()
        static let passed = Atomic<Int>(0)

        static func pass(_ name: String) {
            guard let wanted, wanted.name == name else { return }
            if passed.add(1, ordering: .relaxed).newValue == wanted.time { kill(getpid(), SIGKILL) }
        }
    }
#endif
