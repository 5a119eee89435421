// Stands in until the room is furnished: delete this file when Message and Reading land.

public struct Message: Sendable { public init() {} }
public struct Reading: Sendable, Equatable { public init() {} }
