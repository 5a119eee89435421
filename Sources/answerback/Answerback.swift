// answerback: the command line. One small file a command; one table of commands gives parser, help and errors.
//
// A command reads its invocation, calls the service's rooms and prints; it holds no policy and no SQL.

import Foundation

@main
enum Answerback {
    static func main() async {
        let console = Console()
        let status = await CommandTable.run(Array(CommandLine.arguments.dropFirst()), console: console)
        console.flush()
        fflush(nil)
        // Not exit(): it takes libcrypto down while a thread may still be at closing its connection or its store.
        _exit(status.rawValue)
    }
}
