-- +goose Up
-- What a row is for when it makes no plan: conflicts, the search for the rules of
-- its parent that cannot all hold. Nothing for plans.
ALTER TABLE plans ADD COLUMN purpose text;
CREATE INDEX plans_purpose ON plans (tenant_id, parent_id, purpose, id);

-- +goose Down
DROP INDEX plans_purpose;
ALTER TABLE plans DROP COLUMN purpose;
