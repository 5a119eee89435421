import Testing

@testable import InternetMessage

@Suite("Forwarded mails")
struct ForwardedReaderTests {
    private func forward(_ body: String, subject: String = "Fwd: My invoice") -> Reading {
        customerMail(subject: subject, body: body)
    }

    static let marked = [
        "---------- Forwarded message ---------\nFrom: Ada Lovelace <ada@client.example>\nDate: Mon, Nov 3, 2025 at 10:05 AM\nSubject: My invoice\nTo: <casey@customer.example>\n",
        "---------- Forwarded message ---------\nVon: Ada Lovelace <ada@client.example>\nDate: Mo., 3. Nov. 2025 um 10:05 Uhr\nSubject: My invoice\nTo: <casey@customer.example>\n",
        "-------- Weitergeleitete Nachricht --------\nBetreff: \tMy invoice\nDatum: \tMon, 3 Nov 2025 10:05:00 +0100\nVon: \tAda Lovelace <ada@client.example>\nAn: \tcasey@customer.example\n",
        "-------- Message transféré --------\nSujet : \tMy invoice\nDate : \tMon, 3 Nov 2025 10:05:00 +0100\nDe : \tAda Lovelace <ada@client.example>\nPour : \tcasey@customer.example\n",
        "> Begin forwarded message:\n>\n> From: Ada Lovelace <ada@client.example>\n> Subject: My invoice\n> Date: 3 November 2025 at 10:05:00 CET\n> To: casey@customer.example\n>\n> ",
        "> Inizio messaggio inoltrato:\n>\n> Da: Ada Lovelace <ada@client.example>\n> Oggetto: My invoice\n> Data: 3 novembre 2025\n> A: casey@customer.example\n>\n> ",
        "   ----- Mensaje reenviado ----- De: Ada Lovelace <ada@client.example>Para: \"casey@customer.example\" <casey@customer.example>Enviado: lunes, 3 de noviembre de 2025CETAsunto: My invoice\n",
        "________________________________\nFrom: Ada Lovelace <ada@client.example>\nSent: Monday, November 3, 2025 10:05\nTo: Casey <casey@customer.example>\nSubject: My invoice\n\n",
        "Feladó: Ada Lovelace <ada@client.example>\nDátum: 2025. november 3.\nCímzett: casey@customer.example\nTárgy: My invoice\n",
        "On 03/11/2025 10:05, \"Ada Lovelace\" <ada@client.example> wrote:\n\n    ",
        "*From:* Ada Lovelace<mailto:ada@client.example> <ada@client.example<mailto:ada@client.example>> on behalf of desk@client.example\n*Sent:* Monday\n*To:* Casey <casey@customer.example>\n*Subject:* My invoice\n\n",
    ]

    @Test("author, subject and the note above are found", arguments: marked)
    func finds(header: String) {
        let read = forward("Please look at this.\n\n\(header)\nWhy was I charged twice?\n")
        #expect(read.forwarded?.from == "ada@client.example")
        #expect(read.forwarded?.fromName == "Ada Lovelace")
        #expect(read.forwarded?.subject == "My invoice")
        #expect(read.replyText == "Please look at this.")
        #expect(read.forwarded?.text.contains("Why was I charged twice?") == true)
    }

    @Test(
        "a reply is no forward, whatever its history looks like",
        arguments: [
            "Yes.\n\nOn 03/11/2025 10:05, \"Ada\" <ada@client.example> wrote:\n> Did it?\n",
            "Yes.\n\nFrom: Ada <ada@client.example>\nSent: Monday\nTo: Casey\nSubject: x\n\nold",
            "Yes.\n\n-----Original Message-----\nFrom: Ada <ada@client.example>\nSent: x\nTo: y\nSubject: z\n\nold",
            "Please forward this message to your boss.",
        ])
    func repliesAreNone(body: String) {
        #expect(forward(body, subject: "Re: My invoice").forwarded == nil)
    }
}
