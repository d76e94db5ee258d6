-- +goose Up
-- What nothing ever read: the token against forged requests follows from that of the
-- session, sessions are not prolonged, and a request that is sent again is answered
-- from what it made.
ALTER TABLE sessions DROP COLUMN csrf_hash;
ALTER TABLE sessions DROP COLUMN seen_at;
ALTER TABLE idempotency DROP COLUMN content_type;
ALTER TABLE idempotency DROP COLUMN body;

-- +goose Down
ALTER TABLE idempotency ADD COLUMN body bytea NOT NULL DEFAULT '';
ALTER TABLE idempotency ADD COLUMN content_type text NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN seen_at timestamptz NOT NULL DEFAULT '1970-01-01 00:00:00+00:00';
ALTER TABLE sessions ADD COLUMN csrf_hash text NOT NULL DEFAULT '';
