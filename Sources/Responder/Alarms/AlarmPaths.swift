import HelpDesk

/// The ways to people that do not need the service's own store and submission server (the health file is a third).
struct AlarmPaths: Sendable {
    let command: AlarmCommand
    let mail: AlarmMail?
    let log: Log
    let clock: ServiceClock

    /// How long a mail may take before it is given up: whoever raises an alarm has other work.
    static let mailSecondsMax = 10

    /// - Parameter identifier: unique, for the mail's Message-ID.
    func tell(_ line: String, identifier: String) async {
        command.run(line: line)
        guard let mail else { return }
        let now = clock.now()
        let isSent = await withTaskGroup(of: Bool?.self) { group in
            group.addTask { await mail.send(line, identifier: identifier, at: now) }
            group.addTask {
                try? await Task.sleep(for: .seconds(Self.mailSecondsMax), clock: .continuous)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first ?? false
        }
        if !isSent { log.error("alarm", "the alarm could not be sent through its own server; check alarm.mail", [:]) }
    }
}
