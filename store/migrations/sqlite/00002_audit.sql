-- +goose Up

-- The log becomes a Merkle tree (RFC 6962): every entry adds its leaf and the
-- nodes that it completes. The chain of rows gives way to it: leaves are hashes
-- of the entries, and the head holds the edge of the tree and what was signed.
CREATE TABLE audit_hashes (
  tenant_id text NOT NULL,
  seq       integer NOT NULL,
  hashes    text NOT NULL,
  CONSTRAINT audit_hashes_pk PRIMARY KEY (tenant_id, seq),
  CONSTRAINT audit_hashes_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id)
);
ALTER TABLE audit_entries DROP COLUMN previous;
ALTER TABLE audit_entries DROP COLUMN hash;
ALTER TABLE audit_heads DROP COLUMN hash;
ALTER TABLE audit_heads ADD COLUMN frontier text NOT NULL DEFAULT '';
ALTER TABLE audit_heads ADD COLUMN checkpoint text NOT NULL DEFAULT '';
-- +goose StatementBegin
CREATE TRIGGER audit_hashes_no_update BEFORE UPDATE ON audit_hashes BEGIN
  SELECT RAISE(ABORT, 'rows of audit_hashes are only added');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_hashes_no_delete BEFORE DELETE ON audit_hashes BEGIN
  SELECT RAISE(ABORT, 'rows of audit_hashes are only added');
END;
-- +goose StatementEnd

-- +goose Down
ALTER TABLE audit_heads DROP COLUMN checkpoint;
ALTER TABLE audit_heads DROP COLUMN frontier;
ALTER TABLE audit_heads ADD COLUMN hash text NOT NULL DEFAULT '';
ALTER TABLE audit_entries ADD COLUMN hash text NOT NULL DEFAULT '';
ALTER TABLE audit_entries ADD COLUMN previous text NOT NULL DEFAULT '';
DROP TABLE audit_hashes;
