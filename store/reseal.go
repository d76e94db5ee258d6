package store

import (
	"slices"
	"strings"

	"gorm.io/gorm/clause"

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

func (r House) sealedWithOthers(table string, place []string, limit int) ([]sealedRow, error) {
	q := r.tx.gorm.Table(table).Select(append(slices.Clone(place), "key_id", "sealed")).
		Where("key_id <> ?", r.tx.store.keys.main).Order(strings.Join(place, ", ")).Limit(limit)
	if r.tx.store.dialect == PostgreSQL {
		q = q.Clauses(clause.Locking{Strength: "UPDATE"})
	}
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
