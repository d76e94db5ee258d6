package store

import (
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"maps"
	"slices"
	"time"

	"lungang/model"
)

// textRow is what somebody wrote about a person, such as why an objection was
// filed. It is sealed; the log has its digest.
type textRow struct {
	TenantID TenantID `gorm:"primaryKey"`
	Subject  string   `gorm:"primaryKey"` // whose text it is, for example an objection
	Field    string   `gorm:"primaryKey"`
	KeyID    string
	Sealed   []byte
	Salt     []byte
	StoredAt time.Time
}

func (*textRow) TableName() string { return "texts" }

const purposeTexts = "texts"

func (row *textRow) place() []string { return []string{string(row.TenantID), row.Subject, row.Field} }

var aText = model.Text{ZH: "说明文字", EN: "text"}

// Fields of texts.
const (
	fieldReason     = "reason"
	fieldResolution = "resolution"
)

// keepText stores a text and returns its digest for the log, HMAC-SHA-256 with a
// salt of its own: it proves what was written as long as it is kept, and tells
// nothing afterwards. bad_parameter (ErrNoDataKey) when there is no key.
func (tx *Tx) keepText(tenant TenantID, subject, field, text string) (digest string, err error) {
	row := textRow{TenantID: tenant, Subject: subject, Field: field, Salt: make([]byte, sha256.Size), StoredAt: tx.now}
	_, _ = rand.Read(row.Salt) // never fails
	if row.Sealed, row.KeyID, err = tx.store.keys.seal(purposeTexts, row.place(), []byte(text)); err != nil {
		return "", err
	}
	return digestOf(row.Salt, []byte(text)), insert(tx, aText, row)
}

// text opens a text; "" when there is none, or its time is over.
func (tx *Tx) text(tenant TenantID, subject, field string) (string, error) {
	row, err := one[textRow](tx.of(tenant).Where("subject = ? AND field = ?", subject, field), aText)
	if errors.Is(err, &model.Error{Code: model.CodeNotFound}) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	text, err := tx.store.keys.open(row.KeyID, purposeTexts, row.place(), row.Sealed)
	return string(text), err
}

// Looked writes into the log that somebody has read what was written with
// objections: one entry for each dataset that they were filed about. Those whose
// texts are kept no longer, or never were the tenant's, are left out.
func (r Objections) Looked(tenant TenantID, actor Actor, objections ...string) error {
	kept := r.tx.of(tenant).Model(&textRow{}).Select("subject").Where("subject IN ?", objections)
	var rows []Objection
	if err := r.tx.of(tenant).Where("id IN (?)", kept).Order("id").Find(&rows).Error; err != nil {
		return dbError("list objections", err)
	}
	about := map[string][]string{}
	for _, o := range rows {
		p, err := r.tx.Plans().Get(tenant, o.FiledPlan)
		if err != nil {
			return err
		}
		about[p.DatasetID] = append(about[p.DatasetID], o.ID)
	}
	for _, dataset := range slices.Sorted(maps.Keys(about)) {
		if err := r.tx.Audit().Append(tenant, actor, "people.read", dataset, map[string]any{"objections": about[dataset]}); err != nil {
			return err
		}
	}
	return nil
}

// expireTexts deletes the texts of a tenant that were stored before a moment.
func (tx *Tx) expireTexts(tenant TenantID, before time.Time, months int) (int64, error) {
	n, err := changed(tx.of(tenant).Where("stored_at <= ?", moment(before)).Delete(&textRow{}), aText)
	if err != nil || n == 0 {
		return n, err
	}
	return n, tx.Audit().Append(tenant, System, "personal_data.erased", string(tenant), map[string]any{"texts": n, "months": months})
}
