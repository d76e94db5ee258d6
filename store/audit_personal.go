package store

import (
	"cmp"
	"slices"
)

// PersonalActions are the actions of the log that are about personal data: who
// brought, read, exported or erased them, and what changed about it.
func PersonalActions() []string {
	return []string{
		"document.exported", "people.erased", "people.read", "people.stored",
		"person.exported", "personal_data.erased", "retention.set",
	}
}

// Personal lists the entries about personal data, newest first: those before a
// sequence number (0: from the newest), of one subject when it is given.
func (r Audit) Personal(tenant TenantID, subject string, before int64, limit int) (List[AuditEntry], error) {
	q := r.tx.of(tenant).Where("action IN ?", PersonalActions())
	if subject != "" {
		q = q.Where("subject = ?", subject)
	}
	if before > 0 {
		q = q.Where("seq < ?", before)
	}
	n := Page{Limit: limit}.limit()
	var rows []AuditEntry
	if err := q.Order("seq DESC").Limit(n + 1).Find(&rows).Error; err != nil {
		return List[AuditEntry]{}, dbError("list audit entries", err)
	}
	return List[AuditEntry]{Rows: rows[:min(n, len(rows))], More: len(rows) > n}, nil
}

// someSubjects is how many subjects one statement names: a database takes only so
// many values at once.
const someSubjects = 1000

// PersonalOf lists the entries about personal data of several subjects together,
// newest first: the last limit of them all.
func (r Audit) PersonalOf(tenant TenantID, subjects []string, limit int) ([]AuditEntry, error) {
	newest := []AuditEntry{}
	for some := range slices.Chunk(subjects, someSubjects) {
		var rows []AuditEntry
		q := r.tx.of(tenant).Where("action IN ? AND subject IN ?", PersonalActions(), some)
		if err := q.Order("seq DESC").Limit(limit).Find(&rows).Error; err != nil {
			return nil, dbError("list audit entries", err)
		}
		newest = append(newest, rows...)
		slices.SortFunc(newest, func(a, b AuditEntry) int { return cmp.Compare(b.Seq, a.Seq) })
		newest = newest[:min(limit, len(newest))]
	}
	return newest, nil
}
