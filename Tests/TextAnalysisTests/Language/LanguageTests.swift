import Testing
import TextAnalysis

@Suite struct LanguageTests {
    @Test(
        "the language of a short mail is told",
        arguments: [
            ("My parcel has still not arrived, can you help me?", "en"), ("Mein Paket ist immer noch nicht angekommen.", "de"),
            ("Mon colis n'est toujours pas arrivé, que faire ?", "fr"), ("Mi paquete todavía no ha llegado, ¿qué hago?", "es"),
            ("Il mio pacco non è ancora arrivato, cosa devo fare?", "it"), ("A minha encomenda ainda não chegou.", "pt"),
            ("Mijn pakket is nog steeds niet aangekomen.", "nl"), ("Moja paczka jeszcze nie dotarła, co robić?", "pl"),
            ("Mitt paket har fortfarande inte kommit fram.", "sv"), ("Min pakke er stadig ikke kommet frem.", "da"),
            ("Můj balík ještě nedorazil, co mám dělat?", "cs"), ("Paketim hâlâ gelmedi, ne yapmalıyım?", "tr"),
            ("Моя посылка всё ещё не пришла, что делать?", "ru"), ("Моя посилка досі не прийшла, що робити?", "uk"),
            ("荷物がまだ届きません。", "ja"), ("我的包裹还没有到。", "zh"), ("제 소포가 아직 도착하지 않았습니다.", "ko"),
            ("لم تصل الطرود الخاصة بي بعد", "ar"),
        ])
    func tells(text: String, code: String) {
        #expect(Language.detect(text).code == code)
    }

    @Test("unknown is an answer", arguments: ["", "12345 67-89", "ok", "xqzt wvkk", "!!!", "@@ -- ##"])
    func unknown(text: String) {
        #expect(Language.detect(text).code == nil)
    }
}
