@testable import HelpDesk

extension Signer {
    /// A keyed mixing function in place of HMAC: deterministic, and different for different bytes. Tests only.
    static let test = Signer(sign: { mix($0, seed: 0x9E37_79B9_7F4A_7C15) }, digest: { mix($0, seed: 0x1234_5678_9ABC_DEF1) })

    private static func mix(_ bytes: [UInt8], seed: UInt64) -> [UInt8] {
        var output: [UInt8] = []
        for lane in 0..<4 {
            var state = seed &+ UInt64(lane) &* 0xD1B5_4A32_D192_ED03
            for byte in bytes {
                state = (state ^ UInt64(byte)) &* 0x100_0000_01B3
                state ^= state >> 29
            }
            state = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            state = (state ^ (state >> 27)) &* 0x94D0_49BB_1331_11EB
            state ^= state >> 31
            for shift in stride(from: 0, to: 64, by: 8) { output.append(UInt8(truncatingIfNeeded: state >> UInt64(shift))) }
        }
        return output
    }
}
