extension NeighbourIndex {
    /// Whether every index points where something is: a file is foreign until this was asked.
    func isConsistent(rowCount: Int, labelCount: Int, templateCount: Int) -> Bool {
        guard starts.count == rowCount + 1, starts[0] == 0, Int(starts[rowCount]) == examples.count,
            values.count == examples.count, templateOf.count == classOf.count
        else { return false }
        let (exampleCount, labelCount, templateCount) = (UInt32(classOf.count), Int32(labelCount), Int32(templateCount))
        return starts.withSpan { Self.isSorted($0) } && examples.withSpan { Self.all($0, in: 0..<exampleCount) }
            && templateOf.withSpan { Self.all($0, in: -1..<templateCount) }
            && classOf.withSpan { Self.all($0, in: -1..<labelCount) } && values.withSpan { Self.allPositive($0) }
    }

    private static func isSorted(_ numbers: Span<UInt32>) -> Bool {
        for index in 1..<max(1, numbers.count) where numbers[index - 1] > numbers[index] { return false }
        return true
    }

    private static func all<Number: FixedWidthInteger>(_ numbers: Span<Number>, in range: Range<Number>) -> Bool {
        for index in 0..<numbers.count where !range.contains(numbers[index]) { return false }
        return true
    }

    private static func allPositive(_ numbers: Span<Float>) -> Bool {
        for index in 0..<numbers.count where !(numbers[index] > 0) { return false }
        return true
    }
}
