import Foundation
import HelpDesk
import Responder
import Store

extension Command {
    /// `report --out DIR`.
    static let report = Command(
        "report", summary: "writes the figures and the newest tickets as a page for a browser",
        detail: """
            DIR/index.html holds everything: open it from the disk, or serve the folder by any web server. It names customers and
            what they asked; see who can read it. Run it from cron to keep it fresh.
            """,
        options: [
            CommandOption("--out", "DIR", "the folder, made where it is missing; index.html in it is replaced"),
            CommandOption("--since", "D", "figures since a day (2026-11-01) or so long ago (30d)"),
        ]
    ) { invocation, console in
        guard let path = invocation.value("--out") else {
            throw CommandFailure(.usage, "usage: answerback report --out DIR [--since D]")
        }
        let office = try Installation(opening: invocation)
        let now = office.clock.now()
        let since = try office.time(invocation.value("--since") ?? "30d")
        let page = FiguresPage(
            figures: try await office.store.figures(from: since, to: now.adding(seconds: 1)),
            tickets: try await office.store.tickets(page: PageRequest(limit: FiguresPage.ticketsMax)).items,
            company: office.configuration.desk.company.name ?? "", madeAt: now,
            for: office.desk.reader(of: office.configuration.desk.admins.first))
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try Data(page.html().utf8).write(to: URL(fileURLWithPath: path + "/index.html"), options: .atomic)
        } catch let error as CocoaError {
            throw CommandFailure(.cannotCreate, "cannot write to \(path): \(error.localizedDescription)")
        }
        console.print("Wrote \(path)/index.html.")
        return .ok
    }
}
