/// Figures for terminals, programs and Prometheus.
public enum MetricsText {
    /// For people: one screen and its tables.
    public static func table(_ figures: Figures) -> String {
        let span = "\(TimeText.minute(figures.from)) to \(TimeText.minute(figures.to))"
        return MailDocument(title: "Figures", blocks: [.heading(span)] + FiguresBlocks.all(figures, for: .standard)).rendered()
            .text
    }
}
