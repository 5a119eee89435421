import Glibc
import TextAnalysis

/// `answerback-bench search CORPUS QUERIES [THRESHOLD] [REPETITIONS]`: the exact case search on the data of
/// the shared generator, one thread, tokenising included; the same lines that the C++ prototype prints.
enum SearchBench {
    static func run(_ arguments: [String]) -> Int32 {
        guard arguments.count >= 2, let corpus = BenchFile.lines(arguments[0]), let queries = BenchFile.lines(arguments[1]) else {
            print("usage: answerback-bench search CORPUS QUERIES [THRESHOLD] [REPETITIONS] [dump]")
            return 64
        }
        let threshold = arguments.count > 2 ? Double(arguments[2]) ?? 0.7 : 0.7
        let repetitions = max(1, arguments.count > 3 ? Int(arguments[3]) ?? 5 : 5)
        let start = BenchClock.seconds()
        let index = CaseIndex(
            threshold: threshold, cases: corpus.enumerated().lazy.map { (id: Int64($0.offset), text: $0.element) })
        let built = BenchClock.seconds() - start
        let bytes = Double(index.byteCount) / Double(max(1, corpus.count))
        print(
            "N=\(corpus.count) build=\(BenchClock.text(built))s (\(BenchClock.text(built / Double(corpus.count) * 1e6)) us a case) index=\(BenchClock.text(bytes)) B a case"
        )
        let texts = queries.map { line in String(line.split(separator: "\t", maxSplits: 2).last ?? "") }
        let latencies = measure(index, texts, threshold: threshold, repetitions: repetitions)
        report("all", latencies)
        insertions(index, Array(corpus.prefix(1_000)))
        if arguments.contains("dump") { dump(index, texts, threshold) }
        return 0
    }

    /// Microseconds a query, the median of its repetitions.
    private static func measure(_ index: CaseIndex, _ texts: [String], threshold: Double, repetitions: Int) -> [Double] {
        var all = [[Double]](repeating: [], count: texts.count)
        var hits = 0
        for round in 0...repetitions {
            for (number, text) in texts.enumerated() {
                // A clock that needs no system call, as the prototype's: microseconds are what is measured.
                let start = BenchClock.wallSeconds()
                let found = index.search(text: text, atLeast: threshold, limit: 1)
                let took = BenchClock.wallSeconds() - start
                if round == 0 { hits += found.count } else { all[number].append(took * 1e6) }
            }
        }
        print("hits=\(hits) of \(texts.count)")
        return all.map { $0.sorted()[$0.count / 2] }
    }

    private static func report(_ name: String, _ latencies: [Double]) {
        let sorted = latencies.sorted()
        guard !sorted.isEmpty else { return }
        let mean = sorted.reduce(0, +) / Double(sorted.count)
        func at(_ share: Double) -> String { BenchClock.text(sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]) }
        print(
            "\(name) n=\(sorted.count) mean=\(BenchClock.text(mean)) p50=\(at(0.5)) p90=\(at(0.9)) p99=\(at(0.99)) max=\(at(1)) us"
        )
    }

    private static func insertions(_ index: CaseIndex, _ texts: [String]) {
        var index = index
        let start = BenchClock.seconds()
        for (number, text) in texts.enumerated() { index.insert(id: Int64(1 << 40 + number), text: text) }
        print("insert \(BenchClock.text((BenchClock.seconds() - start) / Double(max(1, texts.count)) * 1e6)) us")
    }

    private static func dump(_ index: CaseIndex, _ texts: [String], _ threshold: Double) {
        for (number, text) in texts.enumerated() {
            let best = index.search(text: text, atLeast: threshold, limit: 1).first
            print("\(number)\t\(best?.id ?? -1)\t\(BenchClock.text(best?.score ?? 0))")
        }
    }
}

/// CPU time of this thread, so that a busy machine does not count.
enum BenchClock {
    static func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// CPU time of all threads.
    static func processSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// Time that passes, for spans so short that asking for CPU time would be part of them.
    static func wallSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    static func text(_ value: Double) -> String {
        let scaled = (value * 1_000).rounded() / 1_000
        return "\(scaled)"
    }
}

/// Lines of a file, without a copy of each byte more than once.
enum BenchFile {
    static func lines(_ path: String) -> [String]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        fseek(file, 0, SEEK_END)
        let size = ftell(file)
        rewind(file)
        var bytes = [UInt8](repeating: 0, count: max(0, size))
        let read = bytes.withUnsafeMutableBytes { fread($0.baseAddress, 1, $0.count, file) }
        return bytes.prefix(read).split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    }
}
