import Foundation
import Testing
import Transport

struct MaildirTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "answerback-maildir-\(UUID().uuidString)")
    private var path: String { folder.path }

    private func put(_ name: String, _ text: String, _ part: String = "new") throws {
        try Data(text.utf8).write(to: folder.appending(path: "\(part)/\(name)"))
    }

    @Test("mails of new and cur wait, oldest first, and are filed into the done folder, twice without harm")
    func fetchAndFile() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let mailbox = MaildirMailbox(name: "local", path: path)
        #expect(try await mailbox.open() == MailboxState(uidValidity: nil, mailCount: 0, capabilities: []))
        try put("200.b.host", "Message-ID: <b@x>\r\n\r\nb")
        try put("100.a.host:2,S", "Message-ID: <a@x>\r\n\r\na", "cur")
        try put("1000.c.host", "c")
        let mails = try await mailbox.fetch(limit: 2, skipping: [])
        #expect(mails.map { String(decoding: $0.bytes, as: UTF8.self).last } == ["a", "b"])
        #expect(mails.map(\.uid) == [MailUID(fileName: "100.a.host"), MailUID(fileName: "200.b.host")])
        try await mailbox.file(mails.map(\.uid))
        try await mailbox.file(mails.map(\.uid))
        #expect(try await mailbox.fetch(limit: 9, skipping: []).map(\.uid) == [MailUID(fileName: "1000.c.host")])
        #expect(try await mailbox.fetch(limit: 9, skipping: [MailUID(fileName: "1000.c.host")]).isEmpty)
        #expect(try await mailbox.count(.done) == 2)
        #expect(try await mailbox.count(.inbox) == 1)
        #expect(try await mailbox.count(.sent) == nil)
        #expect(try await mailbox.contains(messageID: "<a@x>", in: .done))
        #expect(try await !mailbox.contains(messageID: "<c@x>", in: .done))
        #expect(try await mailbox.expungeDone(olderThanDays: -1) == 2)
        #expect(try await mailbox.count(.done) == 0)
    }

    @Test("D3: a file above 50 MB comes as its header; links and folders are no mails")
    func oddities() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let mailbox = MaildirMailbox(name: "local", path: path)
        _ = try await mailbox.open()
        try put("1.huge", "Subject: huge\r\n\r\nbody")
        let handle = try FileHandle(forWritingTo: folder.appending(path: "new/1.huge"))
        try handle.truncate(atOffset: UInt64(TransportLimits.mailBytesMax) + 100)
        try handle.close()
        try FileManager.default.createSymbolicLink(atPath: path + "/new/2.link", withDestinationPath: "/etc/passwd")
        try FileManager.default.createDirectory(atPath: path + "/new/3.folder", withIntermediateDirectories: false)
        let mails = try await mailbox.fetch(limit: 9, skipping: [])
        #expect(mails.map(\.bytes) == [Array("Subject: huge\r\n\r\n".utf8)])
        #expect(mails.first?.extent == .headerOnly(mailBytes: TransportLimits.mailBytesMax + 100))
    }

    @Test("what is submitted to a Maildir arrives in it, and wakes who waits")
    func submission() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let mailbox = MaildirMailbox(name: "local", path: path)
        #expect(try await mailbox.fetch(limit: 1, skipping: []).isEmpty)
        async let wait: Void = mailbox.waitForMail(atMost: 30)
        let envelope = try Envelope(reversePath: "a@x.test", recipients: ["b@y.test"])
        let result = await MaildirSubmission(path: path).submit(Array("Subject: x\r\n\r\n".utf8), envelope: envelope) {}
        guard case .accepted = result else { Issue.record("got \(result)"); return }
        try await wait
        let mails = try await mailbox.fetch(limit: 1, skipping: [])
        let text = "Return-Path: <a@x.test>\r\nX-Original-To: b@y.test\r\nSubject: x\r\n\r\n"
        #expect(mails.map { String(decoding: $0.bytes, as: UTF8.self) } == [text])
    }

    @Test("INV5: when the commit before the dot fails, nothing appears and nothing is left behind")
    func commitFails() async throws {
        struct DiskFull: Error {}
        defer { try? FileManager.default.removeItem(at: folder) }
        let envelope = try Envelope(reversePath: "", recipients: ["b@y.test"])
        let result = await MaildirSubmission(path: path).submit([0x61], envelope: envelope) { throw DiskFull() }
        #expect(result == .transient(reply: "stopped before the final dot", scope: .message))
        for part in ["new", "tmp", "cur"] {
            #expect(try FileManager.default.contentsOfDirectory(atPath: path + "/" + part).isEmpty)
        }
    }

    @Test("a folder that cannot be made is named with the reason")
    func unwritable() async throws {
        let mailbox = MaildirMailbox(name: "local", path: "/dev/null/inbox")
        await #expect(throws: TransportError.io(path: "/dev/null/inbox", code: ENOTDIR)) { try await mailbox.open() }
    }

    @Test("cancelling ends a wait")
    func cancelled() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let mailbox = MaildirMailbox(name: "local", path: path)
        let wait = Task { () -> TransportError? in
            do throws(TransportError) { try await mailbox.waitForMail(atMost: 600) } catch { return error }
            return nil
        }
        wait.cancel()
        #expect(await wait.value == .cancelled)
    }

    @Test(
        "a mail's name survives storage",
        arguments: [
            MailUID(validity: 7, uid: 9), MailUID(validity: .max, uid: 0), MailUID(fileName: "100.M1P2.host"),
            MailUID(fileName: "i1.2"),
        ])
    func uidText(uid: MailUID) {
        #expect(MailUID(text: uid.text) == uid)
    }

    @Test("what is no stored name is nil", arguments: ["", "i", "i1", "i1.", "i.1", "i4294967296.1", "x1.2", "f"])
    func badUIDText(text: String) {
        #expect(MailUID(text: text) == nil)
    }

    @Test("E9: a secret is in no description")
    func secrets() {
        let secret = SecretBytes("canary")
        #expect(!"\(secret) \(String(reflecting: secret))".contains("canary"))
        #expect(!"\(Credentials.password(user: "u", secret))".contains("canary"))
        var dumped = ""
        dump(Credentials.password(user: "u", secret), to: &dumped)
        #expect(!dumped.contains("canary"))
    }
}
