package check_test

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
	"lungang/solver/check"
)

// district is a small county that tests change before its facts are derived.
//
//	A 城关小学  urban  strong    zone Z1, group G1   five mathematics, one PE
//	B 石桥村小  rural  weak      zone Z1, group G1   one mathematics; one post and a PE teacher short
//	C 河口小学  town   ordinary  zone Z1, group G1   one mathematics, one PE; centre of B
//	D 城南小学  urban  ordinary  zone Z2             one mathematics
//	P 育才学校  urban  private                       nobody
//
// All ways take 20 minutes, everybody should rotate, ten percent must.
type district struct {
	problem    model.Problem
	parameters map[string]any
	relaxable  map[string]bool
}

func base() *district {
	day := func(y, m, d int) model.Date { return model.NewDate(y, time.Month(m), d) }
	school := func(id, name string, kind model.SchoolKind, code model.UrbanRuralCode, strength model.Strength, zone, group string, posts ...model.LineDemand) model.School {
		return model.School{
			ID: model.SchoolID(id), Name: name, Kind: kind, UrbanRural: code, Strength: strength,
			Zone: model.ZoneID(zone), Group: model.GroupID(group), Quota: 10,
			Stages: []model.StageData{{Stage: model.Primary, Grades: []model.GradeData{{Grade: 1, Pupils: 100}}, Demand: posts}},
		}
	}
	posts := func(subject model.Subject, n int) model.LineDemand {
		return model.LineDemand{Subject: subject, Posts: &n}
	}
	d := &district{
		problem: model.Problem{
			Format:   model.ProblemFormat,
			District: model.District{Code: "431028", Name: "测试县", PlanYear: 2026},
			Pack:     model.PackRef{ID: "hunan-county-3y"},
			Zones:    []model.Zone{{ID: "Z1"}, {ID: "Z2"}},
			Groups:   []model.Group{{ID: "G1", Kind: model.EducationGroup, Lead: "A"}},
			Schools: []model.School{
				school("A", "城关小学", model.UrbanPrimary, "111", model.Strong, "Z1", "G1", posts("math", 4), posts("pe", 1)),
				school("B", "石桥村小", model.VillagePrimary, "220", model.Weak, "Z1", "G1", posts("math", 2), posts("pe", 1)),
				school("C", "河口小学", model.TownshipCentrePrimary, "121", model.Ordinary, "Z1", "G1", posts("math", 1), posts("pe", 1)),
				school("D", "城南小学", model.UrbanPrimary, "111", model.Ordinary, "Z2", "", posts("math", 1)),
				school("P", "育才学校", model.UrbanPrimary, "111", model.Ordinary, "Z1", "G1", posts("math", 1), posts("pe", 1)),
			},
		},
		parameters: map[string]any{
			"exchange.backbone_ratio":  0,
			"exchange.no_return_years": 6,
			"outflow.share":            50,
			"route.allowed":            []string{"urban>rural", "urban>town", "town>rural", "rural>urban", "rural>town"},
			"route.strength":           []string{},
			"visits.subjects":          []string{"pe"},
			"scarce.subjects":          []string{"pe"},
			"exchange.ratio":           10,
		},
		relaxable: map[string]bool{},
	}
	d.school("B").Centre = "C"
	d.school("P").Ownership = model.Private
	teacher := func(id, school string, subjects ...model.Subject) {
		t := model.Teacher{
			ID: model.TeacherID(id), Sex: model.Male, BirthDate: day(1988, 5, 1), School: model.SchoolID(school),
			Since: day(2012, 9, 1), Licence: &model.Licence{Stage: model.Primary}, Education: model.Bachelor,
		}
		for i, s := range subjects {
			t.Qualifications = append(t.Qualifications, model.Qualification{Stage: model.Primary, Subject: s, Primary: i == 0})
		}
		d.problem.Teachers = append(d.problem.Teachers, t)
	}
	for _, id := range []string{"a1", "a2", "a3", "a4", "a5"} {
		teacher(id, "A", "math")
	}
	teacher("a6", "A", "pe", "math")
	teacher("b1", "B", "math")
	teacher("c1", "C", "math")
	teacher("c2", "C", "pe")
	teacher("d1", "D", "math")
	for i, from := range d.problem.Schools {
		for _, to := range d.problem.Schools[i+1:] {
			d.minutes(from.ID, to.ID, 20)
		}
	}
	return d
}

func (d *district) school(id model.SchoolID) *model.School {
	for i := range d.problem.Schools {
		if d.problem.Schools[i].ID == id {
			return &d.problem.Schools[i]
		}
	}
	panic("no school " + string(id))
}

func (d *district) teacher(id model.TeacherID) *model.Teacher {
	for i := range d.problem.Teachers {
		if d.problem.Teachers[i].ID == id {
			return &d.problem.Teachers[i]
		}
	}
	panic("no teacher " + string(id))
}

// minutes sets the way between two schools, both ways.
func (d *district) minutes(from, to model.SchoolID, minutes int) {
	for i := range d.problem.Travel.Matrix {
		if p := &d.problem.Travel.Matrix[i]; p.From == from && p.To == to {
			p.Minutes = minutes
			return
		}
	}
	d.problem.Travel.Matrix = append(d.problem.Travel.Matrix, model.TravelTime{From: from, To: to, Minutes: minutes})
}

func (d *district) pin(teacher model.TeacherID, kind model.PinKind, school model.SchoolID) {
	d.problem.Pins = append(d.problem.Pins, model.Pin{Teacher: teacher, Kind: kind, School: school, Reason: "test", Author: "test"})
}

// posts sets explicit demand of a primary line.
func (d *district) posts(school model.SchoolID, subject model.Subject, posts, halfDays int) {
	s := d.school(school)
	given := model.LineDemand{Subject: subject, Posts: &posts, HalfDays: &halfDays}
	for i := range s.Stages[0].Demand {
		if s.Stages[0].Demand[i].Subject == subject {
			s.Stages[0].Demand[i] = given
			return
		}
	}
	s.Stages[0].Demand = append(s.Stages[0].Demand, given)
}

func (d *district) facts(t testing.TB) *policy.Facts {
	t.Helper()
	file, err := policy.Open(d.problem.Pack.ID)
	require.NoError(t, err)
	pack := file.Pack(model.Date{})
	for name, p := range pack.Parameters {
		p.Relaxable = d.relaxable[name]
		p.Clauses = []string{"clause:" + name}
		pack.Parameters[name] = p
	}
	var overrides []model.Override
	for _, name := range slices.Sorted(maps.Keys(d.parameters)) {
		value, err := json.Marshal(d.parameters[name])
		require.NoError(t, err)
		overrides = append(overrides, model.Override{Parameter: name, Value: value, Reason: "test", Approver: "test"})
	}
	rules, err := policy.Apply(pack, overrides)
	require.NoError(t, err)
	facts, err := policy.DeriveWith(&d.problem, rules)
	require.NoError(t, err)
	return facts
}

func line(school, subject string) model.Line {
	return model.Line{School: model.SchoolID(school), Stage: model.Primary, Subject: model.Subject(subject)}
}

func move(teacher, school, subject string) check.Move {
	return check.Move{Teacher: model.TeacherID(teacher), To: line(school, subject)}
}

func visit(teacher, school, subject string, halfDays int) check.Visit {
	return check.Visit{Teacher: model.TeacherID(teacher), To: line(school, subject), HalfDays: halfDays}
}

func partTime(teacher, school, subject string, halfDays int) check.PartTime {
	return check.PartTime{Teacher: model.TeacherID(teacher), To: line(school, subject), HalfDays: halfDays}
}

func lesson(from, school, subject string, halfDays int) check.Remote {
	return check.Remote{From: model.SchoolID(from), To: line(school, subject), HalfDays: halfDays}
}

// decided is a plan of the base district that breaks nothing: a1 goes to the
// village, c2 visits it, a6 also teaches mathematics.
func decided() check.Decisions {
	return check.Decisions{
		Moves:    []check.Move{move("a1", "B", "math")},
		Visits:   []check.Visit{visit("c2", "B", "pe", 2)},
		PartTime: []check.PartTime{partTime("a6", "A", "math", 1)},
	}
}

// rulesOf lists the rules that are broken, each once, sorted.
func rulesOf(violations []check.Violation) []string {
	set := map[string]bool{}
	for _, v := range violations {
		set[v.Rule] = true
	}
	return slices.Sorted(maps.Keys(set))
}

// ruleCase is one hard rule: a district and plan that obey it, and a minimal
// edit after which exactly this rule is broken.
type ruleCase struct {
	name  string
	given func(*district, *check.Decisions) // obeys
	edit  func(*district, *check.Decisions) // breaks
}

// testRule runs the cases of one rule. Every violation must name the rule,
// speak in both languages, and carry a clause.
func testRule(t *testing.T, rule string, cases []ruleCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d, plan := base(), decided()
			if c.given != nil {
				c.given(d, &plan)
			}
			report := check.Evaluate(d.facts(t), plan)
			require.Empty(t, report.Violations, "before the edit")
			require.True(t, report.OK)

			c.edit(d, &plan)
			report = check.Evaluate(d.facts(t), plan)
			require.Equal(t, []string{rule}, rulesOf(report.Violations))
			require.False(t, report.OK)
			for _, v := range report.Violations {
				require.NotEmpty(t, v.Message.ZH)
				require.NotEmpty(t, v.Message.EN)
				require.NotContains(t, v.Message.ZH+v.Message.EN, "%!", "the sentence has all its arguments")
				require.NotEmpty(t, v.Subject)
				require.NotEmpty(t, v.Clauses)
			}
		})
	}
}

// relaxCase is a relaxable rule that cannot hold: what it needs when it may
// give way.
type relaxCase struct {
	name      string
	parameter string
	given     func(*district, *check.Decisions)
	want      model.Relaxation
}

// testRelax checks that the rule is broken when the pack does not mark it
// relaxable, and gives way by exactly the least slack when it does.
func testRelax(t *testing.T, cases []relaxCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d, plan := base(), decided()
			c.given(d, &plan)
			report := check.Evaluate(d.facts(t), plan)
			require.Equal(t, []string{c.want.Rule}, rulesOf(report.Violations))
			require.Empty(t, report.Relaxations)

			d.relaxable[c.parameter] = true
			report = check.Evaluate(d.facts(t), plan)
			require.Empty(t, report.Violations)
			require.Equal(t, []model.Relaxation{c.want}, report.Relaxations)
			require.Equal(t, int64(c.want.Amount), valueOf(t, report, "relax"))
		})
	}
}

func valueOf(t *testing.T, r *check.Report, tier string) int64 {
	t.Helper()
	for _, v := range r.Tiers {
		if v.ID == tier {
			return v.Value
		}
	}
	require.Fail(t, "no tier "+tier)
	return 0
}

// tester is what a test and a property have in common.
type tester interface {
	require.TestingT
	Helper()
}

// document writes the plan document of decisions that is true in every word.
func document(t tester, f *policy.Facts, d check.Decisions) *model.Plan {
	t.Helper()
	r := check.Evaluate(f, d)
	p := &model.Plan{
		Format: model.PlanFormat, ProblemHash: f.Problem.Hash(), District: f.Problem.District.Code, PlanYear: f.Problem.District.PlanYear,
		Pack:      model.PlanPack{ID: f.Rules.Pack.ID, Version: f.Rules.Pack.Version, Hash: f.Rules.Hash},
		Options:   model.EffectiveOption{Tiers: slices.Clone(policy.TierOrder.Of(f.Rules)), Seed: policy.LotterySeed.Of(f.Rules)},
		Status:    model.PlanStatus{Termination: model.StoppedComplete, Proof: model.Proved, Coverage: r.Coverage},
		Vacancies: r.Vacancies, Uncovered: r.Uncovered, Relaxations: r.Relaxations, Indicators: r.Indicators,
	}
	from := func(t *policy.TeacherFacts) model.Line { return f.Lines[t.Line].Line }
	for _, m := range d.Moves {
		t, to := f.Teacher(m.Teacher), f.School(m.To.School)
		rank := slices.Index(t.Preferences, to.ID) + 1
		p.Moves = append(p.Moves, model.Move{
			Teacher: m.Teacher, From: from(t), To: m.To, Minutes: f.Commute(t.Index, to.Index), Rank: rank,
			Voluntary: t.Volunteer || rank > 0, Due: t.Verdict.Kind == model.Must || t.Principal != nil && t.Principal.Kind == model.Must, IsBackbone: t.Backbone,
		})
		p.Justifications = append(p.Justifications, model.Justification{Subject: "move:" + string(m.Teacher), Reason: "vacancy", Rule: "vacancy"})
	}
	for _, v := range d.Visits {
		t := f.Teacher(v.Teacher)
		p.Visits = append(p.Visits, model.Visit{
			Teacher: v.Teacher, From: from(t), To: v.To, HalfDays: v.HalfDays, Minutes: f.Minutes(t.School, f.School(v.To.School).Index),
		})
	}
	for _, v := range d.PartTime {
		p.PartTime = append(p.PartTime, model.PartTime{Teacher: v.Teacher, From: from(f.Teacher(v.Teacher)), To: v.To, HalfDays: v.HalfDays})
	}
	for _, v := range d.Remote {
		p.Remote = append(p.Remote, model.RemoteLesson{From: v.From, To: v.To, HalfDays: v.HalfDays})
	}
	for _, t := range f.Teachers {
		p.Verdicts = append(p.Verdicts, t.Verdict)
	}
	for _, v := range r.Tiers {
		v.Bound, v.Proof = v.Value, model.Proved
		p.Tiers = append(p.Tiers, v)
	}
	return copyOf(t, p)
}

// copyOf goes through JSON, so that no list is shared with facts or reports.
func copyOf(t tester, p *model.Plan) *model.Plan {
	t.Helper()
	data, err := json.Marshal(p)
	require.NoError(t, err)
	out := &model.Plan{}
	require.NoError(t, json.Unmarshal(data, out))
	return out
}
