package register

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

// Every clause has an entry, every entry points at something that exists, and
// every kind of thing is used.
func TestEveryClauseIsRepresented(t *testing.T) {
	t.Parallel()
	n, kinds := 0, map[Kind]bool{}
	for _, source := range policy.ClauseSources() {
		entries, err := Entries(source.ID)
		require.NoError(t, err)
		clauses := policy.Clauses(source.ID)
		require.Len(t, entries, len(clauses))
		for i := range entries {
			n++
			require.Equal(t, clauses[i], entries[i].Clause)
			require.NotEmpty(t, entries[i].Links)
			for _, l := range entries[i].Links {
				kinds[l.Kind] = true
				require.NotEmpty(t, l.Title.ZH, l.Target)
				require.NotEmpty(t, l.Title.EN, l.Target)
			}
		}
	}
	require.Equal(t, 399, n)
	for _, k := range Kinds() {
		require.True(t, kinds[k], k)
		require.NotEmpty(t, k.Text().ZH)
	}
}

// What a pack rests on a clause, the register names for that clause.
func TestRegisterNamesTheParametersOfPacks(t *testing.T) {
	t.Parallel()
	layers := map[string]*policy.File{} // the packs and what they inherit from
	for _, id := range policy.IDs() {
		f, err := policy.Open(id)
		require.NoError(t, err)
		for _, layer := range f.Chain() {
			layers[layer.ID] = layer
		}
	}
	n := 0
	for _, source := range policy.ClauseSources() {
		entries, err := Entries(source.ID)
		require.NoError(t, err)
		for i := range entries {
			clause := entries[i].Clause.ID
			for id, f := range layers {
				for name, values := range f.Parameters {
					if !slices.ContainsFunc(values, func(p model.Parameter) bool { return slices.Contains(p.Clauses, clause) }) {
						continue
					}
					n++
					require.True(t, slices.ContainsFunc(entries[i].Links, func(l Link) bool { return l.Kind == Parameter && l.Target == name }),
						"%s: %s of %s", clause, name, id)
				}
			}
		}
	}
	require.Greater(t, n, 100)
}

// Every reason is used, and every hard rule, objective, indicator, report,
// ledger and step stands for some clause or is known to stand for none.
func TestNothingIsLeftOver(t *testing.T) {
	t.Parallel()
	used := map[Kind]map[string]bool{}
	for _, k := range Kinds() {
		used[k] = map[string]bool{}
	}
	for _, source := range policy.ClauseSources() {
		entries, err := Entries(source.ID)
		require.NoError(t, err)
		for i := range entries {
			for _, l := range entries[i].Links {
				used[l.Kind][l.Target] = true
			}
		}
	}
	r := &reader{targets: targets()}
	r.reasons(r.open(files, "reasons.yaml"))
	require.Empty(t, r.faults)
	for _, k := range []Kind{Indicator, Report, Ledger, Workflow, Information} {
		for target := range r.targets[k] {
			require.True(t, used[k][target], "%s %s stands for no clause", k, target)
		}
	}
	for target := range r.targets[Rule] {
		require.True(t, used[Rule][target] || ownRules[target] != "", "rule %s stands for no clause", target)
		require.False(t, used[Rule][target] && ownRules[target] != "", "rule %s stands for a clause after all", target)
	}
}

// ownRules rest on laws, on the national documents or on the product's design,
// not on one of the seven documents.
var ownRules = map[string]string{
	"exempt": "county template", "no_return": "design", "graduating": "design", "couples": "design", "kin": "statute",
	"tier:relax": "design", "tier:compulsion": "design", "tier:preference": "design", "tier:economy": "design",
	"tier:lottery": "design",
}

func TestFaultsOfARegister(t *testing.T) {
	t.Parallel()
	base := func() fstest.MapFS {
		m := fstest.MapFS{}
		require.NoError(t, fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(files, name)
			m[name] = &fstest.MapFile{Data: data}
			return err
		}))
		return m
	}
	_, err := read(base())
	require.NoError(t, err)
	const file = "clauses/a-border-plan-2024.yaml"
	for name, c := range map[string]struct {
		old, replacement string
		code             model.Code
		pointer          string
		column           int
	}{
		"no entry":          {"A-02: {information: early_childhood}", "", model.CodeMissing, "/A-02", 0},
		"no such clause":    {"A-02: {", "A-99: {information: pupils}\nA-02: {", model.CodeUnknownReference, "/A-99", 1},
		"foreign twice":     {"A-02: {", "B1-01: {information: pupils}\nA-02: {", model.CodeDuplicate, "/B1-01", 1},
		"no such kind":      {"A-02: {information", "A-02: {rumour", model.CodeUnknownField, "/A-02/rumour", 8},
		"no such target":    {"A-02: {information: early_childhood", "A-02: {information: bored", model.CodeUnknownReference, "/A-02/information", 21},
		"no such rule":      {"A-02: {information: early_childhood", "A-02: {rule: tea", model.CodeUnknownReference, "/A-02/rule", 14},
		"no such parameter": {"A-02: {information: early_childhood", "A-02: {parameter: exchange.tea", model.CodeUnknownReference, "/A-02/parameter", 19},
		"no such field":     {"A-02: {information: early_childhood", "A-02: {data: School.tea", model.CodeUnknownReference, "/A-02/data", 14},
		"nothing":           {"A-02: {information: early_childhood}", "A-02: {}", model.CodeMissing, "/A-02", 1},
		"both":              {"A-02: {", "A-02: {data: School, ", model.CodeInconsistent, "/A-02", 1},
		"target twice":      {"A-02: {information: early_childhood", "A-02: {data: [School, School]", model.CodeDuplicate, "/A-02/data", 23},
		"note in one":       {"A-02: {", "A-02: {note: {zh: 注}, ", model.CodeMissing, "/A-02/note", 14},
		"key twice":         {"A-02: {", "A-02: {information: pupils, ", model.CodeDuplicate, "/A-02/information", 29},
		"clause twice":      {"A-02: {", "A-02: {information: pupils}\nA-02: {", model.CodeDuplicate, "/A-02", 1},
		"no mapping":        {"A-02: {information: early_childhood}", "A-02: early_childhood", model.CodeWrongType, "/A-02", 7},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := base()
			text := string(m[file].Data)
			require.Contains(t, text, c.old)
			m[file] = &fstest.MapFile{Data: []byte(strings.Replace(text, c.old, c.replacement, 1))}
			_, err := read(m)
			found := false
			for _, f := range model.ErrorFaults(err) {
				if f.Code == c.code && f.Pointer == c.pointer {
					found = true
					require.Equal(t, c.column, f.Column)
					require.NotEmpty(t, f.Message.ZH)
					require.NotEmpty(t, f.Remedy.EN)
				}
			}
			require.True(t, found, "%v", err)
		})
	}
	for _, text := range []string{"", "[]", "a: ["} {
		m := base()
		m[file] = &fstest.MapFile{Data: []byte(text)}
		_, err := read(m)
		require.Greater(t, len(model.ErrorFaults(err)), 58, "every clause of the document is missing as well")
	}
}
