import Testing

@testable import HelpDesk

@Suite("Where our own words may break")
struct UnbrokenHTMLTests {
    @Test("a ticket's number and a figure with its unit stay on one line, an address breaks before its @")
    func breaks() {
        #expect(UnbrokenHTML.words("see AB-7K3M9Q2X.") == "see <span style=\"white-space:nowrap\">AB-7K3M9Q2X</span>.")
        #expect(UnbrokenHTML.words("98 % of 12 MB in 5 s, 3 tickets") == "98&nbsp;% of 12&nbsp;MB in 5&nbsp;s, 3 tickets")
        #expect(UnbrokenHTML.words("m@x.example") == "m<wbr>@x.example")
    }

    @Test(
        "what only looks like one is escaped as it is",
        arguments: ["XAB-7K3M9Q2X", "AB-7K3M9Q2XZ", "AB-7K3", "AB-", "A", "", "5 ", " % ", "5 \u{E9}", "AB-7K3M9Q2 "])
    func looksAlike(text: String) {
        #expect(UnbrokenHTML.words(text) == HTMLEscape.escaped(text))
    }

    @Test("markup in it stays text")
    func markup() {
        #expect(
            UnbrokenHTML.words("<b>AB-7K3M9Q2X & 5 s")
                == "&lt;b&gt;<span style=\"white-space:nowrap\">AB-7K3M9Q2X</span> &amp; 5&nbsp;s")
    }
}
