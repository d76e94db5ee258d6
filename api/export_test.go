package api

// AccessRow is a row of the table of operations, for tests.
type AccessRow struct {
	Public     bool
	Permission Permission
}

// AccessTable is the table of operations, for tests.
func AccessTable() map[string]AccessRow {
	out := map[string]AccessRow{}
	for id, r := range access {
		out[id] = AccessRow{r.public, r.permission}
	}
	return out
}

// Patch, for tests.
var Patch = patch
