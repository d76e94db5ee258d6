-- +goose Up
-- What somebody wrote about a person: why an objection was filed, and why it was
-- resolved so; encrypted. The log has a digest of each with its salt, which goes
-- when the text goes. (Nothing was released that kept them in clear.)
CREATE TABLE texts (
  tenant_id text NOT NULL,
  subject   text NOT NULL,
  field     text NOT NULL,
  key_id    text NOT NULL,
  sealed    blob NOT NULL,
  salt      blob NOT NULL,
  stored_at timestamp NOT NULL,
  CONSTRAINT texts_pk PRIMARY KEY (tenant_id, subject, field),
  CONSTRAINT texts_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id)
);
CREATE INDEX texts_age ON texts (tenant_id, stored_at);
ALTER TABLE objections DROP COLUMN reason;
ALTER TABLE objections DROP COLUMN resolution;

-- +goose Down
ALTER TABLE objections ADD COLUMN resolution text;
ALTER TABLE objections ADD COLUMN reason text NOT NULL DEFAULT '';
DROP TABLE texts;
