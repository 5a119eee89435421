// Store: the ticket store, its migrations and the transactional outbox.
//
// The nouns: a stored mail (bytes in, once), a ticket and its events, an outbox row (bytes out, once), an agenda entry.
// ``TicketStore`` is the whole public face; each of its writes is one transaction of RULES section 2:
//
//     keep        tx1   bytes, dedupe key, attempts 0             K3, INV2
//     beginWork   tx2   attempts + 1 before anything reads them   K6
//     decide      tx3   events + outbox + agenda + counters       K8, K9, INV3
//     claimDue    tx4   a lease on due rows                       K10, K11
//     settle      tx5   the final dot is allowed                  K12, INV5
//                 tx6   the reply, and what the desk makes of it  K13 to K15, INV7, INV8
//
// The rules stand in the schema (`UNIQUE`, `CHECK`, triggers), so that a replayed step is a no-op and a wrong one is refused,
// whatever process writes. Callers never see rows or SQL.
//
// It must never: hold policy (that is the desk's), read a clock, keep a transaction open across an `await`, or let two threads
// use one connection.
