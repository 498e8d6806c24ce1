-- What people decided about rows: appended, never changed and never deleted. Every other table here is derived from the
-- decisions and the newest reading of each document, and is made anew for a document when either changes.

CREATE TABLE decisions (
    id VARCHAR PRIMARY KEY,
    about VARCHAR NOT NULL,
    verb VARCHAR NOT NULL,
    document VARCHAR NOT NULL,
    target VARCHAR,
    selector JSON,
    seen JSON NOT NULL,
    new_values JSON NOT NULL,
    undoes VARCHAR,
    reason VARCHAR NOT NULL,
    reviewer VARCHAR NOT NULL,
    decided TIMESTAMP NOT NULL,
    tool VARCHAR NOT NULL
);
CREATE INDEX decisions_by_document ON decisions (document);

-- Each decision that holds, with the row it is about as it stands now.
CREATE TABLE review_units (
    document VARCHAR NOT NULL,
    about VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    decision VARCHAR NOT NULL,
    reviewer VARCHAR NOT NULL,
    standing VARCHAR NOT NULL,
    shown VARCHAR,
    span_start INTEGER,
    span_end INTEGER,
    problem VARCHAR
);

-- The found rows that people decided about.
CREATE TABLE review_marks (
    document VARCHAR NOT NULL,
    method VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    standing VARCHAR NOT NULL,
    decision VARCHAR NOT NULL,
    shown BOOLEAN NOT NULL
);

-- Rows that stand on people's word: in the place of a found one, or where none is found.
CREATE TABLE decided_positions AS
    SELECT *, ''::VARCHAR AS standing, ''::VARCHAR AS decision, false AS found FROM positions LIMIT 0;
CREATE TABLE decided_statements AS
    SELECT *, ''::VARCHAR AS standing, ''::VARCHAR AS decision, false AS found FROM statements LIMIT 0;

-- What every reader asks: the newest rows as people left them. A step that adds a column to either table makes these anew.
CREATE VIEW current_positions AS
    SELECT p.*, coalesce(m.standing, 'found') AS standing, m.decision AS decision
    FROM positions AS p
    JOIN newest AS n ON n.document = p.document AND n.method = p.method
    LEFT JOIN review_marks AS m
        ON m.kind = 'position' AND m.document = p.document AND m.method = p.method AND m.id = p.id
    WHERE m.shown IS DISTINCT FROM false
    UNION ALL BY NAME
    SELECT d.* EXCLUDE (found) FROM decided_positions AS d
    JOIN newest AS n ON n.document = d.document AND n.method = d.method;

CREATE VIEW current_statements AS
    SELECT s.*, coalesce(m.standing, 'found') AS standing, m.decision AS decision
    FROM statements AS s
    JOIN newest AS n ON n.document = s.document AND n.method = s.method
    LEFT JOIN review_marks AS m
        ON m.kind = 'statement' AND m.document = s.document AND m.method = s.method AND m.id = s.id
    WHERE m.shown IS DISTINCT FROM false
    UNION ALL BY NAME
    SELECT d.* EXCLUDE (found) FROM decided_statements AS d
    JOIN newest AS n ON n.document = d.document AND n.method = d.method;
