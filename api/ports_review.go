package api

import (
	"context"
	"time"

	"lungang/model"
	"lungang/review"
)

// Reviews are what people decide about plans. Whether a step is allowed was
// decided before (room review), on what Get returned: Record takes the version
// of the plan that was read, and refuses another one.
type Reviews interface {
	// Get returns everything that was decided about a plan. CodeNotFound.
	Get(ctx context.Context, who Actor, plan string) (*Dossier, error)
	// Record adds an event and takes the plan to its state. CodeNotFound; CodeStale
	// when the plan has another version or state by now; CodeConflict when it would
	// be the second effective plan of its lineage of datasets.
	Record(ctx context.Context, who Actor, plan string, version int64, e NewEvent) (*Plan, error)
	// Simulations lists those of the plans that only show what would be: with an
	// objection, or in the other case of a question why.
	Simulations(ctx context.Context, who Actor, plans []string) ([]string, error)
}

// Dossier is what was decided about a plan.
type Dossier struct {
	Plan         *Plan
	Events       []review.Event // first one first
	Simulation   bool           // it only shows what would be
	Supersedes   string         // plan whose place it took; empty: none
	SupersededBy string         // plan that took its place; empty: none
	Open         int            // objections that are not resolved
}

// NewEvent is a step that was allowed.
type NewEvent struct {
	Action review.Action
	From   review.State
	To     review.State
	Reason string
	Detail review.Detail
}

// Objections are what is said against plans that are public.
type Objections interface {
	// File stores an objection and records the event, of the version of the plan
	// that was read. CodeNotFound, also for the dataset; CodeStale.
	File(ctx context.Context, who Actor, once Once, plan string, version int64, e NewEvent, o NewObjection) (*Objection, error)
	Get(ctx context.Context, who Actor, id string) (*Objection, error) // CodeNotFound
	// List lists the objections that count for a plan, or were filed against it, in
	// the order of their ids. CodeNotFound.
	List(ctx context.Context, who Actor, plan string, page Page) (list []Objection, more bool, err error)
	// Looked writes into the log that somebody has read what was written with the
	// objections; those whose texts are kept no longer are left out.
	Looked(ctx context.Context, who Actor, objections ...string) error
	// Simulate stores plans with status QUEUED that solve the problems of the
	// ladder, and their jobs, in one transaction. Plans of an earlier simulation
	// count no more. CodeNotFound, CodeStale, CodeConflict when it is resolved,
	// CodeUnavailable when the queue is full.
	Simulate(ctx context.Context, who Actor, once Once, id string, version int64, rungs []NewRung) (*Objection, error)
	// Resolve ends an objection and records the event of its plan, of the version
	// that was read. With a successor, that plan takes the place of the one objected
	// to, and the objections that are open go on to it. What is asked for becomes a
	// pin of the successor's dataset, so that later solves keep it. CodeNotFound,
	// CodeStale, CodeConflict.
	Resolve(ctx context.Context, who Actor, id string, version int64, r NewResolution) (*Objection, error)
}

// NewObjection is an objection to be stored.
type NewObjection struct {
	Party   review.Party
	Office  string
	Teacher model.TeacherID
	Kind    model.PinKind
	School  model.SchoolID
	Dataset string
	Reason  string
}

// NewRung is a plan of a simulation to be made.
type NewRung struct {
	Rung     review.Rung
	Dataset  string
	Warm     string // plan objected to
	Name     string
	Options  Options
	Problem  *model.Problem // valid; must not be changed
	Document []byte         // its canonical bytes
	Hash     string         // "sha256:…" of the problem
}

// NewResolution is how an objection is resolved.
type NewResolution struct {
	Accepted    bool
	Result      *ObjectionImpact
	Successor   string
	PlanVersion int64
	Event       NewEvent
}

// Objection is what a person or an office has against a plan.
type Objection struct {
	ID         string                 `json:"id" doc:"id of the objection" example:"ob_01jd3zk8t6p2r4v9x1b5d7f0hj"`
	Plan       string                 `json:"plan" doc:"plan that it counts for now"`
	Filed      string                 `json:"filedAgainst" doc:"plan that it was filed against"`
	Party      review.Party           `json:"party" doc:"who objects"`
	Office     string                 `json:"office,omitempty" doc:"which school or department"`
	Teacher    model.TeacherID        `json:"teacher,omitempty" doc:"teacher whom it is about, a pseudonym"`
	Kind       model.PinKind          `json:"kind,omitempty" doc:"what is asked for; absent when only data are corrected"`
	School     model.SchoolID         `json:"school,omitempty" doc:"with must_go and must_not_go"`
	Dataset    string                 `json:"dataset,omitempty" doc:"dataset with corrected data; absent when nothing is corrected"`
	Reason     string                 `json:"reason" doc:"why"`
	Status     review.ObjectionStatus `json:"status" doc:"what became of it"`
	Rungs      []ObjectionRung        `json:"simulation" doc:"plans that show what it would change; empty before the simulation"`
	Result     *ObjectionImpact       `json:"result,omitempty" doc:"what it would have changed when it was resolved"`
	Resolution string                 `json:"resolution,omitempty" doc:"why it was resolved so"`
	Version    int64                  `json:"version" doc:"grows with every change; also the ETag"`
	CreatedAt  time.Time              `json:"createdAt" doc:"UTC"`
	CreatedBy  string                 `json:"createdBy" doc:"who entered it, a pseudonym"`
	ResolvedAt *time.Time             `json:"resolvedAt,omitempty" doc:"UTC"`
	ResolvedBy string                 `json:"resolvedBy,omitempty" doc:"a pseudonym"`
}

// ObjectionRung is a plan that shows what an objection would change.
type ObjectionRung struct {
	Rung review.Rung `json:"rung" doc:"who may get another outcome: hold_all (only whom it is about), hold_far (also people of the schools concerned), hold_none (everybody)"`
	Plan string      `json:"plan" doc:"plan"`
}

// ObjectionImpact is what an objection would change.
type ObjectionImpact struct {
	Complete bool           `json:"complete" doc:"every plan of the simulation is over; an objection is resolved only then"`
	Possible bool           `json:"possible" doc:"there is a plan that grants it"`
	Chosen   review.Rung    `json:"chosen,omitempty" doc:"rung with the smallest change that has a plan"`
	Changed  int            `json:"changedOutcomes" doc:"teachers for whom that plan means something else"`
	Rungs    []ImpactOfRung `json:"rungs" doc:"rung by rung"`
}

// ImpactOfRung is what one plan of a simulation says.
type ImpactOfRung struct {
	Rung    review.Rung     `json:"rung" doc:"who may get another outcome"`
	Plan    string          `json:"plan" doc:"plan"`
	Status  TechnicalStatus `json:"status" doc:"did it run; INFEASIBLE: nothing lawful grants the objection on this rung"`
	Worse   bool            `json:"worse" doc:"the objectives are worse than those of the plan objected to"`
	Tiers   []TierShift     `json:"tiers" doc:"objectives; less is better"`
	Changes []OutcomeShift  `json:"changes" doc:"teachers for whom it means something else"`
}

// TierShift is the value of an objective before and after.
type TierShift struct {
	ID     string `json:"id" doc:"tier id"`
	Before int64  `json:"before" doc:"in the plan objected to"`
	After  int64  `json:"after" doc:"in the other plan"`
}

// OutcomeShift is what two plans mean for a teacher.
type OutcomeShift struct {
	Teacher model.TeacherID `json:"teacher" doc:"teacher, a pseudonym"`
	Before  []string        `json:"before" doc:"lines entered or visited; empty: stays"`
	After   []string        `json:"after" doc:"lines entered or visited; empty: stays"`
}
