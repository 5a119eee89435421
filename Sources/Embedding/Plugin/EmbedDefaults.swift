import Foundation
import PackagePlugin

/// Puts `templates/` and `config/answerback.json5` into the binary, so that one file is the whole program.
@main
struct EmbedDefaults: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let root = context.package.directoryURL
        let folders = [root.appending(path: "templates"), root.appending(path: "config")]
        let inputs = folders.flatMap(files(under:))
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedDefaults.swift")
        return [
            .buildCommand(
                displayName: "Embedding templates and configuration",
                executable: try context.tool(named: "embed-defaults").url,
                arguments: [output.path(), root.path()],
                inputFiles: inputs, outputFiles: [output])
        ]
    }

    private func files(under folder: URL) -> [URL] {
        let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (walk?.compactMap { $0 as? URL } ?? []).filter { !$0.hasDirectoryPath }.sorted { $0.path < $1.path }
    }
}
