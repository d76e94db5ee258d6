package store

import (
	"time"

	"gorm.io/gorm/clause"

	"lungang/model"
)

// DatasetStatus tells whether a dataset can be planned.
type DatasetStatus string

// The two statuses. A dataset is validated before it is stored.
const (
	DatasetValidated DatasetStatus = "VALIDATED"
	DatasetInvalid   DatasetStatus = "INVALID"
)

// Dataset is an immutable snapshot: a problem document that nobody changes. A
// change makes another dataset with this one as its parent.
type Dataset struct {
	TenantID  TenantID `gorm:"primaryKey"`
	ID        string   `gorm:"primaryKey"`
	Name      string
	Status    DatasetStatus
	Hash      string `gorm:"serializer:nullable"` // "sha256:" and model.Problem.Hash; "" when INVALID
	Document  string // hash of the stored bytes
	Size      int    // bytes
	Faults    string `gorm:"serializer:nullable"` // hash of the faults document, warnings too; "" when there are none
	ParentID  string `gorm:"serializer:nullable"` // the dataset that it was made from
	OriginID  string // the first of its line; its own id when it has no parent
	Change    string `gorm:"serializer:nullable"` // hash of the JSON patch that made it from its parent
	PeopleID  string `gorm:"serializer:nullable"` // the dataset of its line that holds the personal data
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
	Problem  *model.Problem // what the document says; nil: the dataset is INVALID
	Hash     string         // HashPrefix and Problem.Hash, made before the transaction; "": it is made inside
	Faults   Document       // faults and warnings; zero when there are none
	ParentID string         // "" for a new line
	Change   Document       // JSON patch against the parent; zero when there is none
	Source   string
	// People is the personal data; nil keeps that of the parent.
	People map[model.TeacherID]Personal
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

// Create stores a dataset with its documents and personal data. Errors:
// not_found when the parent is not the tenant's; bad_parameter (ErrNoDataKey)
// when there is personal data and no key.
func (r Datasets) Create(tenant TenantID, actor Actor, n NewDataset) (*Dataset, error) {
	d := &Dataset{
		TenantID: tenant, ID: NewID(PrefixDataset, r.tx.now), Name: n.Name, Status: DatasetInvalid,
		Document: n.Document.Hash, Size: n.Document.Size, Faults: n.Faults.Hash, ParentID: n.ParentID,
		Change: n.Change.Hash, Source: n.Source, CreatedBy: actor, CreatedAt: r.tx.now,
	}
	d.OriginID = d.ID
	if p := n.Problem; p != nil {
		d.Status, d.Hash = DatasetValidated, n.Hash
		if d.Hash == "" {
			d.Hash = HashPrefix + p.Hash()
		}
		d.District, d.PlanYear, d.Pack = p.District.Code, p.District.PlanYear, p.Pack.ID
		d.Schools, d.Teachers = len(p.Schools), len(p.Teachers)
	}
	if n.ParentID != "" {
		parent, err := r.Get(tenant, n.ParentID)
		if err != nil {
			return nil, err
		}
		d.OriginID, d.PeopleID = parent.OriginID, parent.PeopleID
	}
	if n.People != nil {
		d.PeopleID = d.ID
	}
	if err := r.tx.Documents().Put(tenant, n.Document, n.Faults, n.Change); err != nil {
		return nil, err
	}
	if err := insert(r.tx, aDataset, *d); err != nil {
		return nil, err
	}
	digest, err := r.tx.People().put(tenant, d.ID, n.People)
	if err != nil {
		return nil, err
	}
	return d, r.tx.Audit().Append(tenant, actor, "dataset.created", d.ID, map[string]any{
		"hash": d.Hash, "document": d.Document, "status": string(d.Status), "parent": d.ParentID, "people": len(n.People), "digest": digest,
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
	return r.document(tenant, id, func(d *Dataset) string { return d.Document })
}

// Faults returns the bytes of the faults document, nil when there is none: not_found.
func (r Datasets) Faults(tenant TenantID, id string) ([]byte, error) {
	return r.document(tenant, id, func(d *Dataset) string { return d.Faults })
}

// Change returns the JSON patch that made the dataset from its parent, nil when
// there is none: not_found.
func (r Datasets) Change(tenant TenantID, id string) ([]byte, error) {
	return r.document(tenant, id, func(d *Dataset) string { return d.Change })
}

func (r Datasets) document(tenant TenantID, id string, which func(*Dataset) string) ([]byte, error) {
	d, err := r.Get(tenant, id)
	if err != nil || which(d) == "" {
		return nil, err
	}
	return r.tx.Documents().Get(tenant, which(d))
}
