-- +goose Up
-- Hash of the document with the proofs of a plan; it is one of documents, which
-- are never deleted. (SQLite cannot add a foreign key of two columns.)
ALTER TABLE plans ADD COLUMN certificates text;

-- +goose Down
ALTER TABLE plans DROP COLUMN certificates;
