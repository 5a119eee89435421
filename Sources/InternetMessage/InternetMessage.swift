// InternetMessage: the format of Internet mail, read and written. Pure: bytes in, values out.
//
// The nouns: a `Message` is structure (`HeaderBlock`, a flat tree of `Entity`, `Defect`s); a `Reading` is what it says (who, what was typed
// now, what kind of mail); `AuthenticationVerdict` is what the own border server found; a `MessageDraft` is a message to be written.
//
// Never here: clock, I/O, randomness, policy. Nothing throws or traps on foreign bytes; nothing recurses over them; every loop over them has
// a limit (`Limits`) or one pass.
//
// The rules that `read --why` names tell their files: `kind.` Notice/KindReader, `bounce.` Notice/BounceReader, `cut.` Text/ReplyText (what it
// looks for in Attribution, HistoryHeader, Signature), `forwarded.` Text/ForwardedReader; the word behind the dot stands there as it is printed.
//
// | RFC | where |
// |---|---|
// | 5322 Internet Message Format, obsolete syntax too | Header/HeaderParser, Address, MessageID, DateTime |
// | 2045, 2046 MIME | MIME/ |
// | 2047 encoded words | Header/EncodedWord |
// | 2183 Content-Disposition, 2231 parameters | Header/ParameterValue, MIME/Entity |
// | 2369, 2919 lists; 3834 automatic responses | Notice/ |
// | 3464 delivery status, 6522 report, 5965 abuse, 8098 receipt, 3463 status codes | Notice/ |
// | 3676 format=flowed | MIME/FormatFlowed |
// | 5545 calendar objects, as far as a line for people | MIME/CalendarEvent |
// | 6531, 6532 internationalized mail | Header/Address, EncodedWord |
// | 8551 S/MIME, 3156 OpenPGP: recognized, kept, never read as text | MIME/ContentType, Reading+Message |
// | 8601 Authentication-Results | Header/AuthenticationResults |
// | 9057 Author of a rewritten From | Header/OriginalAuthor |
//
// And without an RFC: winmail.dat (MS-OXTNEF, MS-OXRTFCP) in MIME/TNEF and RichText, uuencode (POSIX) in MIME/UUEncode, HTML in Text/.
//
// Deliberate deviations, all of them towards what is really sent:
// - A line in a header that is no field is skipped if the header plausibly goes on; otherwise the body starts there.
// - Encoded words are decoded inside quoted strings, parameters, and without white space around them; a character split over two is joined.
// - ISO-8859-1 is read as windows-1252, GB2312 as GB18030, Shift_JIS as CP932, EUC-KR as CP949, Big5 as CP950, ISO-8859-9 as windows-1254
//   (WHATWG encoding standard).
// - Text that is labelled as ASCII or UTF-8, or not or by an unknown name, and is no UTF-8 is read as windows-1252, unless most of it is
//   well-formed UTF-8; what other charsets cannot be becomes U+FFFD. UTF-7 is refused. Only charsets of a list are known, and of such text no
//   more than 16 MB is converted.
// - A multipart without boundary takes it from the first line that starts with `--` above a Content- field; one that is not closed ends with
//   its parent.
// - `;` separates addresses outside groups; an unquoted comma in a display name belongs to the name; quotes and runs of blanks around and
//   in a display name go.
// - A lone CR ends a line where the message's first line ends so.
// - The first of duplicated singular fields counts, and the duplicate is told as a defect.
// - Dates of RFC 3339 and asctime are read; a missing zone is UTC.
// - Of a delivery report the most telling status code counts: `4.4.7 expired <421 4.4.2 …>` is 4.4.2, `5.0.0` gives way to the diagnostic's.
