package policy_test

import (
	"encoding/json"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
)

// latest is a shipped pack with all that it inherits, of each parameter the latest entry.
func latest(t testing.TB, id string) *model.Pack {
	t.Helper()
	f, err := policy.Open(id)
	require.NoError(t, err)
	return f.Pack(model.Date{})
}

func TestEveryPackLoadsAndHoldsEveryParameter(t *testing.T) {
	t.Parallel()
	require.Equal(t, []string{
		"corps-division-3y", "guangdong-county-3y", "hunan-county-3y", "jing-2021-2025", "litong-2022-46",
		"pingxiang-border-2024", "weihai-2023-21",
	}, policy.IDs())
	for _, id := range policy.IDs() {
		p := latest(t, id)
		require.Equal(t, id, p.ID)
		for _, d := range policy.Definitions() {
			require.True(t, d.Optional || p.Parameters[d.Name].Source != "", d.Name)
		}
		for name, x := range p.Parameters {
			if x.Evidence == model.EvidenceDesign {
				require.NotNil(t, x.Note, name)
				require.Empty(t, x.Clauses, name)
			}
		}
	}
}

func TestValuesOfTheHunanPack(t *testing.T) {
	t.Parallel()
	r, err := policy.Effective(model.PackRef{ID: pack})
	require.NoError(t, err)
	require.Equal(t, 45, policy.ExchangeAgeMaxMale.Of(r))
	require.Equal(t, 40, policy.ExchangeAgeMaxFemale.Of(r))
	require.Equal(t, 6, policy.ExchangeMinYears.Of(r))
	require.InDelta(t, 10, policy.ExchangeRatio.Of(r), 0)
	require.InDelta(t, 20, policy.ExchangeBackboneRatio.Of(r), 0)
	require.Equal(t, "exchanged", policy.ExchangeBackboneDenom.Of(r))
	require.Contains(t, policy.VisitRoutes.Of(r), policy.Pair{From: "centre", To: "point"})
	require.Equal(t, []string{"B1-22"}, policy.ExchangeMinYears.Clauses(r))
	years, ok := r.Parameter(policy.ExchangeMinYears.Name)
	require.True(t, ok)
	require.Contains(t, years.Quote, "连续任教6年以上")
	require.True(t, policy.ExchangeRatio.Relaxable(r))
	require.False(t, policy.PostsEnforced.Relaxable(r))
	require.Zero(t, policy.ServiceTerms.Of(r))
	require.Equal(t, policy.Tiers, policy.TierOrder.Of(r))
	require.Len(t, r.Hash, 64)
}

func TestUnknownPack(t *testing.T) {
	t.Parallel()
	_, err := policy.Open("nowhere")
	require.Equal(t, model.CodeBadPack, model.ErrorCode(err))
	_, err = policy.Open("../packs/hunan-county-3y")
	require.Equal(t, model.CodeBadPack, model.ErrorCode(err))
	_, err = policy.Effective(model.PackRef{ID: "nowhere"})
	require.Equal(t, "/pack/id", model.ErrorFaults(err)[0].Pointer)
}

func TestLoadedPackIsTheCallersOwn(t *testing.T) {
	t.Parallel()
	p := latest(t, pack)
	p.Parameters["scarce.subjects"].Value.([]string)[0] = "spoiled"
	p.Parameters["exchange.min_years"].Clauses[0] = "spoiled"
	p.Parameters["exchange.ratio_mode"].Note.ZH = "spoiled"
	p.Sources[0].ID = "spoiled"
	delete(p.Parameters, "exchange.ratio")
	again := latest(t, pack)
	b, err := json.Marshal(again)
	require.NoError(t, err)
	require.NotContains(t, string(b), "spoiled")
	require.Contains(t, again.Parameters, "exchange.ratio")
}

func file(t testing.TB, id string) string {
	t.Helper()
	b, err := os.ReadFile("packs/" + id + ".yaml")
	require.NoError(t, err)
	return string(b)
}

// source is the Hunan pack with the base written out in it: a pack that stands
// on its own.
func source(t testing.TB) string {
	t.Helper()
	own := file(t, pack)
	base := file(t, "national-base")
	own = strings.Replace(own, "extends: national-base\n", "", 1)
	_, sources, _ := strings.Cut(base, "sources:\n")
	sources, all, _ := strings.Cut(sources, "parameters:\n")
	own = strings.Replace(own, "sources:\n", "sources:\n"+sources, 1)
	blocks := regexp.MustCompile(`(?m)^  [a-z_.0-9]+:\n(    .*\n)+`)
	for _, block := range blocks.FindAllString(all, -1) {
		if name, _, _ := strings.Cut(block, "\n"); !strings.Contains(own, name+"\n") {
			own += block
		}
	}
	return own
}

// edit replaces the first old in the pack and returns the text and the line of the place.
func edit(t *testing.T, text, old, replacement string) (string, int) {
	t.Helper()
	i := strings.Index(text, old)
	require.GreaterOrEqual(t, i, 0, old)
	return text[:i] + replacement + text[i+len(old):], strings.Count(text[:i], "\n") + 1
}

func TestPackFaultsHaveLineAndColumn(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		old, replacement string
		code             model.Code
		pointer          string
		line, column     int // line relative to the edited place
	}{
		"unknown key":       {"version: \"1.0.0\"\n", "version: \"1.0.0\"\ncolour: red\n", model.CodeUnknownField, "/colour", 1, 1},
		"missing key":       {"version: \"1.0.0\"\n", "", model.CodeMissing, "/version", -1, 1},
		"unknown parameter": {"  exchange.age_max_male:\n", "  exchange.tea: {}\n  exchange.age_max_male:\n", model.CodeUnknownField, "/parameters/exchange.tea", 0, 3},
		"missing parameter": {"  exchange.age_max_male:\n", "  exchange.age_max_mole:\n", model.CodeMissing, "/parameters/exchange.age_max_male", 0, 1},
		"wrong type":        {"value: 45\n", "value: many\n", model.CodeWrongType, "/parameters/exchange.age_max_male/value", 0, 12},
		"whole wanted":      {"value: 45\n", "value: 45.5\n", model.CodeWrongType, "/parameters/exchange.age_max_male/value", 0, 12},
		"out of range":      {"value: 45\n", "value: 450\n", model.CodeOutOfRange, "/parameters/exchange.age_max_male/value", 0, 12},
		"not finite":        {"value: 0.6\n", "value: .nan\n", model.CodeNotFinite, "/parameters/demand.remainder/value", 0, 12},
		"bad word":          {"value: floor\n", "value: flour\n", model.CodeBadWord, "/parameters/exchange.ratio_mode/value", 0, 12},
		"bad pair":          {"\"urban>rural\"", "\"urban>moon\"", model.CodeBadWord, "/parameters/route.allowed/value/0", 0, 13},
		"twice in list":     {"[pregnant, nursing", "[pregnant, pregnant", model.CodeDuplicate, "/parameters/exchange.exemptions/value/1", 0, 23},
		"bad day":           {"value: \"08-31\"\n", "value: \"02-30\"\n", model.CodeBadFormat, "/parameters/exchange.reference_day/value", 0, 12},
		"missing quote":     {"    quote: \"凡男45", "    #quote: \"凡男45", model.CodeMissing, "/parameters/exchange.age_max_male/quote", -3, 3},
		"missing clause":    {"    clauses: [B1-22]\n", "", model.CodeMissing, "/parameters/exchange.age_max_male/clauses", -2, 3},
		"unknown source":    {"source: three-year-plan", "source: elsewhere", model.CodeUnknownReference, "/parameters/exchange.age_max_male/source", 0, 13},
		"unknown evidence":  {"evidence: document", "evidence: rumour", model.CodeBadWord, "/parameters/exchange.age_max_male/evidence", 0, 15},
		"unknown binding":   {"binding: principle", "binding: loose", model.CodeBadWord, "/parameters/exchange.age_max_male/binding", 0, 14},
		"no such clause":    {"clauses: [B1-22]", "clauses: [B1-99]", model.CodeUnknownReference, "/parameters/exchange.age_max_male/clauses/0", 0, 15},
		"foreign clause":    {"clauses: [B1-22]", "clauses: [B2-01]", model.CodeUnknownReference, "/parameters/exchange.age_max_male/clauses/0", 0, 15},
		"clause twice":      {"clauses: [B1-22]", "clauses: [B1-22, B1-22]", model.CodeDuplicate, "/parameters/exchange.age_max_male/clauses/1", 0, 22},
		"clause as a text":  {"clauses: [B1-22]", "clauses: B1-22", model.CodeWrongType, "/parameters/exchange.age_max_male/clauses", 0, 14},
		"misquoted":         {"quote: \"凡男45", "quote: \"凡男55", model.CodeInconsistent, "/parameters/exchange.age_max_male/quote", 0, 12},
		"part misquoted":    {"quote: \"凡男45周岁", "quote: \"凡男45周岁;;某某", model.CodeInconsistent, "/parameters/exchange.age_max_male/quote", 0, 12},
		"no such document":  {"document: B1", "document: B9", model.CodeUnknownReference, "/document", 0, 11},
		"percent over 100":  {"value: 10\n    clauses: [B1-23]", "value: 150\n    clauses: [B1-23]", model.CodeOutOfRange, "/parameters/exchange.ratio/value", 0, 12},
		"null value":        {"value: 45\n", "value: null\n", model.CodeWrongType, "/parameters/exchange.age_max_male/value", 0, 12},
		"flag is no flag":   {"relaxable: true", "relaxable: 1", model.CodeWrongType, "/parameters/exchange.ratio/relaxable", 0, 16},
		"ends before start": {"value: 45\n", "value: 45\n    valid_from: 2026-01-01\n    valid_to: 2025-12-31\n", model.CodeInconsistent, "/parameters/exchange.age_max_male/valid_to", 2, 15},
		"dated day":         {"value: \"08-31\"\n", "value: \"08-31\"\n    valid_from: 2026-01-01\n", model.CodeInconsistent, "/parameters/exchange.reference_day", -1, 3},
		"no such base":      {"document: B1", "document: B1\nextends: nowhere", model.CodeUnknownReference, "/extends", 1, 10},
		"extends itself":    {"document: B1", "document: B1\nextends: hunan-county-3y", model.CodeCycle, "/extends", 1, 10},
		"source of base":    {"document: B1", "document: B1\nextends: national-base", model.CodeDuplicate, "/sources/1/id", 8, 5},
		"key twice":         {"value: 45\n", "value: 45\n    value: 46\n", model.CodeDuplicate, "/parameters/exchange.age_max_male/value", 1, 5},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text, line := edit(t, source(t), c.old, c.replacement)
			_, err := policy.Parse([]byte(text))
			require.Equal(t, model.CodeBadPack, model.ErrorCode(err))
			var found *model.Fault
			for _, f := range model.ErrorFaults(err) {
				if f.Code == c.code && f.Pointer == c.pointer {
					found = &f
				}
			}
			require.NotNil(t, found, "%v", err)
			if name != "missing key" && name != "missing parameter" {
				require.Equal(t, line+c.line, found.Line, "%v", err)
			}
			require.Equal(t, c.column, found.Column, "%v", err)
			for _, f := range model.ErrorFaults(err) {
				require.Positive(t, f.Line, f)
				require.Positive(t, f.Column, f)
				require.NotEmpty(t, f.Message.ZH, f)
				require.NotEmpty(t, f.Message.EN, f)
				require.NotEmpty(t, f.Remedy.ZH, f)
				require.NotEmpty(t, f.Remedy.EN, f)
			}
		})
	}
}

func TestDesignValueNeedsNote(t *testing.T) {
	t.Parallel()
	text := regexp.MustCompile(`(?s)(value: "08-31".*?expected\n)    note:\n[^\n]*\n[^\n]*\n`).ReplaceAllString(source(t), "$1")
	_, err := policy.Parse([]byte(text))
	require.Len(t, model.ErrorFaults(err), 1)
	require.Equal(t, "/parameters/exchange.reference_day/note", model.ErrorFaults(err)[0].Pointer)
}

func TestAllPackFaultsAtOnce(t *testing.T) {
	t.Parallel()
	text := source(t)
	text, _ = edit(t, text, "value: 45\n", "value: 450\n")
	text, _ = edit(t, text, "value: floor\n", "value: flour\n")
	text, _ = edit(t, text, "evidence: document", "evidence: rumour")
	_, err := policy.Parse([]byte(text))
	require.Len(t, model.ErrorFaults(err), 3, "%v", err)
}

func TestPackThatIsNoPack(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "[]", "a: [", "7", "parameters: 3", "id: &x 1\nversion: *x", "sources: {}\nparameters: {exchange.ratio: 3}"} {
		_, err := policy.Parse([]byte(text))
		require.Equal(t, model.CodeBadPack, model.ErrorCode(err), text)
		require.NotEmpty(t, model.ErrorFaults(err), text)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(file(f, pack))
	f.Add(file(f, "national-base"))
	f.Add("id: x\nextends: national-base\nparameters: {exchange.ratio: [{valid_from: 2025-01-01}, {valid_to: ~}]}")
	f.Add("id: x\nparameters: {exchange.ratio: {value: [1, {a: b}]}}")
	f.Fuzz(func(t *testing.T, text string) {
		p, err := policy.Parse([]byte(text))
		require.Equal(t, p == nil, err != nil)
	})
}

func TestOverrides(t *testing.T) {
	t.Parallel()
	base, err := policy.Effective(model.PackRef{ID: pack})
	require.NoError(t, err)
	r, err := policy.Effective(model.PackRef{ID: pack, Overrides: []model.Override{
		override("exchange.ratio", 12.5),
		override("route.within", "zone"),
		override("visits.routes", []string{"centre>point"}),
		override("part_time.enabled", false),
	}})
	require.NoError(t, err)
	require.InDelta(t, 12.5, policy.ExchangeRatio.Of(r), 0)
	require.Equal(t, "zone", policy.RouteWithin.Of(r))
	require.Equal(t, []policy.Pair{{From: "centre", To: "point"}}, policy.VisitRoutes.Of(r))
	require.False(t, policy.PartTimeEnabled.Of(r))
	require.Equal(t, []string{"B1-23"}, policy.ExchangeRatio.Clauses(r))
	require.NotEqual(t, base.Hash, r.Hash)
	again := latest(t, pack)
	require.InDelta(t, 10.0, again.Parameters["exchange.ratio"].Value, 0, "a pack stays as it is")
}

func TestSameRulesSameHash(t *testing.T) {
	t.Parallel()
	base, err := policy.Effective(model.PackRef{ID: pack})
	require.NoError(t, err)
	same, err := policy.Effective(model.PackRef{ID: pack, Overrides: []model.Override{override("exchange.ratio", 10)}})
	require.NoError(t, err)
	require.Equal(t, base.Hash, same.Hash)
}

func TestOverrideFaults(t *testing.T) {
	t.Parallel()
	nobody := override("exchange.ratio", 11)
	nobody.Reason, nobody.Approver = "  ", ""
	_, err := policy.Effective(model.PackRef{ID: pack, Overrides: []model.Override{
		nobody,
		override("exchange.tea", 1),
		override("exchange.min_years", 400),
		override("exchange.min_years", 5),
		override("route.allowed", []string{"urban>rural", "urban>moon"}),
		override("kin.avoid", nil),
		{Parameter: "travel.limit_minutes", Value: []byte("60 60"), Reason: "r", Approver: "a"},
		override("lottery.seed", ""),
	}})
	type at struct {
		code    model.Code
		pointer string
	}
	var got []at
	for _, f := range model.ErrorFaults(err) {
		got = append(got, at{f.Code, f.Pointer})
	}
	require.Equal(t, []at{
		{model.CodeMissing, "/pack/overrides/0/reason"},
		{model.CodeMissing, "/pack/overrides/0/approver"},
		{model.CodeBadParameter, "/pack/overrides/1/parameter"},
		{model.CodeOutOfRange, "/pack/overrides/2/value"},
		{model.CodeDuplicate, "/pack/overrides/3/parameter"},
		{model.CodeBadWord, "/pack/overrides/4/value/1"},
		{model.CodeWrongType, "/pack/overrides/5/value"},
		{model.CodeWrongType, "/pack/overrides/6/value"},
		{model.CodeMissing, "/pack/overrides/7/value"},
	}, got)
}

// Every boundary of every numeric parameter is allowed, and nothing beyond it.
func TestRangesIncludeTheirEnds(t *testing.T) {
	t.Parallel()
	p := latest(t, pack)
	for _, d := range policy.Definitions() {
		if d.Kind != policy.KindWhole && d.Kind != policy.KindNumber {
			continue
		}
		for x, ok := range map[float64]bool{d.Min: true, d.Max: true, d.Min - 1: false, d.Max + 1: false} {
			o := model.Override{Parameter: d.Name, Value: []byte(strconv.FormatFloat(x, 'f', -1, 64)), Reason: "r", Approver: "a"}
			_, err := policy.Apply(p, []model.Override{o})
			require.Equal(t, ok, err == nil, "%s %g", d.Name, x)
		}
	}
}

func TestDefinitionsAreSorted(t *testing.T) {
	t.Parallel()
	all := policy.Definitions()
	for i := 1; i < len(all); i++ {
		require.Less(t, all[i-1].Name, all[i].Name)
	}
	for _, d := range all {
		require.NotEmpty(t, d.Meaning, d.Name)
		if d.Name != "test.optional" { // lives in the tests
			require.NotEqual(t, d.Name, d.Text().ZH, "%s has no meaning in Chinese (meanings.go)", d.Name)
		}
		require.NotEmpty(t, d.Allowed(), d.Name)
	}
}

func TestDaysOfValidity(t *testing.T) {
	t.Parallel()
	text, _ := edit(t, source(t), "value: 45\n", "value: 45\n    valid_from: 2025-09-01\n    valid_to: \"2028-08-31\"\n")
	p, err := policy.Parse([]byte(text))
	require.NoError(t, err)
	require.Equal(t, "2025-09-01", p.Parameters["exchange.age_max_male"][0].ValidFrom)
	require.Equal(t, "2028-08-31", p.Parameters["exchange.age_max_male"][0].ValidTo)
	text, _ = edit(t, source(t), "value: 45\n", "value: 45\n    valid_from: 2025-02-30\n")
	_, err = policy.Parse([]byte(text))
	require.Equal(t, "/parameters/exchange.age_max_male/valid_from", model.ErrorFaults(err)[0].Pointer)
}

// A pack of one's own, which the product does not know, cannot extend itself either.
func TestOwnPackThatExtendsItself(t *testing.T) {
	t.Parallel()
	_, err := policy.Parse([]byte("id: my-county\nversion: \"1.0.0\"\nextends: my-county\ntitle: {zh: 我县, en: mine}\nparameters: {}\n"))
	require.Equal(t, model.CodeBadPack, model.ErrorCode(err))
	f := model.ErrorFaults(err)[0]
	require.Equal(t, []any{model.CodeCycle, "/extends", 3, 10}, []any{f.Code, f.Pointer, f.Line, f.Column})
	require.Contains(t, f.Message.EN, "my-county → my-county")
	require.NotEmpty(t, f.Remedy.ZH)
}
