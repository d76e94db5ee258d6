package store

import (
	"context"
	"slices"
)

// RowColumns are the columns of every table as the row types say, in the words
// of the test of the schema.
func RowColumns() []string {
	var out []string
	for _, t := range tables() {
		for _, c := range t.columns {
			null := "no"
			if c.nullable {
				null = "yes"
			}
			out = append(out, "column "+t.name+"."+c.name+" "+string(c.kind)+" null="+null)
		}
	}
	slices.Sort(out)
	return out
}

// OwnColumns are the columns that refer to rows of the same table, as the import
// believes, as "table.column".
func OwnColumns() []string {
	var out []string
	for _, t := range tables() {
		for _, c := range t.own {
			out = append(out, t.name+"."+c)
		}
	}
	slices.Sort(out)
	return out
}

// TableNames are the tables that have row types.
func TableNames() []string {
	var out []string
	for _, t := range tables() {
		out = append(out, t.name)
	}
	return out
}

// DownForTest takes the steps of the schema after a version back; 0: all.
func (s *Store) DownForTest(ctx context.Context, version int64) error {
	p, err := s.goose()
	if err != nil {
		return err
	}
	_, err = p.DownTo(ctx, version)
	return err
}
