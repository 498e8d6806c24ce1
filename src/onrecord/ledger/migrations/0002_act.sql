-- What the source does with the content: speech, attitude or deed. Methods before this one found speech alone.
-- A column cannot be added with a constraint, so the old rows are filled first.

ALTER TABLE statements ADD COLUMN act VARCHAR DEFAULT 'speech';
ALTER TABLE statements ALTER COLUMN act SET NOT NULL;
ALTER TABLE statements ALTER COLUMN act DROP DEFAULT;
