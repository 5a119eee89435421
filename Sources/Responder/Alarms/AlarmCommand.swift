import Foundation

/// The operator's program for alarms. It is not waited for: a pager that hangs must not stop the mail.
struct AlarmCommand: Sendable {
    let words: [String]

    func run(line: String) {
        guard let program = words.first else { return }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program.hasPrefix("/") ? program : "/usr/bin/env")
        process.arguments = program.hasPrefix("/") ? Array(words.dropFirst()) : words
        let input = Pipe()
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return }
        try? input.fileHandleForWriting.write(contentsOf: Data((JSONText.escaped(line, quotes: .plain) + "\n").utf8))
        try? input.fileHandleForWriting.close()
    }
}
