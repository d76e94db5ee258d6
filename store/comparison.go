package store

import (
	"time"

	"lungang/model"
)

// Comparison is a stored comparison of plans.
type Comparison struct {
	TenantID  TenantID `gorm:"primaryKey"`
	ID        string   `gorm:"primaryKey"`
	Name      string
	Baseline  string   // plan id
	Plans     []string `gorm:"serializer:list"` // plan ids, the baseline first
	Document  string   // hash of the comparison document
	CreatedBy Actor
	CreatedAt time.Time
}

// TableName is the table's name.
func (Comparison) TableName() string { return "comparisons" }

var aComparison = model.Text{ZH: "方案比较", EN: "comparison"}

// Comparisons is the repository of comparisons.
type Comparisons struct{ tx *Tx }

// Comparisons is the repository of comparisons.
func (tx *Tx) Comparisons() Comparisons { return Comparisons{tx} }

// Create stores a comparison of the plans, the baseline first. Errors:
// not_found when a plan is not the tenant's, bad_parameter for fewer than two.
func (r Comparisons) Create(tenant TenantID, actor Actor, name string, plans []string, document Document) (*Comparison, error) {
	if len(plans) < 2 {
		return nil, badParameter("至少比较两个方案", "a comparison needs two plans")
	}
	for _, id := range plans {
		if _, err := r.tx.Plans().Get(tenant, id); err != nil {
			return nil, err
		}
	}
	if err := r.tx.Documents().Put(tenant, document); err != nil {
		return nil, err
	}
	c := &Comparison{
		TenantID: tenant, ID: NewID(PrefixComparison, r.tx.now), Name: name, Baseline: plans[0], Plans: plans,
		Document: document.Hash, CreatedBy: actor, CreatedAt: r.tx.now,
	}
	if err := insert(r.tx, aComparison, *c); err != nil {
		return nil, err
	}
	return c, r.tx.Audit().Append(tenant, actor, "comparison.created", c.ID, map[string]any{"plans": plans, "document": document.Hash})
}

// Get returns a comparison: not_found.
func (r Comparisons) Get(tenant TenantID, id string) (*Comparison, error) {
	return byID[Comparison](r.tx, tenant, id, aComparison)
}

// List returns a page of comparisons.
func (r Comparisons) List(tenant TenantID, p Page) (List[Comparison], error) {
	return pageOf[Comparison](r.tx.of(tenant), p, "comparisons")
}

// Delete removes a comparison; its document stays: not_found.
func (r Comparisons) Delete(tenant TenantID, actor Actor, id string) error {
	n, err := changed(r.tx.of(tenant).Where("id = ?", id).Delete(&Comparison{}), aComparison)
	if err != nil {
		return err
	}
	if n == 0 {
		return notFound(aComparison)
	}
	return r.tx.Audit().Append(tenant, actor, "comparison.deleted", id, nil)
}
