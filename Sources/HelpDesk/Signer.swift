/// The installation's key as two functions. The desk gets these values and never sees the key.
public struct Signer: Sendable {
    /// HMAC-SHA256 of the bytes under the installation's key, 32 bytes.
    public let sign: @Sendable ([UInt8]) -> [UInt8]
    /// SHA-256 of the bytes, 32 bytes.
    public let digest: @Sendable ([UInt8]) -> [UInt8]

    public init(sign: @escaping @Sendable ([UInt8]) -> [UInt8], digest: @escaping @Sendable ([UInt8]) -> [UInt8]) {
        self.sign = sign
        self.digest = digest
    }
}
