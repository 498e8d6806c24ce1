-- Roll calls that the user brought: one source a file (or files that belong together), its roll calls, and what each
-- seat did. Votes are codes of one byte, so that a million of them are read in a moment: 0 not a member, 1 yes,
-- 2 abstain, 3 no, 4 not voting; the view `record_roll` writes them out. Rows of a source are added whole and never changed.

CREATE TABLE record_sources (
    no INTEGER PRIMARY KEY,
    id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    digest VARCHAR NOT NULL,
    size BIGINT NOT NULL,
    layout VARCHAR NOT NULL,
    edition VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    publisher VARCHAR NOT NULL,
    address VARCHAR NOT NULL,
    terms VARCHAR NOT NULL,
    rank INTEGER NOT NULL,
    read_on VARCHAR,
    imported TIMESTAMP NOT NULL,
    tool VARCHAR NOT NULL,
    lines BIGINT NOT NULL,
    problems JSON NOT NULL
);

CREATE TABLE record_seats (
    no SMALLINT PRIMARY KEY,
    id VARCHAR NOT NULL
);

CREATE TABLE record_calls (
    no INTEGER PRIMARY KEY,
    source INTEGER NOT NULL,
    call VARCHAR NOT NULL,
    symbol VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    body VARCHAR NOT NULL,
    date VARCHAR NOT NULL,
    day DATE NOT NULL,
    kind VARCHAR NOT NULL,
    way VARCHAR NOT NULL,
    names VARCHAR NOT NULL,
    adopted BOOLEAN,
    rank INTEGER NOT NULL,
    yes INTEGER,
    against INTEGER,
    abstain INTEGER,
    not_voting INTEGER,
    stated_yes INTEGER,
    stated_no INTEGER,
    stated_abstain INTEGER,
    stated_not_voting INTEGER,
    same_as INTEGER,
    texts JSON NOT NULL
);

CREATE TABLE record_votes (
    call INTEGER NOT NULL,
    seat SMALLINT NOT NULL,
    option UTINYINT NOT NULL,
    name VARCHAR
);

-- Ideal points are slow to estimate (seconds), so they are kept with the digest of the votes they were estimated from.
CREATE TABLE record_points (
    digest VARCHAR NOT NULL,
    seat VARCHAR NOT NULL,
    since DATE,
    year INTEGER NOT NULL,
    point DOUBLE NOT NULL,
    low DOUBLE NOT NULL,
    high DOUBLE NOT NULL,
    votes INTEGER NOT NULL
);

CREATE VIEW record_roll AS
    SELECT c.body, c.symbol, c.date, s.id AS seat, v.name,
        CASE v.option WHEN 1 THEN 'yes' WHEN 2 THEN 'abstain' WHEN 3 THEN 'no' WHEN 4 THEN 'not voting' END AS option,
        r.id AS source
    FROM record_votes v
    JOIN record_calls c ON c.no = v.call
    JOIN record_seats s ON s.no = v.seat
    JOIN record_sources r ON r.no = c.source;
