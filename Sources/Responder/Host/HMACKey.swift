import CCrypto

/// A key that libcrypto has prepared.
///
/// `@unchecked Sendable`: it is immutable, and signing copies it (EVP_MAC_CTX_dup takes it as const).
final class HMACKey: @unchecked Sendable {
    private let prepared: UnsafeMutableRawPointer?

    init(_ bytes: [UInt8]) { prepared = ab_hmac_key(bytes, bytes.count) }

    deinit { ab_hmac_key_free(prepared) }

    /// HMAC-SHA256 (RFC 2104), 32 bytes.
    func sign(_ message: [UInt8]) -> [UInt8] {
        var out = [UInt8](repeating: 0, count: 32)
        let code = prepared.map { ab_hmac_sha256($0, message, message.count, &out) }
        precondition(code == 1, "libcrypto refuses HMAC-SHA256")
        return out
    }
}
