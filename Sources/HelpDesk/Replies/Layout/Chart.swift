/// The lengths of bars, for both renderings.
enum Chart {
    static let textBarWidth = 24
    /// Where long labels stand behind the bars.
    static let shortBarCells = 10

    /// 0 to 1; 0 for what is no number.
    static func share(_ value: Double, of most: Double) -> Double {
        guard value.isFinite, most.isFinite, most > 0, value > 0 else { return 0 }
        return min(1, value / most)
    }

    /// `████████░░░░`, never empty for a value above 0.
    static func textBar(_ value: Double, of most: Double, cells: Int = textBarWidth) -> String {
        let share = share(value, of: most)
        let filled = share == 0 ? 0 : max(1, Int((share * Double(cells)).rounded()))
        return String(repeating: "█", count: filled) + String(repeating: "░", count: cells - filled)
    }
}
