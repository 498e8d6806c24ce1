-- What `onrecord export sqlite` writes. Offsets (start_at, end_at) count characters of documents.text, the end excluded;
-- dates are ISO text as exact as the source gives them; truth values are 1 and 0. An empty cell is NULL.

CREATE TABLE about (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
);

-- Independent reports: copies of one report are one. Count these, not documents.
CREATE TABLE origins (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT,
    documents INTEGER NOT NULL,
    primary_document TEXT REFERENCES documents(id),
    reason TEXT NOT NULL,
    standing TEXT NOT NULL -- in review: corrected where people joined, parted or ordered its documents
);

CREATE TABLE documents (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT,
    outlet TEXT,
    credit TEXT,
    author TEXT,
    speaker TEXT,
    speaker_office TEXT,
    issuer TEXT,
    date TEXT,
    event_date TEXT,
    language TEXT,
    origin TEXT REFERENCES origins(id),
    address TEXT NOT NULL,
    url TEXT,
    media_type TEXT NOT NULL,
    digest TEXT NOT NULL,
    warnings TEXT,
    characters INTEGER NOT NULL,
    text TEXT -- NULL where excerpts are bounded
);

CREATE TABLE paragraphs (
    document TEXT NOT NULL REFERENCES documents(id),
    number INTEGER NOT NULL,
    label TEXT,
    language TEXT,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    PRIMARY KEY (document, number)
);

-- Readers' comments: in the file only where they were asked for, and never the source of a row.
CREATE TABLE comments (
    document TEXT NOT NULL REFERENCES documents(id),
    number INTEGER NOT NULL,
    author TEXT,
    text TEXT NOT NULL,
    answers INTEGER,
    PRIMARY KEY (document, number)
);

CREATE TABLE actors (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL
);

CREATE TABLE statements (
    id TEXT PRIMARY KEY NOT NULL,
    document TEXT NOT NULL REFERENCES documents(id),
    speaker TEXT,
    speaker_name TEXT,
    act TEXT NOT NULL,
    form TEXT NOT NULL,
    quote TEXT NOT NULL,
    source TEXT,
    cue TEXT,
    chain TEXT, -- who tells it, the outlet first
    start_at INTEGER,
    end_at INTEGER,
    rule TEXT NOT NULL,
    standing TEXT NOT NULL, -- in review: found, accepted, corrected, added or disputed
    decision TEXT -- id of the last decision about it
);

CREATE TABLE positions (
    id TEXT PRIMARY KEY NOT NULL,
    document TEXT NOT NULL REFERENCES documents(id),
    origin TEXT REFERENCES origins(id),
    statement TEXT REFERENCES statements(id),
    holder TEXT NOT NULL REFERENCES actors(id),
    holder_name TEXT NOT NULL,
    stance TEXT NOT NULL,
    polarity INTEGER NOT NULL, -- 1, 0 or -1 towards the counterpart
    toward TEXT REFERENCES actors(id),
    toward_name TEXT,
    about TEXT,
    basis TEXT NOT NULL, -- vote, instrument, own-words, reported, ascribed: strongest first
    declared INTEGER NOT NULL, -- 0 for what somebody else says of the holder
    quote TEXT NOT NULL,
    chain TEXT,
    date TEXT,
    when_first TEXT,
    when_last TEXT,
    forum TEXT,
    instrument TEXT,
    modality TEXT,
    principle TEXT,
    address TEXT,
    event TEXT, -- PLOVER event type of the frame
    ended INTEGER NOT NULL,
    by_membership INTEGER NOT NULL,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    rule TEXT NOT NULL,
    standing TEXT NOT NULL,
    decision TEXT
);

CREATE TABLE position_matters (
    position TEXT NOT NULL REFERENCES positions(id),
    matter TEXT NOT NULL,
    PRIMARY KEY (position, matter)
) WITHOUT ROWID;

-- Rows of registry and record that a position used.
CREATE TABLE position_rows (
    position TEXT NOT NULL REFERENCES positions(id),
    number INTEGER NOT NULL,
    used TEXT NOT NULL,
    PRIMARY KEY (position, number)
) WITHOUT ROWID;

-- Claims and what the record says of them; the verdict is NULL where none was given.
CREATE TABLE claims (
    id TEXT PRIMARY KEY NOT NULL,
    document TEXT NOT NULL REFERENCES documents(id),
    origin TEXT REFERENCES origins(id),
    kind TEXT NOT NULL,
    verdict TEXT,
    text_says TEXT,
    record_says TEXT,
    as_of TEXT,
    nearest TEXT,
    quote TEXT NOT NULL,
    chain TEXT,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    rule TEXT NOT NULL
);

CREATE TABLE claim_terms (
    claim TEXT NOT NULL REFERENCES claims(id),
    name TEXT NOT NULL,
    value TEXT,
    PRIMARY KEY (claim, name)
) WITHOUT ROWID;

-- The computation (step), rows that decide (row), and what was looked for in vain (searched).
CREATE TABLE claim_grounds (
    claim TEXT NOT NULL REFERENCES claims(id),
    kind TEXT NOT NULL,
    number INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (claim, kind, number)
) WITHOUT ROWID;

-- What a document is to the others of its report.
CREATE TABLE relations (
    document TEXT PRIMARY KEY NOT NULL REFERENCES documents(id),
    origin TEXT NOT NULL REFERENCES origins(id),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    parent TEXT REFERENCES documents(id),
    beside TEXT REFERENCES documents(id),
    reason TEXT NOT NULL,
    evidence TEXT,
    credit TEXT
);

-- Sentences in which relatives differ; those that are the same are left out.
CREATE TABLE edits (
    original TEXT NOT NULL REFERENCES documents(id),
    copy TEXT NOT NULL REFERENCES documents(id),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    original_text TEXT,
    copy_text TEXT,
    PRIMARY KEY (original, copy, number)
);

-- Imported roll calls.
CREATE TABLE record_sources (
    id TEXT PRIMARY KEY NOT NULL,
    title TEXT NOT NULL,
    publisher TEXT NOT NULL,
    address TEXT NOT NULL,
    terms TEXT NOT NULL,
    edition TEXT NOT NULL,
    digest TEXT NOT NULL
);

CREATE TABLE roll_calls (
    id INTEGER PRIMARY KEY NOT NULL,
    source TEXT NOT NULL REFERENCES record_sources(id),
    body TEXT NOT NULL,
    symbol TEXT NOT NULL,
    date TEXT NOT NULL,
    kind TEXT NOT NULL,
    way TEXT NOT NULL,
    adopted INTEGER,
    yes INTEGER,
    no INTEGER,
    abstain INTEGER,
    not_voting INTEGER,
    same_as INTEGER REFERENCES roll_calls(id)
);

-- A seat that was no member's on the day has no row: absent is never no.
CREATE TABLE votes (
    roll_call INTEGER NOT NULL REFERENCES roll_calls(id),
    state TEXT NOT NULL,
    name TEXT,
    option TEXT NOT NULL,
    PRIMARY KEY (roll_call, state)
) WITHOUT ROWID;

CREATE VIEW paragraph_texts AS
    SELECT p.document, p.number, p.label, p.language, substr(d.text, p.start_at + 1, p.end_at - p.start_at) AS text
    FROM paragraphs AS p JOIN documents AS d ON d.id = p.document;

-- Who stands how towards whom, on which rung, in how many independent reports.
CREATE VIEW matrix AS
    SELECT holder, toward, stance, polarity, basis, declared, count(DISTINCT coalesce(origin, document)) AS reports,
        count(*) AS positions, min(when_first) AS first_day, max(when_last) AS last_day
    FROM positions WHERE NOT ended
    GROUP BY holder, toward, stance, polarity, basis, declared;
