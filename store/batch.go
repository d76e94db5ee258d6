package store

import (
	"time"

	"lungang/model"
)

// Batch is a set of plans that were asked for together: one for each district
// of a province.
type Batch struct {
	TenantID  TenantID `gorm:"primaryKey"`
	ID        string   `gorm:"primaryKey"`
	Name      string
	CreatedBy Actor
	CreatedAt time.Time
}

// TableName is the table's name.
func (Batch) TableName() string { return "batches" }

var aBatch = model.Text{ZH: "批次", EN: "batch"}

// Batches is the repository of batches.
type Batches struct{ tx *Tx }

// Batches is the repository of batches.
func (tx *Tx) Batches() Batches { return Batches{tx} }

// Create stores a batch. Its plans are made with its id.
func (r Batches) Create(tenant TenantID, actor Actor, name string) (*Batch, error) {
	b := &Batch{TenantID: tenant, ID: NewID(PrefixBatch, r.tx.now), Name: name, CreatedBy: actor, CreatedAt: r.tx.now}
	if err := insert(r.tx, aBatch, *b); err != nil {
		return nil, err
	}
	return b, r.tx.Audit().Append(tenant, actor, "batch.created", b.ID, map[string]any{"name": name})
}

// Get returns a batch: not_found.
func (r Batches) Get(tenant TenantID, id string) (*Batch, error) {
	return byID[Batch](r.tx, tenant, id, aBatch)
}

// Counts returns how many plans of the batch have each status: not_found.
func (r Batches) Counts(tenant TenantID, id string) (map[PlanStatus]int, error) {
	if _, err := r.Get(tenant, id); err != nil {
		return nil, err
	}
	var rows []struct {
		Status PlanStatus
		N      int
	}
	err := r.tx.of(tenant).Model(&Plan{}).Select("status, count(*) AS n").Where("batch_id = ?", id).Group("status").Find(&rows).Error
	if err != nil {
		return nil, dbError("count plans", err)
	}
	out := map[PlanStatus]int{}
	for _, row := range rows {
		out[row.Status] = row.N
	}
	return out, nil
}
