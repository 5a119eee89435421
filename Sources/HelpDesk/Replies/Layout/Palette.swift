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

    /// Dark colours and phone widths. Clients that drop style sheets keep the light inline styles and lose nothing.
    static let sheet = """
        :root{color-scheme:light dark;supported-color-schemes:light dark}
        body,td,th,p,a,li{font-family:\(font)}
        @media (max-width:480px){.pad{padding-left:16px !important;padding-right:16px !important}.out{padding:0 !important}\
        .card{border-radius:0 !important;border-left:0 !important;border-right:0 !important}.lab{width:104px !important}}
        @media (prefers-color-scheme:dark){.bg{background:#14171c !important}.card{background:#1d2127 !important;border-color:#343a44 !important}\
        .let{background:#16191e !important}.tx{color:#e8eaee !important}.mu{color:#a7b0bd !important}.ln{border-color:#343a44 !important}\
        .bx{background:#262b33 !important;border-color:#454d59 !important;color:#e8eaee !important}.tr{background:#323843 !important}\
        .bt{background:#262b33 !important;border-color:#4d5664 !important}.bl{color:#cfe0ff !important}.sg{border-color:#6f9be8 !important}.ac{color:#9dc0ff !important}\
        .tp{background:#262b33 !important;color:#e8eaee !important}.tg{background:#17331f !important;color:#9fe0b7 !important}\
        .tn{background:#3a2c12 !important;color:#f4cd85 !important}.ta{background:#452220 !important;color:#f8b4ad !important}\
        .cg{color:#8fd6a9 !important}.cn{color:#f0c172 !important}.ca{color:#f5a59d !important}}
        """
}
