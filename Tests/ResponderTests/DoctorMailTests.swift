import Foundation
import HelpDesk
import InternetMessage
import Testing

@testable import Responder

@Suite("The mail that doctor sends to itself") struct DoctorMailTests {
    private static let received = "Received: by mx.acme.example id 1\r\n"
    private static let own = "Authentication-Results: mx.acme.example; "

    private func mail(hops: Int = 1, authservID: String? = "mx.acme.example") -> DoctorMail {
        DoctorMail(
            address: "support@acme.example", authservID: authservID, hops: hops, dialect: .standard, identifier: "abc")
    }

    private func finding(_ above: String, _ mail: DoctorMail, keepsForged: Bool = false) -> Doctor.Finding? {
        var text = String(decoding: mail.bytes(at: Timestamp(seconds: 1_800_000_000)), as: UTF8.self)
        if !keepsForged, let end = text.range(of: "\r\n") { text = String(text[end.upperBound...]) }
        return mail.findings(Array((above + text).utf8)).first
    }

    @Test(
        "what the receiving server wrote is judged, with what to do",
        arguments: [
            (own + "dmarc=pass header.from=acme.example\r\n" + received, Doctor.Finding.Grade.good, ""),
            (own + "auth=pass smtp.auth=support@acme.example\r\n" + received, .good, ""),
            (own + "dmarc=none header.from=acme.example; spf=none\r\n" + received, .notice, "usual"),
            (received, .notice, "OpenDMARC"),
            ("Authentication-Results: other.example; spf=pass\r\n" + received, .failure, "authservID: \"other.example\""),
            (received + received + own + "dmarc=pass header.from=acme.example\r\n", .failure, "trust.hops"),
        ])
    func judged(_ above: String, _ grade: Doctor.Finding.Grade, _ mend: String) {
        let finding = finding(above, mail())
        #expect(finding?.grade == grade, "\(String(describing: finding))")
        #expect(mend.isEmpty || finding?.mend?.contains(mend) == true, "\(String(describing: finding))")
    }

    @Test("B1: a border that lets a forged field of its own name count is a failure; below the own Received it does no harm")
    func forged() {
        let loose = finding(Self.received, mail(hops: 2), keepsForged: true)
        // Fewer Received fields than promised: nothing counts, so nothing forged does.
        #expect(loose?.grade != .good)
        let open = finding("", mail(hops: 0), keepsForged: true)
        #expect(open?.grade == .failure && open?.words.contains("forged") == true)
        let sound = finding(Self.own + "dmarc=pass header.from=acme.example\r\n" + Self.received, mail(), keepsForged: true)
        #expect(sound?.grade == .good || sound?.words.contains("forged") == true)
    }
}
