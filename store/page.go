package store

import "gorm.io/gorm"

// Page asks for a part of a list, in the order of ids: the order of making.
type Page struct {
	// After is the last id of the page before; empty for the first page.
	After string
	// Limit is how many rows at most; 0 means 50, more than 500 means 500.
	Limit int
	// Oldest asks for the oldest first; otherwise the newest come first.
	Oldest bool
}

const (
	pageDefault = 50
	pageMost    = 500
)

func (p Page) limit() int {
	switch {
	case p.Limit <= 0:
		return pageDefault
	case p.Limit > pageMost:
		return pageMost
	}
	return p.Limit
}

// page adds order and limit; one row more than asked for tells whether there
// are more.
func (p Page) of(q *gorm.DB) *gorm.DB {
	order, after := "id DESC", "id < ?"
	if p.Oldest {
		order, after = "id", "id > ?"
	}
	if p.After != "" {
		q = q.Where(after, p.After)
	}
	return q.Order(order).Limit(p.limit() + 1)
}

// List is a page of rows.
type List[T any] struct {
	Rows []T
	// More tells whether another page follows: ask with After = the last id.
	More bool
}

func pageOf[T any](q *gorm.DB, p Page, what string) (List[T], error) {
	var rows []T
	if err := p.of(q).Find(&rows).Error; err != nil {
		return List[T]{}, dbError("list "+what, err)
	}
	if n := p.limit(); len(rows) > n {
		return List[T]{Rows: rows[:n], More: true}, nil
	}
	return List[T]{Rows: rows}, nil
}
