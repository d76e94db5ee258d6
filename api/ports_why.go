package api

import (
	"context"

	"lungang/model"
)

// Questions are why teachers are, or are not, at schools in plans. Each is a plan
// of the other case: a job like a solve. Plans.Get, Plans.Cancel and Progress take
// its id, no list of plans has it, and its dossier says that it is a simulation.
type Questions interface {
	// Ask returns the question about teacher and school of a plan whose other case
	// waits, runs or was solved to its end, otherwise a new one, stored with the status
	// QUEUED and its job in one transaction. CodeNotFound; CodeConflict when the plan
	// has no document or is no plan of a person's; CodeUnavailable when the queue is
	// full.
	Ask(ctx context.Context, who Actor, once Once, plan string, n NewQuestion) (*Question, error)
	// Get returns a question that was asked of a plan. CodeNotFound.
	Get(ctx context.Context, who Actor, plan, id string) (*Question, error)
}

// NewQuestion is a question whose other case is to be solved.
type NewQuestion struct {
	Teacher  model.TeacherID
	School   model.SchoolID
	Pin      model.PinKind // what the other case decides beforehand
	Options  Options
	Problem  *model.Problem // of the other case; valid; must not be changed
	Document []byte         // its canonical bytes
	Hash     string         // "sha256:…" of the problem
}

// Question is a question with the plan of its other case, whose id it has.
type Question struct {
	Teacher model.TeacherID
	School  model.SchoolID
	Other   *Plan // WhyOf is the plan that it was asked of
}
