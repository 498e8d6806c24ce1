-- The first ledger. Offsets are characters of documents.text, end exclusive; dates are ISO text as
-- precise as the source gives; columns of type JSON hold the forms that codec.py writes.
-- Rows of one document are keyed by (document, method): a newer method adds rows beside the older.

CREATE TABLE schema_version (
    application VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    name VARCHAR NOT NULL
);

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    started TIMESTAMP NOT NULL,
    finished TIMESTAMP,
    tool VARCHAR NOT NULL,
    method VARCHAR NOT NULL
);

-- Every source a run met, and what became of it: added, held (stored already) or skipped (why).
CREATE TABLE sources (
    run INTEGER NOT NULL,
    ord INTEGER NOT NULL,
    address VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    document VARCHAR,
    reason VARCHAR
);

-- Which method's rows speak for a document: the last reading does, the others are superseded.
CREATE TABLE readings (
    ord INTEGER NOT NULL,
    document VARCHAR NOT NULL,
    method VARCHAR NOT NULL,
    run INTEGER NOT NULL
);

CREATE TABLE documents (
    document VARCHAR NOT NULL,
    method VARCHAR NOT NULL,
    run INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    address VARCHAR NOT NULL,
    digest VARCHAR NOT NULL,
    media_type VARCHAR NOT NULL,
    encoding VARCHAR NOT NULL,
    size BIGINT NOT NULL,
    kind VARCHAR NOT NULL,
    kind_reason VARCHAR NOT NULL,
    title VARCHAR,
    outlet VARCHAR,
    credit VARCHAR,
    author VARCHAR,
    speaker VARCHAR,
    speaker_office VARCHAR,
    issuer VARCHAR,
    date VARCHAR,
    language VARCHAR,
    text VARCHAR NOT NULL,
    warnings JSON NOT NULL,
    PRIMARY KEY (document, method)
);

CREATE TABLE paragraphs (
    document VARCHAR NOT NULL,
    method VARCHAR NOT NULL,
    run INTEGER NOT NULL,
    ord INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    label VARCHAR
);

CREATE TABLE comments (
    document VARCHAR NOT NULL,
    method VARCHAR NOT NULL,
    run INTEGER NOT NULL,
    ord INTEGER NOT NULL,
    place INTEGER NOT NULL,
    author VARCHAR,
    text VARCHAR NOT NULL
);

CREATE TABLE left_out (
    document VARCHAR NOT NULL,
    method VARCHAR NOT NULL,
    run INTEGER NOT NULL,
    ord INTEGER NOT NULL,
    reason VARCHAR NOT NULL,
    text VARCHAR NOT NULL
);

CREATE TABLE statements (
    document VARCHAR NOT NULL,
    method VARCHAR NOT NULL,
    run INTEGER NOT NULL,
    ord INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    chain JSON NOT NULL,
    source JSON,
    cue JSON,
    content JSON NOT NULL,
    form VARCHAR NOT NULL,
    rule VARCHAR NOT NULL
);

CREATE TABLE positions (
    document VARCHAR NOT NULL,
    method VARCHAR NOT NULL,
    run INTEGER NOT NULL,
    ord INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    statement VARCHAR,
    holder VARCHAR NOT NULL,
    holder_name VARCHAR NOT NULL,
    holder_party JSON NOT NULL,
    stance VARCHAR NOT NULL,
    toward VARCHAR,
    toward_name VARCHAR,
    toward_party JSON,
    about VARCHAR,
    basis VARCHAR NOT NULL,
    basis_reason VARCHAR NOT NULL,
    chain JSON NOT NULL,
    evidence_start INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL,
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    date VARCHAR,
    forum VARCHAR,
    instrument VARCHAR,
    modality VARCHAR,
    by_membership BOOLEAN NOT NULL,
    rule VARCHAR NOT NULL,
    used_rows JSON NOT NULL
);

CREATE TABLE claims (
    document VARCHAR NOT NULL,
    method VARCHAR NOT NULL,
    run INTEGER NOT NULL,
    ord INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    terms JSON NOT NULL,
    chain JSON NOT NULL,
    rule VARCHAR NOT NULL
);

CREATE TABLE verdicts (
    document VARCHAR NOT NULL,
    method VARCHAR NOT NULL,
    run INTEGER NOT NULL,
    ord INTEGER NOT NULL,
    claim VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    text_says VARCHAR NOT NULL,
    record_says VARCHAR NOT NULL,
    as_of VARCHAR,
    steps JSON NOT NULL,
    nearest VARCHAR,
    used_rows JSON NOT NULL,
    searched JSON NOT NULL
);

CREATE TABLE set_aside (
    document VARCHAR NOT NULL,
    method VARCHAR NOT NULL,
    run INTEGER NOT NULL,
    ord INTEGER NOT NULL,
    stage VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    about_document VARCHAR,
    span JSON,
    detail VARCHAR NOT NULL
);

-- Derived from the documents as a whole, and written anew by each run.
CREATE TABLE origins (
    ord INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    name VARCHAR,
    documents JSON NOT NULL,
    reason VARCHAR NOT NULL
);

CREATE TABLE origin_documents (
    origin VARCHAR NOT NULL,
    ord INTEGER NOT NULL,
    document VARCHAR NOT NULL
);

CREATE TABLE edits (
    original_document VARCHAR NOT NULL,
    copy_document VARCHAR NOT NULL,
    ord INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    original VARCHAR,
    copy VARCHAR
);

CREATE VIEW newest AS
    SELECT document, arg_max(method, ord) AS method FROM readings GROUP BY document;

CREATE VIEW skipped AS
    SELECT run, ord, address, reason FROM sources WHERE outcome = 'skipped';
