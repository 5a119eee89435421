/// `format=flowed` text (RFC 3676): soft line breaks are joined within a quote depth, stuffed blanks are taken off.
enum FormatFlowed {
    enum Spacing: Equatable { case keep, delete }

    /// - Parameters:
    ///   - text: lines ended by LF.
    ///   - spacing: what `DelSp` says of the blank before a soft break.
    static func unflow(_ text: [UInt8], spacing: Spacing) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var position = 0
        var previousDepth = -1
        var isOpen = false
        while position < text.count {
            let lineEnd = text.firstIndex(of: .lf, in: position..<text.count) ?? text.count
            var start = position
            while start < lineEnd, text[start] == UInt8(ascii: ">") { start += 1 }
            let depth = start - position
            if start < lineEnd, text[start] == .space { start += 1 }
            let content = start..<lineEnd
            // `-- ` is a signature separator, never a soft break (section 4.3).
            let isSeparator = content.count == 3 && text.hasPrefix("-- ", at: start)
            if !(isOpen && depth == previousDepth && !isSeparator) {
                if previousDepth >= 0 { output.append(.lf) }
                for _ in 0..<depth { output.append(UInt8(ascii: ">")) }
                if depth > 0 { output.append(.space) }
            }
            let isSoft = !content.isEmpty && text[lineEnd - 1] == .space && !isSeparator
            output.append(contentsOf: text[start..<(isSoft && spacing == .delete ? lineEnd - 1 : lineEnd)])
            isOpen = isSoft
            previousDepth = depth
            position = lineEnd + 1
        }
        if text.last == .lf { output.append(.lf) }
        return output
    }
}
