-- +goose Up
-- 1 for a run whose solving process broke; 0 for others, also for those that were lost
-- with their worker, which is no fault of the plan.
ALTER TABLE runs ADD COLUMN broke integer NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE runs DROP COLUMN broke;
