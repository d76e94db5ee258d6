package store

import "lungang/model"

// importer inserts rows, some of one table at a time. A row that refers to one of
// its own table which comes only later waits for it: ids sort by the clocks of the
// processes that made them, and one of these may have been behind.
type importer struct {
	tx    *Tx
	table table
	there map[string]bool  // rows of a table that refers to itself: in the database, or ready
	ready []map[string]any // for the next statement
	late  []map[string]any
}

const importBatch = 200

// add takes the next row.
func (i *importer) add(t table, row map[string]any) error {
	if t.name != i.table.name {
		if err := i.settle(); err != nil {
			return err
		}
		i.table, i.there = t, map[string]bool{}
	}
	if !i.fits(row) {
		i.late = append(i.late, row)
		return nil
	}
	return i.take(row)
}

// settle inserts what is left of the table. What refers to nothing that there is was
// in no export.
func (i *importer) settle() error {
	for len(i.late) > 0 {
		waiting := i.late
		i.late = nil
		for _, row := range waiting {
			if err := i.add(i.table, row); err != nil {
				return err
			}
		}
		if len(i.late) == len(waiting) {
			return damaged(nil)
		}
	}
	return i.flush()
}

// fits reports whether every row that this one refers to, in its own table, is there.
func (i *importer) fits(row map[string]any) bool {
	for _, column := range i.table.own {
		if to := row[column]; to != nil && to != row["id"] && !i.there[rowKey(row, to)] {
			return false
		}
	}
	return true
}

func (i *importer) take(row map[string]any) error {
	if len(i.table.own) > 0 {
		i.there[rowKey(row, row["id"])] = true
	}
	if i.ready = append(i.ready, row); len(i.ready) < importBatch {
		return nil
	}
	return i.flush()
}

// rowKey names a row of the tenant that another row is of.
func rowKey(row map[string]any, id any) string {
	tenant, _ := row["tenant_id"].(string)
	text, _ := id.(string)
	return tenant + " " + text
}

func (i *importer) flush() error {
	if len(i.ready) == 0 {
		return nil
	}
	err := dbError("import "+i.table.name, i.tx.gorm.Table(i.table.name).Create(i.ready).Error)
	i.ready = i.ready[:0]
	if code := model.ErrorCode(err); code == model.CodeUnknownReference || code == model.CodeConflict || code == model.CodeInternal {
		return damaged(err) // rows that no export has
	}
	return err
}
