import Testing

@testable import HelpDesk

@Suite("The style sheet of a mail")
struct StyleSheetTests {
    private func sheet(of markup: String) -> String {
        var page: [UInt8] = []
        StyleSheet.write(for: Markup(markup).classes, to: &page)
        return String(decoding: page, as: UTF8.self)
    }

    @Test("a page has the rules of the classes it uses, and no others")
    func usedAlone() {
        let sheet = self.sheet(of: "<p class=\"mu lab\" style=\"x\">a</p><td class=\"tx\">class=&quot;ac&quot;</td>")
        for rule in [".mu{", ".lab{", ".tx{"] { #expect(sheet.contains(rule)) }
        for rule in [".ac{", ".pad{", ".bg{", ".tp{"] { #expect(!sheet.contains(rule)) }
        #expect(!self.sheet(of: "").contains("color:#"))
        // An attribute that never ends.
        #expect(self.sheet(of: "<p class=\"tx") == self.sheet(of: ""))
    }

    @Test("in the dark and on a phone every class of every mail has its rule")
    func everyClass() {
        let mails = [LayoutSamples.escalation().rendered(for: Reader()), LayoutSamples.digest().rendered()]
        for mail in mails {
            let classes = mail.html.split(separator: "class=\"").dropFirst().flatMap {
                $0.prefix { $0 != "\"" }.split(separator: " ")
            }
            #expect(classes.count > 5)
            for name in Set(classes) { #expect(mail.html.contains(".\(name){"), "\(name)") }
        }
    }
}
