public import Foundation
public import Transport

/// A real Dovecot and a real Postfix on loopback, started for a test and stopped after it.
///
/// Any user of `support.test` and `customer.test` exists (`casey@customer.test`, `anna@support.test` …), with
/// ``password``; mail to a plus-address lands with the user before the plus. Refused at RCPT:
/// `tempfail@`, `full@` (for now) and `gone@customer.test` (for good). `sink.test` swallows what it gets.
///
/// Mail that a user submits (``submit(_:from:to:)``) gets `Authentication-Results: mx.support.test; dmarc=pass …`,
/// mail that comes in by the MX port (``deliverFromOutside(_:from:to:)``) gets `dmarc=fail`; what others wrote
/// under that name is removed. Dovecot's LMTP adds one Received above it: `trust: { hops: 1 }`.
public final class Lab: Sendable {
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
        var portWasTaken = false
    }

    /// The servers' authserv-id in Authentication-Results.
    public static let authservID = "mx.support.test"
    public static let host = "localhost"

    public let folder: URL
    public let password: String
    /// Ports: IMAP with STARTTLS, IMAP over TLS, submission with STARTTLS, submission over TLS, MX without login.
    public let imapPort: Int
    public let imapsPort: Int
    public let submissionPort: Int
    public let smtpsPort: Int
    public let mxPort: Int

    /// The authority that signed the servers' certificate (for `localhost` alone).
    public var caFile: String { folder.appending(path: "tls/ca.pem").path }
    /// An authority that signed nothing here.
    public var foreignCAFile: String { folder.appending(path: "tls/other.pem").path }
    public var tls: TLSOptions { TLSOptions(caFile: caFile) }

    /// Why the lab cannot run here; nil when it can. A test skips with this line:
    /// `@Suite(.enabled(if: Lab.obstacle == nil, "\(Lab.obstacle ?? "")"))`.
    public static var obstacle: String? {
        let programs = [
            "/usr/sbin/dovecot", "/usr/sbin/postfix", "/usr/lib/dovecot/lmtp", "/usr/lib/dovecot/modules/lib90_sieve_plugin.so",
            "/usr/bin/openssl",
        ]
        let missing = programs.filter { !FileManager.default.isReadableFile(atPath: $0) }
        if !missing.isEmpty {
            return
                "needs \(missing.joined(separator: ", ")): apt-get install dovecot-imapd dovecot-lmtpd dovecot-sieve postfix openssl"
        }
        return getuid() == 0 ? nil : "needs root, as Postfix does"
    }

    /// Starts the servers on free ports under a new temporary folder; about a second.
    ///
    /// They stop with ``stop()``, and by themselves when the test process ends.
    /// - Parameters:
    ///   - capabilities: what Dovecot says that it can, like `IMAP4rev1`; nil is the truth.
    ///   - discards: whether Postfix swallows all that it takes.
    public init(capabilities: String? = nil, discards: Bool = false) throws {
        var environment = ["OWNER": String(getpid())]
        environment["CAPABILITY"] = capabilities
        if discards { environment["DISCARD"] = "1" }
        let (folder, ports) = try Self.start(environment)
        self.folder = folder
        (imapPort, imapsPort, submissionPort, smtpsPort, mxPort) = (ports[0], ports[1], ports[2], ports[3], ports[4])
        password = try String(contentsOf: folder.appending(path: "password"), encoding: .utf8)
    }

    public func stop() {
        try? Self.run("stop", folder, [:])
        try? FileManager.default.removeItem(at: folder)
    }

    // MARK: What a program under test is told

    public func imap(_ security: ServerAddress.Security = .tls) -> ServerAddress {
        ServerAddress(host: Self.host, port: security == .tls ? imapsPort : imapPort, security: security)
    }

    public func submission(_ security: ServerAddress.Security = .tls) -> ServerAddress {
        ServerAddress(host: Self.host, port: security == .tls ? smtpsPort : submissionPort, security: security)
    }

    public func credentials(_ user: String) -> Credentials { .password(user: user, SecretBytes(password)) }

    // MARK: What people do

    /// A user's mailbox, as the user's own mail client would open it.
    public func mailbox(of user: String, folder: String = "INBOX", filing: IMAPMailbox.Filing = .keyword) -> IMAPMailbox {
        IMAPMailbox(
            name: user,
            settings: .init(server: imap(), credentials: credentials(user), tls: tls, folder: folder, filing: filing))
    }

    /// Submits as a user who logs in: the mail arrives authenticated.
    public func submit(_ mail: [UInt8], from user: String, to recipients: [String]) async throws {
        let settings = SMTPSubmission.Settings(
            server: submission(), credentials: credentials(user), tls: tls, helo: "client.test", connectionsMax: 1)
        try await hand(mail, from: user, to: recipients, SMTPSubmission(settings: settings))
    }

    /// Delivers to the MX port as any stranger may: the mail arrives with `dmarc=fail`.
    public func deliverFromOutside(_ mail: [UInt8], from sender: String, to recipients: [String]) async throws {
        let server = ServerAddress(host: "127.0.0.1", port: mxPort, security: .plainLoopbackOnly)
        try await hand(
            mail, from: sender, to: recipients,
            SMTPSubmission(settings: .init(server: server, credentials: nil, helo: "stranger.test", connectionsMax: 1)))
    }

    /// Waits until a user's folder holds so many mails, and gives them, oldest first.
    /// - Throws: ``Failure`` when they have not come within the time.
    public func mails(
        of user: String, folder: String = "INBOX", atLeast count: Int, within seconds: Double = 20
    ) async throws -> [RawMail] {
        let mailbox = mailbox(of: user, folder: folder)
        let deadline = ContinuousClock.now + .seconds(seconds)
        var mails = try await mailbox.fetch(limit: 10_000, skipping: [])
        while mails.count < count {
            let remaining = deadline - ContinuousClock.now
            guard remaining > .zero else {
                await mailbox.close()
                throw Failure(description: "\(user) has \(mails.count) of \(count) mails in \(folder) after \(seconds) s")
            }
            try await mailbox.waitForMail(atMost: min(2, Double(remaining.components.seconds) + 0.1))
            mails = try await mailbox.fetch(limit: 10_000, skipping: [])
        }
        await mailbox.close()
        return mails
    }

    /// Puts a mail into a user's inbox as it is, past all servers.
    /// - Parameter folder: another folder, with a dot between its levels.
    public func place(_ mail: [UInt8], with user: String, folder name: String? = nil) throws {
        let home = folder.appending(path: "mail/\(user)").path()
        let place = home + "/mail" + (name.map { "/." + $0 } ?? "")
        let owner: [FileAttributeKey: Any] = [.ownerAccountName: "mail", .groupOwnerAccountName: "mail"]
        for path in [home, home + "/mail", place, place + "/tmp", place + "/new", place + "/cur"]
        where !FileManager.default.fileExists(atPath: path) {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true, attributes: owner)
        }
        let file = "\(Int(Date().timeIntervalSince1970)).\(UUID().uuidString).placed"
        try Data(mail).write(to: URL(fileURLWithPath: "\(place)/tmp/\(file)"))
        try FileManager.default.setAttributes(owner, ofItemAtPath: "\(place)/tmp/\(file)")
        try FileManager.default.moveItem(atPath: "\(place)/tmp/\(file)", toPath: "\(place)/new/\(file)")
    }

    /// Gives a user a Sieve script (RFC 5228), which Dovecot runs for every mail that Postfix delivers.
    public func filter(_ user: String, by script: String) throws {
        let home = folder.appending(path: "mail/\(user)").path()
        let owner: [FileAttributeKey: Any] = [.ownerAccountName: "mail", .groupOwnerAccountName: "mail"]
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true, attributes: owner)
        try Data(script.utf8).write(to: URL(fileURLWithPath: "\(home)/.dovecot.sieve"))
        try FileManager.default.setAttributes(owner, ofItemAtPath: "\(home)/.dovecot.sieve")
    }

    /// How many mails lie in a user's inbox, counted on the disk.
    public func files(of user: String) -> Int {
        ["new", "cur"].reduce(0) { sum, part in
            let path = folder.appending(path: "mail/\(user)/mail/\(part)").path()
            return sum + ((try? FileManager.default.contentsOfDirectory(atPath: path))?.count ?? 0)
        }
    }

    // MARK: Private

    private func hand(_ mail: [UInt8], from sender: String, to recipients: [String], _ submission: SMTPSubmission) async throws {
        let envelope = try Envelope(reversePath: sender, recipients: recipients)
        let result = await submission.submit(mail, envelope: envelope) {}
        await submission.close()
        guard case .accepted = result else { throw Failure(description: "the lab's Postfix said \(result)") }
    }

    private static var script: String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Lab/lab.sh").path
    }

    /// Another program may have taken a port between our look and the servers' start: then others are tried.
    private static func start(_ environment: [String: String], attemptsLeft: Int = 3) throws -> (folder: URL, ports: [Int]) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "answerback-lab-\(UUID().uuidString.prefix(8))")
        let ports = try FreePorts.take(5)
        let names = ["IMAP", "IMAPS", "SUBMISSION", "SMTPS", "MX"]
        do {
            try run("start", folder, environment.merging(zip(names, ports.map(String.init))) { $1 })
        } catch let failure as Failure where failure.portWasTaken && attemptsLeft > 1 {
            try? FileManager.default.removeItem(at: folder)
            return try start(environment, attemptsLeft: attemptsLeft - 1)
        }
        return (folder, ports)
    }

    private static func run(_ action: String, _ folder: URL, _ environment: [String: String]) throws {
        let log = folder.appendingPathExtension("log").path
        defer { unlink(log) }
        let path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        // No daemon may inherit our standard output: whoever reads it to its end would wait for ever.
        let child = try ChildProcess(
            ["/bin/bash", script, action, folder.path], environment: environment.merging(["PATH": path]) { $1 }, log: log)
        let ending = child.wait()
        guard ending == .exited(0) else {
            let said = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
            throw Failure(
                description: "the lab does not \(action) (\(ending.map { "\($0)" } ?? "lost")): \(said)",
                portWasTaken: ending == .exited(75))
        }
    }
}
