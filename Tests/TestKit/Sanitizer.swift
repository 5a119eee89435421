import Glibc

/// Whether these tests run under the address or the thread sanitizer (`make sanitize`), where time and memory say nothing about us.
public enum Sanitizer {
    /// How much longer a deadline, and how much larger a limit, is there; 1 without a sanitizer.
    public static let allowance: Int = dlsym(nil, "__asan_init") != nil || dlsym(nil, "__tsan_init") != nil ? 8 : 1
}
