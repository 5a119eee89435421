import Testing
import TextAnalysis

@Suite struct ModelFileTests {
    @Test("a model file reads back to an equal classifier")
    func roundTrip() throws {
        let classifier = try Classifier.train(Fixture.examples)
        let bytes = classifier.serialized()
        #expect(try Classifier(serialized: bytes) == classifier)
        #expect(try Classifier(span: bytes.span) == classifier)
    }

    @Test("a truncated, altered or foreign model file is refused with a reason")
    func refused() throws {
        let bytes = try Classifier.train(Fixture.examples).serialized()
        #expect(throws: ModelError.notAModel) { try Classifier(serialized: Array("hello world".utf8)) }
        #expect(throws: ModelError.notAModel) { try Classifier(serialized: []) }
        #expect(throws: ModelError.truncated(at: 8)) { try Classifier(serialized: Array(bytes.prefix(8))) }
        #expect(throws: ModelError.badChecksum) { try Classifier(serialized: Array(bytes.dropLast(100))) }
        for position in stride(from: 16, to: bytes.count, by: bytes.count / 40) {
            var altered = bytes
            altered[position] ^= 1
            #expect(throws: ModelError.badChecksum) { try Classifier(serialized: altered) }
        }
        var other = bytes
        other[4] &+= 1
        #expect { try Classifier(serialized: other) } throws: { "\($0)".contains("version") }
    }
}
