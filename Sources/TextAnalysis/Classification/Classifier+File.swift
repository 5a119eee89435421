extension Classifier {
    /// The model file's bytes; ``init(serialized:)`` reads them back to an equal classifier.
    public func serialized() -> [UInt8] {
        var file = ModelWriter()
        write(card, to: &file)
        file.put(UInt32(labels.count))
        for label in labels { file.put(label) }
        file.put(UInt32(templates.count))
        for template in templates {
            file.put(UInt32(template.labelIndex))
            file.put(template.name)
        }
        file.put(core.vocabulary.rowOfBucket)
        file.put(core.vocabulary.idf)
        file.put(core.model.weights)
        file.put(ModelNumbers(core.model.bias))
        file.put(core.neighbours.classOf)
        file.put(core.neighbours.templateOf)
        file.put(core.neighbours.starts)
        file.put(core.neighbours.examples)
        file.put(core.neighbours.values)
        write(calibrator, to: &file)
        file.put(UInt32(templateCalibrator == nil ? 0 : 1))
        if let templateCalibrator { write(templateCalibrator, to: &file) }
        file.seal()
        return file.bytes
    }

    /// Reads a model file from a copy of its bytes.
    public init(serialized bytes: [UInt8]) throws(ModelError) {
        try self.init(mapped: bytes.withUnsafeBytes { ModelMemory(copying: $0) })
    }

    /// Reads a model file, all of it, and checks everything in it; its lists of numbers are then used where they lie, so that a mapped
    /// file costs no memory of its own.
    public init(mapped memory: ModelMemory) throws(ModelError) {
        let byteCount = memory.bytes.count
        guard byteCount >= ModelFile.magic.count, memory.bytes.starts(with: ModelFile.magic) else { throw .notAModel }
        guard byteCount >= ModelFile.headerBytes else { throw .truncated(at: byteCount) }
        var reader = ModelReader(memory, at: ModelFile.magic.count)
        let version: UInt32 = try reader.integer()
        guard version == ModelFile.version else { throw .otherVersion(found: version, expected: ModelFile.version) }
        let sum: UInt64 = try reader.integer()
        guard sum == ModelFile.checksum(memory.bytes) else { throw .badChecksum }
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
        guard let vocabulary = Vocabulary(rowOfBucket: try reader.numbers(), idf: try reader.numbers()) else {
            throw .inconsistent("its vocabulary")
        }
        let columns = labelCount + templates.count
        guard labelCount > 0, columns <= columnsMax else { throw .inconsistent("\(columns) classes") }
        let weights: ModelNumbers<SIMD8<UInt16>> = try reader.numbers()
        let bias: ModelNumbers<SIMD8<Float>> = try reader.numbers()
        let blocks = LinearModel.blocks(columns)
        guard bias.count == blocks, weights.count == blocks * vocabulary.rowCount else { throw .inconsistent("its weights") }
        let neighbours = NeighbourIndex(
            classOf: try reader.numbers(), templateOf: try reader.numbers(), starts: try reader.numbers(),
            examples: try reader.numbers(), values: try reader.numbers())
        guard neighbours.isConsistent(rowCount: vocabulary.rowCount, labelCount: labelCount, templateCount: templates.count)
        else { throw .inconsistent("its examples") }
        return ScoringCore(
            vocabulary: vocabulary,
            model: LinearModel(
                columnCount: columns, weights: weights, bias: bias.withSpan { span in span.indices.map { span[$0] } }),
            neighbours: neighbours, labelCount: labelCount, templateLabels: templates.map(\.labelIndex))
    }
}
