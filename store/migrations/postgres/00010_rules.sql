-- +goose Up
-- The rules that plans were solved under: a pack of a version of the product, with what
-- the bureau changed. Nothing was ever kept in packs before. (The plan names a row of
-- packs, which are never deleted; SQLite cannot add a foreign key of two columns.)
DROP INDEX packs_version;
ALTER TABLE packs DROP COLUMN created_by;
ALTER TABLE packs DROP COLUMN retired_at;
CREATE UNIQUE INDEX packs_rules ON packs (tenant_id, pack, pack_version, document);
ALTER TABLE plans ADD COLUMN pack_id text;

-- +goose Down
ALTER TABLE plans DROP COLUMN pack_id;
DROP INDEX packs_rules;
ALTER TABLE packs ADD COLUMN retired_at timestamptz;
ALTER TABLE packs ADD COLUMN created_by text NOT NULL DEFAULT '';
CREATE UNIQUE INDEX packs_version ON packs (tenant_id, pack, pack_version);
