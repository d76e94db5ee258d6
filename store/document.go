package store

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"time"

	"gorm.io/gorm/clause"

	"lungang/model"
)

// Document is bytes under their hash. Make it before the transaction: hashing
// and compressing 30 MB takes a while.
type Document struct {
	Hash string // "sha256:…" of the bytes
	Size int    // bytes
	body []byte // gzip
}

// NewDocument hashes and compresses content.
func NewDocument(content []byte) Document {
	var b bytes.Buffer
	b.Grow(len(content)/8 + 64)
	w, _ := gzip.NewWriterLevel(&b, gzip.BestSpeed) // the level is valid
	_, _ = w.Write(content)                         // a buffer takes everything
	_ = w.Close()
	return Document{Hash: hashOf(content), Size: len(content), body: b.Bytes()}
}

// IsZero reports whether there is no document.
func (d Document) IsZero() bool { return d.Hash == "" }

type documentRow struct {
	TenantID  TenantID `gorm:"primaryKey"`
	Hash      string   `gorm:"primaryKey"`
	Size      int
	Body      []byte
	CreatedAt time.Time
}

func (*documentRow) TableName() string { return "documents" }

var aDocument = model.Text{ZH: "文档", EN: "document"}

// Documents are bytes by hash. Each is stored once for a tenant, and never changed.
type Documents struct{ tx *Tx }

// Documents is the repository of documents.
func (tx *Tx) Documents() Documents { return Documents{tx} }

// Put stores documents that are not there yet.
func (r Documents) Put(tenant TenantID, documents ...Document) error {
	for _, d := range documents {
		if d.IsZero() {
			continue
		}
		row := documentRow{TenantID: tenant, Hash: d.Hash, Size: d.Size, Body: d.body, CreatedAt: r.tx.now}
		err := r.tx.gorm.Clauses(clause.OnConflict{DoNothing: true}).Create(&row).Error
		if err != nil {
			return dbError("insert document", err)
		}
	}
	return nil
}

// Get returns the bytes with that hash, and checks the hash: not_found,
// internal (ErrDamaged) when the stored bytes were changed.
func (r Documents) Get(tenant TenantID, hash string) ([]byte, error) {
	row, err := one[documentRow](r.tx.of(tenant).Where("hash = ?", hash), aDocument)
	if err != nil {
		return nil, err
	}
	return row.open()
}

// ErrDamaged says that stored bytes are not what they were: their hash says so, or they
// cannot be unpacked.
var ErrDamaged = errors.New("the document was changed")

func (row *documentRow) open() ([]byte, error) {
	damaged := func(cause error) error {
		return model.NewError(model.CodeInternal, model.Text{
			ZH: "存储的文档已损坏,请恢复备份", EN: "a stored document is damaged; restore a backup",
		}, fmt.Errorf("%w: %s: %w", ErrDamaged, row.Hash, cause))
	}
	z, err := gzip.NewReader(bytes.NewReader(row.Body))
	if err != nil {
		return nil, damaged(err)
	}
	const believed = 64 << 20 // a size that somebody wrote into the row must not take all memory
	var content bytes.Buffer
	content.Grow(min(max(row.Size, 0), believed) + bytes.MinRead)
	if _, err := content.ReadFrom(io.LimitReader(z, int64(row.Size))); err != nil {
		return nil, damaged(err)
	}
	if got := hashOf(content.Bytes()); got != row.Hash {
		return nil, damaged(errors.New("it is " + got))
	}
	return content.Bytes(), nil
}
