package check_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/solver/check"
)

// leaders: ha leads A and hb leads B, both with two full terms; hc leads C in
// the first term. They change places: ha goes to B, hb to A.
func leaders(d *district, p *check.Decisions) {
	d.parameters["principals.terms"] = 2
	d.parameters["principals.routes"] = []string{"urban>rural", "rural>urban"}
	for _, x := range []struct {
		id, school string
		terms      int
	}{{"ha", "A", 2}, {"hb", "B", 3}, {"hc", "C", 1}} {
		t := *d.teacher("a2")
		t.ID, t.School = model.TeacherID(x.id), model.SchoolID(x.school)
		t.Role = model.Role{Kind: model.Principal, Terms: x.terms, TermEnd: model.NewDate(2026, time.August, 31)}
		d.problem.Teachers = append(d.problem.Teachers, t)
	}
	p.Moves = append(p.Moves, move("ha", "B", "math"), move("hb", "A", "math"))
}

func TestRulePrincipals(t *testing.T) {
	t.Parallel()
	testRule(t, "principals", []ruleCase{
		{
			name: "no route", given: leaders,
			edit: func(d *district, _ *check.Decisions) { d.parameters["principals.routes"] = []string{"urban>rural"} },
		},
		{
			name: "a post with two principals, and one with none",
			given: func(d *district, p *check.Decisions) {
				leaders(d, p)
				d.parameters["principals.ratio"] = 0
			},
			edit: func(_ *district, p *check.Decisions) { p.Moves = p.Moves[:2] },
		},
		{
			name: "a principal and a vice principal do not change places", given: func(d *district, p *check.Decisions) {
				leaders(d, p)
				d.parameters["principals.ratio"] = 0
			},
			edit: func(d *district, _ *check.Decisions) { d.teacher("hb").Role.Kind = model.VicePrincipal },
		},
		{
			name: "too few of the due", given: func(d *district, p *check.Decisions) {
				leaders(d, p)
				d.parameters["principals.terms"] = 1
				d.parameters["principals.ratio"] = 66 // two of three
			},
			edit: func(d *district, _ *check.Decisions) { d.parameters["principals.ratio"] = 67 },
		},
		{
			// hb leads B today, ha after the plan; both are 38.
			name: "too few are young", given: func(d *district, p *check.Decisions) {
				leaders(d, p)
				d.parameters["principals.rural_young_share"] = 100
				d.parameters["principals.rural_young_age"] = 38
			},
			edit: func(d *district, _ *check.Decisions) { d.parameters["principals.rural_young_age"] = 37 },
		},
		{
			name: "with the primary subject only", given: func(d *district, p *check.Decisions) {
				leaders(d, p)
				d.parameters["route.secondary"] = true
				d.teacher("ha").Qualifications = d.teacher("a6").Qualifications
				p.Moves[1] = move("ha", "B", "pe")
			},
			edit: func(_ *district, p *check.Decisions) { p.Moves[1] = move("ha", "B", "math") },
		},
	})
	testRelax(t, []relaxCase{
		{
			"one of the due stays", "principals.ratio",
			func(d *district, p *check.Decisions) {
				leaders(d, p)
				d.parameters["principals.terms"] = 1
			},
			model.Relaxation{Rule: "principals", Subject: "due", Amount: 1},
		},
		{
			"an old principal in the country", "principals.ratio",
			func(d *district, p *check.Decisions) {
				leaders(d, p)
				d.parameters["principals.rural_young_share"] = 50
				d.parameters["principals.rural_young_age"] = 30
			},
			model.Relaxation{Rule: "principals", Subject: "rural_young", Amount: 1},
		},
	})
}

// What other rules and tiers say of leaders who move.
func TestLeadersWhoMove(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		edit func(*district, *check.Decisions)
		want []string
	}{
		{"switched off", func(d *district, _ *check.Decisions) { d.parameters["principals.terms"] = 0 }, []string{"one_place"}},
		{"not due", func(d *district, p *check.Decisions) {
			d.parameters["principals.ratio"] = 0
			d.parameters["principals.routes"] = []string{"urban>town", "town>urban", "urban>rural", "rural>urban"}
			p.Moves = append(p.Moves[:1], move("ha", "C", "math"), move("hc", "A", "math"))
		}, []string{"one_place"}},
		{"exempt", func(d *district, _ *check.Decisions) {
			d.teacher("ha").Exemptions = []model.ExemptionClaim{{Kind: model.Illness}}
		}, []string{"exempt"}},
		{"pinned to stay", func(d *district, _ *check.Decisions) { d.pin("ha", model.PinStay, "") }, []string{"exempt"}},
		{"the routes of teachers do not matter", func(d *district, p *check.Decisions) {
			d.parameters["route.allowed"], d.parameters["exchange.ratio"] = []string{}, 0
			p.Moves = p.Moves[1:]
		}, nil},
		{"the share of leavers does not count them", func(d *district, _ *check.Decisions) { d.parameters["outflow.share"] = 0 }, nil},
		{"kin where a leader comes", func(d *district, _ *check.Decisions) { d.teacher("ha").Kin = []model.TeacherID{"b1"} }, []string{"kin"}},
		{"kin who comes along", func(d *district, _ *check.Decisions) { d.teacher("ha").Kin = []model.TeacherID{"a1"} }, []string{"kin"}},
		{"kin who visits", func(d *district, _ *check.Decisions) { d.teacher("ha").Kin = []model.TeacherID{"c2"} }, []string{"kin"}},
		{"kin who is left", func(d *district, _ *check.Decisions) { d.teacher("ha").Kin = []model.TeacherID{"a2"} }, nil},
	} {
		d, plan := base(), decided()
		leaders(d, &plan)
		c.edit(d, &plan)
		require.Equal(t, c.want, rulesOf(check.Evaluate(d.facts(t), plan).Violations), c.name)
	}

	// Leaders fill no post and are no excess; they travel, and they are not in
	// the floors.
	d, plan := base(), decided()
	leaders(d, &plan)
	f := d.facts(t)
	report := check.Evaluate(f, plan)
	without := check.Evaluate(f, decided())
	for _, same := range []string{"vacancy", "coverage", "economy"} {
		require.Equal(t, valueOf(t, without, same), valueOf(t, report, same), same)
	}
	require.Equal(t, valueOf(t, without, "travel")+40, valueOf(t, report, "travel"))
	require.Equal(t, valueOf(t, without, "compulsion")+2, valueOf(t, report, "compulsion"))
	// With a full load the head goes along: B math has one more, A one less.
	d.teacher("ha").Role.FullLoad = true
	d.posts("B", "math", 3, 0)
	f = d.facts(t)
	require.Equal(t, valueOf(t, check.Evaluate(f, decided()), "vacancy")-3, valueOf(t, check.Evaluate(f, plan), "vacancy"))
	written := document(t, f, plan)
	require.Empty(t, check.Plan(f, written).Violations)
}
