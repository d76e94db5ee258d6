package store

import (
	"time"

	"lungang/model"
)

// Pin is a decision that a person took beforehand about a teacher of a dataset.
// Withdrawn pins stay as a record.
type Pin struct {
	TenantID    TenantID `gorm:"primaryKey"`
	ID          string   `gorm:"primaryKey"`
	DatasetID   string
	TeacherID   model.TeacherID
	Kind        model.PinKind
	SchoolID    model.SchoolID `gorm:"serializer:nullable"`
	Reason      string
	CreatedBy   Actor
	CreatedAt   time.Time
	WithdrawnBy Actor     `gorm:"serializer:nullable"`
	WithdrawnAt time.Time `gorm:"serializer:nullable"`
}

// TableName is the table's name.
func (Pin) TableName() string { return "pins" }

// NewPin is what a pin is made of.
type NewPin struct {
	DatasetID string
	TeacherID model.TeacherID
	Kind      model.PinKind
	SchoolID  model.SchoolID
	Reason    string
}

var aPin = model.Text{ZH: "锁定", EN: "pin"}

// Pins is the repository of pins.
type Pins struct{ tx *Tx }

// Pins is the repository of pins.
func (tx *Tx) Pins() Pins { return Pins{tx} }

// Create stores a pin: not_found when the dataset is not the tenant's. Whether
// teacher and school are in the dataset is the caller's to see.
func (r Pins) Create(tenant TenantID, actor Actor, n NewPin) (*Pin, error) {
	if _, err := r.tx.Datasets().Get(tenant, n.DatasetID); err != nil {
		return nil, err
	}
	p := &Pin{
		TenantID: tenant, ID: NewID(PrefixPin, r.tx.now), DatasetID: n.DatasetID, TeacherID: n.TeacherID, Kind: n.Kind,
		SchoolID: n.SchoolID, Reason: n.Reason, CreatedBy: actor, CreatedAt: r.tx.now,
	}
	if err := insert(r.tx, aPin, *p); err != nil {
		return nil, err
	}
	return p, r.tx.Audit().Append(tenant, actor, "pin.created", p.ID, map[string]any{
		"dataset": p.DatasetID, "teacher": string(p.TeacherID), "kind": string(p.Kind), "school": string(p.SchoolID), "reason": p.Reason,
	})
}

// Get returns a pin, a withdrawn one too: not_found.
func (r Pins) Get(tenant TenantID, id string) (*Pin, error) {
	return byID[Pin](r.tx, tenant, id, aPin)
}

// List returns a page of a dataset's pins that are in force.
func (r Pins) List(tenant TenantID, dataset string, p Page) (List[Pin], error) {
	return pageOf[Pin](r.tx.of(tenant).Where("dataset_id = ? AND withdrawn_at IS NULL", dataset), p, "pins")
}

// Ever lists the ids of all pins that a dataset ever had, in the order of their
// making.
func (r Pins) Ever(tenant TenantID, dataset string) ([]string, error) {
	var ids []string
	err := r.tx.of(tenant).Model(&Pin{}).Where("dataset_id = ?", dataset).Order("id").Pluck("id", &ids).Error
	return ids, dbError("list pins", err)
}

// Withdraw ends a pin. Errors: not_found, conflict when it is withdrawn already.
func (r Pins) Withdraw(tenant TenantID, actor Actor, id string) error {
	n, err := changed(r.tx.of(tenant).Model(&Pin{}).Where("id = ? AND withdrawn_at IS NULL", id).
		Updates(map[string]any{"withdrawn_by": actor, "withdrawn_at": r.tx.now}), aPin)
	if err != nil {
		return err
	}
	if n == 0 {
		if _, err := r.Get(tenant, id); err != nil {
			return err
		}
		return conflict("锁定已经撤销", "the pin is withdrawn already")
	}
	return r.tx.Audit().Append(tenant, actor, "pin.withdrawn", id, nil)
}
