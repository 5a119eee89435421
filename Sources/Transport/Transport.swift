// Transport: the room of effects on the wire and in mail folders.
//
// Its nouns: a Mailbox (an IMAP folder or a Maildir), a Submission (an SMTP server or a Maildir), the
// Envelope, the ServerAddress and its Credentials, the TransportError.
// What the bytes of IMAP and SMTP mean is decided in MailProtocol; libcurl carries them (TLS, STARTTLS, SASL).
//
// This room must never hold policy (what to answer, when to retry, what to keep), never put mail text, an
// address or a secret into an error or a log, never set \Seen, never fall back to an unencrypted connection
// (RULES E5), and never call something accepted or refused that it does not know (RFC 1047).
//
// Blocking calls of libcurl and of the file system live on actors that own a thread (`ThreadExecutor`).
