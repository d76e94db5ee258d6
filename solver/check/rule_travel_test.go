package check_test

import (
	"testing"

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
	})
}
