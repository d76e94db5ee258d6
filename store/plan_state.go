package store

import (
	"encoding/json"
	"time"

	"lungang/model"
)

// RunStatus is what became of a run.
type RunStatus string

// The statuses of runs.
const (
	RunRunning  RunStatus = "RUNNING"
	RunDone     RunStatus = "DONE"
	RunLost     RunStatus = "LOST"     // another run took its place
	RunReleased RunStatus = "RELEASED" // its worker shut down in good order
)

// Run is one attempt of one worker at one plan. Only the run whose id stands in
// the plan may write: a worker that was believed dead changes nothing any more.
type Run struct {
	TenantID    TenantID `gorm:"primaryKey"`
	ID          string   `gorm:"primaryKey"`
	PlanID      string
	Attempt     int    // from 1
	Worker      string // host and process, for the operator
	Status      RunStatus
	StartedAt   time.Time
	HeartbeatAt time.Time
	EndedAt     time.Time `gorm:"serializer:nullable"`
	Broke       int       // 1 when its solving process broke: LOST, and not with its worker
}

// TableName is the table's name.
func (Run) TableName() string { return "runs" }

// Outcome is how a run ended.
type Outcome struct {
	Status   PlanStatus       // a final one
	Plan     model.PlanStatus // of the plan document; zero when there is none
	Document Document         // the plan document; zero when there is none
	Report   Document         // the checker's report, or that of a search for conflicts; zero when there is none
	// Certificates is the document of the proofs; zero when nothing was certified.
	Certificates Document
	Versions     model.Versions  // of what solved it; zero when nothing did
	Pack         model.PlanPack  // the rules that it was solved under; zero when nothing was
	Rules        Document        // these rules; zero when nothing was solved
	Failure      *Failure        // why there is no plan; nil when there is one
	Summary      json.RawMessage // what lists show of the plan document: the tiers; nil when there is none
}

// Failure is why there is no plan, for people and programs. It holds no
// personal data.
type Failure struct {
	Code    model.Code      `json:"code"`
	Message model.Text      `json:"message"`
	Details json.RawMessage `json:"details,omitempty"`
}

var aRun = model.Text{ZH: "运行", EN: "run"}

func fenced() error {
	return conflict("另一次运行已接手这个方案", "another run has taken over this plan")
}

// Queue puts a CREATED plan into the queue: its job is written in the same
// transaction. Errors: not_found, conflict.
func (r Plans) Queue(tenant TenantID, id string, job int64) error {
	q := r.row(tenant, id).Where("status = ?", PlanCreated)
	n, err := changed(q.Updates(map[string]any{"status": PlanQueued, "job_id": job, "version": next}), aPlan)
	if err != nil || n > 0 {
		return err
	}
	if _, err := r.Get(tenant, id); err != nil {
		return err
	}
	return conflict("方案已经排队或结束", "the plan is queued already, or over")
}

// Start begins a run of a plan that is QUEUED, or RUNNING with a worker that is
// gone. The run before becomes LOST and can write no more. It returns nil
// without an error when there is nothing left to do: the plan is final, or
// somebody asked to stop, and then it becomes CANCELED here. Errors: not_found,
// conflict when the plan was never queued.
func (r Plans) Start(tenant TenantID, id, worker string) (*Run, error) {
	p, err := one[Plan](r.tx.locked(tenant).Where("id = ?", id), aPlan)
	switch {
	case err != nil:
		return nil, err
	case p.Status == PlanCreated:
		return nil, conflict("方案尚未排队", "the plan is not queued")
	case p.Status.Final():
		return nil, nil
	}
	if p.RunID != "" {
		if err := r.endRun(tenant, p.RunID, RunLost); err != nil {
			return nil, err
		}
	}
	if !p.CancelAt.IsZero() {
		return nil, r.finish(tenant, id, Outcome{Status: PlanCanceled})
	}
	run := &Run{
		TenantID: tenant, ID: NewID(PrefixRun, r.tx.now), PlanID: id, Attempt: p.Attempts + 1, Worker: worker,
		Status: RunRunning, StartedAt: r.tx.now, HeartbeatAt: r.tx.now,
	}
	if err := insert(r.tx, aRun, *run); err != nil {
		return nil, err
	}
	set := map[string]any{"status": PlanRunning, "run_id": run.ID, "attempts": run.Attempt, "active_at": nil, "version": next}
	if p.StartedAt.IsZero() {
		set["started_at"] = r.tx.now
	}
	_, err = changed(r.row(tenant, id).Updates(set), aPlan)
	return run, err
}

// Active notes that the solver of the run began: conflict when another run has
// taken over.
func (r Plans) Active(tenant TenantID, id, run string) error {
	return r.fence(tenant, id, run, map[string]any{"active_at": r.tx.now, "version": next})
}

// Beat says that the run is alive, and asks whether somebody wants it to stop:
// conflict when another run has taken over.
func (r Plans) Beat(tenant TenantID, id, run string) (cancel bool, err error) {
	p, err := r.Get(tenant, id)
	if err != nil {
		return false, err
	}
	if p.RunID != run || p.Status != PlanRunning {
		return false, fenced()
	}
	_, err = changed(r.tx.of(tenant).Model(&Run{}).Where("id = ? AND status = ?", run, RunRunning).
		Updates(map[string]any{"heartbeat_at": r.tx.now}), aRun)
	return !p.CancelAt.IsZero(), err
}

// Finish stores how the run ended, its documents too. Errors: conflict when
// another run has taken over or the plan is final; bad_parameter for a status
// that is not final.
func (r Plans) Finish(tenant TenantID, id, run string, o Outcome) error {
	if !o.Status.Final() {
		return badParameter("结束状态无效", "a run ends with a final status")
	}
	if err := r.fence(tenant, id, run, map[string]any{"run_id": run}); err != nil {
		return err
	}
	if err := r.endRun(tenant, run, RunDone); err != nil {
		return err
	}
	return r.finish(tenant, id, o)
}

// Release gives a RUNNING plan back to the queue, when its worker shuts down:
// conflict when another run has taken over.
func (r Plans) Release(tenant TenantID, id, run string) error {
	if err := r.fence(tenant, id, run, map[string]any{"status": PlanQueued, "run_id": nil, "version": next}); err != nil {
		return err
	}
	return r.endRun(tenant, run, RunReleased)
}

// Gone notes that the last process of the plan's last run has ended.
func (r Plans) Gone(tenant TenantID, id, run string) error {
	n, err := changed(r.row(tenant, id).Where("run_id = ?", run).Updates(map[string]any{"shutdown_at": r.tx.now}), aPlan)
	if err != nil || n > 0 {
		return err
	}
	if _, err := r.Get(tenant, id); err != nil {
		return err
	}
	return fenced()
}

// Cancel asks to stop. A plan that does not run becomes CANCELED at once; a
// running one is told by Beat and keeps the best plan so far; a final one stays
// as it is. Errors: not_found.
func (r Plans) Cancel(tenant TenantID, actor Actor, id string) (*Plan, error) {
	p, err := one[Plan](r.tx.locked(tenant).Where("id = ?", id), aPlan)
	if err != nil || p.Status.Final() || !p.CancelAt.IsZero() {
		return p, err
	}
	if err := r.tx.Audit().Append(tenant, actor, "plan.cancel", id, nil); err != nil {
		return nil, err
	}
	if _, err := changed(r.row(tenant, id).Updates(map[string]any{"cancel_at": r.tx.now, "version": next}), aPlan); err != nil {
		return nil, err
	}
	if p.Status != PlanRunning {
		if err := r.finish(tenant, id, Outcome{Status: PlanCanceled}); err != nil {
			return nil, err
		}
	}
	return r.Get(tenant, id)
}

// HoldBatch lists the plans of a batch that are not over, and makes others who change
// them wait until the transaction ends. Who changes several plans calls it first:
// everybody takes the rows of plans before the end of the log.
func (r Plans) HoldBatch(tenant TenantID, batch string) ([]string, error) {
	var rows []Plan
	q := r.tx.locked(tenant).Select("id").Where("batch_id = ? AND completed_at IS NULL", batch)
	if err := q.Order("id").Find(&rows).Error; err != nil {
		return nil, dbError("hold plans", err)
	}
	ids := make([]string, len(rows))
	for i := range rows {
		ids[i] = rows[i].ID
	}
	return ids, nil
}

// Runs lists the runs of a plan, first one first.
func (r Plans) Runs(tenant TenantID, id string) ([]Run, error) {
	var rows []Run
	err := r.tx.of(tenant).Where("plan_id = ?", id).Order("attempt").Find(&rows).Error
	return rows, dbError("list runs", err)
}

// fence changes the plan only when run may still write.
func (r Plans) fence(tenant TenantID, id, run string, set map[string]any) error {
	q := r.row(tenant, id).Where("run_id = ? AND status = ?", run, PlanRunning)
	n, err := changed(q.Updates(set), aPlan)
	if err != nil || n > 0 {
		return err
	}
	if _, err := r.Get(tenant, id); err != nil {
		return err
	}
	return fenced()
}

func (r Plans) endRun(tenant TenantID, run string, status RunStatus) error {
	_, err := changed(r.tx.of(tenant).Model(&Run{}).Where("id = ? AND status = ?", run, RunRunning).
		Updates(map[string]any{"status": status, "ended_at": r.tx.now}), aRun)
	return err
}

// finish makes the plan final. The caller holds its row.
func (r Plans) finish(tenant TenantID, id string, o Outcome) error {
	p, err := r.Get(tenant, id)
	if err != nil {
		return err
	}
	if err := r.tx.Documents().Put(tenant, o.Document, o.Report, o.Certificates); err != nil {
		return err
	}
	pack, err := r.tx.Packs().keep(tenant, o.Pack, o.Rules)
	if err != nil {
		return err
	}
	set := map[string]any{
		"pack_id": orNull(pack),
		"status":  o.Status, "completed_at": r.tx.now, "version": next,
		"termination": orNull(o.Plan.Termination), "proof": orNull(o.Plan.Proof), "coverage": orNull(o.Plan.Coverage),
		"document": orNull(o.Document.Hash), "report": orNull(o.Report.Hash), "failure": nil,
		"certificates": orNull(o.Certificates.Hash),
		"summary":      orNull(string(o.Summary)),
	}
	code := model.Code("")
	if o.Failure != nil {
		text, err := model.Canonical(o.Failure)
		if err != nil {
			return err
		}
		set["failure"], code = string(text), o.Failure.Code
	}
	if _, err := changed(r.row(tenant, id).Updates(set), aPlan); err != nil {
		return err
	}
	edits, err := r.edited(tenant, p, o.Summary)
	if err != nil {
		return err
	}
	data := map[string]any{
		"status": string(o.Status), "document": o.Document.Hash, "report": o.Report.Hash, "failure": string(code),
		"termination": string(o.Plan.Termination), "proof": string(o.Plan.Proof), "coverage": string(o.Plan.Coverage),
		"summary": o.Summary, "certificates": o.Certificates.Hash, "versions": o.Versions, "pack": o.Pack,
		"dataset": p.DatasetID, "problem": p.ProblemHash, "options": json.RawMessage(p.Options),
	}
	if edits != nil {
		data["edits"] = edits
	}
	return r.logFinished(tenant, p, data)
}

func orNull[T ~string](s T) any {
	if s == "" {
		return nil
	}
	return string(s)
}
