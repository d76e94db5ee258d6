package store

import (
	"time"
)

// Turns says whose plan is solved next, over all tenants, and finds the runs
// whose worker is gone.
type Turns struct{ tx *Tx }

// Turns is the repository of whose turn it is.
func (tx *Tx) Turns() Turns { return Turns{tx} }

// turnLock is the number of PostgreSQL's lock of turns: one worker at a time
// looks whose turn it is, so that two see what the other took.
const turnLock = 0x6c756e67

// Lock makes others that call it wait until the transaction ends. On SQLite
// every transaction that writes does so.
func (r Turns) Lock() error {
	if r.tx.store.dialect != PostgreSQL {
		return nil
	}
	return dbError("lock turns", r.tx.gorm.Exec("SELECT pg_advisory_xact_lock(?)", turnLock).Error)
}

// Next returns the QUEUED plan whose turn it is, nil when none waits: of the
// tenant with the fewest running plans, among these of the one that was served
// longest ago, the plan that was submitted first. Plans that are put aside are not
// looked at. Call Lock before.
func (r Turns) Next(aside ...string) (*Plan, error) {
	aside = append(aside, "") // an empty list would mean none at all
	var tenants []TenantID
	err := r.tx.gorm.Raw(`SELECT t.tenant_id FROM (SELECT DISTINCT tenant_id FROM plans WHERE status = ? AND completed_at IS NULL AND id NOT IN ?) t
		ORDER BY (SELECT count(*) FROM plans p WHERE p.tenant_id = t.tenant_id AND p.status = ? AND p.completed_at IS NULL),
			(SELECT max(s.started_at) FROM runs s WHERE s.tenant_id = t.tenant_id) NULLS FIRST, t.tenant_id
		LIMIT 1`, PlanQueued, aside, PlanRunning).Scan(&tenants).Error
	if err != nil || len(tenants) == 0 {
		return nil, dbError("whose turn", err)
	}
	var rows []Plan
	err = r.tx.of(tenants[0]).Where("status = ? AND completed_at IS NULL AND id NOT IN ?", PlanQueued, aside).Order("submitted_at, id").Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, dbError("whose turn", err)
	}
	return &rows[0], nil
}

// Waiting counts the QUEUED plans of all tenants, and says since when the
// oldest waits; the zero time when there is none.
func (r Turns) Waiting() (count int, oldest time.Time, err error) {
	var n int64
	q := r.tx.gorm.Model(&Plan{}).Where("status = ? AND completed_at IS NULL", PlanQueued)
	if err := q.Count(&n).Error; err != nil || n == 0 {
		return 0, time.Time{}, dbError("count queued plans", err)
	}
	var rows []Plan
	err = r.tx.gorm.Select("submitted_at").Where("status = ? AND completed_at IS NULL", PlanQueued).Order("submitted_at").Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return 0, time.Time{}, dbError("count queued plans", err)
	}
	return int(n), rows[0].SubmittedAt, nil
}

// WaitingOf counts the QUEUED plans of one tenant.
func (r Turns) WaitingOf(tenant TenantID) (int, error) {
	var n int64
	err := r.tx.of(tenant).Model(&Plan{}).Where("status = ? AND completed_at IS NULL", PlanQueued).Count(&n).Error
	return int(n), dbError("count queued plans", err)
}

// Running lists the runs of all tenants that have not ended.
func (r Turns) Running() ([]Run, error) {
	var rows []Run
	err := r.tx.gorm.Where("status = ? AND ended_at IS NULL", RunRunning).Order("tenant_id, id").Find(&rows).Error
	return rows, dbError("list runs", err)
}

// TakeBack gives the plan of a run whose worker is gone, or which broke, back to the
// queue, unless the run gave a sign of life after seen (its HeartbeatAt). The
// run is LOST and can write no more. It reports whether it did so.
func (r Turns) TakeBack(run Run, seen time.Time, broke bool) (bool, error) {
	var rows []Run
	if err := r.tx.locked(run.TenantID).Where("id = ? AND status = ?", run.ID, RunRunning).Find(&rows).Error; err != nil {
		return false, dbError("take back", err)
	}
	if len(rows) == 0 || rows[0].HeartbeatAt.After(seen) {
		return false, nil
	}
	plans := r.tx.Plans()
	if err := plans.endRun(run.TenantID, run.ID, RunLost); err != nil {
		return false, err
	}
	if broke {
		if _, err := changed(r.tx.of(run.TenantID).Model(&Run{}).Where("id = ?", run.ID).Updates(map[string]any{"broke": 1}), aRun); err != nil {
			return false, err
		}
	}
	n, err := changed(plans.row(run.TenantID, run.PlanID).Where("run_id = ? AND status = ?", run.ID, PlanRunning).
		Updates(map[string]any{"status": PlanQueued, "run_id": nil, "version": next}), aPlan)
	return n > 0, err
}
