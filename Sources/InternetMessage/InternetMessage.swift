// InternetMessage: the format of Internet mail, read and written. Pure: bytes in, values out.
//
// The nouns: a `Message` is structure (`HeaderBlock`, a flat tree of `Entity`, `Defect`s); a `Reading` is what it says (who, what was typed
// now, what kind of mail); `AuthenticationVerdict` is what the own border server found; a `MessageDraft` is a message to be written.
//
// Never here: clock, I/O, randomness, policy. Nothing throws or traps on foreign bytes; nothing recurses over them; every loop over them has
// a limit (`Limits`) or one pass.
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
// | 6531, 6532 internationalized mail | Header/Address, EncodedWord |
// | 8601 Authentication-Results | Header/AuthenticationResults |
//
// Deliberate deviations, all of them towards what is really sent:
// - A line in a header that is no field is skipped if the header plausibly goes on; otherwise the body starts there.
// - Encoded words are decoded inside quoted strings, parameters, and without white space around them; a character split over two is joined.
// - ISO-8859-1 is read as windows-1252, GB2312 as GB18030, Shift_JIS as CP932, ISO-8859-9 as windows-1254 (WHATWG encoding standard).
// - Text that its charset cannot be is read as UTF-8 if it is valid, else as windows-1252. UTF-7 is refused.
// - A multipart without boundary takes it from the first line that starts with `--` above a Content- field; one that is not closed ends with its parent.
// - `;` separates addresses outside groups; an unquoted comma in a display name belongs to the name.
// - A lone CR ends a line where the message's first line ends so.
// - The first of duplicated singular fields counts, and the duplicate is told as a defect.
