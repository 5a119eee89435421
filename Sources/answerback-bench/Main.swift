import Foundation

/// `answerback-bench SUBCOMMAND …`: figures that the README quotes, from commands that anyone can run.
@main
enum Main {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let rest = Array(arguments.dropFirst())
        switch arguments.first {
        case "mail": exit(MailBench.run(rest))
        case "search": exit(SearchBench.run(rest))
        case "text": exit(await TextBench.run(rest))
        case "store": try await StoreBench.run(rest)
        case "gateway": exit(try await GatewayBench.run(rest))
        default:
            print("usage: answerback-bench mail DIR [ROUNDS] [PEER=MICROSECONDS …] | store [MAILS] [BATCH] [PREFILL]")
            print("       | text TRAIN.tsv TEST.tsv | search CORPUS QUERIES [THRESHOLD] [REPETITIONS] [dump]")
            print("       | gateway MAILS [COUNT] [PREFILL] [SINGLE], inside Tests/Lab/with-lab.sh")
            exit(64)
        }
    }
}
