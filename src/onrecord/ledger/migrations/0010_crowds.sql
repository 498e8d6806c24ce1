-- The texts that hold a run which many hold are kept in few pieces: 24 bytes for each text (size of its sample, digest,
-- number; big-endian), in ascending order. A lookup then comes to a few rows, however many hold a run.

CREATE TABLE print_crowds (
    run BIGINT NOT NULL,
    holders BLOB USING COMPRESSION uncompressed NOT NULL
);
CREATE INDEX print_crowds_by_run ON print_crowds (run);

INSERT INTO print_crowds (run, holders)
SELECT r.run, unhex(string_agg(printf('%08x', p.size) || hex(p.digest) || printf('%08x', p.no), '' ORDER BY p.size, p.digest))
FROM print_runs AS r JOIN prints AS p ON p.no = r.print
WHERE r.run IN (SELECT run FROM print_runs GROUP BY run HAVING count(*) > 12)
GROUP BY r.run;
DELETE FROM print_runs WHERE run IN (SELECT run FROM print_crowds);

CREATE VIEW print_holders AS
SELECT run, print FROM print_runs
UNION ALL
SELECT run, ('0x' || substr(holder, 41, 8))::INTEGER AS print
FROM (SELECT run, unnest(regexp_extract_all(hex(holders), '.{48}')) AS holder FROM print_crowds);

-- Decimals are kept as they are: to pick a few out of compressed ones takes as long as to go through all of them.
CREATE TABLE print_ties_anew (
    print INTEGER NOT NULL,
    other INTEGER NOT NULL,
    runs INTEGER NOT NULL,
    found INTEGER NOT NULL,
    narration INTEGER NOT NULL,
    wider INTEGER NOT NULL,
    in_order DOUBLE USING COMPRESSION uncompressed NOT NULL,
    word_runs DOUBLE USING COMPRESSION uncompressed NOT NULL,
    same BOOLEAN USING COMPRESSION uncompressed NOT NULL
);
INSERT INTO print_ties_anew SELECT * FROM print_ties;
DROP TABLE print_ties;
ALTER TABLE print_ties_anew RENAME TO print_ties;
CREATE INDEX print_ties_by_print ON print_ties (print);
