public import FoundationEssentials

/// A message to be written, as intended values. ``bytes(boundarySeed:)`` in `MessageDraft+Bytes.swift` makes it one.
public struct MessageDraft: Sendable, Equatable {
    public var from: Mailbox
    public var to: [Mailbox]
    public var replyTo: [Mailbox]
    public var subject: String
    /// Without angle brackets, like all identifiers here.
    public var messageID: String
    public var inReplyTo: String?
    /// Oldest first; the newest 20 are written (RULES A8).
    public var references: [String]
    /// Written in UTC.
    public var date: Date
    /// Further fields in their order. A name that is no field name is left out; a value is written as unstructured text.
    public var fields: [Field]
    /// UTF-8 with LF or CRLF line ends: a text that was laid out as bytes need not become a `String` on its way.
    public var textBytes: [UInt8]
    public var htmlBytes: [UInt8]?
    public var attachments: [File]

    public struct Field: Sendable, Equatable {
        public var name: String
        public var value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    public struct File: Sendable, Equatable {
        /// Written as RFC 2231 where it is not ASCII; sanitised (RULES D8).
        public var name: String
        /// `type/subtype`; what is no such thing is written as `application/octet-stream`.
        public var type: String
        public var bytes: [UInt8]

        public init(name: String, type: String, bytes: [UInt8]) {
            self.name = name
            self.type = type
            self.bytes = bytes
        }
    }

    public init(
        from: Mailbox, to: [Mailbox], replyTo: [Mailbox] = [], subject: String, messageID: String, inReplyTo: String? = nil,
        references: [String] = [], date: Date, fields: [Field] = [], text: String = "", html: String? = nil,
        attachments: [File] = []
    ) {
        self.from = from
        self.to = to
        self.replyTo = replyTo
        self.subject = subject
        self.messageID = messageID
        self.inReplyTo = inReplyTo
        self.references = references
        self.date = date
        self.fields = fields
        textBytes = Array(text.utf8)
        htmlBytes = html.map { Array($0.utf8) }
        self.attachments = attachments
    }

    public var text: String {
        get { String(decoding: textBytes, as: UTF8.self) }
        set { textBytes = Array(newValue.utf8) }
    }
    public var html: String? {
        get { htmlBytes.map { String(decoding: $0, as: UTF8.self) } }
        set { htmlBytes = newValue.map { Array($0.utf8) } }
    }
}
