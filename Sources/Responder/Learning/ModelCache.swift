import Foundation
import HelpDesk
import Store
import TextAnalysis

/// Trained models on the disk, each named by what it was trained from: templates, packs, and how much of what people taught.
///
/// A model is used where its file is mapped, so a file is only ever replaced by renaming another over it (``DataFolder/replace(_:with:)``)
/// or removed: who has mapped the old one keeps it.
struct ModelCache: Sendable {
    let folder: DataFolder
    /// Names templates and packs.
    let source: String

    /// The cached model of these templates and of the lessons in use, or a new one, which is then cached. nil where training is
    /// refused: then people answer.
    func classifier(_ library: TemplateLibrary, _ settings: DeskSettings, _ lessons: Lessons, _ log: Log) async -> Classifier? {
        do {
            if let file = try MappedFile.memory(folder.file(name(lessons.taken))) { return try Classifier(mapped: file) }
        } catch {
            log.warning("model", "the cached model cannot be read and is trained anew: \(error)")
        }
        do {
            let model = try await Analyst.train(templates: library, settings: settings, taught: lessons.inUse)
            keep(model, taken: lessons.taken)
            return model
        } catch {
            log.error("model", "no model could be trained from the templates, so every mail goes to people: \(error)")
            return nil
        }
    }

    /// Puts a model on the disk, whole or not at all. Without room for it the next start trains again.
    func keep(_ model: Classifier, taken: Int64) {
        removeOld()
        try? folder.replace(name(taken), with: model.serialized())
    }

    private func name(_ taken: Int64) -> String {
        let material = taken == 0 ? source : "\(source)/taught-\(taken)"
        return "model-\(Hexadecimal.text(InstallationKey.digest(Array(material.utf8)).prefix(8))).bin"
    }

    /// Each change of a template leaves a model behind; when there are some, all go.
    private func removeOld() {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter {
            $0.hasPrefix("model-") && $0.hasSuffix(".bin")
        }
        guard names.count >= Self.modelsMax else { return }
        for old in names { try? FileManager.default.removeItem(atPath: folder.file(old)) }
    }

    private static let modelsMax = 4
}
