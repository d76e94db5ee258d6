package policy_test

import (
	"encoding/json"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"lungang/model"
	"lungang/policy"
)

// Every leaf has a file of its own, an entry with a title in both languages, and
// parameters that exist.
func TestPredicateRegister(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, p := range policy.Predicates() {
		require.False(t, seen[p.ID], p.ID)
		seen[p.ID] = true
		require.NotEmpty(t, p.Title.ZH, p.ID)
		require.NotEmpty(t, p.Title.EN, p.ID)
		for _, name := range p.Parameters {
			require.Contains(t, parameterNames(), name, p.ID)
		}
		same, ok := policy.PredicateByID(p.ID)
		require.True(t, ok)
		require.Equal(t, p, same)
	}
	_, ok := policy.PredicateByID("tea")
	require.False(t, ok)

	files, err := filepath.Glob("predicate_*.go")
	require.NoError(t, err)
	ids := ""
	for _, name := range files {
		_, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		require.NoError(t, err)
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		ids += string(text)
	}
	for _, p := range policy.Predicates() {
		if p.Form == policy.Leaf {
			require.Contains(t, ids, `"`+p.ID+`"`, "a leaf lives in predicate_*.go")
		}
	}
	r, err := policy.Effective(model.PackRef{ID: pack})
	require.NoError(t, err)
	age, _ := policy.PredicateByID(policy.PredicateAge)
	require.Equal(t, []string{"B1-22"}, age.Clauses(r))
}

func parameterNames() []string {
	var out []string
	for _, d := range policy.Definitions() {
		out = append(out, d.Name)
	}
	return out
}

// The proofs of a whole county hold, name the verdict, and their short form is
// what the plan carries.
func TestProofsOfACounty(t *testing.T) {
	t.Parallel()
	p := county(t, 12, 300)
	for i := range p.Teachers {
		switch i % 11 {
		case 3:
			p.Teachers[i].Status = model.OnLeave
		case 5:
			p.Teachers[i].Role.Kind = model.Principal
		}
	}
	f := derive(t, p)
	kinds := map[model.VerdictKind]int{}
	for i := range f.Teachers {
		x := &f.Teachers[i]
		kinds[x.Verdict.Kind]++
		proof := policy.Prove(f, x)
		require.NoError(t, proof.Check(), x.ID)
		require.Equal(t, "verdict_"+string(x.Verdict.Kind), proof.Predicate)
		told := map[string]bool{}
		flatten(&proof, told)
		for _, finding := range x.Verdict.Findings {
			holds, ok := told[finding.Predicate]
			require.True(t, ok, "the proof tells of %s", finding.Predicate)
			require.Equal(t, holds, finding.Holds, finding.Predicate)
		}
	}
	require.Len(t, kinds, 4, "the county has every kind of verdict: %v", kinds)
}

func flatten(p *policy.Proof, into map[string]bool) {
	into[p.Predicate] = p.Holds
	for i := range p.Of {
		flatten(&p.Of[i], into)
	}
}

// A proof that was tampered with does not hold any more.
func TestCheckFindsWhatDoesNotFollow(t *testing.T) {
	t.Parallel()
	leaf := func(holds bool) policy.Proof { return policy.Proof{Predicate: "x", Form: policy.Leaf, Holds: holds} }
	for name, c := range map[string]struct {
		proof policy.Proof
		ok    bool
	}{
		"all of two":              {policy.Proof{Form: policy.AllOf, Holds: true, Of: []policy.Proof{leaf(true), leaf(true)}}, true},
		"all, one missing":        {policy.Proof{Form: policy.AllOf, Holds: true, Of: []policy.Proof{leaf(true), leaf(false)}}, false},
		"all does not, yet does":  {policy.Proof{Form: policy.AllOf, Holds: false, Of: []policy.Proof{leaf(true)}}, false},
		"any of none":             {policy.Proof{Form: policy.AnyOf, Holds: true}, false},
		"any with a witness":      {policy.Proof{Form: policy.AnyOf, Holds: true, Of: []policy.Proof{leaf(false), leaf(true)}}, true},
		"not of what holds":       {policy.Proof{Form: policy.NotOf, Holds: true, Of: []policy.Proof{leaf(true)}}, false},
		"not of two":              {policy.Proof{Form: policy.NotOf, Holds: true, Of: []policy.Proof{leaf(false), leaf(false)}}, false},
		"a leaf with parts":       {policy.Proof{Form: policy.Leaf, Holds: true, Of: []policy.Proof{leaf(true)}}, false},
		"a fault inside":          {policy.Proof{Form: policy.NotOf, Holds: true, Of: []policy.Proof{{Form: policy.AnyOf, Holds: false, Of: []policy.Proof{leaf(true)}}}}, false},
		"comparison against leaf": {policy.Proof{Form: policy.Leaf, Holds: false, Comparison: &policy.Comparison{Relation: policy.AtMost, Inclusive: true}}, false},
		"comparison with leaf":    {policy.Proof{Form: policy.Leaf, Holds: true, Comparison: &policy.Comparison{Relation: policy.AtMost, Inclusive: true}}, true},
		"limit not included":      {policy.Proof{Form: policy.Leaf, Holds: true, Comparison: &policy.Comparison{Relation: policy.AtLeast}}, false},
	} {
		if c.ok {
			require.NoError(t, c.proof.Check(), name)
		} else {
			require.Equal(t, model.CodeInternal, model.ErrorCode(c.proof.Check()), name)
		}
	}
}

// Facts are data: numbers are numbers, days are days, spells are spells.
func TestProofAsJSON(t *testing.T) {
	t.Parallel()
	p := problem(t)
	p.Teachers[0].Since = day(t, "2010-09-01")
	p.Teachers[0].History = []model.Service{spell(t, "seconded", "", "2019-09-01", "2020-08-31")}
	f := derive(t, p)
	b, err := json.Marshal(policy.Prove(f, &f.Teachers[0]))
	require.NoError(t, err)
	text := string(b)
	for _, part := range []string{
		`"comparison":{"value":40,"relation":"at_most","limit":45,"inclusive":true}`,
		`{"name":"born","value":"1986-05-01"}`,
		`{"name":"broken","value":{"from":"2019-09-01","to":"2020-08-31","kind":"seconded"}}`,
		`"statutes":["民法典-1259","民法典-202、203"]`,
		`"clauses":["B1-22"]`,
	} {
		require.Contains(t, text, part)
	}
}

// easier are changes of the rules that ask for less before a teacher is due.
var easier = []struct {
	name string
	make func(rt *rapid.T, p *model.Problem, now map[string]int)
}{
	{"older men", raise("exchange.age_max_male", 70)},
	{"older women", raise("exchange.age_max_female", 70)},
	{"fewer years", lower("exchange.min_years")},
	{"fewer years for backbone teachers", lower("exchange.backbone_min_years")},
	{"nearer to retirement", lower("exchange.retirement_guard_years")},
	{"nobody bound by service", func(_ *rapid.T, p *model.Problem, now map[string]int) {
		if now["bound"] > 0 {
			replace(p, "exchange.service_bound", []string{})
		}
	}},
	{"graduating classes counted", func(_ *rapid.T, p *model.Problem, _ map[string]int) { replace(p, "exchange.graduating_due", true) }},
	{"ages from the next day", func(_ *rapid.T, p *model.Problem, _ map[string]int) { replace(p, "exchange.age_from", "next_day") }},
	{"statutory retirement", func(_ *rapid.T, p *model.Problem, _ map[string]int) {
		replace(p, "exchange.retirement_by", "statutory")
	}},
	{"guard with the number itself", func(_ *rapid.T, p *model.Problem, _ map[string]int) {
		replace(p, "exchange.retirement_guard_inclusive", true)
	}},
	{"all service counts", func(_ *rapid.T, p *model.Problem, _ map[string]int) {
		replace(p, "exchange.unbroken_by", []string{"leave", "training", "itinerant", "seconded", "support", "exchange", "teaching"})
	}},
}

func raise(name string, most int) func(*rapid.T, *model.Problem, map[string]int) {
	return func(rt *rapid.T, p *model.Problem, now map[string]int) {
		replace(p, name, rapid.IntRange(now[name], most).Draw(rt, name))
	}
}

func lower(name string) func(*rapid.T, *model.Problem, map[string]int) {
	return func(rt *rapid.T, p *model.Problem, now map[string]int) {
		replace(p, name, rapid.IntRange(0, now[name]).Draw(rt, name))
	}
}

func replace(p *model.Problem, name string, value any) {
	for i := range p.Pack.Overrides {
		if p.Pack.Overrides[i].Parameter == name {
			p.Pack.Overrides[i] = override(name, value)
			return
		}
	}
	p.Pack.Overrides = append(p.Pack.Overrides, override(name, value))
}

// Asking for less never takes anybody off the list of those who should rotate;
// asking for more of exemptions never puts a must to exempt; and whatever the
// rules, the proof holds.
func TestAskingForLessKeepsEverybody(t *testing.T) {
	t.Parallel()
	due := 0
	rapid.Check(t, func(rt *rapid.T) {
		p := problem(t)
		drawTeacher(rt, p)
		now := drawRules(rt, p)
		before := provedVerdict(rt, p)
		if before != model.Must {
			return
		}
		due++
		change := easier[rapid.IntRange(0, len(easier)-1).Draw(rt, "change")]
		change.make(rt, p, now)
		require.Equal(rt, model.Must, provedVerdict(rt, p), change.name)
		replace(p, "exchange.exemption_evidence", model.ExemptionKind("").Values())
		replace(p, "exchange.exemption_dated", model.ExemptionKind("").Values())
		require.Equal(rt, model.Must, provedVerdict(rt, p), "a stricter exemption exempts nobody anew")
	})
	require.Positive(t, due, "the property was tried on teachers who are due")
}

// Volunteering never makes anybody stay out, and never beats an exemption.
func TestVolunteeringOnlyAdds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		p := problem(t)
		drawTeacher(rt, p)
		drawRules(rt, p)
		p.Teachers[0].Volunteer = false
		before := provedVerdict(rt, p)
		p.Teachers[0].Volunteer = true
		after := provedVerdict(rt, p)
		if before == model.NotDue {
			require.Contains(rt, []model.VerdictKind{model.NotDue, model.May}, after)
			return
		}
		require.Equal(rt, before, after)
	})
}

func provedVerdict(rt *rapid.T, p *model.Problem) model.VerdictKind {
	f, err := policy.Derive(p)
	require.NoError(rt, err)
	x := &f.Teachers[0]
	proof := policy.Prove(f, x)
	require.NoError(rt, proof.Check())
	require.True(rt, proof.Holds)
	require.Equal(rt, "verdict_"+string(x.Verdict.Kind), proof.Predicate)
	return x.Verdict.Kind
}

func drawTeacher(rt *rapid.T, p *model.Problem) {
	date := func(name string, from, to int) model.Date {
		d := model.NewDate(rapid.IntRange(from, to).Draw(rt, name), time.Month(rapid.IntRange(1, 12).Draw(rt, name+" month")), 1)
		return model.NewDate(d.Year, d.Month, rapid.IntRange(1, time.Date(d.Year, d.Month+1, 0, 0, 0, 0, 0, time.UTC).Day()).Draw(rt, name+" day"))
	}
	x := &p.Teachers[0]
	x.BirthDate, x.Since = date("born", 1964, 1992), date("since", 2008, 2026)
	x.Sex = rapid.SampledFrom([]model.Sex{model.Male, model.Female}).Draw(rt, "sex")
	x.Graduating = rapid.Bool().Draw(rt, "graduating")
	x.Employment.Kind = rapid.SampledFrom([]model.EmploymentKind{model.InQuota, model.FundedGraduate, model.SpecialPost}).Draw(rt, "employment")
	x.Employment.Start = date("employed", 2015, 2026)
	x.Employment.Term = rapid.IntRange(0, 3).Draw(rt, "term")
	x.RuralYears = rapid.SampledFrom([]float64{0, 0.5, 2, 3}).Draw(rt, "rural years")
	x.Status = rapid.SampledFrom([]model.Status{model.Active, model.Active, model.Active, model.OnLeave}).Draw(rt, "status")
	if rapid.Bool().Draw(rt, "backbone") {
		x.Backbone = &model.Backbone{Level: model.CountyBackbone}
	}
	if rapid.IntRange(0, 4).Draw(rt, "claims") == 0 {
		claim(x, rapid.SampledFrom([]model.ExemptionKind{model.Illness, model.FamilyCare}).Draw(rt, "ground"), date("until", 2025, 2027))
	}
	if rapid.Bool().Draw(rt, "history") {
		from := date("spell", 2010, 2024)
		x.History = []model.Service{{
			Kind: rapid.SampledFrom([]model.ServiceKind{model.LeaveService, model.SecondedService, model.SupportService}).Draw(rt, "kind"),
			From: from, To: from.AddYears(1),
		}}
	}
}

// drawRules draws the parameters of the rules and returns the whole ones.
func drawRules(rt *rapid.T, p *model.Problem) map[string]int {
	now := map[string]int{}
	for _, k := range []struct {
		name   string
		lo, hi int
	}{
		{"exchange.age_max_male", 35, 65}, {"exchange.age_max_female", 35, 65}, {"exchange.min_years", 0, 9},
		{"exchange.backbone_min_years", 0, 12}, {"exchange.retirement_guard_years", 0, 6},
		{"service.first_terms", 0, 3}, {"exchange.bundle_rural_years", 1, 3},
	} {
		now[k.name] = rapid.IntRange(k.lo, k.hi).Draw(rt, k.name)
		replace(p, k.name, now[k.name])
	}
	if rapid.Bool().Draw(rt, "bound") {
		now["bound"] = 1
		replace(p, "exchange.service_bound", []string{"funded_graduate"})
	}
	for name, values := range map[string][]any{
		"exchange.graduating_due": {true, false}, "exchange.age_from": {"birthday", "next_day"},
		"exchange.retirement_by": {"statutory", "earliest"}, "exchange.retirement_guard_inclusive": {true, false},
	} {
		replace(p, name, rapid.SampledFrom(values).Draw(rt, strings.ReplaceAll(name, ".", " ")))
	}
	return now
}
