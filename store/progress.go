package store

import (
	"encoding/json"
	"time"

	"lungang/model"
)

// Progress is one event of a plan's computation.
type Progress struct {
	TenantID TenantID `gorm:"primaryKey"`
	PlanID   string   `gorm:"primaryKey"`
	Seq      int64    `gorm:"primaryKey;autoIncrement:false"` // from 1, over all runs of the plan
	RunID    string
	At       time.Time
	Event    string // JSON
}

// TableName is the table's name.
func (Progress) TableName() string { return "progress" }

var anEvent = model.Text{ZH: "进度", EN: "progress event"}

// Events is the repository of progress.
type Events struct{ tx *Tx }

// Events is the repository of progress.
func (tx *Tx) Events() Events { return Events{tx} }

// Append adds events of a run and returns the seq of the last: conflict when
// another run has taken over.
func (r Events) Append(tenant TenantID, plan, run string, events ...json.RawMessage) (int64, error) {
	n := int64(len(events))
	err := r.tx.Plans().fence(tenant, plan, run, map[string]any{"progress_seq": addTo("progress_seq", n)})
	if err != nil {
		return 0, err
	}
	p, err := r.tx.Plans().Get(tenant, plan)
	if err != nil {
		return 0, err
	}
	rows := make([]Progress, n)
	for i, e := range events {
		rows[i] = Progress{TenantID: tenant, PlanID: plan, Seq: p.ProgressSeq - n + int64(i) + 1, RunID: run, At: r.tx.now, Event: string(e)}
	}
	return p.ProgressSeq, insert(r.tx, anEvent, rows...)
}

// After lists up to limit events behind seq, in order; limit 0 means 50, the
// most are 500.
func (r Events) After(tenant TenantID, plan string, seq int64, limit int) ([]Progress, error) {
	var rows []Progress
	err := r.tx.of(tenant).Where("plan_id = ? AND seq > ?", plan, seq).Order("seq").Limit(Page{Limit: limit}.limit()).Find(&rows).Error
	return rows, dbError("list progress", err)
}
