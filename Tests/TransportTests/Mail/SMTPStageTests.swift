import MailProtocol
import Testing

@testable import Transport

@Suite struct SMTPStageTests {
    @Test(
        "E7: each stage waits as long as RFC 5321 section 4.5.3.2 asks",
        arguments: [(SMTPStage.mail, 300), (.recipient, 300), (.data, 120), (.final, 600)])
    func stages(_ stage: SMTPStage, _ seconds: Int) {
        #expect(stage.seconds == seconds)
    }

    @Test("E7: only a farewell is not worth the wait")
    func farewell() {
        #expect(SMTPStage.quit.seconds < 60)
    }
}
