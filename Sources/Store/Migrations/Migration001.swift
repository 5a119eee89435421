extension Migration {
    /// The first schema. Times are milliseconds since 1970 UTC; addresses compare with ASCII letters folded (RULES B6).
    ///
    /// What is checked at each write says `a = 'x' OR a = 'y'` instead of `a IN (…)`: from three words on, SQLite builds a table of
    /// them at each execution, which was a third of the cost of all statements.
    static let first = Migration(
        number: 1, name: "mails, tickets, outbox, agenda", text: mails + tickets + outbox + tokens + knowledge + service)

    private static let mails = """
        CREATE TABLE mail (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            dedupe_key BLOB NOT NULL UNIQUE CHECK (length(dedupe_key) = 32),
            mailbox TEXT NOT NULL,
            received_at INTEGER NOT NULL,
            stored_at INTEGER NOT NULL,
            size INTEGER NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts BETWEEN 0 AND 2),
            disposition TEXT,
            disposition_detail TEXT,
            decided_at INTEGER,
            ticket INTEGER,
            CHECK ((disposition IS NULL) = (decided_at IS NULL))
        );
        CREATE INDEX mail_waiting ON mail (id) WHERE disposition IS NULL;
        CREATE INDEX mail_ticket ON mail (ticket) WHERE ticket IS NOT NULL;
        CREATE INDEX mail_stored ON mail (stored_at);
        CREATE INDEX mail_quarantined ON mail (decided_at) WHERE disposition = 'quarantined';
        CREATE TRIGGER mail_decided_once BEFORE UPDATE OF disposition ON mail WHEN OLD.disposition IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'K9: a mail is decided once'); END;
        CREATE TRIGGER mail_key_frozen BEFORE UPDATE OF dedupe_key ON mail
        BEGIN SELECT RAISE(ABORT, 'INV2: a dedupe key never changes'); END;

        CREATE TABLE mail_bytes (mail INTEGER PRIMARY KEY REFERENCES mail (id) ON DELETE CASCADE, bytes BLOB NOT NULL);
        CREATE TRIGGER mail_bytes_frozen BEFORE UPDATE ON mail_bytes
        BEGIN SELECT RAISE(ABORT, 'INV1: the bytes of a mail never change'); END;

        CREATE TABLE sighting (
            mailbox TEXT NOT NULL,
            uid_validity INTEGER NOT NULL,
            uid TEXT NOT NULL,
            mail INTEGER NOT NULL REFERENCES mail (id) ON DELETE CASCADE,
            filed INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (mailbox, uid_validity, uid)
        ) WITHOUT ROWID;
        CREATE INDEX sighting_mail ON sighting (mail);
        CREATE INDEX sighting_unfiled ON sighting (mailbox, mail) WHERE filed = 0;

        """

    private static let tickets = """
        CREATE TABLE ticket (
            id INTEGER PRIMARY KEY,
            number TEXT NOT NULL UNIQUE,
            status TEXT NOT NULL CHECK (status = 'open' OR status = 'auto_resolved' OR status = 'escalated'
                OR status = 'in_progress' OR status = 'closed'),
            party TEXT NOT NULL COLLATE NOCASE,
            group_address TEXT COLLATE NOCASE,
            assigned_agent TEXT COLLATE NOCASE,
            intent TEXT,
            category TEXT NOT NULL,
            priority TEXT NOT NULL,
            language TEXT,
            response_source TEXT NOT NULL,
            confidence REAL NOT NULL,
            model TEXT NOT NULL,
            rating INTEGER CHECK (rating BETWEEN 1 AND 5),
            resolved INTEGER,
            was_answered INTEGER NOT NULL DEFAULT 0,
            was_escalated INTEGER NOT NULL DEFAULT 0,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            first_response_at INTEGER,
            resolved_at INTEGER,
            summary TEXT NOT NULL,
            record TEXT NOT NULL,
            message TEXT NOT NULL,
            response TEXT
        );
        CREATE INDEX ticket_party_history ON ticket (party, id);
        CREATE INDEX ticket_status ON ticket (status, id);
        CREATE INDEX ticket_intent ON ticket (intent, id);
        CREATE INDEX ticket_group ON ticket (group_address, id) WHERE group_address IS NOT NULL;
        CREATE INDEX ticket_agent ON ticket (assigned_agent, status) WHERE assigned_agent IS NOT NULL;
        CREATE INDEX ticket_created ON ticket (created_at);
        CREATE INDEX ticket_closed ON ticket (updated_at) WHERE status = 'closed';

        CREATE TABLE ticket_party (
            ticket INTEGER NOT NULL REFERENCES ticket (id) ON DELETE CASCADE,
            address TEXT NOT NULL COLLATE NOCASE,
            role TEXT NOT NULL CHECK (role = 'customer' OR role = 'agent' OR role = 'admin'),
            PRIMARY KEY (ticket, role, address)
        ) WITHOUT ROWID;
        CREATE TRIGGER ticket_party_customer BEFORE INSERT ON ticket_party
        WHEN NEW.role = 'customer'
            AND NOT EXISTS (SELECT 1 FROM ticket t WHERE t.id = NEW.ticket AND t.party = NEW.address)
        BEGIN SELECT RAISE(ABORT, 'INV9: a ticket has one customer'); END;
        CREATE TRIGGER ticket_party_frozen BEFORE UPDATE OF party ON ticket WHEN NEW.party <> OLD.party
        BEGIN SELECT RAISE(ABORT, 'INV9: a ticket keeps its customer'); END;

        CREATE TABLE event (
            id INTEGER PRIMARY KEY,
            ticket INTEGER REFERENCES ticket (id) ON DELETE CASCADE,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            actor_address TEXT COLLATE NOCASE,
            kind TEXT NOT NULL,
            reason TEXT NOT NULL,
            payload TEXT
        );
        CREATE INDEX event_ticket ON event (ticket, id);
        CREATE INDEX event_kind ON event (kind, at)
            WHERE kind <> 'opened' AND kind <> 'received' AND kind <> 'judged' AND kind <> 'composed' AND kind <> 'delivered';
        CREATE INDEX event_actor ON event (actor_address, id) WHERE actor_address IS NOT NULL;
        CREATE TRIGGER event_frozen BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

        """

    private static let outbox = """
        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            ticket INTEGER REFERENCES ticket (id) ON DELETE CASCADE,
            cause TEXT NOT NULL,
            purpose TEXT NOT NULL,
            recipient TEXT NOT NULL COLLATE NOCASE,
            reverse_path TEXT NOT NULL,
            message_id TEXT NOT NULL,
            is_automatic INTEGER NOT NULL,
            rate_sender TEXT,
            composed_at INTEGER NOT NULL,
            state TEXT NOT NULL DEFAULT 'queued' CHECK (state = 'queued' OR state = 'sending' OR state = 'sent'
                OR state = 'retry' OR state = 'failed' OR state = 'unknown' OR state = 'parked' OR state = 'cancelled'),
            attempts INTEGER NOT NULL DEFAULT 0,
            resends INTEGER NOT NULL DEFAULT 0 CHECK (resends BETWEEN 0 AND 1),
            first_due_at INTEGER NOT NULL,
            due_at INTEGER,
            owner TEXT,
            epoch INTEGER,
            lease_until INTEGER,
            dot_at INTEGER,
            resolve_at INTEGER,
            ended_at INTEGER,
            reply TEXT,
            UNIQUE (cause, purpose, recipient),
            CHECK ((state IN ('queued', 'retry')) = (due_at IS NOT NULL)),
            CHECK ((state = 'sending') = (lease_until IS NOT NULL)),
            CHECK ((state = 'sending') = (owner IS NOT NULL)),
            CHECK ((state = 'unknown') = (resolve_at IS NOT NULL)),
            CHECK ((state = 'sent' OR state = 'failed' OR state = 'parked' OR state = 'cancelled') = (ended_at IS NOT NULL)),
            CHECK (dot_at IS NULL OR state NOT IN ('queued', 'retry')),
            CHECK (state <> 'unknown' OR dot_at IS NOT NULL)
        );
        CREATE INDEX outbox_due ON outbox (is_automatic, due_at) WHERE due_at IS NOT NULL;
        CREATE INDEX outbox_lease ON outbox (lease_until) WHERE lease_until IS NOT NULL;
        CREATE INDEX outbox_resolve ON outbox (resolve_at) WHERE resolve_at IS NOT NULL;
        CREATE INDEX outbox_stuck ON outbox (state, ended_at) WHERE state IN ('failed', 'parked');
        CREATE INDEX outbox_ticket ON outbox (ticket) WHERE ticket IS NOT NULL;
        CREATE INDEX outbox_message ON outbox (message_id);
        CREATE INDEX outbox_sender ON outbox (rate_sender, composed_at) WHERE rate_sender IS NOT NULL;
        CREATE TRIGGER outbox_recipient_is_party BEFORE INSERT ON outbox
        WHEN (NEW.ticket IS NULL AND (NEW.purpose = 'answer' OR NEW.purpose = 'acknowledgement' OR NEW.purpose = 'agent-reply'))
            OR (NEW.ticket IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM ticket_party p WHERE p.ticket = NEW.ticket AND p.address = NEW.recipient AND (p.role = 'customer')
                    = (NEW.purpose = 'answer' OR NEW.purpose = 'acknowledgement' OR NEW.purpose = 'agent-reply')))
        BEGIN SELECT RAISE(ABORT, 'INV9: the recipient is no party of the ticket'); END;
        CREATE TRIGGER outbox_frozen
        BEFORE UPDATE OF ticket, cause, purpose, recipient, reverse_path, message_id, is_automatic, composed_at ON outbox
        BEGIN SELECT RAISE(ABORT, 'INV4: a mail in the outbox never changes'); END;
        CREATE TRIGGER outbox_dot_needs_lease BEFORE UPDATE OF dot_at ON outbox
        WHEN NEW.dot_at IS NOT NULL AND OLD.dot_at IS NULL
            AND (OLD.state <> 'sending' OR NEW.state <> 'sending' OR NEW.dot_at >= OLD.lease_until)
        BEGIN SELECT RAISE(ABORT, 'INV5: a final dot only from a live claimed row'); END;
        CREATE TRIGGER outbox_sent_is_final BEFORE UPDATE OF state ON outbox WHEN OLD.state = 'sent' AND NEW.state <> 'sent'
        BEGIN SELECT RAISE(ABORT, 'K15: a sent mail is never sent again'); END;
        CREATE TRIGGER outbox_resend_is_counted BEFORE UPDATE OF state ON outbox
        WHEN OLD.state = 'unknown' AND NEW.state IN ('queued', 'retry', 'sending') AND NEW.resends <> OLD.resends + 1
        BEGIN SELECT RAISE(ABORT, 'INV8: an unknown mail is resent at most once'); END;
        CREATE TRIGGER outbox_resends_grow BEFORE UPDATE OF resends ON outbox WHEN NEW.resends < OLD.resends
        BEGIN SELECT RAISE(ABORT, 'INV8: resends are never forgotten'); END;

        CREATE TABLE outbox_bytes (outbox INTEGER PRIMARY KEY REFERENCES outbox (id) ON DELETE CASCADE, bytes BLOB NOT NULL);
        CREATE TRIGGER outbox_bytes_frozen BEFORE UPDATE ON outbox_bytes
        BEGIN SELECT RAISE(ABORT, 'INV4: frozen bytes never change'); END;

        CREATE TABLE rate_count (
            scope TEXT NOT NULL,
            subject TEXT NOT NULL,
            minute INTEGER NOT NULL,
            number INTEGER NOT NULL,
            PRIMARY KEY (scope, subject, minute)
        ) WITHOUT ROWID;

        """

    private static let tokens = """
        CREATE TABLE token (
            digest TEXT PRIMARY KEY,
            ticket INTEGER REFERENCES ticket (id) ON DELETE CASCADE,
            role TEXT NOT NULL,
            purpose TEXT NOT NULL,
            bound_to TEXT NOT NULL,
            expires_at INTEGER,
            message_id TEXT NOT NULL,
            command TEXT,
            is_spent INTEGER NOT NULL DEFAULT 0
        ) WITHOUT ROWID;
        CREATE INDEX token_ticket ON token (ticket) WHERE ticket IS NOT NULL;
        CREATE INDEX token_expiry ON token (expires_at) WHERE expires_at IS NOT NULL;
        CREATE TRIGGER token_spent_is_final BEFORE UPDATE OF is_spent ON token WHEN OLD.is_spent = 1
        BEGIN SELECT RAISE(ABORT, 'B4: a nonce is used once'); END;

        """

    private static let knowledge = """
        CREATE TABLE solved_case (
            id INTEGER PRIMARY KEY,
            ticket INTEGER NOT NULL,
            intent TEXT,
            language TEXT,
            question TEXT NOT NULL,
            solution TEXT NOT NULL,
            may_send INTEGER NOT NULL,
            learned_from TEXT NOT NULL,
            learned_at INTEGER NOT NULL,
            uses INTEGER NOT NULL DEFAULT 0,
            good_ratings INTEGER NOT NULL DEFAULT 0,
            bad_ratings INTEGER NOT NULL DEFAULT 0,
            is_withdrawn INTEGER NOT NULL DEFAULT 0,
            revision INTEGER NOT NULL
        );
        CREATE INDEX solved_case_revision ON solved_case (revision);
        CREATE INDEX solved_case_ticket ON solved_case (ticket);

        CREATE TABLE grade (ticket INTEGER PRIMARY KEY, intent TEXT NOT NULL, wrong INTEGER NOT NULL);
        CREATE TABLE intent_record (intent TEXT PRIMARY KEY, graded INTEGER NOT NULL, wrong INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TRIGGER grade_counted AFTER INSERT ON grade BEGIN
            INSERT INTO intent_record (intent, graded, wrong) VALUES (NEW.intent, 1, NEW.wrong)
            ON CONFLICT (intent) DO UPDATE SET graded = graded + 1, wrong = wrong + excluded.wrong;
        END;
        CREATE TRIGGER grade_changed AFTER UPDATE OF wrong ON grade BEGIN
            UPDATE intent_record SET wrong = wrong + NEW.wrong - OLD.wrong WHERE intent = OLD.intent;
        END;
        CREATE TABLE intent_mode (intent TEXT PRIMARY KEY, mode TEXT NOT NULL) WITHOUT ROWID;

        """

    private static let service = """
        CREATE TABLE agenda (key TEXT PRIMARY KEY, due INTEGER NOT NULL, kind TEXT NOT NULL, ticket INTEGER, argument TEXT)
        WITHOUT ROWID;
        CREATE INDEX agenda_due ON agenda (due);
        CREATE INDEX agenda_ticket ON agenda (ticket) WHERE ticket IS NOT NULL;

        CREATE TABLE hold (
            id INTEGER PRIMARY KEY,
            scope TEXT NOT NULL CHECK (scope IN ('automatic', 'everything')),
            reason TEXT NOT NULL,
            since INTEGER NOT NULL,
            released_at INTEGER
        );
        CREATE INDEX hold_standing ON hold (id) WHERE released_at IS NULL;

        CREATE TABLE operation (id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE tombstone (digest TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;

        CREATE TABLE installation (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            epoch INTEGER NOT NULL,
            owner TEXT,
            taken_at INTEGER,
            first_counted_at INTEGER
        );
        INSERT INTO installation (one, epoch) VALUES (1, 0);
        """
}
