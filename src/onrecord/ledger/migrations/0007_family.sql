-- What the documents of an origin are to one another, and its primary source. Origins of a ledger from before have
-- families as soon as it is next written.

CREATE TABLE relations (
    origin VARCHAR NOT NULL,
    ord INTEGER NOT NULL,
    document VARCHAR NOT NULL,
    method VARCHAR NOT NULL,
    parent VARCHAR,
    kind VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    beside VARCHAR,
    evidence JSON,
    credit VARCHAR
);

ALTER TABLE origins ADD COLUMN primary_document VARCHAR;

-- The origins that a translation brought together, as they were found by their wording alone: grouping goes by these.
CREATE TABLE brought_together (
    origin VARCHAR NOT NULL,
    ord INTEGER NOT NULL,
    part JSON NOT NULL
);
