import HelpDesk

extension Analyst {
    /// Evidence whose judgement says how long it took: the core knows no clock, so the shell looks at one that never goes back.
    func timed(_ work: (Analyst) -> Evidence) -> Evidence {
        let clock = ContinuousClock()
        let start = clock.now
        var evidence = work(self)
        let (seconds, attoseconds) = start.duration(to: clock.now).components
        evidence.judgement?.microseconds = Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000)
        return evidence
    }
}
