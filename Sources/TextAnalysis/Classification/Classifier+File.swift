extension Classifier {
    /// The model file's bytes; ``init(serialized:)`` reads them back to an equal classifier.
    public func serialized() -> [UInt8] {
        var body = ModelWriter()
        write(card, to: &body)
        body.put(UInt32(labels.count))
        for label in labels { body.put(label) }
        body.put(UInt32(templates.count))
        for template in templates {
            body.put(UInt32(template.labelIndex))
            body.put(template.name)
        }
        body.putAll(core.vocabulary.bucketOfRow)
        body.putAll(core.vocabulary.idf)
        body.putAll(core.model.weights)
        body.putAll(core.model.bias)
        body.putAll(core.neighbours.classOf)
        body.putAll(core.neighbours.templateOf)
        body.putAll(core.neighbours.starts)
        body.putAll(core.neighbours.examples)
        body.putAll(core.neighbours.values)
        write(calibrator, to: &body)
        body.put(UInt32(templateCalibrator == nil ? 0 : 1))
        if let templateCalibrator { write(templateCalibrator, to: &body) }
        var file = ModelWriter()
        for byte in ModelFile.magic { file.put(byte) }
        file.put(ModelFile.version)
        file.put(ModelFile.checksum(body.bytes.span, from: 0))
        return file.bytes + body.bytes
    }

    /// Reads a mapped model file.
    public init(span: Span<UInt8>) throws(ModelError) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(span.count)
        for index in 0..<span.count { bytes.append(span[index]) }
        try self.init(serialized: bytes)
    }

    /// Reads a model file, all of it; everything in it is checked before anything is used.
    public init(serialized bytes: [UInt8]) throws(ModelError) {
        guard bytes.count >= 4 else { throw .notAModel }
        guard bytes.starts(with: ModelFile.magic) else { throw .notAModel }
        guard bytes.count >= ModelFile.headerBytes else { throw .truncated(at: bytes.count) }
        var reader = ModelReader(bytes, at: 4)
        let version: UInt32 = try reader.integer()
        guard version == ModelFile.version else { throw .otherVersion(found: version, expected: ModelFile.version) }
        let sum: UInt64 = try reader.integer()
        guard sum == ModelFile.checksum(bytes.span, from: ModelFile.headerBytes) else { throw .badChecksum }
        card = try Self.card(&reader)
        labels = try Self.texts(&reader)
        let labels = labels
        templates = try Self.templates(&reader, labels)
        core = try Self.core(&reader, labelCount: labels.count, templates: templates)
        calibrator = try Self.calibrator(&reader, featureCount: Signs.featureCount)
        templateCalibrator =
            try reader.integer(UInt32.self) == 0
            ? nil : try Self.calibrator(&reader, featureCount: Judgement.templateFeatureCount)
        guard reader.isAtEnd else { throw .inconsistent("bytes after its end") }
    }

    private func write(_ card: ModelCard, to writer: inout ModelWriter) {
        writer.put(card.name)
        writer.put(card.dataHash)
        writer.put(UInt32(card.classes.count))
        for name in card.classes { writer.put(name) }
        writer.put(UInt64(card.exampleCount))
        writer.put(UInt64(card.negativeCount))
        for figure in [card.accuracy, card.coverageAt99, card.coverageAt95, card.expectedCalibrationError] { writer.put(figure) }
    }

    private func write(_ calibrator: Calibrator, to writer: inout ModelWriter) {
        writer.put(calibrator.means)
        writer.put(calibrator.scales)
        writer.put(calibrator.weights)
    }

    private static func texts(_ reader: inout ModelReader) throws(ModelError) -> [String] {
        var texts: [String] = []
        for _ in 0..<(try reader.count()) { texts.append(try reader.text()) }
        return texts
    }

    private static func card(_ reader: inout ModelReader) throws(ModelError) -> ModelCard {
        ModelCard(
            name: try reader.text(), dataHash: try reader.integer(), classes: try texts(&reader),
            exampleCount: Int(clamping: try reader.integer(UInt64.self)),
            negativeCount: Int(clamping: try reader.integer(UInt64.self)), accuracy: try reader.double(),
            coverageAt99: try reader.double(), coverageAt95: try reader.double(),
            expectedCalibrationError: try reader.double())
    }

    private static func templates(_ reader: inout ModelReader, _ labels: [String]) throws(ModelError) -> [TemplateClass] {
        var templates: [TemplateClass] = []
        for _ in 0..<(try reader.count()) {
            let index = Int(try reader.integer(UInt32.self))
            guard index < labels.count else { throw .inconsistent("a template without its intent") }
            templates.append(TemplateClass(label: labels[index], name: try reader.text(), labelIndex: index))
        }
        return templates
    }

    private static func calibrator(_ reader: inout ModelReader, featureCount: Int) throws(ModelError) -> Calibrator {
        let calibrator = Calibrator(means: try reader.doubles(), scales: try reader.doubles(), weights: try reader.doubles())
        guard calibrator.means.count == featureCount, calibrator.scales.count == featureCount,
            calibrator.weights.count == featureCount + 1
        else { throw .inconsistent("the calibration's size") }
        return calibrator
    }

    private static func core(
        _ reader: inout ModelReader, labelCount: Int, templates: [TemplateClass]
    ) throws(ModelError) -> ScoringCore {
        let buckets: [UInt32] = try reader.all(0)
        let idf: [Float] = try reader.all(0)
        guard let vocabulary = Vocabulary(buckets: buckets, idf: idf) else { throw .inconsistent("its vocabulary") }
        let columns = labelCount + templates.count
        guard labelCount > 0, columns <= columnsMax else { throw .inconsistent("\(columns) classes") }
        let weights: [SIMD8<UInt16>] = try reader.all(SIMD8(repeating: 0))
        let bias: [SIMD8<Float>] = try reader.all(SIMD8(repeating: 0))
        let blocks = LinearModel.blocks(columns)
        guard bias.count == blocks, weights.count == blocks * vocabulary.rowCount else { throw .inconsistent("its weights") }
        let neighbours = NeighbourIndex(
            classOf: try reader.all(0), templateOf: try reader.all(0), starts: try reader.all(0),
            examples: try reader.all(0), values: try reader.all(0))
        guard neighbours.isConsistent(rowCount: vocabulary.rowCount, labelCount: labelCount, templateCount: templates.count)
        else {
            throw .inconsistent("its examples")
        }
        return ScoringCore(
            vocabulary: vocabulary, model: LinearModel(columnCount: columns, weights: weights, bias: bias),
            neighbours: neighbours, labelCount: labelCount, templateLabels: templates.map(\.labelIndex))
    }
}

extension NeighbourIndex {
    /// Whether every index points where something is: a file is foreign until this was asked.
    func isConsistent(rowCount: Int, labelCount: Int, templateCount: Int) -> Bool {
        guard starts.count == rowCount + 1, starts.first == 0, Int(starts[rowCount]) == examples.count,
            values.count == examples.count, templateOf.count == classOf.count
        else { return false }
        for row in 0..<rowCount where starts[row] > starts[row + 1] { return false }
        guard templateOf.allSatisfy({ $0 >= -1 && Int($0) < templateCount }) else { return false }
        return examples.allSatisfy { Int($0) < classOf.count } && classOf.allSatisfy { $0 >= -1 && Int($0) < labelCount }
    }
}
