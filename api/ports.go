package api

import (
	"context"
	"io"
	"time"

	"lungang/model"
)

// Ports are what the server needs from the rest of the product. All are
// required. Every method is safe for concurrent use.
//
// Every method takes who asks; it sees and changes rows of who.Tenant only. An
// id of another tenant is the same as an id that does not exist: CodeNotFound.
// A write that decides something appends a row to the audit log in the same
// transaction, with who.ID and who.Roles. Whether who may do it at all was
// decided before (permissions.go).
//
// Errors are *model.Error with the codes that each method names; everything
// else counts as an internal error, whose text no client sees.
type Ports struct {
	Repeats     Repeats
	Datasets    Datasets
	Persons     Persons
	Plans       Plans
	Conflicts   Conflicts
	Questions   Questions
	Progress    Progress
	Batches     Batches
	Pins        Pins
	Reviews     Reviews
	Objections  Objections
	Overrides   Overrides
	Privacy     Privacy
	Evidence    Evidence
	Comparisons Comparisons
	Keys        Keys
	Users       Users
	Sessions    Sessions
	Webhooks    Webhooks
	Audit       Audit
	Health      Health
}

// Once makes a create safe to repeat. The port stores Key with the id that was
// created, in the transaction of the create. When the tenant has used Key before,
// nothing is created: with the same Fingerprint the stored resource is returned
// as it is now, with another one CodeIdempotency. An empty Key means no such
// care. Keys may be forgotten after 24 hours.
type Once struct {
	Key         string // operation and what the client sent, at most 255 characters
	Fingerprint string // "sha256:…" of operation and body
}

// Repeats know what requests with an Idempotency-Key have made.
type Repeats interface {
	// Made returns the id of what the same request of this actor created; "" when
	// there is none. CodeIdempotency as in Once.
	Made(ctx context.Context, who Actor, once Once) (id string, err error)
}

// Page asks for a part of a list.
type Page struct {
	// After is the last id of the page before; empty asks for the first page.
	After string
	// Limit is the number of entries, 1 to 1000.
	Limit int
	// Descending lists the newest first. Ids sort by the time of their making.
	Descending bool
}

// Datasets are immutable snapshots of districts.
type Datasets interface {
	// Create stores a snapshot that was decoded and validated.
	Create(ctx context.Context, who Actor, once Once, d NewDataset) (*Dataset, error)
	// Get returns a dataset without its document. CodeNotFound.
	Get(ctx context.Context, who Actor, id string) (*Dataset, error)
	// Document returns the bytes of the problem document. CodeNotFound.
	Document(ctx context.Context, who Actor, id string) ([]byte, error)
	// List returns datasets in the order of their ids; more says that others follow.
	List(ctx context.Context, who Actor, q DatasetQuery) (list []Dataset, more bool, err error)
}

// NewDataset is a snapshot to be stored.
type NewDataset struct {
	Name     string
	Problem  *model.Problem // valid; must not be changed
	Document []byte         // its canonical bytes (model.Canonical)
	Hash     string         // "sha256:…" of the problem, see model.Problem.Hash
	Parent   string         // dataset that it was forked from; empty: none. CodeNotFound when unknown
	Warnings int            // faults of severity warning
}

// DatasetQuery filters datasets; empty fields do not filter.
type DatasetQuery struct {
	Page
	District string // district code
	PlanYear int
	Name     string // exact name
	Origin   string // datasets of this lineage, the origin included
}

// Persons are the personal data behind the pseudonymous ids of a dataset. They
// are stored encrypted, or refused: CodeConflict when the service has no data key.
type Persons interface {
	// Put replaces the personal data of a dataset. CodeNotFound.
	Put(ctx context.Context, who Actor, dataset string, list []Person) error
	// List returns them sorted by teacher id; empty when there are none. With
	// ids given, only these. Reading is written to the audit log. CodeNotFound.
	List(ctx context.Context, who Actor, dataset string, ids []model.TeacherID) ([]Person, error)
	// Erase deletes them. Nothing to delete is no error. CodeNotFound.
	Erase(ctx context.Context, who Actor, dataset string) error
}

// PlanState tells one moment of a plan from another: when it is equal, everything
// that clients see is.
type PlanState struct {
	Version  int64
	Shutdown time.Time // comes after the last version; zero while it is not over
}

// Plans are solves and what came of them.
type Plans interface {
	// Create stores a plan with status QUEUED and its job in one transaction.
	// The problem solved is the dataset with the pins of that moment added; it
	// belongs to the plan from then on. CodeNotFound for an unknown dataset or
	// warm plan, CodeConflict when the pins contradict the dataset, CodeUnavailable
	// when the queue is full.
	Create(ctx context.Context, who Actor, once Once, p NewPlan) (*Plan, error)
	// CreateWithDataset stores a new dataset and a plan of it, as Datasets.Create
	// and Create do, in one transaction: both or none. p names no dataset; once
	// remembers the plan. The errors of both.
	CreateWithDataset(ctx context.Context, who Actor, once Once, d NewDataset, p NewPlan) (*Plan, error)
	// Get returns a plan without its document. CodeNotFound.
	Get(ctx context.Context, who Actor, id string) (*Plan, error)
	// State returns what changes whenever the answer of Get does, and costs less:
	// a plan is read much more often than it changes. CodeNotFound.
	State(ctx context.Context, who Actor, id string) (PlanState, error)
	// List returns plans in the order of their ids; more says that others follow.
	List(ctx context.Context, who Actor, q PlanQuery) (list []Plan, more bool, err error)
	// Document returns the bytes of the plan document. CodeNotFound; CodeConflict
	// when the plan has none (not over yet, or no plan was found).
	Document(ctx context.Context, who Actor, id string) ([]byte, error)
	// Problem returns the bytes of the problem that is solved, pins included. CodeNotFound.
	Problem(ctx context.Context, who Actor, id string) ([]byte, error)
	// Rename changes name and tags. version is the one that was read; another
	// one is CodeStale. CodeNotFound.
	Rename(ctx context.Context, who Actor, id string, version int64, name string, tags []string) (*Plan, error)
	// Cancel asks the solve to stop and keep its best plan. A plan that is over
	// is returned as it is. CodeNotFound.
	Cancel(ctx context.Context, who Actor, id string) (*Plan, error)
	// Model writes the program of a tier as free MPS, with the tiers above held
	// at the values of the plan. CodeNotFound (also for the tier), CodeConflict
	// when there is no plan document.
	Model(ctx context.Context, who Actor, id, tier string, w io.Writer) error
}

// Conflicts are searches for the rules of a plan that cannot all hold. A search
// is a job like a solve: Plans.Get, Plans.Cancel and Progress take its id; no
// list of plans has it.
type Conflicts interface {
	// Search returns the search for the conflicts of a plan: the one that waits,
	// runs, or looked at everything, otherwise a new one, stored with status QUEUED
	// and its job in one transaction. CodeNotFound; CodeConflict when the plan is not
	// over or is a search itself; CodeUnavailable when the queue is full.
	Search(ctx context.Context, who Actor, once Once, plan string, o Options) (*Plan, error)
	// Last returns the newest search of a plan. CodeNotFound, also when there was none.
	Last(ctx context.Context, who Actor, plan string) (*Plan, error)
	// Report returns the bytes of what a search found (explain.Report as JSON); nil
	// when there is nothing yet. CodeNotFound.
	Report(ctx context.Context, who Actor, search string) ([]byte, error)
}

// NewPlan asks for a solve. The options are effective: defaults are filled in.
type NewPlan struct {
	Dataset string
	Name    string
	Tags    []string
	Options Options
	Warm    string // plan that it goes on from, kept as its parent; empty: none
}

// PlanQuery filters plans; empty fields do not filter.
type PlanQuery struct {
	Page
	Dataset string
	Batch   string
	Status  TechnicalStatus
	Name    string // exact name
	Tag     string
}

// Progress is the news of solves.
type Progress interface {
	// Since returns the events of a plan after the sequence number, in order, at
	// most limit. over reports that the plan is over and no event will follow
	// those returned. CodeNotFound.
	Since(ctx context.Context, who Actor, plan string, after int64, limit int) (events []ProgressEvent, over bool, err error)
	// Watch returns a channel that gets a value when there may be news of the
	// plan: an event or another status. Values may be merged and may come
	// without reason; none is lost after Watch returned. stop ends it and is
	// called exactly once. CodeNotFound.
	Watch(ctx context.Context, who Actor, plan string) (news <-chan struct{}, stop func(), err error)
}

// Batches solve many datasets, one plan each (a province, district by district).
type Batches interface {
	// Create stores the batch, its plans and their jobs in one transaction.
	// CodeNotFound for an unknown dataset, CodeUnavailable.
	Create(ctx context.Context, who Actor, once Once, b NewBatch) (*Batch, error)
	// Get returns a batch with its counts. Its plans are listed with PlanQuery.Batch. CodeNotFound.
	Get(ctx context.Context, who Actor, id string) (*Batch, error)
	// Cancel cancels every plan of the batch that is not over. CodeNotFound.
	Cancel(ctx context.Context, who Actor, id string) (*Batch, error)
}

// NewBatch asks for one solve of each dataset.
type NewBatch struct {
	Name     string
	Datasets []string // 1 to 1000, none twice
	Options  Options  // of each plan, effective
	Tags     []string
}

// Pins are decisions that people take before a solve. They are kept beside the
// dataset, which never changes, and join the problem when a plan is made.
type Pins interface {
	// List returns the pins of a dataset in the order of their ids. CodeNotFound.
	List(ctx context.Context, who Actor, dataset string) ([]Pin, error)
	// Add stores a pin when it fits those that are there: the errors of fits,
	// which a repeated request is not asked again. CodeNotFound; CodeConflict when
	// the same pin is there already.
	Add(ctx context.Context, who Actor, once Once, dataset string, p model.Pin, fits func(there []Pin) error) (*Pin, error)
	// Get returns a pin, for repeated requests. CodeNotFound; a port may still know
	// one that was taken back.
	Get(ctx context.Context, who Actor, id string) (*Pin, error)
	// Remove takes a pin back. CodeNotFound.
	Remove(ctx context.Context, who Actor, dataset, pin string) error
}

// Comparisons are named sets of plans that people hold side by side. What they
// show is computed when it is read.
type Comparisons interface {
	// Create stores a comparison. CodeNotFound for an unknown plan.
	Create(ctx context.Context, who Actor, once Once, c NewComparison) (*Comparison, error)
	Get(ctx context.Context, who Actor, id string) (*Comparison, error) // CodeNotFound
	List(ctx context.Context, who Actor, page Page) (list []Comparison, more bool, err error)
	Remove(ctx context.Context, who Actor, id string) error // CodeNotFound
}

// NewComparison is a comparison to be stored.
type NewComparison struct {
	Name     string
	Plans    []string // 2 to 10, none twice
	Baseline string   // one of them
}

// Health tells whether the service can work.
type Health interface {
	// Checks looks at everything that is needed: database, migrations, queue,
	// solver. It returns within the deadline of ctx.
	Checks(ctx context.Context) []Check
}

// Check is one thing that was looked at.
type Check struct {
	Name   string `json:"name" doc:"what was looked at" example:"database"`
	OK     bool   `json:"ok" doc:"whether it is as it should be"`
	Detail string `json:"detail,omitempty" doc:"what is wrong, without secrets"`
}
