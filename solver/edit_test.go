package solver_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/policy"
	"lungang/solver"
	"lungang/solver/check"
)

// edit is a change by hand to the plan of a tiny district.
type edit struct {
	district string
	name     string
	change   func(p *model.Plan)
	rule     string // the hard rule that it breaks, and no other
}

func to(school, subject string) model.Line {
	return model.Line{School: model.SchoolID(school), Stage: model.Primary, Subject: model.Subject(subject)}
}

// only lets one teacher move, and nobody else.
func only(teacher, school, subject string) func(*model.Plan) {
	return func(p *model.Plan) {
		p.Moves = nil
		also(teacher, school, subject)(p)
	}
}

// also lets one teacher more move.
func also(teacher, school, subject string) func(*model.Plan) {
	return func(p *model.Plan) {
		p.Moves = append(p.Moves, model.Move{Teacher: model.TeacherID(teacher), To: to(school, subject)})
	}
}

// edits break every rule, most of them by what the story of the district says
// would happen without the rule.
var edits = []edit{
	{"one_place", "a second place", also("T1", "V1", "chinese"), "one_place"},
	{"pins", "who must go stays", only("T2", "V1", "chinese"), "one_place"},
	{"qualified", "no qualification", only("T2", "V1", "chinese"), "qualified"},
	{"qualified", "no licence", only("T3", "V1", "chinese"), "qualified"},
	{"exempt", "ill", only("T1", "V1", "chinese"), "exempt"},
	{"pins", "who must stay goes", func(p *model.Plan) { p.Moves[0].Teacher = "T1" }, "exempt"},
	{"route", "between villages", only("T3", "V1", "chinese"), "route"},
	{"route_zone", "out of the zone", only("T3", "V1", "chinese"), "route"},
	{"travel", "too far", only("T1", "V1", "chinese"), "travel"},
	{"travel_dorm", "no bed is left", also("T3", "V2", "english"), "travel"},
	{"travel_dorm", "a dorm out of reach", func(p *model.Plan) { p.Moves[0].Dorm = "V3" }, "travel"},
	{"travel_dorm", "two in one bed", func(p *model.Plan) { p.Moves[1].Dorm = "V1" }, "travel"},
	{"travel_dorm", "no dorm is named", func(p *model.Plan) { p.Moves[0].Dorm = "" }, "travel"},
	{"no_return", "back", only("T1", "V1", "chinese"), "no_return"},
	{"rotation_floor", "nobody", func(p *model.Plan) { p.Moves = nil }, "rotation_floor"},
	{"rotation_floor_zone", "one zone only", only("T1", "V1", "chinese"), "rotation_floor"},
	{"rotation_target", "one too many", also("T3", "C1", "chinese"), "rotation_floor"},
	{"backbone_floor", "no honour", only("T2", "V1", "chinese"), "backbone_floor"},
	{"graduating", "the graduating class", only("T1", "V1", "chinese"), "graduating"},
	{"headcount", "no quota", only("T1", "V1", "chinese"), "headcount"},
	{"headcount_floor", "too few left", only("T1", "V1", "chinese"), "headcount"},
	{"post_caps", "no senior post", only("T1", "V1", "chinese"), "post_caps"},
	{"outflow", "two leave", also("T2", "C1", "chinese"), "outflow"},
	{"outflow_line", "both leave", also("T2", "V2", "pe"), "outflow"},
	{"title_scope", "title of the country", only("T1", "U1", "chinese"), "title_scope"},
	{"service_duty", "service", only("T1", "U1", "chinese"), "service_duty"},
	{"principals", "nobody to make room", also("P2", "V2", "chinese"), "principals"},
	{"principals", "a post is left", func(p *model.Plan) { p.Moves = p.Moves[:1] }, "principals"},
	{"principals", "too old for the country", func(p *model.Plan) { p.Moves[0].Teacher, p.Moves[1].To = "P2", to("U2", "chinese") }, "principals"},
	{"principals", "between towns", func(p *model.Plan) {
		p.Moves = nil
		also("P1", "U2", "chinese")(p)
		also("P2", "U1", "chinese")(p)
	}, "principals"},
	{"couples", "apart", only("T1", "V1", "chinese"), "couples"},
	{"kin", "below kin", only("T1", "V1", "chinese"), "kin"},
	{"visits", "too many half-days", func(p *model.Plan) { p.Visits[1].HalfDays = 2 }, "visits"},
	{"visits_centre", "no route", func(p *model.Plan) {
		p.Visits[0].Teacher, p.Visits[0].To = "T2", to("U1", "arts")
	}, "visits"},
	{"part_time", "too many half-days", func(p *model.Plan) { p.PartTime[0].HalfDays = 4 }, "part_time"},
	{"remote", "more than the room carries", func(p *model.Plan) { p.Remote[1].HalfDays = 2 }, "remote"},
	{"remote", "another subject", func(p *model.Plan) { p.Remote[1].To = to("V1", "pe") }, "remote"},
	{"remote", "no listening room", func(p *model.Plan) { p.Remote[1].To = to("V3", "arts") }, "remote"},
	{"budget", "both moves", also("T2", "C1", "math"), "budget"},
	{"budget", "one half-day more", func(p *model.Plan) { p.Visits[0].HalfDays = 3 }, "budget"},
	{"coverage", "a lack is hidden", func(p *model.Plan) { p.Uncovered = nil }, "coverage"},
	{"vacancy", "a vacancy is hidden", func(p *model.Plan) { p.Vacancies = nil }, "coverage"},
}

// A plan that was changed by hand is refused under the rule that the change
// breaks.
func TestEditNamesTheRule(t *testing.T) {
	t.Parallel()
	for _, e := range edits {
		t.Run(e.district+": "+e.name, func(t *testing.T) {
			t.Parallel()
			r := solve(t, get(t, "tiny/"+e.district))
			require.True(t, r.Report.OK)
			plan := copyOf(t, r)
			e.change(plan)
			plan.Seal()
			report := check.Plan(r.Facts, plan)
			require.False(t, report.OK)
			broken := hardRules(report)
			if e.rule != "coverage" { // vacancies that were true before the change
				broken = slices.DeleteFunc(broken, func(id string) bool { return id == "coverage" })
			}
			require.Equal(t, []string{e.rule}, broken)
		})
	}
	for _, rule := range policy.HardRules {
		require.True(t, slices.ContainsFunc(edits, func(e edit) bool { return e.rule == rule.ID }), "no edit breaks %s", rule.ID)
	}
}

func copyOf(t *testing.T, r *solver.Result) *model.Plan {
	t.Helper()
	plan, err := model.DecodePlan(bytes.NewReader(encode(t, r.Plan)))
	require.NoError(t, err)
	return plan
}

func hardRules(r *check.Report) []string {
	return slices.DeleteFunc(rulesOf(r), func(id string) bool {
		_, hard := policy.RuleByID(id)
		return !hard
	})
}
