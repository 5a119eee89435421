extension Desk {
    /// What an agent's commands need to be read: the tickets that they name, and those that wait.
    func addAgentsWishes(to query: inout CaseQuery, _ mail: IncomingMail, _ triage: Triage, group: String) {
        // The mail's other lines do not matter here: what is wrong with them is told with all that the store knows.
        let written = AgentMail(text: triage.typed, destination: .customer, origin: .person, agentName: triage.senderName)
        query.agentGroup = group
        query.numberHint = nil
        for command in written.commandsWritten {
            switch command {
            case .merge(let number), .link(let number), .unlink(let number): query.named.append(number)
            case .mine:
                query.list = TicketListQuery(
                    statuses: [.escalated, .inProgress], agent: triage.sender.map(AddressKey.key), countMax: 50)
            case .close, .reopen, .note, .assign, .take, .draft, .priority, .intent, .snooze, .spam, .noLearn, .template, .help,
                .send:
                break
            }
        }
    }

    /// What an admin's commands ask to see; time ends with the mail's arrival.
    func addAdminsWishes(to query: inout CaseQuery, _ mail: IncomingMail, _ triage: Triage) {
        query.numberHint = nil
        guard case .commands(let commands) = adminMail(triage).read() else { return }
        for command in commands {
            switch command {
            case .status:
                query.figures = FiguresSpan(from: mail.receivedAt.adding(days: -1), to: mail.receivedAt)
            case .metrics(let days):
                // A place of its own, for the same mail may ask for the status.
                query.figuresBefore = FiguresSpan(from: mail.receivedAt.adding(days: -Int64(days)), to: mail.receivedAt)
            case .ticketsOpen: query.list = TicketListQuery(statuses: [.open, .escalated, .inProgress])
            case .ticket(let number): query.numberHint = number
            case .mode(let intent, _): query.intent = intent
            case .stop, .start, .help: break
            }
        }
    }

    func adminMail(_ triage: Triage) -> AdminMail {
        AdminMail(text: triage.typed, subject: triage.subject, intents: templates.intents.map(\.name))
    }
}
