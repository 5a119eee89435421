extension Migration {
    /// What people's words teach: grades by confidence, the last automatic answers, examples for the classifier.
    static let second = Migration(
        number: 2, name: "grades, automatic answers, taught examples", text: grades + answers + examples)

    /// A grade has the mark as it was given; the record of an intent is counted by ranges of confidence (RULES H6).
    private static let grades = """
        DROP TRIGGER grade_counted;
        DROP TRIGGER grade_changed;
        ALTER TABLE grade ADD COLUMN band REAL NOT NULL DEFAULT 0.75;
        ALTER TABLE grade ADD COLUMN mark TEXT NOT NULL DEFAULT '';
        ALTER TABLE grade ADD COLUMN graded_at INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE intent_band (
            intent TEXT NOT NULL,
            band REAL NOT NULL,
            graded INTEGER NOT NULL,
            wrong INTEGER NOT NULL,
            PRIMARY KEY (intent, band)
        ) WITHOUT ROWID;
        INSERT INTO intent_band (intent, band, graded, wrong) SELECT intent, 0.75, graded, wrong FROM intent_record;
        DROP TABLE intent_record;
        CREATE TRIGGER grade_counted AFTER INSERT ON grade BEGIN
            INSERT INTO intent_band (intent, band, graded, wrong) VALUES (NEW.intent, NEW.band, 1, NEW.wrong)
            ON CONFLICT (intent, band) DO UPDATE SET graded = graded + 1, wrong = wrong + excluded.wrong;
        END;
        CREATE TRIGGER grade_changed AFTER UPDATE OF wrong ON grade BEGIN
            UPDATE intent_band SET wrong = wrong + NEW.wrong - OLD.wrong WHERE intent = OLD.intent AND band = OLD.band;
        END;

        """

    /// The last fifty of an intent, since its rung last changed, are what H9 looks back on.
    private static let answers = """
        CREATE TABLE automatic_answer (
            ticket INTEGER PRIMARY KEY,
            intent TEXT NOT NULL,
            answered_at INTEGER NOT NULL,
            is_sampled INTEGER NOT NULL,
            mark TEXT
        );
        CREATE INDEX automatic_answer_intent ON automatic_answer (intent, answered_at);
        CREATE INDEX automatic_answer_to_look_at ON automatic_answer (answered_at) WHERE is_sampled = 1 AND mark IS NULL;
        ALTER TABLE intent_mode ADD COLUMN since INTEGER NOT NULL DEFAULT 0;

        """

    /// Nothing personal is left in an example, so it outlives its ticket; erasing the customer erases it.
    private static let examples = """
        CREATE TABLE example (
            ticket INTEGER PRIMARY KEY,
            source TEXT NOT NULL,
            rank INTEGER NOT NULL,
            language TEXT,
            intent TEXT,
            template TEXT,
            text TEXT NOT NULL,
            weight REAL NOT NULL,
            taught_at INTEGER NOT NULL,
            revision INTEGER NOT NULL UNIQUE
        );
        CREATE TABLE teaching (one INTEGER PRIMARY KEY CHECK (one = 1), taken INTEGER NOT NULL, tried INTEGER NOT NULL);
        INSERT INTO teaching (one, taken, tried) VALUES (1, 0, 0);

        """
}
