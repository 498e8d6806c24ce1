-- What finding copies keeps of each text, so that a new document is laid beside its likes alone: the words as numbers,
-- a sample of their runs, the documents that print it, and the texts that share runs with it, with what was measured.
-- All of it is derived from the documents and can be made anew; `print_state` tells how far into `readings` it goes.

CREATE TABLE prints (
    no INTEGER NOT NULL,
    digest BLOB NOT NULL,
    size INTEGER NOT NULL,
    words BLOB NOT NULL
);
CREATE INDEX prints_by_no ON prints (no);
CREATE INDEX prints_by_digest ON prints (digest);

CREATE TABLE print_runs (
    run BIGINT NOT NULL,
    print INTEGER NOT NULL
);
CREATE INDEX print_runs_by_run ON print_runs (run);

CREATE TABLE print_documents (
    document VARCHAR NOT NULL,
    method VARCHAR NOT NULL,
    print INTEGER NOT NULL,
    outlet VARCHAR,
    credit VARCHAR,
    publisher VARCHAR,
    date_first DATE,
    date_last DATE,
    length BIGINT NOT NULL
);
CREATE INDEX print_documents_by_document ON print_documents (document);
CREATE INDEX print_documents_by_print ON print_documents (print);

-- Each tie stands here twice, once under either of its texts.
CREATE TABLE print_ties (
    print INTEGER NOT NULL,
    other INTEGER NOT NULL,
    runs INTEGER NOT NULL,
    found INTEGER NOT NULL,
    narration INTEGER NOT NULL,
    wider INTEGER NOT NULL,
    in_order DOUBLE NOT NULL,
    word_runs DOUBLE NOT NULL,
    same BOOLEAN NOT NULL
);
CREATE INDEX print_ties_by_print ON print_ties (print);

CREATE TABLE print_state (
    version VARCHAR NOT NULL,
    readings INTEGER NOT NULL
);

-- Origins are exchanged where new documents join them, and found by their documents.
CREATE INDEX origins_by_id ON origins (id);
CREATE INDEX origin_documents_by_document ON origin_documents (document);
CREATE INDEX edits_by_copy ON edits (copy_document);
