/// Colours for light and dark, each pair of text and ground with a contrast of at least 4.5 (WCAG 2.1 AA).
enum Palette {
    static let page = "#f3f4f6"
    static let card = "#ffffff"
    static let text = "#1c2330"
    static let muted = "#5a6474"
    static let line = "#e2e6eb"
    static let box = "#f6f7f9"
    static let track = "#e8ebf0"
    static let accent = "#2557a7"
    static let font = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

    /// Ground and text of a banner, and the colour of a bar.
    static func colours(_ tone: Tone) -> (ground: String, text: String, bar: String) {
        switch tone {
        case .plain: (box, text, "#4f7fca")
        case .good: ("#e6f4ea", "#175c33", "#3f9a63")
        case .notice: ("#fdf2dd", "#7d4700", "#d9922e")
        case .alert: ("#fdeae8", "#9c1f17", "#d0473d")
        }
    }

    static func name(_ tone: Tone) -> String {
        switch tone {
        case .plain: "p"
        case .good: "g"
        case .notice: "n"
        case .alert: "a"
        }
    }
}
