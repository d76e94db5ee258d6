package check_test

import (
	"testing"

	"lungang/solver/check"
)

func TestRuleCouples(t *testing.T) {
	t.Parallel()
	couple := func(d *district) {
		d.teacher("a1").Spouse, d.teacher("a2").Spouse = "a2", "a1"
		d.parameters["couples.limit_minutes"] = 15
		d.minutes("A", "B", 15)
	}
	testRule(t, "couples", []ruleCase{
		{
			name:  "up to the limit",
			given: func(d *district, _ *check.Decisions) { couple(d) },
			edit:  func(d *district, _ *check.Decisions) { d.minutes("A", "B", 16) },
		},
		{
			name: "not further apart than today",
			given: func(d *district, _ *check.Decisions) {
				couple(d)
				d.teacher("a1").Spouse, d.teacher("a2").Spouse = "d1", ""
				d.teacher("d1").Spouse = "a1"
				d.minutes("A", "D", 20)
				d.minutes("B", "D", 20)
			},
			edit: func(d *district, _ *check.Decisions) { d.minutes("B", "D", 21) },
		},
		{
			name:  "named by one of the two",
			given: func(d *district, _ *check.Decisions) { couple(d); d.teacher("a2").Spouse = "" },
			edit:  func(d *district, _ *check.Decisions) { d.minutes("A", "B", 16) },
		},
		{
			name:  "the longer direction counts",
			given: func(d *district, _ *check.Decisions) { couple(d); d.minutes("B", "A", 15) },
			edit:  func(d *district, _ *check.Decisions) { d.minutes("B", "A", 16) },
		},
		{
			name:  "whichever it is",
			given: func(d *district, _ *check.Decisions) { couple(d); d.minutes("B", "A", 15) },
			edit:  func(d *district, _ *check.Decisions) { d.minutes("A", "B", 16) },
		},
		{
			name: "both move together",
			given: func(d *district, p *check.Decisions) {
				couple(d)
				d.minutes("A", "B", 30)
				p.Moves = append(p.Moves, move("a2", "B", "math"))
			},
			edit: func(_ *district, p *check.Decisions) { p.Moves = p.Moves[:1] },
		},
	})
}
