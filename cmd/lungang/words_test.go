package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/policy"
	"lungang/policy/ledger"
	"lungang/policy/staffing"
	"lungang/solver"
)

// constants returns the string constants of a room whose names begin with a
// prefix, so that a new code cannot be forgotten here.
func constants(t *testing.T, room, prefix string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", room, "*.go"))
	require.NoError(t, err)
	var out []string
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		require.NoError(t, err)
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || !strings.HasPrefix(spec.Names[0].Name, prefix) || len(spec.Values) == 0 {
				return true
			}
			if lit, ok := spec.Values[0].(*ast.BasicLit); ok && lit.Kind == token.STRING {
				value, err := strconv.Unquote(lit.Value)
				require.NoError(t, err)
				out = append(out, value)
			}
			return true
		})
	}
	require.NotEmpty(t, out)
	return out
}

func TestEveryReasonHasWords(t *testing.T) {
	t.Parallel()
	for _, code := range constants(t, "solver", "Reason") {
		w, ok := reasons[code]
		require.True(t, ok, "reason %s has no sentence in reasons.go", code)
		for _, text := range []model.Text{w.title, w.sentence} {
			requireText(t, code, text)
		}
	}
}

func TestEveryPredicateHasWords(t *testing.T) {
	t.Parallel()
	for _, code := range constants(t, "policy", "Predicate") {
		entry, ok := policy.PredicateByID(code)
		require.True(t, ok, "predicate %s is not in the register", code)
		requireText(t, code, entry.Title)
		if w, ok := predicates[code]; ok {
			requireText(t, code, w)
		}
	}
}

func requireText(t *testing.T, what string, text model.Text) {
	t.Helper()
	require.NotEmpty(t, text.ZH, what)
	require.NotEmpty(t, text.EN, what)
	require.Equal(t, holes(text.ZH), holes(text.EN), "%s: both languages tell the same facts", what)
}

func holes(template string) map[string]bool {
	out := map[string]bool{}
	for _, h := range holePattern.FindAllStringSubmatch(template, -1) {
		out[h[0]] = true
	}
	return out
}

// Every word of the closed lists that tables and sentences show has a text.
func TestEveryWordHasATranslation(t *testing.T) {
	t.Parallel()
	lists := map[string][]string{
		"stage": model.Stage("").Values(), "locale": model.Locale("").Values(), "strength": model.Strength("").Values(),
		"verdict": model.VerdictKind("").Values(), "proof": model.Proof("").Values(),
		"termination": model.Termination("").Values(), "coverage": model.Coverage("").Values(),
		"pin": model.PinKind("").Values(), "employment": model.EmploymentKind("").Values(),
		"status": model.Status("").Values(), "role": model.RoleKind("").Values(),
		"quota_finding": staffing.FindingKind("").Values(), "pupils_method": staffing.Method("").Values(),
		"ownership": model.Ownership("").Values(), "exemption": model.ExemptionKind("").Values(),
		"service": model.ServiceKind("").Values(), "allowance": policy.AllowanceKind("").Values(),
		"obligation": ledger.ServiceKind("").Values(),
	}
	for list, values := range lists {
		for _, v := range values {
			text, ok := words[list][v]
			require.True(t, ok, "%s %s", list, v)
			require.NotEmpty(t, text.ZH)
			require.NotEmpty(t, text.EN)
		}
	}
}

// The facts that the sentences speak of are those that plans really carry.
func TestSentencesFindTheirFacts(t *testing.T) {
	t.Parallel()
	for _, name := range fixtures.Names() {
		if !strings.HasPrefix(name, "tiny/") {
			continue
		}
		p, err := fixtures.Get(name)
		require.NoError(t, err)
		r, err := solver.Solve(t.Context(), p, solver.Options{})
		require.NoError(t, err, name)
		for i := range r.Plan.Justifications {
			requireSentence(t, name, reasonSentence(&r.Plan.Justifications[i]))
		}
		for _, v := range r.Plan.Verdicts {
			requireFindings(t, name, v.Findings)
		}
	}
}

func requireFindings(t *testing.T, name string, list []model.Finding) {
	t.Helper()
	for i := range list {
		requireSentence(t, name, findingSentence(&list[i]))
		requireFindings(t, name, list[i].Of)
	}
}

func requireSentence(t *testing.T, name string, text model.Text) {
	t.Helper()
	for _, s := range []string{text.ZH, text.EN} {
		require.NotEmpty(t, s, name)
		require.NotContains(t, s, "?", name)
		require.NotContains(t, s, "{", name)
		require.NotContains(t, s, "[", name)
	}
}

func TestFillLeavesOutWhatIsAbsent(t *testing.T) {
	t.Parallel()
	facts := []model.Fact{{Name: "a", Value: "1"}, {Name: "way", Value: "urban>rural"}, {Name: "s", Value: string(policy.Subjects()[0])}}
	require.Equal(t, "1", fill("{a}[ of {b}]", "en", facts))
	require.Equal(t, "1 of 1", fill("{a}[ of {a}]", "en", facts))
	require.Equal(t, "城区→乡村", fill("{locale:way}", "zh", facts))
	require.Equal(t, "?", fill("{b}", "zh", facts))
	require.Equal(t, policy.SubjectName(policy.Subjects()[0]).EN, fill("{subject:s}", "en", facts))
}

// Columns align: every line of a table has its cells at the same places.
func TestTableAligns(t *testing.T) {
	t.Parallel()
	table := table{head: []string{"名称", "n"}, left: 1}
	table.add("a", "1")
	table.add("语文", "234")
	require.Equal(t, "  名称    n\n  ----  ---\n  a       1\n  语文  234\n", table.String())
}
