-- +goose Up

-- Whose everything is. Every other table begins its key with the tenant, and
-- every reference holds it too: no row can refer to another tenant's.
CREATE TABLE tenants (
  id         text NOT NULL,
  name       text NOT NULL,
  code       text NOT NULL,
  created_at timestamp NOT NULL,
  CONSTRAINT tenants_pk PRIMARY KEY (id)
);

-- Bytes by their hash, gzip; size is that of the bytes.
CREATE TABLE documents (
  tenant_id  text NOT NULL,
  hash       text NOT NULL,
  size       integer NOT NULL,
  body       blob NOT NULL,
  created_at timestamp NOT NULL,
  CONSTRAINT documents_pk PRIMARY KEY (tenant_id, hash),
  CONSTRAINT documents_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id)
);

CREATE TABLE users (
  tenant_id     text NOT NULL,
  id            text NOT NULL,
  login_hash    text NOT NULL,
  roles         text NOT NULL,
  key_id        text,
  sealed        blob,
  version       integer NOT NULL,
  created_at    timestamp NOT NULL,
  last_login_at timestamp,
  disabled_at   timestamp,
  CONSTRAINT users_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT users_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id)
);
CREATE UNIQUE INDEX users_login ON users (tenant_id, login_hash);

CREATE TABLE sessions (
  tenant_id  text NOT NULL,
  id         text NOT NULL,
  user_id    text NOT NULL,
  hash       text NOT NULL,
  csrf_hash  text NOT NULL,
  created_at timestamp NOT NULL,
  seen_at    timestamp NOT NULL,
  expires_at timestamp NOT NULL,
  CONSTRAINT sessions_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT sessions_user FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
);
CREATE UNIQUE INDEX sessions_gate ON sessions (hash);
CREATE INDEX sessions_by_user ON sessions (tenant_id, user_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

CREATE TABLE api_keys (
  tenant_id    text NOT NULL,
  id           text NOT NULL,
  name         text NOT NULL,
  prefix       text NOT NULL,
  hash         text NOT NULL,
  roles        text NOT NULL,
  scopes       text NOT NULL,
  created_by   text NOT NULL,
  created_at   timestamp NOT NULL,
  expires_at   timestamp,
  last_used_at timestamp,
  revoked_at   timestamp,
  CONSTRAINT api_keys_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT api_keys_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id)
);
CREATE UNIQUE INDEX api_keys_gate ON api_keys (hash);

CREATE TABLE datasets (
  tenant_id  text NOT NULL,
  id         text NOT NULL,
  name       text NOT NULL,
  status     text NOT NULL,
  hash       text,
  document   text NOT NULL,
  size       integer NOT NULL,
  faults     text,
  parent_id  text,
  origin_id  text NOT NULL,
  change     text,
  people_id  text,
  source     text NOT NULL,
  district   text NOT NULL,
  plan_year  integer NOT NULL,
  pack       text NOT NULL,
  schools    integer NOT NULL,
  teachers   integer NOT NULL,
  created_by text NOT NULL,
  created_at timestamp NOT NULL,
  CONSTRAINT datasets_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT datasets_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  CONSTRAINT datasets_document FOREIGN KEY (tenant_id, document) REFERENCES documents (tenant_id, hash),
  CONSTRAINT datasets_faults FOREIGN KEY (tenant_id, faults) REFERENCES documents (tenant_id, hash),
  CONSTRAINT datasets_change FOREIGN KEY (tenant_id, change) REFERENCES documents (tenant_id, hash),
  CONSTRAINT datasets_parent FOREIGN KEY (tenant_id, parent_id) REFERENCES datasets (tenant_id, id),
  CONSTRAINT datasets_origin FOREIGN KEY (tenant_id, origin_id) REFERENCES datasets (tenant_id, id),
  CONSTRAINT datasets_people FOREIGN KEY (tenant_id, people_id) REFERENCES datasets (tenant_id, id),
  CONSTRAINT datasets_status CHECK (status IN ('VALIDATED', 'INVALID')),
  CONSTRAINT datasets_valid CHECK ((status = 'VALIDATED') = (hash IS NOT NULL))
);
CREATE INDEX datasets_line ON datasets (tenant_id, origin_id);
CREATE INDEX datasets_by_hash ON datasets (tenant_id, hash);

-- Who the teachers of a dataset are, encrypted.
CREATE TABLE people (
  tenant_id  text NOT NULL,
  dataset_id text NOT NULL,
  teacher_id text NOT NULL,
  key_id     text NOT NULL,
  sealed     blob NOT NULL,
  CONSTRAINT people_pk PRIMARY KEY (tenant_id, dataset_id, teacher_id),
  CONSTRAINT people_dataset FOREIGN KEY (tenant_id, dataset_id) REFERENCES datasets (tenant_id, id)
);
CREATE INDEX people_by_key ON people (tenant_id, key_id);

CREATE TABLE packs (
  tenant_id    text NOT NULL,
  id           text NOT NULL,
  pack         text NOT NULL,
  pack_version text NOT NULL,
  document     text NOT NULL,
  created_by   text NOT NULL,
  created_at   timestamp NOT NULL,
  retired_at   timestamp,
  CONSTRAINT packs_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT packs_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id),
  CONSTRAINT packs_document FOREIGN KEY (tenant_id, document) REFERENCES documents (tenant_id, hash)
);
CREATE UNIQUE INDEX packs_version ON packs (tenant_id, pack, pack_version);

CREATE TABLE overrides (
  tenant_id    text NOT NULL,
  id           text NOT NULL,
  pack         text NOT NULL,
  parameter    text NOT NULL,
  value        text NOT NULL,
  reason       text NOT NULL,
  approver     text NOT NULL,
  created_by   text NOT NULL,
  created_at   timestamp NOT NULL,
  withdrawn_by text,
  withdrawn_at timestamp,
  CONSTRAINT overrides_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT overrides_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id)
);
CREATE UNIQUE INDEX overrides_in_force ON overrides (tenant_id, pack, parameter) WHERE withdrawn_at IS NULL;

CREATE TABLE pins (
  tenant_id    text NOT NULL,
  id           text NOT NULL,
  dataset_id   text NOT NULL,
  teacher_id   text NOT NULL,
  kind         text NOT NULL,
  school_id    text,
  reason       text NOT NULL,
  created_by   text NOT NULL,
  created_at   timestamp NOT NULL,
  withdrawn_by text,
  withdrawn_at timestamp,
  CONSTRAINT pins_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT pins_dataset FOREIGN KEY (tenant_id, dataset_id) REFERENCES datasets (tenant_id, id),
  CONSTRAINT pins_kind CHECK (kind IN ('must_stay', 'must_move', 'must_go', 'must_not_go'))
);
CREATE INDEX pins_by_dataset ON pins (tenant_id, dataset_id);

CREATE TABLE batches (
  tenant_id  text NOT NULL,
  id         text NOT NULL,
  name       text NOT NULL,
  created_by text NOT NULL,
  created_at timestamp NOT NULL,
  CONSTRAINT batches_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT batches_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id)
);

-- Three answers apart: status (how far the computation is), business (what the
-- bureau decided), proof and coverage (what is known of the plan).
CREATE TABLE plans (
  tenant_id    text NOT NULL,
  id           text NOT NULL,
  name         text NOT NULL,
  tags         text NOT NULL,
  dataset_id   text NOT NULL,
  problem_hash text NOT NULL,
  problem      text,
  pins         integer NOT NULL,
  batch_id     text,
  parent_id    text,
  options      text NOT NULL,
  status       text NOT NULL,
  business     text NOT NULL,
  termination  text,
  proof        text,
  coverage     text,
  run_id       text,
  job_id       integer,
  attempts     integer NOT NULL,
  progress_seq integer NOT NULL,
  document     text,
  report       text,
  failure      text,
  summary      text,
  version      integer NOT NULL,
  created_by   text NOT NULL,
  submitted_at timestamp NOT NULL,
  started_at   timestamp,
  active_at    timestamp,
  completed_at timestamp,
  shutdown_at  timestamp,
  cancel_at    timestamp,
  CONSTRAINT plans_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT plans_dataset FOREIGN KEY (tenant_id, dataset_id) REFERENCES datasets (tenant_id, id),
  CONSTRAINT plans_problem FOREIGN KEY (tenant_id, problem) REFERENCES documents (tenant_id, hash),
  CONSTRAINT plans_batch FOREIGN KEY (tenant_id, batch_id) REFERENCES batches (tenant_id, id),
  CONSTRAINT plans_parent FOREIGN KEY (tenant_id, parent_id) REFERENCES plans (tenant_id, id),
  CONSTRAINT plans_document FOREIGN KEY (tenant_id, document) REFERENCES documents (tenant_id, hash),
  CONSTRAINT plans_report FOREIGN KEY (tenant_id, report) REFERENCES documents (tenant_id, hash),
  CONSTRAINT plans_status CHECK (status IN ('CREATED', 'QUEUED', 'RUNNING', 'SUCCEEDED', 'INFEASIBLE', 'INCOMPLETE', 'FAILED', 'CANCELED')),
  CONSTRAINT plans_business CHECK (business IN ('DRAFT', 'IN_REVIEW', 'APPROVED', 'PUBLICISED', 'OBJECTION', 'FINAL', 'EFFECTIVE', 'WITHDRAWN', 'SUPERSEDED')),
  CONSTRAINT plans_final CHECK ((status IN ('CREATED', 'QUEUED', 'RUNNING')) = (completed_at IS NULL)),
  CONSTRAINT plans_fenced CHECK (status <> 'RUNNING' OR run_id IS NOT NULL)
);
CREATE INDEX plans_by_dataset ON plans (tenant_id, dataset_id);
CREATE INDEX plans_by_batch ON plans (tenant_id, batch_id);
CREATE INDEX plans_unfinished ON plans (status, id) WHERE completed_at IS NULL;

CREATE TABLE plan_tags (
  tenant_id text NOT NULL,
  plan_id   text NOT NULL,
  tag       text NOT NULL,
  CONSTRAINT plan_tags_pk PRIMARY KEY (tenant_id, plan_id, tag),
  CONSTRAINT plan_tags_plan FOREIGN KEY (tenant_id, plan_id) REFERENCES plans (tenant_id, id)
);
CREATE INDEX plan_tags_by_tag ON plan_tags (tenant_id, tag);

CREATE TABLE runs (
  tenant_id    text NOT NULL,
  id           text NOT NULL,
  plan_id      text NOT NULL,
  attempt      integer NOT NULL,
  worker       text NOT NULL,
  status       text NOT NULL,
  started_at   timestamp NOT NULL,
  heartbeat_at timestamp NOT NULL,
  ended_at     timestamp,
  CONSTRAINT runs_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT runs_plan FOREIGN KEY (tenant_id, plan_id) REFERENCES plans (tenant_id, id),
  CONSTRAINT runs_status CHECK (status IN ('RUNNING', 'DONE', 'LOST', 'RELEASED'))
);
CREATE UNIQUE INDEX runs_attempt ON runs (tenant_id, plan_id, attempt);
CREATE INDEX runs_running ON runs (status) WHERE ended_at IS NULL;
CREATE INDEX runs_by_start ON runs (tenant_id, started_at);

CREATE TABLE progress (
  tenant_id text NOT NULL,
  plan_id   text NOT NULL,
  seq       integer NOT NULL,
  run_id    text NOT NULL,
  at        timestamp NOT NULL,
  event     text NOT NULL,
  CONSTRAINT progress_pk PRIMARY KEY (tenant_id, plan_id, seq),
  CONSTRAINT progress_run FOREIGN KEY (tenant_id, run_id) REFERENCES runs (tenant_id, id)
);

CREATE TABLE comparisons (
  tenant_id  text NOT NULL,
  id         text NOT NULL,
  name       text NOT NULL,
  baseline   text NOT NULL,
  plans      text NOT NULL,
  document   text NOT NULL,
  created_by text NOT NULL,
  created_at timestamp NOT NULL,
  CONSTRAINT comparisons_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT comparisons_baseline FOREIGN KEY (tenant_id, baseline) REFERENCES plans (tenant_id, id),
  CONSTRAINT comparisons_document FOREIGN KEY (tenant_id, document) REFERENCES documents (tenant_id, hash)
);

CREATE TABLE webhooks (
  tenant_id   text NOT NULL,
  id          text NOT NULL,
  url         text NOT NULL,
  events      text NOT NULL,
  filter      text NOT NULL,
  key_id      text NOT NULL,
  sealed      blob NOT NULL,
  version     integer NOT NULL,
  created_by  text NOT NULL,
  created_at  timestamp NOT NULL,
  disabled_at timestamp,
  deleted_at  timestamp,
  CONSTRAINT webhooks_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT webhooks_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id)
);

CREATE TABLE deliveries (
  tenant_id  text NOT NULL,
  id         text NOT NULL,
  webhook_id text NOT NULL,
  event      text NOT NULL,
  payload    text NOT NULL,
  status     text NOT NULL,
  attempts   integer NOT NULL,
  created_at timestamp NOT NULL,
  next_at    timestamp,
  done_at    timestamp,
  replay_of  text,
  CONSTRAINT deliveries_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT deliveries_webhook FOREIGN KEY (tenant_id, webhook_id) REFERENCES webhooks (tenant_id, id),
  CONSTRAINT deliveries_replay FOREIGN KEY (tenant_id, replay_of) REFERENCES deliveries (tenant_id, id),
  CONSTRAINT deliveries_status CHECK (status IN ('PENDING', 'DELIVERED', 'FAILED')),
  CONSTRAINT deliveries_due CHECK ((status = 'PENDING') = (next_at IS NOT NULL))
);
CREATE INDEX deliveries_by_webhook ON deliveries (tenant_id, webhook_id);
CREATE INDEX deliveries_by_due ON deliveries (next_at) WHERE status = 'PENDING';

CREATE TABLE delivery_attempts (
  tenant_id    text NOT NULL,
  delivery_id  text NOT NULL,
  n            integer NOT NULL,
  at           timestamp NOT NULL,
  milliseconds integer NOT NULL,
  http_status  integer,
  error        text NOT NULL,
  CONSTRAINT delivery_attempts_pk PRIMARY KEY (tenant_id, delivery_id, n),
  CONSTRAINT delivery_attempts_delivery FOREIGN KEY (tenant_id, delivery_id) REFERENCES deliveries (tenant_id, id)
);

CREATE TABLE idempotency (
  tenant_id    text NOT NULL,
  actor        text NOT NULL,
  key          text NOT NULL,
  request_hash text NOT NULL,
  status       integer,
  location     text NOT NULL,
  content_type text NOT NULL,
  body         blob NOT NULL,
  created_at   timestamp NOT NULL,
  expires_at   timestamp NOT NULL,
  CONSTRAINT idempotency_pk PRIMARY KEY (tenant_id, actor, key),
  CONSTRAINT idempotency_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id)
);
CREATE INDEX idempotency_expiry ON idempotency (expires_at);

-- The log of decisions, and its last row for each tenant.
CREATE TABLE audit_entries (
  tenant_id text NOT NULL,
  seq       integer NOT NULL,
  at        timestamp NOT NULL,
  actor     text NOT NULL,
  action    text NOT NULL,
  subject   text NOT NULL,
  data      text NOT NULL,
  previous  text NOT NULL,
  hash      text NOT NULL,
  CONSTRAINT audit_entries_pk PRIMARY KEY (tenant_id, seq),
  CONSTRAINT audit_entries_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id)
);
CREATE INDEX audit_entries_by_subject ON audit_entries (tenant_id, subject);

CREATE TABLE audit_heads (
  tenant_id text NOT NULL,
  seq       integer NOT NULL,
  hash      text NOT NULL,
  CONSTRAINT audit_heads_pk PRIMARY KEY (tenant_id),
  CONSTRAINT audit_heads_tenant FOREIGN KEY (tenant_id) REFERENCES tenants (id)
);

-- +goose StatementBegin
CREATE TRIGGER audit_entries_no_update BEFORE UPDATE ON audit_entries BEGIN
  SELECT RAISE(ABORT, 'rows of audit_entries are only added');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_entries_no_delete BEFORE DELETE ON audit_entries BEGIN
  SELECT RAISE(ABORT, 'rows of audit_entries are only added');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER documents_no_update BEFORE UPDATE ON documents BEGIN
  SELECT RAISE(ABORT, 'rows of documents are only added');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER datasets_no_update BEFORE UPDATE ON datasets BEGIN
  SELECT RAISE(ABORT, 'rows of datasets are only added');
END;
-- +goose StatementEnd

-- +goose Down
DROP TABLE audit_heads;
DROP TABLE audit_entries;
DROP TABLE idempotency;
DROP TABLE delivery_attempts;
DROP TABLE deliveries;
DROP TABLE webhooks;
DROP TABLE comparisons;
DROP TABLE progress;
DROP TABLE runs;
DROP TABLE plan_tags;
DROP TABLE plans;
DROP TABLE batches;
DROP TABLE pins;
DROP TABLE overrides;
DROP TABLE packs;
DROP TABLE people;
DROP TABLE datasets;
DROP TABLE api_keys;
DROP TABLE sessions;
DROP TABLE users;
DROP TABLE documents;
DROP TABLE tenants;
