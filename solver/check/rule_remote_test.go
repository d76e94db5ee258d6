package check_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/solver/check"
)

func TestRuleRemote(t *testing.T) {
	t.Parallel()
	// A sends PE to B and C, half a load to one room.
	given := func(d *district, p *check.Decisions) {
		d.parameters["remote.subjects"] = []string{"pe"}
		d.parameters["remote.routes"] = []string{"urban>rural", "urban>town"}
		d.parameters["remote.room_half_days"] = 3
		d.school("A").BroadcastRooms = 1
		d.school("B").ListeningRooms, d.school("C").ListeningRooms = 1, 1
		p.Remote = []check.Remote{lesson("A", "B", "pe", 2), lesson("A", "C", "pe", 1)}
	}
	testRule(t, "remote", []ruleCase{
		{
			name: "not open in the subject", given: given,
			edit: func(d *district, _ *check.Decisions) { d.parameters["remote.subjects"] = []string{"music"} },
		},
		{
			name: "switched off", given: given,
			edit: func(d *district, _ *check.Decisions) { d.parameters["remote.subjects"] = []string{} },
		},
		{
			name: "no route", given: given,
			edit: func(d *district, _ *check.Decisions) { d.parameters["remote.routes"] = []string{"urban>rural"} },
		},
		{
			name: "from the centre to its point",
			given: func(d *district, p *check.Decisions) {
				given(d, p)
				d.parameters["remote.routes"] = []string{"centre>point"}
				d.school("C").BroadcastRooms = 1
				p.Remote = []check.Remote{lesson("C", "B", "pe", 2)}
			},
			edit: func(d *district, _ *check.Decisions) { d.school("B").Centre = "A" },
		},
		{
			name: "inside the zone",
			given: func(d *district, p *check.Decisions) {
				given(d, p)
				d.parameters["remote.within"] = "zone"
			},
			edit: func(d *district, _ *check.Decisions) { d.school("B").Zone = "" },
		},
		{
			name: "to a private school", given: given,
			edit: func(d *district, p *check.Decisions) {
				d.parameters["remote.routes"] = []string{"urban>rural", "urban>town", "urban>urban"}
				d.school("P").ListeningRooms = 1
				p.Remote[1] = lesson("A", "P", "pe", 1)
			},
		},
		{
			name: "to itself", given: given,
			edit: func(d *district, p *check.Decisions) {
				d.parameters["remote.routes"] = []string{"urban>rural", "urban>town", "urban>urban"}
				d.school("A").ListeningRooms = 1
				p.Remote[1] = lesson("A", "A", "pe", 1)
			},
		},
		{
			name: "no broadcast room", given: given,
			edit: func(d *district, _ *check.Decisions) { d.school("A").BroadcastRooms = 0 },
		},
		{
			name: "more than the broadcast room carries", given: given,
			edit: func(_ *district, p *check.Decisions) { p.Remote[1].HalfDays = 2 },
		},
		{
			name: "more than the listening room carries", given: given,
			edit: func(d *district, p *check.Decisions) {
				d.school("A").BroadcastRooms = 2
				p.Remote = []check.Remote{lesson("A", "B", "pe", 4)}
			},
		},
		{
			name: "more than the line teaches",
			given: func(d *district, p *check.Decisions) {
				given(d, p)
				d.school("A").BroadcastRooms, d.school("B").ListeningRooms = 3, 3
				p.Remote = []check.Remote{lesson("A", "B", "pe", 5)}
			},
			edit: func(_ *district, p *check.Decisions) { p.Remote[0].HalfDays = 6 },
		},
		{
			name: "nobody is left to teach the lesson", given: given,
			edit: func(_ *district, p *check.Decisions) {
				p.Moves, p.PartTime = append(p.Moves, move("a6", "B", "pe")), nil
			},
		},
		{
			name: "nothing is needed",
			given: func(d *district, p *check.Decisions) {
				given(d, p)
				d.parameters["remote.subjects"] = []string{"pe", "math"}
			},
			edit: func(d *district, p *check.Decisions) {
				d.posts("C", "math", 0, 0)
				d.teacher("c1").School = "D"
				p.Remote[1] = lesson("A", "C", "math", 1)
			},
		},
		{
			name: "no half-day", given: given,
			edit: func(_ *district, p *check.Decisions) { p.Remote[1].HalfDays = 0 },
		},
	})
}

// Remote lessons cover a line, and the sending line loses nothing.
func TestRemoteLessonsCover(t *testing.T) {
	t.Parallel()
	d, plan := base(), decided()
	d.parameters["remote.subjects"] = []string{"pe"}
	d.parameters["economy.remote"] = 3
	d.school("A").BroadcastRooms, d.school("B").ListeningRooms = 1, 1
	f := d.facts(t)
	before := check.Evaluate(f, plan)
	plan.Remote = []check.Remote{lesson("A", "B", "pe", 2)}
	after := check.Evaluate(f, plan)
	require.Empty(t, after.Violations)
	// Two half-days of B pe at weight 4; points 3 each.
	require.Equal(t, valueOf(t, before, "coverage")-8, valueOf(t, after, "coverage"))
	require.Equal(t, valueOf(t, before, "economy")+6, valueOf(t, after, "economy"))
	written := document(t, f, plan)
	require.Empty(t, check.Plan(f, written).Violations)
	written.Remote = append(written.Remote, written.Remote[0])
	require.Contains(t, rulesOf(check.Plan(f, written).Violations), "plan.duplicate")
}
