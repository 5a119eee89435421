import Foundation
public import HelpDesk

extension Installation {
    /// The templates that the program carries.
    public static var shippedTemplates: TemplateLibrary { ShippedDesk.library }

    /// Every mistake in the templates of a configuration, with the file as an editor finds it.
    public static func templateMistakes(of configuration: ServiceConfiguration) -> [TemplateLibrary.Mistake] {
        let files = TemplateFiles(folder: configuration.templatesFolder, brands: configuration.desk.brands)
        return files.mistakes
            + TemplateLibrary(files.sources).mistakes.map { mistake in
                var placed = mistake
                let folders =
                    [configuration.templatesFolder].compactMap { $0 } + configuration.desk.brands.compactMap(\.templates)
                let own = folders.map { $0 + "/" + mistake.path }.first { FileManager.default.fileExists(atPath: $0) }
                placed.path = own ?? "templates/" + mistake.path
                return placed
            }
    }
}

extension TemplateLibrary {
    /// The shipped templates with those of a configuration's folders over them; mistakes are told, not thrown.
    public init(of configuration: ServiceConfiguration) {
        self.init(TemplateFiles(folder: configuration.templatesFolder, brands: configuration.desk.brands).sources)
    }
}
