// MailProtocol: IMAP4rev1/rev2 (RFC 3501, 9051) and SMTP submission (RFC 5321, 6409) as pure state machines.
//
// Its nouns: a command (bytes we say), a response or reply (bytes a server says, parsed), the LineFramer that
// cuts a stream into them, and the two client machines. A machine takes bytes and gives actions: send this,
// here is a response, I need more, the conversation has failed. The room does no I/O, reads no clock, and
// imports nothing but the standard library.
//
// It must never trap on what a server sends, never allocate what a server merely announces, and never put
// text from outside into a command except as a counted literal (RULES E3).
