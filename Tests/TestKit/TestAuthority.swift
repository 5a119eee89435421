import Foundation

/// An authority that signs servers' certificates for tests, made once by `openssl`: good ones and bad ones.
public final class TestAuthority: Sendable {
    private let folder: TemporaryFolder

    /// The authority's own certificate, for `tls.caFile`.
    public var caFile: String { folder.file("ca.pem") }
    /// For `localhost`.
    public let good: TLSIdentity
    /// For `localhost`, signed by itself.
    public let selfSigned: TLSIdentity
    /// For `elsewhere.test`.
    public let wrongHost: TLSIdentity
    /// For `localhost`; it ended yesterday.
    public let expired: TLSIdentity

    private static let made = Result { try TestAuthority() }

    public static func shared() throws -> TestAuthority { try made.get() }

    private init() throws {
        folder = try TemporaryFolder()
        let child = try ChildProcess(
            ["/bin/sh", "-ec", Self.script], environment: ProcessInfo.processInfo.environment, log: folder.file("log"),
            in: folder.path)
        guard child.wait() == .exited(0) else {
            throw DeadlinePassed(description: "openssl makes no certificates: apt-get install openssl")
        }
        let folder = folder
        func identity(_ name: String) throws -> TLSIdentity {
            try TLSIdentity(certificate: folder.file(name + ".pem"), key: folder.file("server.key"))
        }
        good = try identity("good")
        selfSigned = try identity("self")
        wrongHost = try identity("wrong")
        expired = try identity("expired")
    }

    private static let script = """
        key() { openssl ecparam -name prime256v1 -genkey -noout -out $1; }
        sign() {
            printf 'subjectAltName=DNS:%s\\n' $2 > names
            openssl req -new -key server.key -subj "/CN=$2" -out server.csr
            openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days $3 -extfile names -out $1.pem
        }
        key ca.key; key server.key
        openssl req -x509 -new -key ca.key -days 30 -subj "/CN=test authority" -out ca.pem -addext keyUsage=critical,keyCertSign
        openssl req -x509 -new -key server.key -days 30 -subj "/CN=localhost" -out self.pem -addext subjectAltName=DNS:localhost
        sign good localhost 30; sign wrong elsewhere.test 30; sign expired localhost -1
        """
}
