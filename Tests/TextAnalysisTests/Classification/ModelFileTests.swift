import Synchronization
import Testing
import TextAnalysis

@Suite struct ModelFileTests {
    @Test("a model file reads back to an equal classifier")
    func roundTrip() throws {
        let classifier = try Classifier.train(Fixture.examples)
        let bytes = classifier.serialized()
        #expect(try Classifier(serialized: bytes) == classifier)
    }

    @Test("a model over mapped bytes scores as the trained one, bit for bit, and lets them go with its last copy")
    func mapped() throws {
        let classifier = try Classifier.train(Fixture.examples)
        let released = Mutex(0)
        do {
            let mapped = try Classifier(mapped: Self.memory(classifier.serialized()) { released.withLock { $0 += 1 } })
            #expect(mapped == classifier)
            #expect(mapped.serialized() == classifier.serialized())
            for text in Fixture.delivery + Fixture.unknown + ["I was charged twice. Where is my parcel?", "", "zzz qqq"] {
                #expect(mapped.scores(text: text) == classifier.scores(text: text))
                let mail = MailText(subject: "Re: order", body: text)
                #expect(mapped.classify(mail) == classifier.classify(mail))
                #expect(mapped.explain(mail) == classifier.explain(mail))
            }
            #expect(released.withLock { $0 } == 0)
        }
        #expect(released.withLock { $0 } == 1)
    }

    @Test("mapped bytes that are refused are let go")
    func refusedMapping() throws {
        let bytes = try Classifier.train(Fixture.examples).serialized()
        let released = Mutex(0)
        #expect(throws: ModelError.badChecksum) {
            try Classifier(mapped: Self.memory(bytes.dropLast(64)) { released.withLock { $0 += 1 } })
        }
        #expect(throws: ModelError.notAModel) {
            try Classifier(
                mapped: ModelMemory(UnsafeRawBufferPointer(start: nil, count: 0)) { _ in released.withLock { $0 += 1 } })
        }
        #expect(released.withLock { $0 } == 2)
    }

    /// Memory like a mapped file's.
    private static func memory(_ bytes: [UInt8], _ released: @escaping @Sendable () -> Void) -> ModelMemory {
        let pages = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 4_096)
        pages.copyBytes(from: bytes)
        return ModelMemory(UnsafeRawBufferPointer(pages)) {
            $0.deallocate()
            released()
        }
    }

    @Test("a model file of the version before is refused, and the refusal names both versions")
    func versionBefore() throws {
        var bytes = try Classifier.train(Fixture.examples).serialized()
        bytes[4] = 4
        #expect(throws: ModelError.otherVersion(found: 4, expected: 5)) { try Classifier(serialized: bytes) }
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

    @Test("each refusal says in one line what is wrong and that the model is trained anew")
    func refusals() {
        let refusals: [ModelError] = [
            .notAModel, .otherVersion(found: 9, expected: 2), .truncated(at: 8), .badChecksum, .inconsistent("two labels"),
        ]
        for refusal in refusals {
            #expect("\(refusal)".contains("trained anew"))
            #expect(!"\(refusal)".contains("\n"))
        }
    }

    @Test("a file that ends anywhere is refused, wherever it ends")
    func endsAnywhere() throws {
        let bytes = try Classifier.train(Fixture.examples).serialized()
        for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 60)) {
            #expect(throws: ModelError.self) { try Classifier(serialized: Array(bytes.prefix(length))) }
        }
    }

    @Test("the card tells what a model was made of, and the same examples in another order are another model")
    func card() throws {
        let classifier = try Classifier.train(Fixture.examples)
        let read = try Classifier(serialized: classifier.serialized())
        #expect(read.card == classifier.card)
        #expect(read.card.exampleCount == Fixture.examples.count)
        #expect(read.card.negativeCount == Fixture.unknown.count)
        #expect((0...1).contains(read.card.accuracy))
        #expect(try Classifier.train(Fixture.examples.reversed()).card.dataHash != read.card.dataHash)
    }
}
