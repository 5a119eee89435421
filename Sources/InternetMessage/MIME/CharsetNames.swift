extension Charset {
    /// The names that are handed to the C library. A label is foreign input: whatever else the library has modules for is not loaded by it.
    static let namesForIconv: Set<String> = Set(
        (2...16).filter { $0 != 12 }.map { "ISO-8859-\($0)" } + (1250...1258).map { "CP\($0)" }
            + [
                "KOI8-R", "KOI8-U", "KOI8-RU", "KOI8-T", "GB18030", "GBK", "BIG5", "BIG5-HKSCS", "CP950", "EUC-TW", "EUC-JP",
                "CP932",
                "SHIFT_JIS", "ISO-2022-JP-3", "CP949", "UHC", "JOHAB", "CP1361", "ISO-2022-KR", "ISO-2022-CN", "TCVN", "VISCII",
                "CP874",
                "ARMSCII-8", "GEORGIAN-PS", "GEORGIAN-ACADEMY", "PT154", "HP-ROMAN8", "MACINTOSH", "MAC-CYRILLIC",
                "MAC-CENTRALEUROPE",
                "MAC-IS", "CP437", "CP737", "CP775", "CP850", "CP852", "CP855", "CP857", "CP858", "CP860", "CP861", "CP862",
                "CP863",
                "CP864", "CP865", "UTF-32", "UTF-32LE", "UTF-32BE", "UCS-4", "CP866", "CP869", "CP037", "CP500",
            ])
}
