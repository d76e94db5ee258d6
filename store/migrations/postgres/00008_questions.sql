-- +goose Up
-- Why a teacher is, or is not, at a school in a plan: each question is a plan of
-- the other case (plans.purpose why), which nobody can ever submit.
CREATE TABLE questions (
  tenant_id  text NOT NULL,
  plan_id    text NOT NULL,
  asked_of   text NOT NULL,
  teacher_id text NOT NULL,
  school_id  text NOT NULL,
  pin        text NOT NULL,
  CONSTRAINT questions_pk PRIMARY KEY (tenant_id, plan_id),
  CONSTRAINT questions_plan FOREIGN KEY (tenant_id, plan_id) REFERENCES plans (tenant_id, id),
  CONSTRAINT questions_asked_of FOREIGN KEY (tenant_id, asked_of) REFERENCES plans (tenant_id, id),
  CONSTRAINT questions_pin CHECK (pin IN ('must_stay', 'must_move', 'must_go', 'must_not_go'))
);
CREATE INDEX questions_by_plan ON questions (tenant_id, asked_of, teacher_id, school_id, plan_id);
CREATE INDEX questions_by_teacher ON questions (tenant_id, teacher_id, plan_id);

-- +goose Down
DROP TABLE questions;
