import Testing

@testable import HelpDesk

@Suite("Solutions without courtesy")
struct SolutionTextTests {
    @Test(
        "greeting, closing and signature are left away",
        arguments: [
            "Hi Maria,\n\nPlease log in again.\n\nBest regards\nAnna",
            "Hello Maria Lopez,\nPlease log in again.\nThanks,\nAnna Berg\nAcme Support\n+49 30 1234567",
            "Dear Ms Lopez:\n\nPlease log in again.\n\nKind regards,\n\nAnna Berg",
            "Please log in again.\n\nCheers", "Hi Maria, Please log in again.\n\n-- \nAnna",
            "Hallo Frau Müller,\n\nPlease log in again.\n\nViele Grüße\nAnna Berg",
            "Sehr geehrte Damen und Herren,\n\nPlease log in again.\n\nMit freundlichen Grüßen\ni. A. Anna Berg",
            "Bonjour Maria,\n\nPlease log in again.\n\nCordialement,\nAnna", "Hola María:\n\nPlease log in again.\n\nUn saludo",
            "Please log in again.\n\nAnna", "Please log in again.\n\nSent from my iPhone",
            "Hi Maria\n\nPlease log in again.\n\nBest regards, Anna",
            "Hello!\n\nPlease log in again.\n\nMfG\nAnna", "Hi there,\r\n\r\nPlease log in again.\r\n\r\nRegards,\r\nAnna",
        ])
    func stripped(_ text: String) { #expect(SolutionText.words(of: text, agentName: "Anna Berg") == "Please log in again.") }

    @Test(
        "the solution itself stays whole",
        arguments: [
            "Please log in again.", "Thank you for the details. Please log in again.\n\n1. Open Settings\n2. Press Reset",
            "Thanks to the new version this works.\n\nUpdate, then restart.", "Best results come from a restart.",
            "Dear me, that was our mistake. It is mended.",
            "Regards the invoice: it is in your account.\nPress Download there.",
        ])
    func kept(_ text: String) {
        let words = SolutionText.words(of: text, agentName: "Anna Berg")
        #expect(words.hasSuffix(CleanText.lines(text).last ?? ""))
        #expect(words.utf8.count >= text.utf8.count - 12)
    }

    @Test(
        "courtesy alone leaves nothing",
        arguments: ["", "Hi Maria,", "Best regards\nAnna", "Anna Berg", "-- \nAnna", "Hello Maria,\n\nThanks\nAnna"])
    func empty(_ text: String) { #expect(SolutionText.words(of: text, agentName: "Anna Berg").isEmpty) }
}
