import HelpDesk

@testable import Store

extension Simulation {
    /// Every promise of RULES section 2 that the end of the run breaks.
    func violations() async throws -> [String] {
        var broken = try await store.verify(now: now).map { "\($0.rule): \($0.subject) \($0.words)" }
        if !(try await store.waiting(limit: 1).isEmpty) { broken.append("INV6: a mail was never decided") }
        broken += try await mails()
        broken += try await sends()
        return broken
    }

    /// INV1, INV2: each mail that came is there once, and only those.
    private func mails() async throws -> [String] {
        var counts: [String: Int] = [:]
        for bytes in try await store.allBytes() {
            for name in names where bytes == SimulatedDesk.bytes(name) { counts[name, default: 0] += 1 }
        }
        return names.compactMap { name in
            switch counts[name] ?? 0 {
            case 0: "INV1: \(name) is lost"
            case 1: nil
            case let count: "INV2: \(name) is stored \(count) times"
            }
        }
    }

    /// INV3, INV7, INV8: each decision's mail went out, and no more often than the window of RFC 1047 allows.
    private func sends() async throws -> [String] {
        let lines = try await store.outbox(in: OutboxState.allCases, limit: 1000)
        var broken: [String] = []
        for line in lines {
            let all = server.accepted[line.messageID] ?? []
            let certain = all.count { !$0.isAmbiguous }
            let allowed = 1 + (all.count > certain ? line.resends : 0)
            if all.count > allowed { broken.append("INV8: \(line.messageID) was accepted \(all.count) times") }
            if line.purpose == .answer, all.count > 1 { broken.append("INV8: an answer was accepted \(all.count) times") }
            if line.state == .sent, all.isEmpty { broken.append("\(line.messageID) is told as sent and was never accepted") }
            if Set(all.map(\.bytes)).count > 1 { broken.append("INV4: \(line.messageID) went out in two forms") }
            switch line.state {
            case .sent, .failed, .parked, .cancelled: break
            case .queued, .sending, .retry, .unknown: broken.append("INV7: \(line.messageID) stays \(line.state.rawValue)")
            }
        }
        for ticket in try await store.tickets(page: PageRequest(limit: 1000)).items
        where !lines.contains(where: { $0.ticket == ticket.id }) {
            broken.append("INV3: ticket \(ticket.id.rawValue) has no mail")
        }
        return broken
    }
}
