import HelpDesk
import Responder

/// A ticket as `tickets --json` and `explain --json` print it (INTERFACE, section 3).
struct TicketShape: Encodable {
    var number: String
    var id: Int64
    var subject: String
    var message: String
    var summary: String
    var intent: String
    var template: String?
    var confidence: Double
    var category: String
    var priority: String
    var sentiment: Double
    var language: String?
    var status: String
    var response: String?
    var responseSource: String
    var customerName: String
    var customerEmail: String
    var assignedAgent: String?
    var rating: Int?
    var resolved: Bool?
    var createdAt: String
    var updatedAt: String
    var resolvedAt: String?
    var processingMs: Double
    var model: String
    var events: [EventShape]

    init(_ ticket: Ticket, events: [Event]) {
        number = ticket.number.rawValue
        id = ticket.id.rawValue
        subject = ticket.subject
        message = ticket.message
        summary = ticket.summary
        intent = ticket.intent ?? "unknown"
        template = ticket.template
        confidence = ticket.confidence
        category = ticket.category.rawValue
        priority = ticket.priority.rawValue
        sentiment = ticket.sentiment
        language = ticket.language
        status = ticket.status.rawValue
        response = ticket.response
        responseSource = ticket.responseSource.rawValue
        customerName = ticket.customerName
        customerEmail = ticket.party
        assignedAgent = ticket.assignedAgent
        rating = ticket.rating
        resolved = ticket.resolved
        createdAt = TimeText.iso(ticket.createdAt)
        updatedAt = TimeText.iso(ticket.updatedAt)
        resolvedAt = ticket.resolvedAt.map(TimeText.iso)
        processingMs = ticket.processingMilliseconds
        model = ticket.model
        self.events = events.map(EventShape.init)
    }

    enum CodingKeys: String, CodingKey {
        case number, id, subject, message, summary, intent, template, confidence, category, priority, sentiment, language, status
        case response, rating, resolved, model, events
        case responseSource = "response_source"
        case customerName = "customer_name"
        case customerEmail = "customer_email"
        case assignedAgent = "assigned_agent"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
        case resolvedAt = "resolved_at"
        case processingMs = "processing_ms"
    }

    /// Absent values are null, so that every key is always there.
    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(number, forKey: .number)
        try object.encode(id, forKey: .id)
        try object.encode(subject, forKey: .subject)
        try object.encode(message, forKey: .message)
        try object.encode(summary, forKey: .summary)
        try object.encode(intent, forKey: .intent)
        try object.encode(template, forKey: .template)
        try object.encode(confidence, forKey: .confidence)
        try object.encode(category, forKey: .category)
        try object.encode(priority, forKey: .priority)
        try object.encode(sentiment, forKey: .sentiment)
        try object.encode(language, forKey: .language)
        try object.encode(status, forKey: .status)
        try object.encode(response, forKey: .response)
        try object.encode(responseSource, forKey: .responseSource)
        try object.encode(customerName, forKey: .customerName)
        try object.encode(customerEmail, forKey: .customerEmail)
        try object.encode(assignedAgent, forKey: .assignedAgent)
        try object.encode(rating, forKey: .rating)
        try object.encode(resolved, forKey: .resolved)
        try object.encode(createdAt, forKey: .createdAt)
        try object.encode(updatedAt, forKey: .updatedAt)
        try object.encode(resolvedAt, forKey: .resolvedAt)
        try object.encode(processingMs, forKey: .processingMs)
        try object.encode(model, forKey: .model)
        try object.encode(events, forKey: .events)
    }
}

/// A line of the audit log.
struct EventShape: Encodable {
    var ticket: Int64?
    var at: String
    var actor: String
    var event: String
    var detail: String
    var reason: String

    init(_ event: Event) {
        ticket = event.ticket?.rawValue
        at = TimeText.iso(event.at)
        actor = event.actor.words
        self.event = event.kind.name
        detail = event.kind.detailWithNote
        reason = event.reason
    }
}
