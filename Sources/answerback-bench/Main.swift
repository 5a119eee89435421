@main
enum Main {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.first {
        case "store": try await StoreBench.run(Array(arguments.dropFirst()))
        default: print("usage: answerback-bench store [MAILS] [BATCH] [PREFILL]")
        }
    }
}
