public struct Triage: Sendable { public var query: CaseQuery }
