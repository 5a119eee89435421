extension Migration {
    /// How often a server put a mail off, apart from how often it was claimed: a claim that ended with the process, or was given back,
    /// says nothing of the server, and must not lengthen the wait (RULES E8).
    static let third = Migration(
        number: 3, name: "refusals of an outgoing mail",
        text: "ALTER TABLE outbox ADD COLUMN refusals INTEGER NOT NULL DEFAULT 0;")
}
