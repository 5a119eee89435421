import Testing

@testable import HelpDesk

@Suite struct FiredRuleTests {
    @Test(
        "G4: a rule is counted by what it is, not by the customer's words that fired it",
        arguments: [
            ("a lawyer is named (\u{201C}my lawyer\u{201D})", "H5 a lawyer is named"),
            ("a second contact on the same matter, after AB-7K3M9Q2X", "H5 a second contact on the same matter"),
            ("the confidence is below 75 %", "H5 the confidence is below 75 %"),
        ])
    func heading(_ words: String, _ heading: String) {
        #expect(FiredRule("H5", words).heading == heading)
    }
}
