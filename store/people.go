package store

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"gorm.io/gorm"

	"lungang/model"
)

// Personal is who a teacher is. It is never part of a problem document, and
// stored only encrypted.
type Personal struct {
	Name     string `json:"name,omitempty"`
	IDNumber string `json:"idNumber,omitempty"` // 身份证号
}

type personRow struct {
	TenantID  TenantID `gorm:"primaryKey"`
	DatasetID string   `gorm:"primaryKey"`
	TeacherID string   `gorm:"primaryKey"`
	KeyID     string
	Sealed    []byte
}

func (*personRow) TableName() string { return "people" }

const purposePeople = "people"

func (row *personRow) place() []string {
	return []string{string(row.TenantID), row.DatasetID, row.TeacherID}
}

var aPerson = model.Text{ZH: "个人信息", EN: "personal data"}

// People is the repository of personal data.
type People struct{ tx *Tx }

// People is the repository of personal data.
func (tx *Tx) People() People { return People{tx} }

// put stores the personal data behind a dataset and returns their digest, ""
// when there are none.
func (r People) put(tenant TenantID, dataset string, people map[model.TeacherID]Personal) (digest string, err error) {
	if len(people) == 0 {
		return "", nil
	}
	keys := r.tx.store.keys
	if !keys.Ready() {
		return "", ErrNoDataKey
	}
	gcm, err := keys.cipher(keys.main, purposePeople)
	if err != nil {
		return "", err
	}
	canonical, err := model.Canonical(people)
	if err != nil {
		return "", err
	}
	rows := make([]personRow, 0, len(people))
	for _, id := range slices.Sorted(maps.Keys(people)) {
		text, err := json.Marshal(people[id])
		if err != nil {
			return "", model.NewError(model.CodeInternal, model.Text{}, err)
		}
		row := personRow{TenantID: tenant, DatasetID: dataset, TeacherID: string(id), KeyID: keys.main}
		row.Sealed = sealWith(gcm, row.place(), text)
		rows = append(rows, row)
	}
	if err := insert(r.tx, aPerson, rows...); err != nil {
		return "", err
	}
	return r.remember(tenant, dataset, canonical)
}

// Get returns the personal data of some teachers of a dataset; those without
// any are left out. Errors: not_found when the dataset is not the tenant's,
// bad_parameter when the key is not there.
func (r People) Get(tenant TenantID, dataset string, teachers []model.TeacherID) (map[model.TeacherID]Personal, error) {
	holder, err := r.holder(tenant, dataset)
	if err != nil {
		return nil, err
	}
	out := map[model.TeacherID]Personal{}
	for some := range slices.Chunk(teachers, 1000) {
		if err := r.read(r.tx.of(tenant).Where("dataset_id = ? AND teacher_id IN ?", holder, some), out); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// All returns the personal data of all teachers of a dataset, as Get does.
func (r People) All(tenant TenantID, dataset string) (map[model.TeacherID]Personal, error) {
	holder, err := r.holder(tenant, dataset)
	if err != nil {
		return nil, err
	}
	out := map[model.TeacherID]Personal{}
	return out, r.read(r.tx.of(tenant).Where("dataset_id = ?", holder), out)
}

// holder is the dataset that holds the personal data of a dataset: the first of
// its line.
func (r People) holder(tenant TenantID, dataset string) (string, error) {
	d, err := r.tx.Datasets().Get(tenant, dataset)
	if err != nil {
		return "", err
	}
	return d.OriginID, nil
}

// Has reports whether there is any personal data behind a dataset: not_found.
func (r People) Has(tenant TenantID, dataset string) (bool, error) {
	holder, err := r.holder(tenant, dataset)
	if err != nil {
		return false, err
	}
	var rows []personRow
	err = r.tx.of(tenant).Select("teacher_id").Where("dataset_id = ?", holder).Limit(1).Find(&rows).Error
	return len(rows) > 0, dbError("read personal data", err)
}

// leastNamed is how many characters of a name or a number say whom they mean.
const leastNamed = 2

// Names reports whether one of the texts holds the name, or a number, of a person
// behind a dataset; an empty one means all of the tenant: not_found.
func (r People) Names(tenant TenantID, dataset string, texts ...string) (bool, error) {
	if strings.Join(texts, "") == "" {
		return false, nil
	}
	if dataset == "" {
		return r.namesAny(tenant, texts)
	}
	people, err := r.All(tenant, dataset)
	if err != nil {
		return false, err
	}
	for _, p := range people {
		for _, word := range []string{p.Name, p.IDNumber} {
			if utf8.RuneCountInString(word) >= leastNamed && slices.ContainsFunc(texts, func(t string) bool { return strings.Contains(t, word) }) {
				return true, nil
			}
		}
	}
	return false, nil
}

// namesAny is Names for all datasets that hold persons, one after the other.
func (r People) namesAny(tenant TenantID, texts []string) (bool, error) {
	var holders []string
	if err := r.tx.of(tenant).Model(&personRow{}).Distinct().Order("dataset_id").Pluck("dataset_id", &holders).Error; err != nil {
		return false, dbError("read personal data", err)
	}
	for _, holder := range holders {
		if found, err := r.Names(tenant, holder, texts...); found || err != nil {
			return found, err
		}
	}
	return false, nil
}

// Replace stores the personal data behind a dataset, and of the datasets that
// share them, in the place of what was there. Errors: not_found, bad_parameter
// (ErrNoDataKey).
func (r People) Replace(tenant TenantID, actor Actor, dataset string, people map[model.TeacherID]Personal) error {
	holder, err := r.holder(tenant, dataset)
	if err != nil {
		return err
	}
	if _, err := changed(r.tx.of(tenant).Where("dataset_id = ?", holder).Delete(&personRow{}), aPerson); err != nil {
		return err
	}
	if err := r.forget(tenant, holder); err != nil {
		return err
	}
	digest, err := r.put(tenant, holder, people)
	if err != nil {
		return err
	}
	return r.tx.Audit().Append(tenant, actor, "people.stored", dataset, map[string]any{"rows": len(people), "holder": holder, "digest": digest})
}

func (r People) read(q *gorm.DB, out map[model.TeacherID]Personal) error {
	var rows []personRow
	if err := q.Find(&rows).Error; err != nil {
		return dbError("read personal data", err)
	}
	return r.open(rows, out)
}

func (r People) open(rows []personRow, out map[model.TeacherID]Personal) error {
	ciphers := cipherCache{keys: r.tx.store.keys, purpose: purposePeople}
	for i := range rows {
		row := &rows[i]
		gcm, err := ciphers.get(row.KeyID)
		if err != nil {
			return err
		}
		text, err := openWith(gcm, row.place(), row.Sealed)
		if err != nil {
			return err
		}
		var p Personal
		if err := json.Unmarshal(text, &p); err != nil {
			return model.NewError(model.CodeInternal, model.Text{}, nil) // the cause may quote
		}
		out[model.TeacherID(row.TeacherID)] = p
	}
	return nil
}

// Erase deletes the personal data that a dataset holds; datasets made from it
// lose it, too. It returns how many rows there were.
func (r People) Erase(tenant TenantID, actor Actor, dataset string) (int64, error) {
	holder, err := r.holder(tenant, dataset)
	if err != nil {
		return 0, err
	}
	n, err := changed(r.tx.of(tenant).Where("dataset_id = ?", holder).Delete(&personRow{}), aPerson)
	if err != nil {
		return 0, err
	}
	if err := r.forget(tenant, holder); err != nil {
		return 0, err
	}
	return n, r.tx.Audit().Append(tenant, actor, "people.erased", dataset, map[string]any{"rows": n, "holder": holder})
}
