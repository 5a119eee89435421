public import HelpDesk

extension TemplateLibrary {
    /// The shipped templates with those of a configuration's folders over them; mistakes are told, not thrown.
    public init(of configuration: ServiceConfiguration) {
        self.init(TemplateFiles(folder: configuration.templatesFolder, brands: configuration.desk.brands).sources)
    }
}
