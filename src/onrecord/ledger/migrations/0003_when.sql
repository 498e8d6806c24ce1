-- When a position was taken, as an interval of days with the words that tell it; where the words of the matter stand;
-- the case's matters, the principle, the place in a numbered text, the event type, and whether the stance was given up.
-- Methods before this one told none of it: their rows say nothing of when, and no matters. An older method never told
-- a stance that was given up apart from one that is held.
-- A column cannot be added with a constraint, so the old rows are filled first.

ALTER TABLE positions ADD COLUMN when_first VARCHAR;
ALTER TABLE positions ADD COLUMN when_last VARCHAR;
ALTER TABLE positions ADD COLUMN when_start INTEGER;
ALTER TABLE positions ADD COLUMN when_end INTEGER;
ALTER TABLE positions ADD COLUMN when_rule VARCHAR;
ALTER TABLE positions ADD COLUMN about_start INTEGER;
ALTER TABLE positions ADD COLUMN about_end INTEGER;
ALTER TABLE positions ADD COLUMN matters JSON DEFAULT '[]';
ALTER TABLE positions ALTER COLUMN matters SET NOT NULL;
ALTER TABLE positions ALTER COLUMN matters DROP DEFAULT;
ALTER TABLE positions ADD COLUMN principle VARCHAR;
ALTER TABLE positions ADD COLUMN address VARCHAR;
ALTER TABLE positions ADD COLUMN event VARCHAR;
ALTER TABLE positions ADD COLUMN ended BOOLEAN DEFAULT false;
ALTER TABLE positions ALTER COLUMN ended SET NOT NULL;
ALTER TABLE positions ALTER COLUMN ended DROP DEFAULT;
