import Testing

@testable import HelpDesk

@Suite("Personal data in solutions")
struct PersonalDataTests {
    private let people = KnownPeople(
        names: ["Maria López", "Anna Berg"], addresses: ["m.lopez77@lopez-bakery.example"], ownAddresses: ["anna@acme.example"])

    @Test(
        "what is personal is found, by its kind",
        arguments: [
            ("Write to maria@shop.example", PersonalData.Kind.address), ("write to maria (at) shop", .address),
            ("maria(at)shop.example", .address), ("Call +49 30 1234567", .phone), ("Call 030 123 45 67", .phone),
            ("call (555) 123-4567", .phone),
            ("Your order 4711 left", .reference), ("order no. 12 left", .reference), ("Bestellung Nr. 88", .reference),
            ("see #4711", .reference), ("invoice INV-2041-7", .reference), ("AB-7K3M9Q2X is closed", .reference),
            ("facture 221", .reference),
            ("numero 1234567", .number), ("on 12.03.2026 we", .number), ("pay to DE89 3704 0044 0532 0130 00", .iban),
            ("IBAN: GB29NWBK60161331926819", .iban), ("card 4111 1111 1111 1111", .card), ("4111111111111111", .card),
            ("we refunded 49.90 EUR", .amount), ("we refunded €49", .amount), ("das kostet 12€", .amount), ("$ 12 back", .amount),
            ("Your new password is Tiger7", .secret), ("PIN: 4421", .secret), ("Kennwort: xK!29", .secret),
            ("Das Passwort lautet Sommer24", .secret),
            ("your code 8842", .secret), ("send it to 12 Baker Street", .street), ("Hauptstraße 5 is right", .street),
            ("12 rue de Rivoli", .street), ("Calle Mayor 3", .street), ("Via Roma 7", .street), ("ul. Długa 4", .street),
            ("Hi Peter, do this", .name), ("Dear Susan", .name), ("Maria, please log in", .name), ("as lopez wrote", .name),
            ("Herr Müller will call", .name), ("my colleague Ben will call", .name), ("Anna's advice", .name),
            ("the lopez bakery", .name), ("LÓPEZ", .name),
            ("https://acme.example/reset?token=abc", .link), ("https://acme.example/u/8f3a9c2b7d1e4f60", .link),
            ("https://user@acme.example/", .link), ("see https://acme.example/orders/4711223", .link),
            ("www.acme.example/?id=7", .link),
        ])
    func found(_ text: String, _ kind: PersonalData.Kind) {
        #expect(PersonalData(in: text, naming: people).kinds.contains(kind), "\(PersonalData(in: text, naming: people).kinds)")
    }

    @Test(
        "general advice is clean",
        arguments: [
            "Please open Settings, choose Security and press Reset password. The link in the mail is valid for 24 hours.",
            "Clear the cache of your browser, then log in again. It takes about 5 minutes.",
            "Wait 15 minutes and try again; after 3 failed attempts the account is locked for 30 minutes.",
            "Refunds arrive within 5 to 10 business days.", "See https://help.acme.example/reset-password for the steps.",
            "Update to version 12.4.1 and restart the app.", "The free plan has a limit of 10,000 rows and 5 users.",
            "Error 404 means that the page has moved.", "Use port 993 with TLS.",
            "Öffnen Sie die Einstellungen und klicken Sie auf „Passwort zurücksetzen“. Der Link gilt 24 Stunden.",
            "Ouvrez les paramètres, puis cliquez sur « Réinitialiser ». Le lien est valable 24 heures.",
            "Abra los ajustes y pulse «Restablecer». El enlace vale 24 horas.",
            "We are open 24/7.", "Press Ctrl+F5 twice.", "Windows 11 and macOS 15 are supported.",
            "You can change the address under Profile.", "It will work after you mark the box.", "Enter the code from the mail.",
            "Your password must have 12 characters.",
        ])
    func clean(_ text: String) {
        #expect(PersonalData(in: text, naming: people).isClean, "\(PersonalData(in: text, naming: people).kinds)")
    }

    @Test("a name that is also a word counts only where it stands capitalised")
    func ordinaryNames() {
        let will = KnownPeople(names: ["Will Mark"])
        #expect(PersonalData(in: "it will work once you mark it", naming: will).isClean)
        #expect(!PersonalData(in: "as Will wrote", naming: will).isClean)
    }

    @Test("findings are words for people and hold nothing of the text")
    func reasons() {
        let found = PersonalData(in: "Call 030 1234567, Maria", naming: people)
        #expect(found.reasons == "telephone number, name")
    }

    @Test("any text gives a value; floods end")
    func floods() {
        for flood in ["1", "1 ", "a1", "@", "https://", "4111 ", "DE89 ", "Maria ", "order ", "#", "\u{300}", "٣"] {
            _ = PersonalData(in: String(repeating: flood, count: 8_000), naming: people)
        }
    }
}
