-- Made when all rows are in: indexes behind every link and every column that people filter by, and full-text search.

CREATE INDEX documents_by_origin ON documents (origin);
CREATE INDEX documents_by_date ON documents (date);
CREATE INDEX statements_by_document ON statements (document);
CREATE INDEX statements_by_speaker ON statements (speaker);
CREATE INDEX positions_by_document ON positions (document);
CREATE INDEX positions_by_origin ON positions (origin);
CREATE INDEX positions_by_statement ON positions (statement);
CREATE INDEX positions_by_holder ON positions (holder, toward);
CREATE INDEX positions_by_toward ON positions (toward);
CREATE INDEX positions_by_day ON positions (when_first);
CREATE INDEX claims_by_document ON claims (document);
CREATE INDEX claims_by_verdict ON claims (verdict);
CREATE INDEX relations_by_origin ON relations (origin);
CREATE INDEX relations_by_parent ON relations (parent);
CREATE INDEX edits_by_copy ON edits (copy);
CREATE INDEX roll_calls_by_symbol ON roll_calls (symbol);
CREATE INDEX votes_by_state ON votes (state);

CREATE VIRTUAL TABLE documents_fts USING fts5(title, text, content='documents', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE statements_fts USING fts5(quote, content='statements', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE positions_fts USING fts5(quote, about, content='positions', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE claims_fts USING fts5(quote, content='claims', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE comments_fts USING fts5(text, content='comments', tokenize='unicode61 remove_diacritics 2');
INSERT INTO documents_fts(documents_fts) VALUES ('rebuild');
INSERT INTO statements_fts(statements_fts) VALUES ('rebuild');
INSERT INTO positions_fts(positions_fts) VALUES ('rebuild');
INSERT INTO claims_fts(claims_fts) VALUES ('rebuild');
INSERT INTO comments_fts(comments_fts) VALUES ('rebuild');
