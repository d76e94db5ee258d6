-- +goose Up
-- What was done to a plan between draft and effect. Rows are only added; the
-- state of the plan stands in plans.business.
CREATE TABLE review_events (
  tenant_id  text NOT NULL,
  plan_id    text NOT NULL,
  seq        bigint NOT NULL,
  action     text NOT NULL,
  from_state text NOT NULL,
  to_state   text NOT NULL,
  actor      text NOT NULL,
  roles      text NOT NULL,
  reason     text NOT NULL,
  detail     text NOT NULL,
  at         timestamptz NOT NULL,
  CONSTRAINT review_events_pk PRIMARY KEY (tenant_id, plan_id, seq),
  CONSTRAINT review_events_plan FOREIGN KEY (tenant_id, plan_id) REFERENCES plans (tenant_id, id),
  CONSTRAINT review_events_action CHECK (action IN ('submit', 'return', 'sign', 'approve', 'acknowledge', 'publicise', 'object', 'resolve', 'supersede', 'close', 'effect', 'withdraw'))
);

-- Objections against plans that are public. plan_id is the plan that it counts
-- for now: an open one goes on to the plan that takes the place of the first.
CREATE TABLE objections (
  tenant_id   text NOT NULL,
  id          text NOT NULL,
  plan_id     text NOT NULL,
  filed_plan  text NOT NULL,
  party       text NOT NULL,
  office      text NOT NULL,
  teacher_id  text,
  kind        text,
  school_id   text,
  dataset_id  text,
  reason      text NOT NULL,
  status      text NOT NULL,
  result      text,
  resolution  text,
  version     bigint NOT NULL,
  created_by  text NOT NULL,
  created_at  timestamptz NOT NULL,
  resolved_by text,
  resolved_at timestamptz,
  CONSTRAINT objections_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT objections_plan FOREIGN KEY (tenant_id, plan_id) REFERENCES plans (tenant_id, id),
  CONSTRAINT objections_filed FOREIGN KEY (tenant_id, filed_plan) REFERENCES plans (tenant_id, id),
  CONSTRAINT objections_dataset FOREIGN KEY (tenant_id, dataset_id) REFERENCES datasets (tenant_id, id),
  CONSTRAINT objections_party CHECK (party IN ('person', 'office')),
  CONSTRAINT objections_kind CHECK (kind IN ('must_stay', 'must_move', 'must_go', 'must_not_go')),
  CONSTRAINT objections_status CHECK (status IN ('OPEN', 'ACCEPTED', 'REJECTED')),
  CONSTRAINT objections_resolved CHECK ((status = 'OPEN') = (resolved_at IS NULL))
);
CREATE INDEX objections_by_plan ON objections (tenant_id, plan_id);

-- Plans that show what an objection would change. One that was taken up goes its
-- own way.
CREATE TABLE objection_rungs (
  tenant_id    text NOT NULL,
  plan_id      text NOT NULL,
  objection_id text NOT NULL,
  rung         text NOT NULL,
  replaced_at  timestamptz,
  taken_at     timestamptz,
  CONSTRAINT objection_rungs_pk PRIMARY KEY (tenant_id, plan_id),
  CONSTRAINT objection_rungs_plan FOREIGN KEY (tenant_id, plan_id) REFERENCES plans (tenant_id, id),
  CONSTRAINT objection_rungs_objection FOREIGN KEY (tenant_id, objection_id) REFERENCES objections (tenant_id, id),
  CONSTRAINT objection_rungs_rung CHECK (rung IN ('hold_all', 'hold_far', 'hold_none'))
);
CREATE INDEX objection_rungs_by_objection ON objection_rungs (tenant_id, objection_id);

-- Which plan took the place of which.
CREATE TABLE plan_links (
  tenant_id    text NOT NULL,
  plan_id      text NOT NULL,
  supersedes   text NOT NULL,
  objection_id text NOT NULL,
  at           timestamptz NOT NULL,
  CONSTRAINT plan_links_pk PRIMARY KEY (tenant_id, plan_id),
  CONSTRAINT plan_links_plan FOREIGN KEY (tenant_id, plan_id) REFERENCES plans (tenant_id, id),
  CONSTRAINT plan_links_supersedes FOREIGN KEY (tenant_id, supersedes) REFERENCES plans (tenant_id, id),
  CONSTRAINT plan_links_objection FOREIGN KEY (tenant_id, objection_id) REFERENCES objections (tenant_id, id)
);
CREATE UNIQUE INDEX plan_links_chain ON plan_links (tenant_id, supersedes);

CREATE TRIGGER review_events_no_update BEFORE UPDATE ON review_events FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER review_events_no_delete BEFORE DELETE ON review_events FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- +goose Down
DROP TABLE plan_links;
DROP TABLE objection_rungs;
DROP TABLE objections;
DROP TABLE review_events;
