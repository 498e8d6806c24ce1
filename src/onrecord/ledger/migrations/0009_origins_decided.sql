-- What people decided about origins is kept with all other decisions. Grouping goes by the texts alone: what the
-- decisions make of its groups is laid over them, and the groups as they were found are kept here, to be put back.
-- Both tables are derived.

CREATE TABLE found_origins (
    origin VARCHAR NOT NULL,
    ord INTEGER NOT NULL,
    part JSON NOT NULL
);

-- How each origin stands that people decided about, with their decisions.
CREATE TABLE reviewed_origins (
    origin VARCHAR NOT NULL,
    standing VARCHAR NOT NULL,
    ord INTEGER NOT NULL,
    decision VARCHAR NOT NULL
);
