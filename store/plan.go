package store

import (
	"encoding/json"
	"slices"
	"time"

	"gorm.io/gorm"

	"lungang/model"
)

// PlanStatus is how far the computation of a plan is. It says nothing about
// what the bureau decided (Business), nor about proof and coverage.
type PlanStatus string

// The technical statuses.
const (
	PlanCreated    PlanStatus = "CREATED"
	PlanQueued     PlanStatus = "QUEUED"
	PlanRunning    PlanStatus = "RUNNING"
	PlanSucceeded  PlanStatus = "SUCCEEDED"  // a checked plan, every tier brought to its end
	PlanInfeasible PlanStatus = "INFEASIBLE" // it is proved that there is no plan
	PlanIncomplete PlanStatus = "INCOMPLETE" // a checked plan, or report; a limit ended the search
	PlanFailed     PlanStatus = "FAILED"     // no plan: something broke, or a limit came before there was one
	PlanCanceled   PlanStatus = "CANCELED"   // somebody stopped it; a checked plan may be there or not
)

// Final reports whether the status never changes again.
func (s PlanStatus) Final() bool {
	return s != PlanCreated && s != PlanQueued && s != PlanRunning
}

// Business is what the bureau decided about a plan.
type Business string

// Draft is the business status of every plan that nobody submitted.
const Draft Business = "DRAFT"

// Plan is one plan of one dataset: how far it is, and what came of it.
type Plan struct {
	TenantID    TenantID `gorm:"primaryKey"`
	ID          string   `gorm:"primaryKey"`
	Name        string
	Tags        []string `gorm:"serializer:list"`
	DatasetID   string
	ProblemHash string  // of the problem that is solved: the dataset, and the pins of that moment
	Problem     string  `gorm:"serializer:nullable"` // hash of its document; "": the document of the dataset
	Pins        int     // pins that joined the dataset
	BatchID     string  `gorm:"serializer:nullable"` // the batch that it belongs to
	ParentID    string  `gorm:"serializer:nullable"` // the plan that it goes on from
	Purpose     Purpose `gorm:"serializer:nullable"` // "" for plans
	Options     string  // effective options, canonical JSON
	Status      PlanStatus
	Business    Business
	Termination model.Termination `gorm:"serializer:nullable"` // "" while there is no plan document
	Proof       model.Proof       `gorm:"serializer:nullable"`
	Coverage    model.Coverage    `gorm:"serializer:nullable"`
	RunID       string            `gorm:"serializer:nullable"` // the run that may write; "" before the first
	JobID       int64             `gorm:"serializer:nullable"` // of the queue
	Attempts    int               // runs so far
	ProgressSeq int64             // seq of the last progress event; 0: none
	Document    string            `gorm:"serializer:nullable"` // hash of the plan document
	Report      string            `gorm:"serializer:nullable"` // hash of the checker's report
	// Certificates is the hash of the document of the proofs; "" when nothing was certified.
	Certificates string `gorm:"serializer:nullable"`
	// PackID is the row of packs with the rules that it was solved under; "" when nothing
	// was solved, and for plans of older versions of the product.
	PackID    string `gorm:"serializer:nullable"`
	Failure   string `gorm:"serializer:nullable"` // JSON of why there is no plan: code, zh, en
	Summary   string `gorm:"serializer:nullable"` // JSON of what lists show of the plan document, so that they need not read it
	Version   int64  // from 1; counts every change that a client can see, but for ShutdownAt
	CreatedBy Actor

	SubmittedAt time.Time
	StartedAt   time.Time `gorm:"serializer:nullable"` // the first run began
	ActiveAt    time.Time `gorm:"serializer:nullable"` // the solver of the last run began
	CompletedAt time.Time `gorm:"serializer:nullable"` // the status became final
	ShutdownAt  time.Time `gorm:"serializer:nullable"` // the last process is gone
	CancelAt    time.Time `gorm:"serializer:nullable"` // somebody asked to stop
}

// TableName is the table's name.
func (Plan) TableName() string { return "plans" }

// NewPlan is what a plan is made of.
type NewPlan struct {
	Name      string
	Tags      []string
	DatasetID string
	BatchID   string // "" for none
	ParentID  string // "" for none
	Options   any    // effective options; written as canonical JSON

	// Problem is the document that is solved when pins joined the dataset;
	// zero: the dataset as it is. Hash is its model.Problem.Hash, with HashPrefix.
	Problem     Document
	ProblemHash string
	Pins        int
}

// PlanFilter narrows a list; empty fields do not.
type PlanFilter struct {
	Status    PlanStatus
	Business  Business
	DatasetID string
	BatchID   string
	ParentID  string
	Name      string // exactly
	Tag       string
}

var aPlan = model.Text{ZH: "方案", EN: "plan"}

// Plans is the repository of plans.
type Plans struct{ tx *Tx }

// Plans is the repository of plans.
func (tx *Tx) Plans() Plans { return Plans{tx} }

// Create stores a plan with status CREATED. Errors: not_found when dataset,
// batch or parent is not the tenant's, conflict when the parent is no plan of a
// person's.
func (r Plans) Create(tenant TenantID, actor Actor, n NewPlan) (*Plan, error) {
	d, err := r.tx.Datasets().Get(tenant, n.DatasetID)
	if err != nil {
		return nil, err
	}
	if n.ParentID != "" {
		parent, err := r.Get(tenant, n.ParentID)
		if err != nil {
			return nil, err
		}
		if parent.Purpose != "" {
			return nil, conflict("试算不能作为另一方案的前身", "a simulation is nothing that another plan could go on from")
		}
	}
	if n.BatchID != "" {
		if _, err := r.tx.Batches().Get(tenant, n.BatchID); err != nil {
			return nil, err
		}
	}
	options, err := canonicalObject(n.Options)
	if err != nil {
		return nil, err
	}
	p := &Plan{
		TenantID: tenant, ID: NewID(PrefixPlan, r.tx.now), Name: n.Name, Tags: listed(n.Tags), DatasetID: n.DatasetID,
		ProblemHash: d.Hash, BatchID: n.BatchID, ParentID: n.ParentID, Options: options, Status: PlanCreated,
		Business: Draft, Version: 1, CreatedBy: actor, SubmittedAt: r.tx.now,
	}
	if !n.Problem.IsZero() {
		p.ProblemHash, p.Problem, p.Pins = n.ProblemHash, n.Problem.Hash, n.Pins
		if err := r.tx.Documents().Put(tenant, n.Problem); err != nil {
			return nil, err
		}
	}
	if err := insert(r.tx, aPlan, *p); err != nil {
		return nil, err
	}
	if err := r.setTags(tenant, p.ID, n.Tags); err != nil {
		return nil, err
	}
	return p, r.tx.Audit().Append(tenant, actor, "plan.created", p.ID, map[string]any{
		"dataset": p.DatasetID, "problem": p.ProblemHash, "options": json.RawMessage(options), "parent": p.ParentID, "batch": p.BatchID,
	})
}

// canonicalObject writes v as canonical JSON; nil as {}.
func canonicalObject(v any) (string, error) {
	if v == nil {
		return "{}", nil
	}
	text, err := model.Canonical(v)
	return string(text), err
}

// Get returns a plan: not_found.
func (r Plans) Get(tenant TenantID, id string) (*Plan, error) {
	return byID[Plan](r.tx, tenant, id, aPlan)
}

// State returns a plan with nothing but what changes when anything that clients
// see does, Version and ShutdownAt: not_found.
func (r Plans) State(tenant TenantID, id string) (*Plan, error) {
	return one[Plan](r.tx.of(tenant).Select("version", "shutdown_at").Where("id = ?", id), aPlan)
}

// List returns a page of plans, without those that have a purpose.
func (r Plans) List(tenant TenantID, f PlanFilter, p Page) (List[Plan], error) {
	q := where(r.tx.of(tenant), map[string]any{
		"status": f.Status, "business": f.Business, "dataset_id": f.DatasetID, "batch_id": f.BatchID,
		"parent_id": f.ParentID, "name": f.Name,
	})
	q = q.Where("purpose IS NULL")
	if f.Tag != "" {
		tags := r.tx.of(tenant).Model(&planTag{}).Select("plan_id").Where("tag = ?", f.Tag)
		q = q.Where("id IN (?)", tags)
	}
	return pageOf[Plan](q, p, "plans")
}

// Document returns the bytes of the plan document, nil when there is none yet:
// not_found.
func (r Plans) Document(tenant TenantID, id string) ([]byte, error) {
	p, err := r.Get(tenant, id)
	if err != nil || p.Document == "" {
		return nil, err
	}
	return r.tx.Documents().Get(tenant, p.Document)
}

// ProblemDocument returns the bytes of the problem that is solved, pins
// included: not_found.
func (r Plans) ProblemDocument(tenant TenantID, id string) ([]byte, error) {
	p, err := r.Get(tenant, id)
	if err != nil {
		return nil, err
	}
	if p.Problem == "" {
		return r.tx.Datasets().Document(tenant, p.DatasetID)
	}
	return r.tx.Documents().Get(tenant, p.Problem)
}

// Report returns the bytes of the checker's report, or of what a search for
// conflicts found; nil when there is none yet: not_found.
func (r Plans) Report(tenant TenantID, id string) ([]byte, error) {
	p, err := r.Get(tenant, id)
	if err != nil || p.Report == "" {
		return nil, err
	}
	return r.tx.Documents().Get(tenant, p.Report)
}

// Certificates returns the bytes of the document of the proofs, nil when nothing
// was certified: not_found.
func (r Plans) Certificates(tenant TenantID, id string) ([]byte, error) {
	p, err := r.Get(tenant, id)
	if err != nil || p.Certificates == "" {
		return nil, err
	}
	return r.tx.Documents().Get(tenant, p.Certificates)
}

// Rules returns the bytes of the rules that the plan was solved under, nil when they
// were not kept: not_found.
func (r Plans) Rules(tenant TenantID, id string) ([]byte, error) {
	p, err := r.Get(tenant, id)
	if err != nil || p.PackID == "" {
		return nil, err
	}
	pack, err := r.tx.Packs().Get(tenant, p.PackID)
	if err != nil {
		return nil, err
	}
	return r.tx.Documents().Get(tenant, pack.Document)
}

// Describe changes name and tags of the version that was read; version 0 means
// any. Errors: not_found, stale.
func (r Plans) Describe(tenant TenantID, actor Actor, id string, version int64, name string, tags []string) (*Plan, error) {
	q := r.row(tenant, id)
	if version != 0 {
		q = q.Where("version = ?", version)
	}
	n, err := changed(q.Updates(map[string]any{"name": name, "tags": jsonText(tags), "version": next}), aPlan)
	if err != nil {
		return nil, err
	}
	p, err := r.Get(tenant, id)
	if err != nil {
		return nil, err
	}
	if n == 0 {
		return nil, stale()
	}
	if err := r.setTags(tenant, id, tags); err != nil {
		return nil, err
	}
	return p, r.tx.Audit().Append(tenant, actor, "plan.described", id, map[string]any{"name": name, "tags": listed(tags)})
}

// planTag finds plans by tag.
type planTag struct {
	TenantID TenantID `gorm:"primaryKey"`
	PlanID   string   `gorm:"primaryKey"`
	Tag      string   `gorm:"primaryKey"`
}

func (planTag) TableName() string { return "plan_tags" }

func (r Plans) setTags(tenant TenantID, id string, tags []string) error {
	if err := r.tx.of(tenant).Where("plan_id = ?", id).Delete(&planTag{}).Error; err != nil {
		return dbError("change tags", err)
	}
	var rows []planTag
	for _, tag := range slices.Compact(slices.Sorted(slices.Values(tags))) {
		rows = append(rows, planTag{TenantID: tenant, PlanID: id, Tag: tag})
	}
	return insert(r.tx, aPlan, rows...)
}

// next counts a version up.
var next = gorm.Expr("version + 1")

func (r Plans) row(tenant TenantID, id string) *gorm.DB {
	return r.tx.of(tenant).Model(&Plan{}).Where("id = ?", id)
}
