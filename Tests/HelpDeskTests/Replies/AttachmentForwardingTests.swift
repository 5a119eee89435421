import Testing

@testable import HelpDesk

@Suite struct AttachmentForwardingTests {
    private func file(_ name: String, _ bytes: [UInt8] = [1, 2, 3]) -> OutgoingAttachment {
        OutgoingAttachment(name: name, type: "application/octet-stream", bytes: bytes)
    }

    @Test("D9: a document is forwarded as it is")
    func documents() {
        let forwarding = AttachmentForwarding([file("report.pdf"), file("photo.jpg")])
        #expect(forwarding.files.map(\.name) == ["report.pdf", "photo.jpg"])
        #expect(forwarding.list.allSatisfy { $0.remark.isEmpty })
    }

    @Test(
        "D9: a program goes on only under another name, whatever it calls itself",
        arguments: [
            ("setup.exe", [1]), ("Invoice.PDF.JS", [1]), ("photo.jpg", [0x4D, 0x5A, 0x90]), ("a", [0x7F, 0x45, 0x4C, 0x46]),
        ] as [(String, [UInt8])])
    func programs(_ name: String, _ bytes: [UInt8]) {
        let forwarding = AttachmentForwarding([file(name, bytes)])
        #expect(forwarding.files.map(\.name) == [name + ".blocked"])
        #expect(forwarding.files.map(\.type) == ["application/octet-stream"])
    }

    @Test("D9: past 50 files or 20 MB the rest is listed, not attached")
    func limits() {
        let many = AttachmentForwarding((1...60).map { file("\($0).txt") })
        #expect(many.files.count == 50)
        #expect(many.list.count == 60)
        #expect(many.list.filter { $0.remark.contains("50") }.count == 10)
        let large = AttachmentForwarding([
            file("a", [UInt8](repeating: 1, count: 15 << 20)), file("b", [UInt8](repeating: 1, count: 6 << 20)),
        ])
        #expect(large.files.map(\.name) == ["a"])
        #expect(large.list.last?.remark.contains("20 MB") == true)
    }
}
