import CCrypto
import Glibc

/// Keeps mail and secrets out of core dumps and away from other processes of the same user (RULES E10).
public enum ProcessGuard {
    /// Once, before anything secret is read. A pipe whose reader is gone becomes an error instead of a signal.
    public static func harden() {
        ab_forbid_dumps()
        signal(SIGPIPE, SIG_IGN)
        // Each thread would otherwise keep a heap of its own, and what one frees another could not use.
        ab_share_heap()
    }
}
