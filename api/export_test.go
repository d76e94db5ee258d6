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

// DecisionRow is a row of the table of decisions, for tests.
type DecisionRow struct {
	Actions []string
	None    string
}

// DecisionTable is the table of decisions, and what the service writes by itself,
// for tests.
func DecisionTable() (table map[string]DecisionRow, own map[string]string) {
	table = map[string]DecisionRow{}
	for id, d := range decisions {
		table[id] = DecisionRow{d.actions, d.none}
	}
	return table, ownActions
}

// Patch, for tests.
var Patch = patch
