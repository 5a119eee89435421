// HelpDesk: the domain. Tickets, triage, decisions, replies, agents' and admins' commands, agenda, reports.
//
// The story: a mail comes in as an ``Input``. ``Triage`` says whose it is and which ``CaseQuery`` finds its place;
// the store answers with a bounded ``CaseFile``; the analyst adds ``Evidence``; ``Desk/step(_:in:given:at:)`` answers with an
// ``Outcome``: events on the ticket, finished outgoing mails, agenda entries. Nothing else leaves this room.
//
// It must never: read a clock, touch a file or a socket, draw a random number, hold a key (a ``Signer`` comes in as a value),
// or throw. Any doubt is an escalation.
