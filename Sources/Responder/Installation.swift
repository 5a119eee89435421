import Foundation
public import HelpDesk
public import Store

/// An installation opened: its store, key, templates and desk. The service and every command beside it start from one.
///
/// This is the composition root: the only place where the configuration, the clock, the environment and the machine's randomness
/// meet. What it makes gets them as values.
public struct Installation: Sendable {
    public let configuration: ServiceConfiguration
    public let store: TicketStore
    public let desk: Desk
    public let library: TemplateLibrary
    public let signer: Signer
    public let clock: ServiceClock
    public let log: Log
    let folder: DataFolder
    let modelFolder: DataFolder
    let templatesDigest: String
    let environment: [String: String]

    /// Opens the data folder, making folder, key and database where they are missing.
    /// - Parameter environment: where secrets may stand; nil is the process's own.
    /// - Parameter modelFolder: where the trained model is kept; nil is the data folder.
    /// - Throws: ``ServiceFailure`` or ``StoreError``; both tell the operator what to do.
    public init(
        _ configuration: ServiceConfiguration, clock: ServiceClock = .system,
        environment: [String: String]? = nil, modelFolder: String? = nil,
        logTo write: @escaping @Sendable ([UInt8]) -> Void = Log.standardError
    ) throws {
        self.configuration = configuration
        self.clock = clock
        self.environment = environment ?? ProcessInfo.processInfo.environment
        folder = try DataFolder(configuration.dataFolder)
        self.modelFolder = try modelFolder.map { path throws(ServiceFailure) in try DataFolder(path) } ?? folder
        signer = try InstallationKey(in: folder).signer
        log = Log(configuration.log, clock: clock, signer: signer, write: write)
        let files = TemplateFiles(folder: configuration.templatesFolder, brands: configuration.desk.brands)
        library = TemplateLibrary(files.sources)
        templatesDigest = files.digest
        for mistake in files.mistakes + library.mistakes {
            log.warning("templates", "\(mistake.path):\(mistake.line): \(mistake.words); this file is never sent")
        }
        let calendar = try BusinessCalendar(zone: configuration.timeZone, week: configuration.openingHours)
        desk = Desk(settings: configuration.desk, templates: library, signer: signer, calendar: calendar)
        store = try TicketStore(at: .file(configuration.databaseFile))
    }

    /// The shipped templates with the operator's own over them; mistakes included.
    public static func templates(of configuration: ServiceConfiguration) -> TemplateLibrary {
        TemplateLibrary(TemplateFiles(folder: configuration.templatesFolder, brands: configuration.desk.brands).sources)
    }

    /// The analyst with the model of these templates and all solved cases; trains where no model of them is cached, which takes seconds.
    public func analyst() async throws -> Analyst { try await seat().current }

    func seat() async throws -> AnalystSeat {
        let lessons = try await store.lessons()
        let classifier = await models.classifier(library, configuration.desk, lessons, log)
        let seat = AnalystSeat(
            Analyst(templates: library, settings: configuration.desk, taught: lessons.inUse, classifier: classifier))
        try await seat.refresh(from: store)
        return seat
    }

    /// The trained models on the disk.
    var models: ModelCache {
        let packs = configuration.desk.packs.sorted().joined(separator: ",")
        return ModelCache(folder: modelFolder, source: "\(templatesDigest)/\(packs)")
    }
}
