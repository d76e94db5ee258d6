-- +goose Up
-- For how many months a tenant keeps personal data; without a row the default.
CREATE TABLE retention (
  tenant_id  text NOT NULL,
  months     bigint NOT NULL,
  version    bigint NOT NULL,
  updated_by text NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT retention_pk PRIMARY KEY (tenant_id),
  CONSTRAINT retention_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  CONSTRAINT retention_months CHECK (months BETWEEN 1 AND 1200)
);

-- Since when a dataset holds personal data, and the salt of the digest that the
-- log has of them. The salt goes when they go.
CREATE TABLE people_stores (
  tenant_id  text NOT NULL,
  dataset_id text NOT NULL,
  stored_at  timestamptz NOT NULL,
  salt       bytea NOT NULL,
  CONSTRAINT people_stores_pk PRIMARY KEY (tenant_id, dataset_id),
  CONSTRAINT people_stores_dataset FOREIGN KEY (tenant_id, dataset_id) REFERENCES datasets (tenant_id, id)
);
CREATE INDEX people_stores_age ON people_stores (stored_at);

INSERT INTO people_stores (tenant_id, dataset_id, stored_at, salt)
SELECT d.tenant_id, d.id, d.created_at, ''::bytea FROM datasets d
WHERE EXISTS (SELECT 1 FROM people p WHERE p.tenant_id = d.tenant_id AND p.dataset_id = d.id);

-- +goose Down
DROP TABLE people_stores;
DROP TABLE retention;
