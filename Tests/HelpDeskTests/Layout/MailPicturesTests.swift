import HelpDesk
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite("Pictures of mails")
struct MailPicturesTests {
    /// `ANSWERBACK_PICTURES=DIR swift test --filter MailPictures` writes every mail, to be opened in a browser.
    @Test(
        "every mail is written where the environment asks for it",
        .enabled(if: ProcessInfo.processInfo.environment["ANSWERBACK_PICTURES"] != nil))
    func write() throws {
        guard let directory = ProcessInfo.processInfo.environment["ANSWERBACK_PICTURES"] else { return }
        for (name, body) in LayoutSamples.all() {
            try body.html.write(toFile: "\(directory)/\(name).html", atomically: true, encoding: .utf8)
            try body.text.write(toFile: "\(directory)/\(name).txt", atomically: true, encoding: .utf8)
            #expect(!body.html.isEmpty && !body.text.isEmpty)
        }
    }
}
