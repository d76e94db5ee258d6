package store

import (
	"crypto/rand"
	"crypto/sha256"
	"errors"
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

// expireTexts deletes the texts of a tenant that were stored before a moment.
func (tx *Tx) expireTexts(tenant TenantID, before time.Time, months int) (int64, error) {
	n, err := changed(tx.of(tenant).Where("stored_at <= ?", moment(before)).Delete(&textRow{}), aText)
	if err != nil || n == 0 {
		return n, err
	}
	return n, tx.Audit().Append(tenant, System, "personal_data.erased", string(tenant), map[string]any{"texts": n, "months": months})
}
