package store

import (
	"errors"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"lungang/model"
)

// Idempotency remembers the answer to a request with an Idempotency-Key, so
// that the same request again does nothing twice.
type Idempotency struct {
	TenantID    TenantID `gorm:"primaryKey"`
	Actor       Actor    `gorm:"primaryKey"`
	Key         string   `gorm:"primaryKey"`
	RequestHash string   // of method, path and body
	Status      int      `gorm:"serializer:nullable"` // of the answer; 0 between Claim and Complete
	Location    string
	CreatedAt   time.Time
	ExpiresAt   time.Time
}

// TableName is the table's name.
func (Idempotency) TableName() string { return "idempotency" }

// Answer is what was answered: the status, and where what was made is found.
type Answer struct {
	Status   int
	Location string
}

var aRecord = model.Text{ZH: "幂等记录", EN: "idempotency record"}

// Idempotencies is the repository of idempotency records.
type Idempotencies struct{ tx *Tx }

// Idempotencies is the repository of idempotency records.
func (tx *Tx) Idempotencies() Idempotencies { return Idempotencies{tx} }

// Claim takes a key for a request. It returns nil when the request is new: do
// the work in the same transaction and call Complete, so that work and record
// stand or fall together. Otherwise it returns the answer that was given. A
// second request at the same time waits for the first to end. Errors: conflict
// when the key was used for another request.
func (r Idempotencies) Claim(tenant TenantID, actor Actor, key, requestHash string, lasts time.Duration) (*Answer, error) {
	row := Idempotency{
		TenantID: tenant, Actor: actor, Key: key, RequestHash: requestHash,
		CreatedAt: r.tx.now, ExpiresAt: moment(r.tx.now.Add(lasts)),
	}
	_, err := changed(r.row(tenant, actor, key).Where("expires_at <= ?", r.tx.now).Delete(&Idempotency{}), aRecord)
	if err != nil {
		return nil, err
	}
	n, err := changed(r.tx.gorm.Clauses(clause.OnConflict{DoNothing: true}).Create(&row), aRecord)
	if err != nil || n > 0 {
		return nil, err
	}
	return r.Answered(tenant, actor, key, requestHash)
}

// Answered returns the answer that a request was given; nil when the key was
// not used, or long ago. Errors: conflict as Claim says it.
func (r Idempotencies) Answered(tenant TenantID, actor Actor, key, requestHash string) (*Answer, error) {
	old, err := one[Idempotency](r.row(tenant, actor, key).Where("expires_at > ?", r.tx.now), aRecord)
	switch {
	case errors.Is(err, &model.Error{Code: model.CodeNotFound}):
		return nil, nil
	case err != nil:
		return nil, err
	case old.RequestHash != requestHash:
		return nil, conflict("Idempotency-Key 已用于另一个请求;请换一个", "the Idempotency-Key was used for another request; take another one")
	}
	return &Answer{Status: old.Status, Location: old.Location}, nil
}

// Complete stores the answer to a claimed request: not_found when it was not claimed.
func (r Idempotencies) Complete(tenant TenantID, actor Actor, key string, a Answer) error {
	n, err := changed(r.row(tenant, actor, key).Model(&Idempotency{}).Where("status IS NULL").Updates(map[string]any{
		"status": a.Status, "location": a.Location,
	}), aRecord)
	if err == nil && n == 0 {
		return notFound(aRecord)
	}
	return err
}

func (r Idempotencies) row(tenant TenantID, actor Actor, key string) *gorm.DB {
	return r.tx.of(tenant).Where("actor = ? AND key = ?", actor, key)
}
