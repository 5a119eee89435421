import Testing

@testable import Responder

@Suite("A prepared key")
struct HMACKeyTests {
    @Test("it signs as RFC 4231 section 4.3 says")
    func vector() {
        let mac = HMACKey(Array("Jefe".utf8)).sign(Array("what do ya want for nothing?".utf8))
        #expect(Hexadecimal.text(mac) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }

    @Test("what was signed before, or is signed beside it, changes nothing")
    func sideBySide() async {
        let key = HMACKey([1, 2, 3])
        let expected = (0..<64).map { key.sign([UInt8](repeating: $0, count: Int($0))) }
        let found = await withTaskGroup { group in
            for number in UInt8(0)..<64 {
                group.addTask { (Int(number), key.sign([UInt8](repeating: number, count: Int(number)))) }
            }
            return await group.reduce(into: [[UInt8]](repeating: [], count: 64)) { $0[$1.0] = $1.1 }
        }
        #expect(found == expected)
        #expect(Set(expected).count == 64)
    }
}
