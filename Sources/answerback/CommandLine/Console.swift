import Foundation

/// Where a command reads and writes. Output is gathered in large pieces and flushed at the end, or line by line where asked.
final class Console: Sendable {
    /// Whether standard error is a terminal: only then is progress shown.
    let showsProgress = isatty(STDERR_FILENO) == 1

    func print(_ line: String) {
        write(line + "\n", to: .standardOutput)
    }

    func error(_ line: String) {
        write(line + "\n", to: .standardError)
    }

    /// Overwrites the current line of a terminal; nothing elsewhere.
    func progress(_ text: String) {
        guard showsProgress else { return }
        write("\r\u{1B}[K" + text, to: .standardError)
    }

    func flush() {
        if showsProgress { write("\r\u{1B}[K", to: .standardError) }
    }

    /// All lines of standard input.
    func lines() -> some Sequence<String> {
        sequence(state: ()) { _ in readLine(strippingNewline: true) }
    }

    /// All of standard input, as bytes.
    func input() -> [UInt8] {
        [UInt8](FileHandle.standardInput.readDataToEndOfFile())
    }

    private func write(_ text: String, to handle: FileHandle) {
        // A reader that went away (`answerback tickets | head`) is no failure of ours.
        try? handle.write(contentsOf: Data(text.utf8))
    }
}
