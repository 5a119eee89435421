/// The shapes of addresses, numbers, codes and links, token by token.
enum PersonalShapes {
    typealias Token = PersonalDataSearch.Token
    typealias Kind = PersonalData.Kind

    static func kind(at index: Int, in tokens: [Token]) -> Kind? {
        let token = tokens[index]
        if let link = Hyperlink(token.core) { return link.isPersonal ? .link : nil }
        if isAddress(token) { return .address }
        if token.digits == 0 { return secret(at: index, in: tokens) }
        return account(at: index, in: tokens) ?? secret(at: index, in: tokens) ?? amount(at: index, in: tokens) ?? street(
            at: index, in: tokens)
            ?? reference(at: index, in: tokens) ?? number(at: index, in: tokens)
    }

    /// Anything around an `@` counts, well formed or not: `@maria`, `maria@shop`, `maria(at)shop.example`.
    private static func isAddress(_ token: Token) -> Bool {
        let bytes = token.raw.utf8
        if let at = bytes.firstIndex(of: UInt8(ascii: "@")) {
            return bytes[bytes.index(after: at)...].contains(where: AddressShape.isAlphanumeric)
        }
        return ["(at)", "[at]", "{at}"].contains { CleanText.lowercasedASCII(token.raw).utf8Contains($0) }
    }

    // MARK: Numbers

    static let identifierDigitsMin = 5

    /// Digits in this token and, for groups with blanks between, in those that follow: `+49 30 123 45 67`.
    static func run(at index: Int, in tokens: [Token]) -> (digits: [UInt8], groups: Int) {
        var digits: [UInt8] = []
        var groups = 0
        for token in tokens[index...].prefix(12) {
            guard token.digits > 0, token.letters == 0 || groups == 0 && token.letters <= 4 else { break }
            digits += token.core.unicodeScalars.compactMap {
                $0.properties.numericType == .decimal ? UInt8(exactly: $0.properties.numericValue ?? 0) : nil
            }
            groups += 1
            if token.endsClause && token.raw.utf8.last != UInt8(ascii: ")") { break }
        }
        return (digits, groups)
    }

    private static func account(at index: Int, in tokens: [Token]) -> Kind? {
        let joined = tokens[index...].prefix(10).prefix { $0.letters + $0.digits > 0 && $0.core.utf8.count <= 34 }.map(\.core)
            .joined()
        if isIBAN(joined) { return .iban }
        let run = run(at: index, in: tokens).digits
        return (13...19).contains(run.count) && passesLuhn(run) ? .card : nil
    }

    /// Two capitals, two digits, eleven to thirty more; what follows it may be words, so the digits decide.
    private static func isIBAN(_ text: String) -> Bool {
        let bytes = Array(text.utf8.filter { $0 != UInt8(ascii: "-") })
        guard bytes.count >= 15, bytes[..<2].allSatisfy({ (0x41...0x5A).contains($0) }),
            bytes[2..<4].allSatisfy({ (0x30...0x39).contains($0) })
        else { return false }
        let body = bytes[4...].prefix { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
        return body.count >= 11 && body.filter { $0 <= 0x39 }.count >= 7
    }

    /// ISO/IEC 7812-1.
    private static func passesLuhn(_ digits: [UInt8]) -> Bool {
        var sum = 0
        for (place, digit) in digits.reversed().enumerated() {
            let doubled = Int(digit) * (place % 2 == 1 ? 2 : 1)
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return sum % 10 == 0
    }

    private static func number(at index: Int, in tokens: [Token]) -> Kind? {
        let token = tokens[index]
        let run = run(at: index, in: tokens)
        if token.core.hasPrefix("+") && run.digits.count >= 7 { return .phone }
        if token.letters > 0 { return isCode(token) ? .reference : nil }
        if run.digits.count < identifierDigitsMin || isQuantity(token) && run.groups == 1 || isVersion(at: index, in: tokens) {
            return nil
        }
        return run.groups > 1 && run.digits.count >= 6 || run.digits.first == 0 ? .phone : .number
    }

    /// `10,000` and `1.000.000`: groups of three under one separator.
    private static func isQuantity(_ token: Token) -> Bool {
        let bytes = Array(token.core.utf8)
        guard let mark = bytes.first(where: { $0 < 0x30 || $0 > 0x39 }), mark == UInt8(ascii: ",") || mark == UInt8(ascii: ".")
        else {
            return isRoundNumber(bytes)
        }
        let groups = bytes.split(separator: mark, omittingEmptySubsequences: false)
        return (1...3).contains(groups[0].count) && groups[0].first != 0x30
            && groups.dropFirst().allSatisfy { $0.count == 3 && $0.allSatisfy { (0x30...0x39).contains($0) } }
    }

    /// `10000`: a limit or a size, not somebody's number.
    private static func isRoundNumber(_ bytes: [UInt8]) -> Bool {
        (5...7).contains(bytes.count) && bytes.dropFirst(2).allSatisfy { $0 == 0x30 }
    }

    private static let versionWords: Set<String> = [
        "version", "v", "build", "release", "macos", "ios", "ipados", "android", "windows", "ubuntu", "debian", "firmware",
        "versie", "wersja", "versione", "versao", "error", "fehler", "port",
    ]

    private static func isVersion(at index: Int, in tokens: [Token]) -> Bool {
        guard index > 0, versionWords.contains(tokens[index - 1].folded) else { return false }
        let parts = tokens[index].core.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return (2...4).contains(parts.count) && parts.allSatisfy { (1...4).contains($0.count) }
            || parts.count == 1 && tokens[index].digits <= 5
    }

    // MARK: References, secrets, money, streets

    /// Letters and digits in one word, six or more, at least three of them digits: `INV-2041`, `AB-7K3M9Q2X`.
    private static func isCode(_ token: Token) -> Bool {
        let isTicket = TicketNumber(written: token.core) != nil && token.core.utf8.contains(UInt8(ascii: "-"))
        return isTicket || token.digits >= 3 && token.digits + token.letters >= 6 && !token.core.utf8.contains(UInt8(ascii: "/"))
    }

    private static let referenceWords: Set<String> = [
        "order", "orders", "invoice", "ticket", "case", "customer", "account", "reference", "ref", "tracking", "booking",
        "contract", "serial", "licence",
        "license", "rma", "bestellung", "bestellnummer", "auftrag", "auftragsnummer", "rechnung", "rechnungsnummer",
        "kundennummer", "kunde", "konto",
        "kontonummer", "vertrag", "vertragsnummer", "sendungsnummer", "seriennummer", "commande", "facture", "client", "compte",
        "contrat", "dossier", "suivi",
        "pedido", "factura", "cliente", "cuenta", "contrato", "seguimiento", "ordine", "fattura", "conto", "contratto", "fatura",
        "encomenda", "bestelling",
        "bestelnummer", "factuur", "klantnummer", "zamowienie", "zamowienia", "faktura", "faktury", "klienta",
    ]
    private static let linkingWords: Set<String> = [
        "", "no", "nr", "num", "number", "nummer", "numero", "numer", "id", "n", "is", "ist", "est", "es", "lautet", "mit", "der",
        "de", "with", "your", "the", "of",
    ]

    /// `#4711`, `order no. 12`, `Rechnung Nr. 88`.
    private static func reference(at index: Int, in tokens: [Token]) -> Kind? {
        let token = tokens[index]
        if token.core.hasPrefix("#") && token.digits >= 3 { return .reference }
        guard token.digits >= 2 else { return nil }
        for before in tokens[..<index].suffix(3).reversed() {
            if referenceWords.contains(before.folded) { return .reference }
            guard linkingWords.contains(before.folded) else { return nil }
        }
        return nil
    }

    private static let secretWords: Set<String> = [
        "password", "passwort", "kennwort", "passphrase", "pin", "puk", "tan", "passcode", "motdepasse", "passe", "contrasena",
        "clave", "senha", "wachtwoord",
        "haslo", "code", "codigo", "codice", "kod", "voucher", "gutschein", "gutscheincode", "coupon", "token", "key",
        "schlussel", "lizenzschlussel",
    ]
    private static let isWords: Set<String> = ["is", "ist", "lautet", "est", "es", "e", "to", "auf", "to:", "jest"]

    /// `your new password is Tiger7`, `PIN: 4421`, `Kennwort lautet …`.
    private static func secret(at index: Int, in tokens: [Token]) -> Kind? {
        guard index > 0 else { return nil }
        let token = tokens[index]
        let before = tokens[index - 1]
        let marked = before.raw.utf8.last == UInt8(ascii: ":") || before.raw.utf8.last == UInt8(ascii: "=")
        if marked && secretWords.contains(before.folded) {
            // A plain word is a password where it stands alone behind the colon: `Password: sunshine`.
            let isLast = index + 1 == tokens.count || token.endsClause || tokens[index + 1].isCapitalised
            return looksSecret(token) || token.letters >= 4 && isLast ? .secret : nil
        }
        guard isWords.contains(before.folded) || before.core == "=", index > 1, secretWords.contains(tokens[index - 2].folded)
        else {
            return secretWords.contains(before.folded) && token.digits >= 3 && !isErrorCode(before: index, in: tokens)
                ? .secret : nil
        }
        return looksSecret(token) ? .secret : nil
    }

    /// `error code 404` is everybody's.
    private static func isErrorCode(before index: Int, in tokens: [Token]) -> Bool {
        index > 1
            && ["error", "status", "exit", "http", "country", "area", "fehler", "erreur", "errore"].contains(
                tokens[index - 2].folded)
    }

    /// Holds a digit, or capitals inside, or a mark inside: no plain word.
    private static func looksSecret(_ token: Token) -> Bool {
        let inner = token.core.unicodeScalars.dropFirst()
        return token.digits > 0 || inner.contains { $0.properties.isUppercase }
            || inner.contains { "!#$%&*+=?@^~_".unicodeScalars.contains($0) }
    }

    private static let currencies: Set<String> = [
        "eur", "euro", "euros", "usd", "dollar", "dollars", "gbp", "pound", "pounds", "chf", "franken", "francs", "pln", "zl",
        "zloty", "sek", "dkk", "nok", "czk",
    ]

    private static func amount(at index: Int, in tokens: [Token]) -> Kind? {
        let token = tokens[index]
        if token.core.unicodeScalars.contains(where: { $0.properties.generalCategory == .currencySymbol }) { return .amount }
        let neighbours = [index - 1, index + 1].compactMap { tokens.indices.contains($0) ? tokens[$0] : nil }
        let isNamed = neighbours.contains {
            currencies.contains($0.folded)
                || $0.raw.unicodeScalars.contains { $0.properties.generalCategory == .currencySymbol } && $0.digits == 0
        }
        return isNamed || currencies.contains(where: { token.letters > 0 && token.folded.hasSuffix($0) && token.digits > 0 })
            ? .amount : nil
    }

    private static let streetAfter: Set<String> = [
        "street", "st", "road", "rd", "avenue", "ave", "lane", "drive", "blvd", "boulevard", "rue", "chemin", "place", "square",
        "court",
    ]
    private static let streetBefore: Set<String> = [
        "rue", "calle", "avenida", "avda", "via", "viale", "piazza", "plaza", "rua", "travessa", "ulica", "ul", "aleja", "al",
        "straat", "strasse", "str", "postfach", "apartado",
    ]
    private static let streetEndings = [
        "strasse", "straat", "allee", "gasse", "platz", "laan", "weg", "str", "damm", "ring", "ufer", "plein",
    ]

    /// `12 Baker Street`, `Hauptstraße 5`, `12 rue de Rivoli`, `Calle Mayor 3`.
    private static func street(at index: Int, in tokens: [Token]) -> Kind? {
        guard (1...4).contains(tokens[index].digits), tokens[index].letters <= 1 else { return nil }
        let after = tokens[(index + 1)...].prefix(4)
        if !tokens[index].endsClause || tokens[index].raw.utf8.last == UInt8(ascii: ",") {
            if let street = after.firstIndex(where: { streetAfter.contains($0.folded) }),
                after[..<street].allSatisfy(\.isCapitalised)
                    || after.first.map({ ["rue", "avenue", "boulevard", "place", "chemin"].contains($0.folded) }) ?? false,
                after[street].isCapitalised || after.first?.folded == after[street].folded
            {
                return .street
            }
        }
        let before = tokens[..<index].suffix(4)
        guard let last = before.last else { return nil }
        if last.isCapitalised && last.folded.utf8.count >= 6 && streetEndings.contains(where: { last.folded.hasSuffix($0) }) {
            return .street
        }
        return last.isCapitalised && before.dropLast().contains { streetBefore.contains($0.folded) && $0.core != "place" }
            ? .street : nil
    }
}

extension String {
    /// Whether the ASCII text stands in this one, byte by byte.
    func utf8Contains(_ part: String) -> Bool {
        let whole = Array(utf8)
        let part = Array(part.utf8)
        guard !part.isEmpty, whole.count >= part.count else { return part.isEmpty }
        return (0...(whole.count - part.count)).contains { whole[$0..<($0 + part.count)].elementsEqual(part) }
    }
}
