package store

import (
	"maps"
	"slices"
	"strings"

	"gorm.io/gorm"

	"lungang/model"
)

// sealedTables are the tables with sealed columns, and the columns that bind
// what is sealed to its row.
var sealedTables = []struct {
	name    string
	purpose string
	place   []string
}{
	{"people", purposePeople, []string{"tenant_id", "dataset_id", "teacher_id"}},
	{"users", purposeUsers, []string{"tenant_id", "id"}},
	{"webhooks", purposeWebhooks, []string{"tenant_id", "id"}},
	{"texts", purposeTexts, []string{"tenant_id", "subject", "field"}},
}

// sealedRow is one row of such a table.
type sealedRow struct {
	place  []string
	keyID  string
	sealed []byte
}

// Reseal encrypts with the present key up to limit rows, of all tenants, that
// are encrypted with another. It returns how many it did: 0 means that the
// other keys are needed no more. Errors: bad_parameter when a key is not there.
func (r House) Reseal(limit int) (int, error) {
	keys := r.tx.store.keys
	if !keys.Ready() {
		return 0, ErrNoDataKey
	}
	done := 0
	for _, t := range sealedTables {
		rows, err := r.sealedWithOthers(t.name, t.place, limit-done)
		if err != nil {
			return 0, err
		}
		ciphers := cipherCache{keys: keys, purpose: t.purpose}
		for _, row := range rows {
			if err := r.reseal(t.name, t.place, row, &ciphers); err != nil {
				return 0, err
			}
		}
		if done += len(rows); done >= limit {
			break
		}
	}
	return done, nil
}

// Shut tries, for each key that something is sealed with, one row of each table.
// It returns the names of the keys whose rows cannot be opened, sorted: the key
// is not there, or it is another one of the same name. Empty: all is well.
func (r House) Shut() ([]string, error) {
	shut := map[string]bool{}
	for _, t := range sealedTables {
		var ids []string
		if err := r.tx.gorm.Table(t.name).Where("key_id <> ''").Distinct().Pluck("key_id", &ids).Error; err != nil {
			return nil, dbError("read names of keys", err)
		}
		ciphers := cipherCache{keys: r.tx.store.keys, purpose: t.purpose}
		for _, id := range ids {
			rows, err := sealedRows(r.tx.gorm.Table(t.name).Where("key_id = ?", id).Limit(1), t.place)
			if err != nil {
				return nil, err
			}
			cipher, err := ciphers.get(id)
			if err == nil && len(rows) > 0 {
				_, err = openWith(cipher, rows[0].place, rows[0].sealed)
			}
			if err != nil {
				shut[id] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(shut)), nil
}

func (r House) sealedWithOthers(table string, place []string, limit int) ([]sealedRow, error) {
	q := r.tx.gorm.Table(table).Where("key_id <> ?", r.tx.store.keys.main).Order(strings.Join(place, ", ")).Limit(limit)
	return sealedRows(r.tx.holding(q), place)
}

func sealedRows(q *gorm.DB, place []string) ([]sealedRow, error) {
	q = q.Select(append(slices.Clone(place), "key_id", "sealed"))
	found, err := q.Rows()
	if err != nil {
		return nil, dbError("read sealed rows", err)
	}
	defer func() { _ = found.Close() }()
	var out []sealedRow
	for found.Next() {
		row := sealedRow{place: make([]string, len(place))}
		var targets []any
		for i := range place {
			targets = append(targets, &row.place[i])
		}
		if err := found.Scan(append(targets, &row.keyID, &row.sealed)...); err != nil {
			return nil, dbError("read sealed rows", err)
		}
		out = append(out, row)
	}
	return out, dbError("read sealed rows", found.Err())
}

func (r House) reseal(table string, place []string, row sealedRow, ciphers *cipherCache) error {
	from, err := ciphers.get(row.keyID)
	if err != nil {
		return err
	}
	to, err := ciphers.get(r.tx.store.keys.main)
	if err != nil {
		return err
	}
	text, err := openWith(from, row.place, row.sealed)
	if err != nil {
		return err
	}
	q := r.tx.gorm.Table(table)
	for i, column := range place {
		q = q.Where(column+" = ?", row.place[i])
	}
	_, err = changed(q.Updates(map[string]any{"key_id": r.tx.store.keys.main, "sealed": sealWith(to, row.place, text)}), model.Text{EN: table})
	return err
}
