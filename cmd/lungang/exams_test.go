package main

import (
	"encoding/json"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"lungang/model"
	"lungang/policy"
	"lungang/policy/balance"
	"lungang/policy/ledger"
	"lungang/policy/staffing"
)

// Results of pupils must not be an input of a plan, nor an objective, nor in
// anything that is written (B3-57 严禁……升学率评价学校和教师, B3-62 严禁……公布学生成绩及排名).
// So no name and no description may speak of them.
var (
	examWords = []string{
		"exam", "exams", "examination", "examinations", "test", "tests", "score", "scores", "mark", "marks",
		"gpa", "achievement", "achievements", "admission", "admissions", "ranking", "rankings",
	}
	examText = regexp.MustCompile(`成绩|分数|得分|升学|考试|中考|高考|会考|排名|录取`)
	wordEnd  = regexp.MustCompile(`([a-z0-9])([A-Z])`)
)

// speaksOfExams reports whether a name or a sentence speaks of results of pupils.
func speaksOfExams(text string) bool {
	if examText.MatchString(text) {
		return true
	}
	parts := strings.FieldsFunc(wordEnd.ReplaceAllString(text, "$1 $2"), func(r rune) bool { return !unicode.IsLetter(r) })
	return slices.ContainsFunc(parts, func(s string) bool { return slices.Contains(examWords, strings.ToLower(s)) })
}

func TestSpeaksOfExams(t *testing.T) {
	t.Parallel()
	for text, is := range map[string]bool{
		"examScores": true, "average_score": true, "升学率": true, "学生成绩": true, "test results": true, "Ranking": true,
		"latest": false, "example": false, "grades": false, "graduating": false, "preference rank": false, "年度考核": false,
	} {
		require.Equal(t, is, speaksOfExams(text), text)
	}
}

func TestNoExamResultsAnywhere(t *testing.T) {
	t.Parallel()
	seen := map[string]int{}
	look := func(where, text string) {
		seen[where]++
		require.False(t, speaksOfExams(text), "%s: %s", where, text)
	}
	for _, kind := range []string{"problem", "plan"} {
		text, err := model.SchemaJSON(kind)
		require.NoError(t, err)
		var schema any
		require.NoError(t, json.Unmarshal(text, &schema))
		walkJSON(schema, func(key string) { look("schema", key) }, func(text string) { look("schema", text) })
	}
	for _, d := range policy.Definitions() {
		look("parameter", d.Name)
		look("parameter", d.Text().ZH)
		look("parameter", d.Text().EN)
		for _, word := range d.Words {
			look("parameter", word)
		}
	}
	for _, x := range policy.TierInfo() {
		look("objective", x.ID+" "+x.Title.ZH+" "+x.Title.EN+" "+x.Unit.ZH+" "+x.Unit.EN)
	}
	for _, x := range policy.HardRules {
		look("rule", x.ID+" "+x.Title.ZH+" "+x.Title.EN)
	}
	for _, x := range balance.Indicators {
		look("indicator", x.ID+" "+x.Title.ZH+" "+x.Title.EN)
	}
	types := map[reflect.Type]bool{}
	for _, report := range []any{
		balance.Report{}, staffing.Report{}, staffing.Forecast{}, ledger.Ledger{}, ledger.Cost{}, policy.Summary{}, policy.Difference{},
	} {
		walkType(reflect.TypeOf(report), types, func(name string) { look("report", name) })
	}
	for _, where := range []string{"schema", "parameter", "objective", "rule", "indicator", "report"} {
		require.Positive(t, seen[where], where)
	}
}

// What the commands write as JSON has no such keys.
func TestNoExamResultsInTheOutput(t *testing.T) {
	t.Parallel()
	problem, plan := solved(t, "tiny/due")
	p, err := model.DecodeProblem(strings.NewReader(string(fileText(t, problem))))
	require.NoError(t, err)
	for _, args := range [][]string{
		{"solve", problem, "-o", plan, "--json"},
		{"check", problem, plan, "--json"},
		{"explain", string(p.Teachers[0].ID), "--problem", problem, "--plan", plan, "--json"},
		{"explain", string(p.Schools[0].ID), "--problem", problem, "--plan", plan, "--json"},
		{"pack", "list", "--json"},
		{"pack", "show", "jing-2021-2025", "--effective", "--json"},
		{"pack", "coverage", "jing-2021-2025", "--json"},
	} {
		r := lungang(t, "", args...)
		require.Equal(t, exitDone, r.code, r.stderr)
		var out any
		require.NoError(t, json.NewDecoder(strings.NewReader(r.stdout)).Decode(&out), args)
		n := 0
		walkJSON(out, func(key string) {
			n++
			require.False(t, speaksOfExams(key), "%s: %s", args, key)
		}, func(string) {})
		require.Positive(t, n, args)
	}
}

// Nor do the workbooks that a district fills in, and the documents that it publishes,
// files or hands to its register of staff.
func TestNoExamResultsInTheFiles(t *testing.T) {
	t.Parallel()
	problem, plan := solved(t, "tiny/due")
	dir := t.TempDir()
	files := map[string][]string{"template": {"template"}, "convert": {"convert", problem}}
	for _, kind := range []string{"list", "approval", "minutes", "notices", "writeback"} {
		files[kind] = []string{"documents", problem, plan, "--kind", kind}
	}
	files["list"] = append(files["list"], "--public-from", "2026-06-01")
	for name, args := range files {
		file := filepath.Join(dir, name+".xlsx")
		r := lungang(t, "", append(args, "-o", file)...)
		require.Equal(t, exitDone, r.code, r.stderr)
		book, err := excelize.OpenFile(file)
		require.NoError(t, err, name)
		cells := 0
		for _, sheet := range book.GetSheetList() {
			require.False(t, speaksOfExams(sheet), "%s: %s", name, sheet)
			rows, err := book.GetRows(sheet)
			require.NoError(t, err)
			for _, cell := range slices.Concat(rows...) {
				cells++
				require.False(t, speaksOfExams(cell), "%s, %s: %s", name, sheet, cell)
			}
		}
		require.Positive(t, cells, name)
		require.NoError(t, book.Close())
	}
}

// Nor has the service a field for them.
func TestNoExamResultsInTheContract(t *testing.T) {
	t.Parallel()
	var contract any
	require.NoError(t, json.Unmarshal(fileText(t, filepath.Join("..", "..", "api", "openapi.json")), &contract))
	fields := 0
	var walk func(v any, properties bool)
	walk = func(v any, properties bool) {
		switch x := v.(type) {
		case map[string]any:
			for k, item := range x {
				if properties {
					fields++
					// Packs and webhooks have tests; pupils' would come with a result.
					require.False(t, speaksOfExams(strings.TrimSuffix(k, "tests")), k)
				}
				walk(item, k == "properties" && !properties)
			}
		case []any:
			for _, item := range x {
				walk(item, false)
			}
		}
	}
	walk(contract, false)
	require.Greater(t, fields, 300)
}

// walkJSON calls back for every key and every text of a decoded document.
func walkJSON(v any, key, text func(string)) {
	switch x := v.(type) {
	case map[string]any:
		for k, item := range x {
			key(k)
			walkJSON(item, key, text)
		}
	case []any:
		for _, item := range x {
			walkJSON(item, key, text)
		}
	case string:
		text(x)
	}
}

// walkType calls back for the name of every field that a type holds.
func walkType(t reflect.Type, seen map[reflect.Type]bool, name func(string)) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Array:
		walkType(t.Elem(), seen, name)
	case reflect.Struct:
		if seen[t] {
			return
		}
		seen[t] = true
		for f := range t.Fields() {
			name(f.Name)
			name(f.Tag.Get("json"))
			walkType(f.Type, seen, name)
		}
	default: // holds nothing
	}
}
