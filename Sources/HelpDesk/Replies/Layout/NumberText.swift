/// Numbers as people read them; no locale, so that figures look the same everywhere.
public enum NumberText {
    /// `0.934` is `93 %`; not a number is `–`.
    public static func percent(_ share: Double, places: Int = 0) -> String {
        share.isFinite ? fixed(share * 100, places: places) + " %" : "–"
    }

    /// Rounded half away from zero, at most six places.
    public static func fixed(_ value: Double, places: Int) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "–" }
        let places = min(max(places, 0), 6)
        var scale: Int64 = 1
        for _ in 0..<places { scale *= 10 }
        let scaled = Int64((abs(value) * Double(scale)).rounded())
        let sign = value < 0 && scaled > 0 ? "-" : ""
        let whole = sign + String(scaled / scale)
        guard places > 0 else { return whole }
        let fraction = String(scaled % scale)
        return whole + "." + String(repeating: "0", count: places - fraction.utf8.count) + fraction
    }

    /// `12,345`.
    public static func grouped(_ value: Int) -> String {
        let digits = Array(String(value.magnitude).utf8)
        var out: [UInt8] = value < 0 ? [UInt8(ascii: "-")] : []
        for (index, digit) in digits.enumerated() {
            if index > 0 && (digits.count - index) % 3 == 0 { out.append(UInt8(ascii: ",")) }
            out.append(digit)
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// `3.4 MB`, powers of 1,000.
    public static func bytes(_ count: Int) -> String {
        switch count {
        case ..<1_000: "\(max(0, count)) B"
        case ..<1_000_000: fixed(Double(count) / 1e3, places: count < 10_000 ? 1 : 0) + " KB"
        default: fixed(Double(count) / 1e6, places: 1) + " MB"
        }
    }
}
