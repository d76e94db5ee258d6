package check_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/solver/check"
)

func TestRuleTravel(t *testing.T) {
	t.Parallel()
	// One hundredth of a degree of latitude is 1.11 km; by the given detour and
	// speed one minute is one km.
	place := func(degrees float64) *model.Location { return &model.Location{Latitude: 26 + degrees, Longitude: 113} }
	testRule(t, "travel", []ruleCase{
		{
			name: "the limit itself is allowed",
			given: func(d *district, _ *check.Decisions) {
				d.parameters["travel.limit_minutes"] = 30
				d.minutes("A", "B", 30)
			},
			edit: func(d *district, _ *check.Decisions) { d.minutes("A", "B", 31) },
		},
		{
			name: "from home, not longer than today",
			given: func(d *district, _ *check.Decisions) {
				d.parameters["travel.limit_minutes"] = 30
				d.problem.Travel.Detour, d.problem.Travel.Speed = 1, 60
				d.teacher("a1").Home = place(0)
				d.school("A").Location, d.school("B").Location = place(0.5), place(-0.5)
			},
			edit: func(d *district, _ *check.Decisions) { d.school("B").Location = place(-0.6) },
		},
		{name: "dorms are not open", given: dorms, edit: func(d *district, _ *check.Decisions) { d.parameters["housing.dorm_beds"] = false }},
		{name: "a bed too few", given: dorms, edit: func(d *district, _ *check.Decisions) { d.school("C").DormBeds = 0 }},
		{name: "the dorm is out of reach", given: dorms, edit: func(d *district, _ *check.Decisions) { d.minutes("B", "C", 26) }},
		{name: "the dorm is too far away", given: dorms, edit: func(d *district, _ *check.Decisions) {
			d.parameters["housing.reach_km"] = 5
			d.school("B").Location, d.school("C").Location = place(0), place(0.05) // 5.56 km
		}},
		{
			name: "one more than there are beds", given: dorms,
			edit: func(d *district, p *check.Decisions) {
				d.posts("B", "math", 4, 0)
				p.Moves = append(p.Moves, move("a3", "B", "math"))
			},
		},
	})
}

// dorms: a1 and a2 go to the village, 60 minutes away. There is a bed at the
// village and one at C, 25 minutes away from it.
func dorms(d *district, p *check.Decisions) {
	d.parameters["travel.limit_minutes"] = 30
	d.parameters["housing.dorm_beds"] = true
	d.parameters["housing.reach_minutes"] = 25
	d.minutes("A", "B", 60)
	d.minutes("B", "C", 25)
	d.school("B").DormBeds, d.school("C").DormBeds = 1, 1
	d.posts("B", "math", 3, 0)
	p.Moves = append(p.Moves, move("a2", "B", "math"))
}

// A document names the bed of everybody who needs one, and of nobody else.
func TestNamedBeds(t *testing.T) {
	t.Parallel()
	d, plan := base(), decided()
	dorms(d, &plan)
	f := d.facts(t)
	for _, c := range []struct {
		name  string
		dorms [2]model.SchoolID
		want  []string
	}{
		{"each a bed", [2]model.SchoolID{"B", "C"}, nil},
		{"the other way round", [2]model.SchoolID{"C", "B"}, nil},
		{"both in one bed", [2]model.SchoolID{"B", "B"}, []string{"travel"}},
		{"no bed is named", [2]model.SchoolID{"B", ""}, []string{"travel"}},
		{"no such school", [2]model.SchoolID{"B", "X"}, []string{"travel"}},
		{"a school without beds", [2]model.SchoolID{"B", "D"}, []string{"travel"}},
	} {
		written := document(t, f, plan)
		written.Moves[0].Dorm, written.Moves[1].Dorm = c.dorms[0], c.dorms[1]
		require.Equal(t, c.want, rulesOf(check.Plan(f, written).Violations), c.name)
	}
	d.parameters["travel.limit_minutes"] = 60
	f = d.facts(t)
	written := document(t, f, plan)
	require.Empty(t, check.Plan(f, written).Violations)
	written.Moves[1].Dorm = "C"
	require.Equal(t, []string{"plan.move"}, rulesOf(check.Plan(f, written).Violations), "who needs no bed gets none")
}
