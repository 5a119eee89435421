import Testing

@testable import HelpDesk

@Suite("The pages of report")
struct FiguresPageTests {
    private func page(_ number: Int, _ count: Int, _ following: FiguresPage.Following) -> String {
        var figures = LayoutSamples.figures()
        figures.tickets = 1_203
        return FiguresPage(
            figures: figures, tickets: Array(repeating: LayoutSamples.ticket(), count: count), page: number, following: following,
            company: "Acme", madeAt: LayoutSamples.noon
        ).html()
    }

    @Test("the first page holds the figures and says which of how many tickets it lists")
    func first() {
        let html = page(1, 500, .page)
        let text = HTMLOracle(html).text
        #expect(text.contains("1 to 500 of 1,203, newest first") && text.contains("Why people were asked"))
        #expect(html.contains("href=\"tickets-2.html\"") && !html.contains("index.html"))
    }

    @Test("a later page counts on, and links back and on")
    func later() {
        let html = page(3, 203, .nothing)
        #expect(HTMLOracle(html).text.contains("1,001 to 1,203 of 1,203, newest first"))
        #expect(html.contains("href=\"index.html\"") && html.contains("href=\"tickets-2.html\""))
        #expect(!html.contains("tickets-4.html") && !HTMLOracle(html).text.contains("Why people were asked"))
    }

    @Test("where there are more tickets than pages, the last page says so; a single page links nowhere")
    func leftOut() {
        #expect(HTMLOracle(page(200, 500, .ticketsLeftOut)).text.contains("Choose a later day with --since."))
        #expect(!page(1, 3, .nothing).contains("href"))
    }
}
