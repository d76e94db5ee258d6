package store

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"

	"lungang/model"
)

// DefaultRetention is for how many months personal data are kept when a tenant
// has said nothing: three years, the time of one round of rotation plans and of
// the records of impact assessments (个人信息保护法 第五十六条). The law itself asks
// for the shortest time that the purpose needs (第十九条).
const DefaultRetention = 36

// MaxRetention is the longest period, in months.
const MaxRetention = 1200

// Retention is for how long a tenant keeps personal data.
type Retention struct {
	TenantID  TenantID `gorm:"primaryKey"`
	Months    int      // counted from the day on which they were stored
	Version   int64    // 0: the default
	UpdatedBy Actor
	UpdatedAt time.Time
}

// TableName is the table's name.
func (Retention) TableName() string { return "retention" }

// peopleStore says since when a dataset holds personal data.
type peopleStore struct {
	TenantID  TenantID `gorm:"primaryKey"`
	DatasetID string   `gorm:"primaryKey"`
	StoredAt  time.Time
	Salt      []byte // of the digest in the log; empty when the log has none
}

func (peopleStore) TableName() string { return "people_stores" }

var aRetention = model.Text{ZH: "保存期限", EN: "period of retention"}

// Retentions is the repository of the period of retention.
type Retentions struct{ tx *Tx }

// Retentions is the repository of the period of retention.
func (tx *Tx) Retentions() Retentions { return Retentions{tx} }

// Get returns the period of the tenant, or the default with Version 0.
func (r Retentions) Get(tenant TenantID) (*Retention, error) {
	row, err := one[Retention](r.tx.of(tenant), aRetention)
	if errors.Is(err, &model.Error{Code: model.CodeNotFound}) {
		return &Retention{TenantID: tenant, Months: DefaultRetention}, nil
	}
	return row, err
}

// Set changes the period. version is the one that was read: stale. Errors also:
// bad_parameter (not 1 to MaxRetention months), not_found (no such tenant).
func (r Retentions) Set(tenant TenantID, actor Actor, version int64, months int) (*Retention, error) {
	if months < 1 || months > MaxRetention {
		return nil, model.NewError(model.CodeBadParameter, model.Text{
			ZH: "保存期限应为 1 到 1200 个月", EN: "the period is 1 to 1200 months",
		}, nil)
	}
	if _, err := r.tx.Tenants().Get(tenant); err != nil {
		return nil, err
	}
	old, err := r.Get(tenant)
	if err != nil {
		return nil, err
	}
	if old.Version != version {
		return nil, stale()
	}
	row := Retention{TenantID: tenant, Months: months, Version: version + 1, UpdatedBy: actor, UpdatedAt: r.tx.now}
	if version == 0 {
		err = insert(r.tx, aRetention, row)
		if errors.Is(err, &model.Error{Code: model.CodeConflict}) { // somebody else was the first
			err = stale()
		}
	} else {
		var n int64
		n, err = changed(r.tx.of(tenant).Where("version = ?", version).Model(&Retention{}).Updates(map[string]any{
			"months": row.Months, "version": row.Version, "updated_by": row.UpdatedBy, "updated_at": row.UpdatedAt,
		}), aRetention)
		if err == nil && n == 0 {
			err = stale()
		}
	}
	if err != nil {
		return nil, err
	}
	return &row, r.tx.Audit().Append(tenant, actor, "retention.set", string(tenant), map[string]any{"months": months, "before": old.Months})
}

// remember notes that a dataset holds personal data from now on, and returns
// their digest for the log: an HMAC-SHA-256 with a salt of its own, which is
// deleted with the data and without which the digest tells nothing.
func (r People) remember(tenant TenantID, dataset string, canonical []byte) (digest string, err error) {
	if err := r.forget(tenant, dataset); err != nil {
		return "", err
	}
	salt := make([]byte, sha256.Size)
	_, _ = rand.Read(salt) // never fails
	if err := insert(r.tx, aPerson, peopleStore{TenantID: tenant, DatasetID: dataset, StoredAt: r.tx.now, Salt: salt}); err != nil {
		return "", err
	}
	return digestOf(salt, canonical), nil
}

// DigestPrefix stands before a salted digest and names how it is made.
const DigestPrefix = "hmac-sha256:"

func digestOf(salt, text []byte) string {
	mac := hmac.New(sha256.New, salt)
	_, _ = mac.Write(text) // never fails
	return DigestPrefix + hex.EncodeToString(mac.Sum(nil))
}

func (r People) forget(tenant TenantID, dataset string) error {
	_, err := changed(r.tx.of(tenant).Where("dataset_id = ?", dataset).Delete(&peopleStore{}), aPerson)
	return err
}

// Expired is what Expire deleted.
type Expired struct {
	Holders  int   // datasets that held personal data
	Rows     int64 // persons
	Texts    int64 // of objections
	Accounts int64 // users disabled so long ago whose names went
}

// Expire deletes the personal data of a tenant, and the texts of objections, that
// were stored longer ago than it keeps them, and the names of accounts disabled
// longer ago, of some datasets at once: call it again until Holders is 0. The log says how much it was, and of which datasets;
// where that cannot be said (internal: the log is broken) nothing is deleted.
func (r Retentions) Expire(tenant TenantID) (Expired, error) {
	const atOnce = 20
	var out Expired
	keep, err := r.Get(tenant)
	if err != nil {
		return out, err
	}
	before := monthsBefore(r.tx.now, keep.Months)
	if out.Texts, err = r.tx.expireTexts(tenant, before, keep.Months); err != nil {
		return out, err
	}
	if out.Accounts, err = r.tx.Users().expire(tenant, before, keep.Months); err != nil {
		return out, err
	}
	var rows []peopleStore
	err = r.tx.of(tenant).Select("tenant_id, dataset_id").Where("stored_at <= ?", moment(before)).
		Order("dataset_id").Limit(atOnce).Find(&rows).Error
	if err != nil {
		return out, dbError("list personal data", err)
	}
	for _, row := range rows {
		n, err := r.tx.People().expire(tenant, row.DatasetID, keep.Months)
		if err != nil {
			return out, err
		}
		out.Holders++
		out.Rows += n
	}
	return out, nil
}

// monthsBefore is the same day and time some months before, or the last day of that
// month when it has no such day: time.AddDate would come back to the month after it, and
// what was stored there would go days too early.
func monthsBefore(t time.Time, months int) time.Time {
	back := t.AddDate(0, -months, 0)
	if back.Day() != t.Day() {
		return back.AddDate(0, 0, -back.Day())
	}
	return back
}

func (r People) expire(tenant TenantID, dataset string, months int) (int64, error) {
	n, err := changed(r.tx.of(tenant).Where("dataset_id = ?", dataset).Delete(&personRow{}), aPerson)
	if err != nil {
		return 0, err
	}
	if err := r.forget(tenant, dataset); err != nil {
		return 0, err
	}
	if n == 0 { // another process was first, and said so
		return 0, nil
	}
	return n, r.tx.Audit().Append(tenant, System, "personal_data.erased", dataset, map[string]any{"rows": n, "months": months})
}
