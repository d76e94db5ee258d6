package store

import (
	"time"

	"gorm.io/gorm/clause"

	"lungang/model"
)

// DatasetStatus tells whether a dataset can be planned.
type DatasetStatus string

// DatasetValidated is the status of every dataset: one that is not valid is not stored.
const DatasetValidated DatasetStatus = "VALIDATED"

// Dataset is an immutable snapshot: a problem document that nobody changes. A
// change makes another dataset with this one as its parent.
//
// Nothing has ever written change and people_id, nor any other status: these columns
// of the first schema stay, since SQLite drops no column that a reference or a check
// of the table names, and a table that others refer to is not worth making anew.
type Dataset struct {
	TenantID  TenantID `gorm:"primaryKey"`
	ID        string   `gorm:"primaryKey"`
	Name      string
	Status    DatasetStatus
	Hash      string `gorm:"serializer:nullable"` // "sha256:" and model.Problem.Hash
	Document  string // hash of the stored bytes
	Size      int    // bytes
	Faults    string `gorm:"serializer:nullable"` // hash of the document that counts warnings; "" when there are none
	ParentID  string `gorm:"serializer:nullable"` // the dataset that it was made from
	OriginID  string // the first of its line; its own id when it has no parent
	Change    string `gorm:"serializer:nullable"` // never written
	PeopleID  string `gorm:"serializer:nullable"` // never written: the first of the line holds the personal data
	Source    string // how it came: json, xlsx, patch, demo, …
	District  string // district code
	PlanYear  int
	Pack      string // pack id
	Schools   int
	Teachers  int
	CreatedBy Actor
	CreatedAt time.Time
}

// TableName is the table's name.
func (*Dataset) TableName() string { return "datasets" }

// NewDataset is what a dataset is made of. Documents are made before the
// transaction begins.
type NewDataset struct {
	Name     string
	Document Document       // the problem document, canonical bytes
	Problem  *model.Problem // what the document says
	Hash     string         // HashPrefix and Problem.Hash, made before the transaction; "": it is made inside
	Faults   Document       // how many warnings; zero when there are none
	ParentID string         // "" for a new line
	Source   string
}

// DatasetFilter narrows a list; empty fields do not.
type DatasetFilter struct {
	Status   DatasetStatus
	District string
	PlanYear int
	OriginID string // a whole line
	ParentID string
	Hash     string
	Name     string // exactly
}

var aDataset = model.Text{ZH: "数据集", EN: "dataset"}

// Datasets is the repository of datasets.
type Datasets struct{ tx *Tx }

// Datasets is the repository of datasets.
func (tx *Tx) Datasets() Datasets { return Datasets{tx} }

// Create stores a dataset with its documents: not_found when the parent is not
// the tenant's.
func (r Datasets) Create(tenant TenantID, actor Actor, n NewDataset) (*Dataset, error) {
	p := n.Problem
	d := &Dataset{
		TenantID: tenant, ID: NewID(PrefixDataset, r.tx.now), Name: n.Name, Status: DatasetValidated, Hash: n.Hash,
		Document: n.Document.Hash, Size: n.Document.Size, Faults: n.Faults.Hash, ParentID: n.ParentID, Source: n.Source,
		District: p.District.Code, PlanYear: p.District.PlanYear, Pack: p.Pack.ID,
		Schools: len(p.Schools), Teachers: len(p.Teachers), CreatedBy: actor, CreatedAt: r.tx.now,
	}
	d.OriginID = d.ID
	if d.Hash == "" {
		d.Hash = HashPrefix + p.Hash()
	}
	if n.ParentID != "" {
		parent, err := r.Get(tenant, n.ParentID)
		if err != nil {
			return nil, err
		}
		d.OriginID = parent.OriginID
	}
	if err := r.tx.Documents().Put(tenant, n.Document, n.Faults); err != nil {
		return nil, err
	}
	if err := insert(r.tx, aDataset, *d); err != nil {
		return nil, err
	}
	return d, r.tx.Audit().Append(tenant, actor, "dataset.created", d.ID, map[string]any{
		"hash": d.Hash, "document": d.Document, "status": string(d.Status), "parent": d.ParentID,
	})
}

// Get returns a dataset: not_found.
func (r Datasets) Get(tenant TenantID, id string) (*Dataset, error) {
	return byID[Dataset](r.tx, tenant, id, aDataset)
}

// List returns a page of datasets.
func (r Datasets) List(tenant TenantID, f DatasetFilter, p Page) (List[Dataset], error) {
	q := where(r.tx.of(tenant), map[string]any{
		"status": f.Status, "district": f.District, "plan_year": f.PlanYear, "origin_id": f.OriginID,
		"parent_id": f.ParentID, "hash": f.Hash, "name": f.Name,
	})
	return pageOf[Dataset](q, p, "datasets")
}

// Hold makes others that call it for a dataset of the same line wait until the
// transaction ends, so that what was looked at beforehand is still so: not_found. On
// SQLite every transaction that writes does so. Plans and pins may be added meanwhile,
// whose foreign keys only need the row to stay.
func (r Datasets) Hold(tenant TenantID, id string) (*Dataset, error) {
	d, err := r.Get(tenant, id)
	if err != nil || r.tx.store.dialect != PostgreSQL {
		return d, err
	}
	q := r.tx.of(tenant).Clauses(clause.Locking{Strength: "NO KEY UPDATE"})
	_, err = one[Dataset](q.Where("id = ?", d.OriginID), aDataset)
	return d, err
}

// Document returns the bytes of the problem document: not_found.
func (r Datasets) Document(tenant TenantID, id string) ([]byte, error) {
	d, err := r.Get(tenant, id)
	if err != nil {
		return nil, err
	}
	return r.tx.Documents().Get(tenant, d.Document)
}
