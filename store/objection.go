package store

import (
	"encoding/json"
	"maps"
	"time"

	"lungang/model"
)

// PrefixObjection begins the ids of objections.
const PrefixObjection = "ob_"

// ObjectionStatus is what became of an objection.
type ObjectionStatus string

// The statuses of objections.
const (
	ObjectionOpen     ObjectionStatus = "OPEN"
	ObjectionAccepted ObjectionStatus = "ACCEPTED"
	ObjectionRejected ObjectionStatus = "REJECTED"
)

// Objection is what a person or an office has against a plan that is public.
type Objection struct {
	TenantID   TenantID        `gorm:"primaryKey"`
	ID         string          `gorm:"primaryKey"`
	PlanID     string          // that it counts for now
	FiledPlan  string          // that it was filed against
	Party      string          // person, office
	Office     string          // which office; "" for a person
	TeacherID  model.TeacherID `gorm:"serializer:nullable"`
	Kind       model.PinKind   `gorm:"serializer:nullable"` // what is asked for; "" when only data are corrected
	SchoolID   model.SchoolID  `gorm:"serializer:nullable"`
	DatasetID  string          `gorm:"serializer:nullable"` // with corrected data; "" when nothing is corrected
	Reason     string          `gorm:"-"`                   // kept sealed; "" once its time is over
	Status     ObjectionStatus
	Result     string `gorm:"serializer:nullable"` // canonical JSON of what it would have changed when it was resolved
	Resolution string `gorm:"-"`                   // why it was resolved so; as Reason
	Version    int64
	CreatedBy  Actor
	CreatedAt  time.Time
	ResolvedBy Actor     `gorm:"serializer:nullable"`
	ResolvedAt time.Time `gorm:"serializer:nullable"`
}

// TableName is the table's name.
func (Objection) TableName() string { return "objections" }

// NewObjection is what an objection is made of.
type NewObjection struct {
	Party     string
	Office    string
	TeacherID model.TeacherID
	Kind      model.PinKind
	SchoolID  model.SchoolID
	DatasetID string
	Reason    string
}

// ObjectionRung is a plan that shows what an objection would change.
type ObjectionRung struct {
	TenantID    TenantID `gorm:"primaryKey"`
	PlanID      string   `gorm:"primaryKey"`
	ObjectionID string
	Rung        string
	ReplacedAt  time.Time `gorm:"serializer:nullable"` // a newer simulation took its place
	TakenAt     time.Time `gorm:"serializer:nullable"` // the objection was accepted with this plan
}

// TableName is the table's name.
func (ObjectionRung) TableName() string { return "objection_rungs" }

// NewRung is a plan of a simulation.
type NewRung struct {
	Rung   string
	PlanID string
}

// Resolution is how an objection was resolved.
type Resolution struct {
	Accepted    bool
	Result      any    // what it would change; written as canonical JSON
	Successor   string // plan that takes the place of the one objected to; "" when no outcome changes
	PlanVersion int64  // of the plan objected to, as it was read
	Event       NewReviewEvent
}

var anObjection = model.Text{ZH: "异议", EN: "objection"}

// Objections is the repository of objections.
type Objections struct{ tx *Tx }

// Objections is the repository of objections.
func (tx *Tx) Objections() Objections { return Objections{tx} }

// Create files an objection against the version of the plan that was read. Its
// reason is kept sealed; history and log have the digest. Errors: not_found for
// plan and dataset; bad_parameter (ErrNoDataKey); those of Reviews.Record.
func (r Objections) Create(tenant TenantID, actor Actor, plan string, version int64, e NewReviewEvent, n NewObjection) (*Objection, error) {
	if n.DatasetID != "" {
		if _, err := r.tx.Datasets().Get(tenant, n.DatasetID); err != nil {
			return nil, err
		}
	}
	o := &Objection{
		TenantID: tenant, ID: NewID(PrefixObjection, r.tx.now), PlanID: plan, FiledPlan: plan, Party: n.Party, Office: n.Office,
		TeacherID: n.TeacherID, Kind: n.Kind, SchoolID: n.SchoolID, DatasetID: n.DatasetID, Reason: n.Reason, Status: ObjectionOpen,
		Version: 1, CreatedBy: actor, CreatedAt: r.tx.now,
	}
	digest, err := r.tx.keepText(tenant, o.ID, fieldReason, n.Reason)
	if err != nil {
		return nil, err
	}
	e.Reason, e.Detail = digest, with(e.Detail, map[string]any{"objection": o.ID})
	if _, err := r.tx.Reviews().Record(tenant, actor, plan, version, e); err != nil {
		return nil, err
	}
	if err := insert(r.tx, anObjection, *o); err != nil {
		return nil, err
	}
	return o, r.tx.Audit().Append(tenant, actor, "objection.filed", o.ID, map[string]any{
		"plan": plan, "party": o.Party, "teacher": string(o.TeacherID), "kind": string(o.Kind), "school": string(o.SchoolID), "dataset": o.DatasetID,
		"reason": digest,
	})
}

// Get returns an objection: not_found.
func (r Objections) Get(tenant TenantID, id string) (*Objection, error) {
	o, err := byID[Objection](r.tx, tenant, id, anObjection)
	if err != nil {
		return nil, err
	}
	return o, r.read(o)
}

// read opens the texts of objections.
func (r Objections) read(rows ...*Objection) (err error) {
	for _, o := range rows {
		if o.Reason, err = r.tx.text(o.TenantID, o.ID, fieldReason); err != nil {
			return err
		}
		if o.Resolution, err = r.tx.text(o.TenantID, o.ID, fieldResolution); err != nil {
			return err
		}
	}
	return nil
}

// About lists the objections that are about a teacher, in the order of their ids.
func (r Objections) About(tenant TenantID, teacher model.TeacherID) ([]Objection, error) {
	var rows []Objection
	if err := r.tx.of(tenant).Where("teacher_id = ?", teacher).Order("id").Find(&rows).Error; err != nil {
		return nil, dbError("list objections", err)
	}
	for i := range rows {
		if err := r.read(&rows[i]); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// List returns a page of the objections that count for a plan, or were filed
// against it: not_found.
func (r Objections) List(tenant TenantID, plan string, p Page) (List[Objection], error) {
	if _, err := r.tx.Plans().Get(tenant, plan); err != nil {
		return List[Objection]{}, err
	}
	list, err := pageOf[Objection](r.tx.of(tenant).Where("plan_id = ? OR filed_plan = ?", plan, plan), p, "objections")
	for i := range list.Rows {
		if err := r.read(&list.Rows[i]); err != nil {
			return List[Objection]{}, err
		}
	}
	return list, err
}

// Open counts the objections of a plan that are not resolved.
func (r Objections) Open(tenant TenantID, plan string) (int, error) {
	var n int64
	err := r.tx.of(tenant).Model(&Objection{}).Where("plan_id = ? AND status = ?", plan, ObjectionOpen).Count(&n).Error
	return int(n), dbError("count objections", err)
}

// Simulate notes the plans that show what the objection would change; those of
// an earlier simulation count no more. Errors: not_found for objection and
// plans, stale, conflict when it is resolved.
func (r Objections) Simulate(tenant TenantID, actor Actor, id string, version int64, rungs []NewRung) (*Objection, error) {
	if err := r.change(tenant, id, version, map[string]any{}); err != nil {
		return nil, err
	}
	if err := r.replace(tenant, id); err != nil {
		return nil, err
	}
	plans := map[string]any{}
	for _, n := range rungs {
		if _, err := r.tx.Plans().Get(tenant, n.PlanID); err != nil {
			return nil, err
		}
		plans[n.Rung] = n.PlanID
		if err := insert(r.tx, anObjection, ObjectionRung{TenantID: tenant, PlanID: n.PlanID, ObjectionID: id, Rung: n.Rung}); err != nil {
			return nil, err
		}
	}
	if err := r.tx.Audit().Append(tenant, actor, "objection.simulated", id, map[string]any{"plans": plans}); err != nil {
		return nil, err
	}
	return r.Get(tenant, id)
}

// replace ends the simulation of an objection, if there is one.
func (r Objections) replace(tenant TenantID, id string) error {
	q := r.tx.of(tenant).Model(&ObjectionRung{}).Where("objection_id = ? AND replaced_at IS NULL", id)
	_, err := changed(q.Updates(map[string]any{"replaced_at": r.tx.now}), anObjection)
	return err
}

// change changes an open objection of the version that was read.
func (r Objections) change(tenant TenantID, id string, version int64, set map[string]any) error {
	set["version"] = next
	q := r.tx.of(tenant).Model(&Objection{}).Where("id = ? AND version = ? AND status = ?", id, version, ObjectionOpen)
	n, err := changed(q.Updates(set), anObjection)
	if err != nil || n > 0 {
		return err
	}
	o, err := r.Get(tenant, id)
	if err != nil {
		return err
	}
	if o.Version != version {
		return stale()
	}
	return conflict("这项异议已处理", "the objection is resolved already")
}

// Rungs lists the plans of the present simulation, in the order of their making:
// not_found.
func (r Objections) Rungs(tenant TenantID, id string) ([]ObjectionRung, error) {
	if _, err := r.Get(tenant, id); err != nil {
		return nil, err
	}
	var rows []ObjectionRung
	err := r.tx.of(tenant).Where("objection_id = ? AND replaced_at IS NULL", id).Order("plan_id").Find(&rows).Error
	return rows, dbError("list plans of an objection", err)
}

// Resolve ends an objection. When it is accepted with another plan, that plan
// takes the place of the one objected to, and the objections that are still open
// go on to it: what they would change must be looked at again. The reason is kept
// sealed; history and log have the digest. Errors: not_found, stale, conflict,
// bad_parameter (ErrNoDataKey); those of Reviews.Record.
func (r Objections) Resolve(tenant TenantID, actor Actor, id string, version int64, n Resolution) (*Objection, error) {
	o, err := r.Get(tenant, id)
	if err != nil {
		return nil, err
	}
	result, err := canonicalObject(n.Result)
	if err != nil {
		return nil, err
	}
	status := ObjectionRejected
	if n.Accepted {
		status = ObjectionAccepted
	}
	if err := r.change(tenant, id, version, map[string]any{
		"status": status, "result": result, "resolved_by": actor, "resolved_at": r.tx.now,
	}); err != nil {
		return nil, err
	}
	if n.Event.Reason, err = r.tx.keepText(tenant, id, fieldResolution, n.Event.Reason); err != nil {
		return nil, err
	}
	n.Event.Detail = with(n.Event.Detail, map[string]any{"objection": id, "accepted": n.Accepted, "successor": n.Successor})
	if _, err := r.tx.Reviews().Record(tenant, actor, o.PlanID, n.PlanVersion, n.Event); err != nil {
		return nil, err
	}
	if n.Successor != "" {
		if err := r.supersede(tenant, o, n.Successor); err != nil {
			return nil, err
		}
	}
	if err := r.tx.Audit().Append(tenant, actor, "objection.resolved", id, map[string]any{
		"plan": o.PlanID, "accepted": n.Accepted, "successor": n.Successor, "result": json.RawMessage(result),
		"resolution": n.Event.Reason,
	}); err != nil {
		return nil, err
	}
	return r.Get(tenant, id)
}

// supersede links the two plans and takes open objections along.
func (r Objections) supersede(tenant TenantID, o *Objection, successor string) error {
	met, err := changed(r.tx.of(tenant).Model(&ObjectionRung{}).Where("plan_id = ? AND objection_id = ? AND replaced_at IS NULL", successor, o.ID).
		Updates(map[string]any{"taken_at": r.tx.now}), anObjection)
	if err != nil {
		return err
	}
	if met == 0 {
		return conflict("后续方案不在本异议的测算之中", "the plan is none of those that show what the objection changes")
	}
	if err := insert(r.tx, aPlan, PlanLink{TenantID: tenant, PlanID: successor, Supersedes: o.PlanID, ObjectionID: o.ID, At: r.tx.now}); err != nil {
		return err
	}
	var open []Objection
	if err := r.tx.of(tenant).Where("plan_id = ? AND status = ?", o.PlanID, ObjectionOpen).Order("id").Find(&open).Error; err != nil {
		return dbError("list objections", err)
	}
	for i := range open {
		if err := r.replace(tenant, open[i].ID); err != nil {
			return err
		}
		if err := r.change(tenant, open[i].ID, open[i].Version, map[string]any{"plan_id": successor}); err != nil {
			return err
		}
	}
	return nil
}

// with is a detail with more in it.
func with(detail, more map[string]any) map[string]any {
	out := maps.Clone(more)
	maps.Copy(out, detail)
	return out
}
