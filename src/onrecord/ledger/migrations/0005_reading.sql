-- What reading tells since many formats are read: the file that held a document, its address on the web and when it was
-- taken from there; how sure its kind is; the day of change, the dateline and the day of the event, apart from the day of
-- publication; the language of each paragraph; which comment a comment answers.
-- Methods before this one told none of it.

ALTER TABLE documents ADD COLUMN container VARCHAR;
ALTER TABLE documents ADD COLUMN url VARCHAR;
ALTER TABLE documents ADD COLUMN retrieved VARCHAR;
ALTER TABLE documents ADD COLUMN kind_confidence DOUBLE;
ALTER TABLE documents ADD COLUMN date_rule VARCHAR;
ALTER TABLE documents ADD COLUMN updated VARCHAR;
ALTER TABLE documents ADD COLUMN dateline JSON;
ALTER TABLE documents ADD COLUMN event_date VARCHAR;
ALTER TABLE paragraphs ADD COLUMN language VARCHAR;
ALTER TABLE comments ADD COLUMN parent INTEGER;
