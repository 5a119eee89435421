import CCurl
import Glibc

/// HTTPS requests by libcurl, for token endpoints: one at a time, bounded in time and size, never redirected, never plain.
///
/// The certificate and the host name are always checked. Nothing of a request or an answer is logged: both hold secrets.
actor HTTPClient {
    struct Response: Sendable, Equatable {
        var status: Int
        var body: [UInt8]
        /// Retry-After in seconds (RFC 9110 §10.2.3); nil where none was told, or as a date.
        var retryAfterSeconds: Int?
    }

    static let bodyBytesMax = 1 << 20

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
    private nonisolated let executor = ThreadExecutor()
    private nonisolated let wake = WakeSignal()
    private let tls: TLSOptions
    private let seconds: Int

    init(tls: TLSOptions, seconds: Int = 30) {
        self.tls = tls
        self.seconds = seconds
    }

    /// Posts a form (`application/x-www-form-urlencoded`).
    /// - Throws: `.unreachable`, `.timeout`, `.tls`, `.settings` or `.protocolViolation`; an answer of any status is none of these.
    nonisolated func post(_ form: [UInt8], to url: HTTPSAddress) async throws(TransportError) -> Response {
        let cancel = CancelFlag(wake: wake)
        let result: Result<Response, TransportError> = await withTaskCancellationHandler {
            do throws(TransportError) { return .success(try await exchange(form, url, cancel)) } catch { return .failure(error) }
        } onCancel: {
            cancel.cancel()
        }
        return try result.get()
    }

    private func exchange(_ form: [UInt8], _ url: HTTPSAddress, _ cancel: CancelFlag) throws(TransportError) -> Response {
        if let file = tls.caFile, access(file, R_OK) != 0 { throw .io(path: file, code: errno) }
        guard let handle = curl_easy_init() else { throw .unreachable(server: url.host, why: "libcurl has no memory") }
        defer { curl_easy_cleanup(handle) }
        var headers = curl_slist_append(nil, "Accept: application/json")
        headers = curl_slist_append(headers, "Content-Type: application/x-www-form-urlencoded")
        // A pause for "100 Continue" would only delay.
        headers = curl_slist_append(headers, "Expect:")
        defer { curl_slist_free_all(headers) }
        let watch = ExchangeWatch(cancel: cancel, bodyBytesMax: Self.bodyBytesMax)
        let code =
            configure(handle, form, url, headers, watch) ?? withExtendedLifetime(watch) { curl_easy_perform(handle) }
        guard code == CURLE_OK else {
            if cancel.isCancelled { throw .cancelled }
            if watch.isTooLong {
                throw .protocolViolation(server: url.host, what: "an answer of more than \(Self.bodyBytesMax) bytes")
            }
            throw error(code, url.host)
        }
        var status = 0
        var retryAfter: curl_off_t = 0
        _ = ab_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
        _ = ab_curl_get_offset(handle, CURLINFO_RETRY_AFTER, &retryAfter)
        return Response(status: status, body: watch.body, retryAfterSeconds: retryAfter > 0 ? Int(clamping: retryAfter) : nil)
    }

    /// Nil when every option was taken, else the first refusal.
    private func configure(
        _ handle: UnsafeMutableRawPointer, _ form: [UInt8], _ url: HTTPSAddress, _ headers: UnsafeMutablePointer<curl_slist>?,
        _ watch: ExchangeWatch
    ) -> CURLcode? {
        let context = Unmanaged.passUnretained(watch).toOpaque()
        var codes = [
            ab_curl_set_string(handle, CURLOPT_URL, url.text),
            ab_curl_set_string(handle, CURLOPT_PROTOCOLS_STR, "https"),
            ab_curl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0),
            ab_curl_set_long(handle, CURLOPT_NOSIGNAL, 1),
            ab_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT, min(15, seconds)),
            ab_curl_set_long(handle, CURLOPT_TIMEOUT, seconds),
            ab_curl_set_long(handle, CURLOPT_SSL_VERIFYPEER, 1),
            ab_curl_set_long(handle, CURLOPT_SSL_VERIFYHOST, 2),
            ab_curl_set_long(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
            ab_curl_set_headers(handle, headers),
            ab_curl_set_write(handle, ExchangeWatch.write, context),
            ab_curl_set_progress(handle, ExchangeWatch.progress, context),
            form.map { CChar(bitPattern: $0) }.withUnsafeBufferPointer {
                ab_curl_set_post(handle, $0.baseAddress, $0.count)
            },
        ]
        if let file = tls.caFile {
            codes.append(ab_curl_set_string(handle, CURLOPT_CAINFO, file))
            codes.append(ab_curl_set_string(handle, CURLOPT_CAPATH, nil))
        }
        return codes.first { $0 != CURLE_OK }
    }

    private func error(_ code: CURLcode, _ host: String) -> TransportError {
        let reason = String(cString: curl_easy_strerror(code))
        switch code {
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CIPHER:
            return .tls(server: host, why: reason)
        case CURLE_OPERATION_TIMEDOUT: return .timeout(server: host, what: "the token request", seconds: seconds)
        default: return .unreachable(server: host, why: reason)
        }
    }
}

/// An `https://` address of letters that a URL may hold; everything else is no address.
public struct HTTPSAddress: Sendable, Equatable, Hashable {
    public let text: String
    /// For messages: the host alone, for a path may hold a tenant.
    public let host: String

    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.starts(with: Array("https://".utf8)), bytes.count <= 2048,
            bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !Self.forbidden.contains($0) })
        else { return nil }
        let authority = bytes.dropFirst(8).prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        guard !authority.isEmpty, !authority.contains(UInt8(ascii: "@")) else { return nil }
        self.text = text
        host = String(decoding: authority, as: UTF8.self)
    }

    private static let forbidden = Set("\"<>\\^`{|}#".utf8)
}

/// Gathers an answer.
private final class ExchangeWatch {
    private let cancel: CancelFlag
    private let bodyBytesMax: Int
    private(set) var body: [UInt8] = []
    private(set) var isTooLong = false

    init(cancel: CancelFlag, bodyBytesMax: Int) {
        self.cancel = cancel
        self.bodyBytesMax = bodyBytesMax
    }

    static let write: ab_curl_write = { data, size, count, context in
        guard let data, let context else { return 0 }
        let watch = Unmanaged<ExchangeWatch>.fromOpaque(context).takeUnretainedValue()
        let (bytes, overflowed) = size.multipliedReportingOverflow(by: count)
        guard !overflowed, bytes <= watch.bodyBytesMax - watch.body.count else {
            watch.isTooLong = true
            return 0
        }
        watch.body += UnsafeRawBufferPointer(start: data, count: bytes)
        return bytes
    }

    static let progress: ab_curl_progress = { context, _, _, _, _ in
        guard let context else { return 0 }
        return Unmanaged<ExchangeWatch>.fromOpaque(context).takeUnretainedValue().cancel.isCancelled ? 1 : 0
    }
}
