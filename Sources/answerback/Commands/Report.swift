import Foundation
import HelpDesk
import Responder
import Store

extension Command {
    /// `report --out DIR`.
    static let report = Command(
        "report", summary: "writes the figures and the tickets as pages for a browser",
        detail: """
            DIR/index.html holds the figures and the newest \(FiguresPage.ticketsMax) tickets, and links to further pages where there are
            more: open it from the disk, or serve the folder by any web server. The pages name customers and what they asked; see who
            can read them. Run it from cron to keep them fresh.
            """,
        options: [
            CommandOption("--out", "DIR", "the folder, made where it is missing; the pages of an earlier run in it are replaced"),
            CommandOption("--since", "D", "figures and tickets since a day (2026-11-01) or so long ago (30d, the default)"),
        ]
    ) { invocation, console in
        guard let path = invocation.value("--out") else {
            throw CommandFailure(.usage, "usage: answerback report --out DIR [--since D]")
        }
        let office = try Installation(opening: invocation)
        let now = office.clock.now()
        let since = try office.time(invocation.value("--since") ?? "30d")
        let figures = try await office.store.figures(from: since, to: now.adding(seconds: 1))
        let files = ReportFolder(path: path)
        try files.prepare()
        var (number, before, isLast) = (0, Int64?.none, false)
        while !isLast {
            number += 1
            let list = try await office.store.tickets(
                TicketFilter(since: since), page: PageRequest(limit: FiguresPage.ticketsMax, before: before))
            before = list.next
            isLast = before == nil || number == FiguresPage.pagesMax
            let page = FiguresPage(
                figures: figures, tickets: list.items, page: number,
                following: before == nil ? .nothing : isLast ? .ticketsLeftOut : .page,
                company: office.configuration.desk.company.name ?? "", madeAt: now,
                for: office.desk.reader(of: office.configuration.desk.admins.first))
            try files.write(page)
        }
        try files.removePages(after: number)
        console.print("Wrote \(path)/index.html\(number > 1 ? " and \(number - 1) more with older tickets" : "").")
        return .ok
    }
}

/// The folder of the pages.
private struct ReportFolder {
    let path: String

    func prepare() throws {
        try attempt {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
    }

    func write(_ page: FiguresPage) throws {
        let file = URL(fileURLWithPath: path + "/" + FiguresPage.fileName(page: page.page))
        try attempt { try Data(page.html().utf8).write(to: file, options: .atomic) }
    }

    /// An earlier run may have had more pages.
    func removePages(after last: Int) throws {
        for number in (last + 1)...(FiguresPage.pagesMax + 1) {
            let file = path + "/" + FiguresPage.fileName(page: number)
            if FileManager.default.fileExists(atPath: file) { try attempt { try FileManager.default.removeItem(atPath: file) } }
        }
    }

    private func attempt(_ work: () throws -> Void) throws {
        do { try work() } catch let error as CocoaError {
            throw CommandFailure(.cannotCreate, "cannot write to \(path): \(error.localizedDescription)")
        }
    }
}
