package formulate_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/policy"
	"lungang/solver/check"
	"lungang/solver/formulate"
)

// ruleTests hold one test for every rule: what it does to the program of the
// tiny district that shows it.
var ruleTests = map[string]func(t *testing.T){
	"one_place": func(t *testing.T) {
		d := formulated(t, "one_place")
		d.rows("one_place[T1]: move[T1,V1/primary/chinese] + move[T1,V2/primary/chinese] + stay[T1] = 1")
		d.none("one_place[T2]", "stay[T2]") // not due: no candidate
		d.refuses("one_place", "T2", "V1", "chinese")

		d = formulated(t, "pins")
		d.rows("one_place[T3]: move[T3,C1/primary/chinese] + stay[T3] = 1", "stay[T3] = 0")

		// Pinned to move and no candidate: no plan.
		d = formulated(t, "one_place", pin("T2", model.PinMove, ""))
		d.rows("one_place[T2]: stay[T2] = 1", "stay[T2] = 0")
	},
	"qualified": func(t *testing.T) {
		d := formulated(t, "qualified")
		d.admits("T1", "V1", "chinese")
		d.refuses("qualified", "T2", "V1", "chinese") // teaches mathematics
		d.refuses("qualified", "T3", "V1", "chinese") // the licence ended

		formulated(t, "economy").admits("T1", "V1", "pe") // the second qualification
		formulated(t, "economy", set("route.secondary", false)).refuses("qualified", "T1", "V1", "pe")

		// A licence is valid on its last day.
		last := teacher("T3", func(t *model.Teacher) { t.Licence.ValidTo = model.NewDate(2026, time.August, 31) })
		formulated(t, "qualified", last).admits("T3", "V1", "chinese")
	},
	"exempt": func(t *testing.T) {
		d := formulated(t, "exempt")
		d.refuses("exempt", "T1", "V1", "chinese")
		d.admits("T2", "V1", "chinese")

		d = formulated(t, "pins")
		d.refuses("exempt", "T1", "V1", "chinese") // must stay
		d.refuses("exempt", "T2", "C1", "chinese") // must not go
		d.refuses("exempt", "T3", "V1", "chinese") // must go elsewhere
		d.admits("T3", "C1", "chinese")

		// Who moves does not visit: no half-days without the stay.
		formulated(t, "visits", due("T1")).rows(
			"visits[T1]: -4 stay[T1] + visit[T1,V1/primary/arts] + visit[T1,V2/primary/arts] <= 0")
		d = formulated(t, "visits", pin("T1", model.PinNotGo, "V1"))
		d.none("visit[T1,V1/")
		d.rows("visits[T1]: visit[T1,V2/primary/arts] <= 4")
	},
	"route": func(t *testing.T) {
		d := formulated(t, "route")
		d.refuses("route", "T3", "V1", "chinese")
		d.admits("T1", "V1", "chinese")

		weak := func(p *model.Problem) {
			for i := range p.Schools {
				p.Schools[i].Strength = map[model.SchoolID]model.Strength{"V1": model.Weak, "V2": model.Strong}[p.Schools[i].ID]
			}
		}
		formulated(t, "route", weak, set("route.strength", []string{"strong>weak"})).admits("T3", "V1", "chinese")
		formulated(t, "route_zone").refuses("route", "T3", "V1", "chinese")
		formulated(t, "route_zone", set("route.within", "none")).admits("T3", "V1", "chinese")
	},
	"travel": func(t *testing.T) {
		d := formulated(t, "travel")
		d.refuses("travel", "T1", "V1", "chinese")
		d.admits("T3", "V1", "chinese")
		formulated(t, "travel", set("travel.limit_minutes", 75)).admits("T1", "V1", "chinese")
		formulated(t, "travel", set("travel.limit_minutes", 34)).refuses("travel", "T3", "V1", "chinese")

		// One bed at V1 for V1 and V2, one at V3 for V2.
		d = formulated(t, "travel_dorm")
		d.admits("T1", "V1", "chinese")
		d.rows("housing[V1]: bed[V1,V1] - move[T1,V1/primary/chinese] >= 0",
			"housing[V2]: bed[V1,V2] + bed[V3,V2] - move[T2,V2/primary/math] - move[T3,V2/primary/english] >= 0",
			"beds[V1]: bed[V1,V1] + bed[V1,V2] <= 1", "0 <= bed[V3,V2] <= 1")
		d.none("beds[V3]", "bed[V3,V1]")
		formulated(t, "travel_dorm", set("housing.dorm_beds", false)).refuses("travel", "T1", "V1", "chinese")
		d = formulated(t, "travel_dorm", set("housing.reach_minutes", 19))
		d.admits("T1", "V1", "chinese")
		d.refuses("travel", "T2", "V2", "math")
		at := func(km float64) func(*model.Problem) { // V3 north of V2
			return func(p *model.Problem) {
				for i := range p.Schools {
					switch p.Schools[i].ID {
					case "V2":
						p.Schools[i].Location = &model.Location{Latitude: 25, Longitude: 112}
					case "V3":
						p.Schools[i].Location = &model.Location{Latitude: 25 + km/111.195, Longitude: 112}
					}
				}
			}
		}
		formulated(t, "travel_dorm", set("housing.reach_km", 5), at(4.99)).rows("0 <= bed[V3,V2] <= 1")
		formulated(t, "travel_dorm", set("housing.reach_km", 5), at(5.01)).none("bed[V3,V2]")
		formulated(t, "travel_dorm", set("housing.reach_km", 5)).rows("0 <= bed[V3,V2] <= 1") // no location: minutes alone
		formulated(t, "travel_dorm", set("travel.limit_minutes", 80)).none("bed[", "housing[")
	},
	"no_return": func(t *testing.T) {
		formulated(t, "no_return").refuses("no_return", "T1", "V1", "chinese")
		formulated(t, "no_return").admits("T2", "V1", "chinese")
		formulated(t, "no_return", set("exchange.no_return_years", 0)).admits("T1", "V1", "chinese")

		lastYear := func(p *model.Problem) {
			p.Previous = &model.Previous{Moves: []model.PreviousMove{{Teacher: "T2", From: "V1", To: "U1"}}}
		}
		formulated(t, "no_return", lastYear, set("exchange.no_return_years", 2)).refuses("no_return", "T2", "V1", "chinese")
		formulated(t, "no_return", lastYear, set("exchange.no_return_years", 1)).admits("T2", "V1", "chinese")
	},
	"rotation_floor": func(t *testing.T) {
		// Two of four move: at most two stay.
		d := formulated(t, "rotation_floor")
		d.rows("rotation_floor[district]: slack[rotation_floor,district] - stay[T1] - stay[T2] - stay[T3] - stay[T4] >= -2")
		d.none("rotation_ceiling")
		formulated(t, "rotation_floor_zone").rows(
			"rotation_floor[zone:Z1]: slack[rotation_floor,zone:Z1] - stay[T1] >= 0",
			"rotation_floor[zone:Z2]: slack[rotation_floor,zone:Z2] - stay[T3] >= 0")
		formulated(t, "rotation_target").rows(
			"rotation_floor[district]: slack[rotation_floor,district] - stay[T1] - stay[T2] - stay[T3] - stay[T4] >= -3",
			"rotation_ceiling[district]: stay[T1] + stay[T2] + stay[T3] + stay[T4] >= 3")
		// ⌈25 %⌉ = 1 of four, ⌊60 %⌋ = 2.
		formulated(t, "rotation_floor", set("exchange.ratio", 25), set("exchange.ratio_ceiling", 60)).rows(
			"rotation_ceiling[district]: stay[T1] + stay[T2] + stay[T3] + stay[T4] >= 2")
		formulated(t, "rotation_floor", set("exchange.ratio", 0)).none("rotation_floor")
	},
	"backbone_floor": func(t *testing.T) {
		// 1/2 of those who move: 2·(1 − stay 1) ≥ (1 − stay 1) + (1 − stay 2).
		formulated(t, "backbone_floor").rows(
			"backbone_floor[district]: 2 slack[backbone_floor,district] - stay[T1] + stay[T2] >= 0")
		// Of fixed denominators: |E| = 2, backbone in E = 1, F = 1 of 2.
		one := "backbone_floor[district]: slack[backbone_floor,district] - stay[T1] >= 0"
		formulated(t, "backbone_floor", set("exchange.backbone_denominator", "eligible_all")).rows(one)
		formulated(t, "backbone_floor", set("exchange.backbone_denominator", "eligible_backbone")).rows(one)
		formulated(t, "backbone_floor", set("exchange.backbone_denominator", "target_list"), set("exchange.ratio", 50)).rows(one)
		formulated(t, "backbone_floor", set("exchange.backbone_denominator", "target_list")).none("backbone_floor", "slack[backbone")
		formulated(t, "backbone_floor", set("exchange.backbone_ratio", 0)).none("backbone_floor", "slack[backbone")
	},
	"graduating": func(t *testing.T) {
		d := formulated(t, "graduating")
		d.refuses("graduating", "T1", "V1", "chinese")
		d.none("graduating[")
		formulated(t, "graduating", pin("T1", model.PinMove, "")).admits("T1", "V1", "chinese")
		formulated(t, "graduating", set("graduating.mode", "free")).admits("T1", "V1", "chinese")
		d = formulated(t, "graduating", set("graduating.mode", "share"), set("graduating.share", 50))
		d.admits("T1", "V1", "chinese")
		d.rows("graduating[district]: slack[graduating,district] - stay[T1] >= 0")
		formulated(t, "visits", teacher("T1", func(t *model.Teacher) { t.Graduating = true })).none("visit[")
	},
	"headcount": func(t *testing.T) {
		formulated(t, "headcount").rows("headcount_most[V1]: move[T1,V1/primary/chinese] <= 0")
		formulated(t, "route").rows("headcount_most[U1]: move[T3,U1/primary/chinese] + stay[T1] <= 1")
		formulated(t, "headcount_floor").rows("headcount_least[U1]: slack[headcount,U1] + stay[T1] >= 1")
		formulated(t, "headcount_floor", set("headcount.floor_enforced", false)).none("headcount_least", "slack[headcount")
	},
	"post_caps": func(t *testing.T) {
		formulated(t, "post_caps").rows("post_caps[V1,senior]: -move[T1,V1/primary/chinese] >= 0") // the pack does not let it give way
		formulated(t, "post_caps", set("posts.enforced", false)).none("post_caps", "slack[post_caps")
	},
	"outflow": func(t *testing.T) {
		// One of four may leave, and two are candidates.
		formulated(t, "outflow").rows("outflow[U1]: slack[outflow,U1] + stay[T1] + stay[T2] >= 1")
		formulated(t, "outflow", set("outflow.share", 50)).none("outflow[", "slack[outflow")
		d := formulated(t, "outflow_line")
		d.rows("outflow_line[U1/primary/pe]: stay[T1] + stay[T2] >= 1")
		d.none("outflow[")
	},
	"title_scope": func(t *testing.T) {
		d := formulated(t, "title_scope")
		d.refuses("title_scope", "T1", "U1", "chinese")
		d.admits("T2", "U1", "chinese")
		formulated(t, "title_scope", set("title.rural_only_stays", false)).admits("T1", "U1", "chinese")
	},
	"service_duty": func(t *testing.T) {
		d := formulated(t, "service_duty")
		d.refuses("service_duty", "T1", "U1", "chinese")
		d.admits("T2", "U1", "chinese")
		until := func(year int) edit {
			return teacher("T1", func(t *model.Teacher) { t.Employment.ServiceUntil = model.NewDate(year, time.August, 31) })
		}
		formulated(t, "service_duty", until(2026)).refuses("service_duty", "T1", "U1", "chinese") // the last day counts
		formulated(t, "service_duty", until(2025)).admits("T1", "U1", "chinese")
		firstTerm := teacher("T2", func(t *model.Teacher) { t.Employment.Term = 1 })
		formulated(t, "service_duty", firstTerm, set("service.first_terms", 1)).refuses("service_duty", "T2", "U1", "chinese")
		special := teacher("T2", func(t *model.Teacher) { t.Employment.Kind = model.SpecialPost })
		formulated(t, "service_duty", special).refuses("service_duty", "T2", "U1", "chinese")
	},
	"principals": func(t *testing.T) {
		d := formulated(t, "principals")
		d.admits("P1", "V1", "chinese")
		d.refuses("principals", "P1", "U2", "chinese") // no route
		d.refuses("principals", "P1", "V2", "chinese") // no post: P4 stays
		d.refuses("one_place", "P4", "U1", "chinese")  // in the first term
		d.rows("principals[U1,principal]: move[P3,U1/primary/chinese] + stay[P1] = 1",
			"principals[V1,principal]: move[P1,V1/primary/chinese] + move[P2,V1/primary/chinese] + stay[P3] = 1",
			"principals[due]: slack[principals,due] - stay[P1] - stay[P2] - stay[P3] >= 0",
			// P4 is young and stays; one more of the two is needed.
			"principals[rural_young]: move[P1,V1/primary/chinese] + slack[principals,rural_young] >= 1")
		d.none("principals[V2,", "move[P1,V2/", "rotation_floor")
		// Leaders without a full load fill no post of a line.
		d.none("posts[", "vacant[")
		full := teacher("P1", func(t *model.Teacher) { t.Role.FullLoad = true })
		two := func(p *model.Problem) { *p.Schools[2].Stages[0].Demand[0].Posts = 2 }
		formulated(t, "principals", full, two).rows(
			"posts[V1/primary/chinese]: move[P1,V1/primary/chinese] + vacant[V1/primary/chinese] >= 1")
		// A share of the due ones: half of three are two.
		formulated(t, "principals", set("principals.ratio", 50), set("principals.rural_young_share", 50)).rows(
			"principals[due]: slack[principals,due] - stay[P1] - stay[P2] - stay[P3] >= -1")
		formulated(t, "principals", set("principals.ratio", 50), set("principals.rural_young_share", 50)).none("principals[rural_young]")
		formulated(t, "principals", set("principals.terms", 0)).none("principals[", "move[", "slack[")
		formulated(t, "principals", set("principals.terms", 3)).none("move[P1,", "principals[U1")
		// Kin of a leader who comes.
		kin := teacher("T3", func(t *model.Teacher) { t.Kin = []model.TeacherID{"P1"} })
		formulated(t, "principals", kin).refuses("kin", "P1", "V1", "chinese")
		formulated(t, "principals", kin, due("T3")).rows("kin_leader[P1,V1/primary/chinese]@T3: move[P1,V1/primary/chinese] + stay[T3] <= 1")
	},
	"couples": func(t *testing.T) {
		d := formulated(t, "couples")
		d.refuses("couples", "T1", "V1", "chinese")
		d.none("couples[")
		formulated(t, "couples", set("couples.limit_minutes", 40)).admits("T1", "V1", "chinese")
		// Both may move: they go together or not at all.
		d = formulated(t, "couples", due("T3"))
		d.rows("couples[T1,U1]: move[T3,V1/primary/chinese] + stay[T1] <= 1",
			"couples[T1,V1]: move[T1,V1/primary/chinese] + stay[T3] <= 1")
	},
	"kin": func(t *testing.T) {
		formulated(t, "kin").refuses("kin", "T1", "V1", "chinese")
		formulated(t, "kin", set("kin.avoid", false)).admits("T1", "V1", "chinese")
		// A supervisor who may move counts only while staying.
		d := formulated(t, "kin", due("T4"))
		d.admits("T1", "V1", "chinese")
		d.rows("kin[T1,V1/primary/chinese]@T4: move[T1,V1/primary/chinese] + stay[T4] <= 1")
		d = formulated(t, "visits", due("T3"), teacher("T3", func(t *model.Teacher) {
			t.Kin, t.Role.Kind = []model.TeacherID{"T1"}, model.MiddleManager
		}))
		d.rows("kin_visit[T1,V1/primary/arts]@T3: 4 stay[T3] + visit[T1,V1/primary/arts] <= 4")
	},
	"visits": func(t *testing.T) {
		d := formulated(t, "visits")
		d.rows("visits[T1]: visit[T1,V1/primary/arts] + visit[T1,V2/primary/arts] <= 4")
		d.none("visit[T2,", "visit[T3,", "goes[")
		formulated(t, "visits", set("visits.limit_minutes", 25)).none("visit[T1,V2/")
		formulated(t, "visits", set("visits.subjects", []string{"chinese"})).none("visit[T1,")
		formulated(t, "visits", set("visits.max_schools", 1)).rows(
			"visited_schools[T1]: goes[T1,V1/primary/arts] + goes[T1,V2/primary/arts] <= 1",
			"goes[T1,V1/primary/arts]: 4 goes[T1,V1/primary/arts] - visit[T1,V1/primary/arts] >= 0")
		formulated(t, "visits_centre").rows("visits[T2]: visit[T2,V1/primary/arts] <= 4")
		formulated(t, "visits_centre", set("visits.routes", []string{"urban>rural"})).none("visit[T2,")
	},
	"part_time": func(t *testing.T) {
		d := formulated(t, "part_time")
		d.rows("part_time[T1]: part[T1,V1/primary/morality] <= 3")
		d.none("part[T2,", "part[T3,")
		formulated(t, "part_time", due("T1")).rows("part_time[T1]: part[T1,V1/primary/morality] - 3 stay[T1] <= 0")
		formulated(t, "part_time", set("part_time.enabled", false)).none("part[")
		formulated(t, "part_time", set("part_time.max_half_days", 0)).none("part[")
	},
	"remote": func(t *testing.T) {
		d := formulated(t, "remote")
		d.rows("0 <= remote[U1,V1/primary/arts] <= 4",
			"remote_out[U1]: remote[U1,V1/primary/arts] + remote[U1,V2/primary/arts] <= 4",
			"coverage[V1/primary/arts]: open[V1/primary/arts] + remote[U1,V1/primary/arts] >= 3")
		d.none("remote[U1,V3/", "remote[U1,V1/primary/pe", "remote_line[", "remote_in[")
		// One arts teacher teaches five half-days, and not more.
		formulated(t, "remote", set("remote.room_half_days", 8)).rows(
			"remote_line[U1/primary/arts]: remote[U1,V1/primary/arts] + remote[U1,V2/primary/arts] <= 5")
		formulated(t, "remote", set("remote.room_half_days", 8), due("T1")).rows(
			"remote_line[U1/primary/arts]: remote[U1,V1/primary/arts] + remote[U1,V2/primary/arts] - 5 stay[T1] <= 0")
		for _, off := range []edit{set("remote.subjects", []string{}), set("remote.room_half_days", 0), set("remote.routes", []string{"centre>point"}), set("remote.within", "zone")} {
			formulated(t, "remote", off).none("remote")
		}
	},
	"budget": func(t *testing.T) {
		// 7200, 2400 and 780 of 9000 yuan, all divided by 60.
		formulated(t, "budget").rows(
			"budget: 120 move[T1,V1/primary/chinese] + 40 move[T2,C1/primary/math] + 13 visit[T3,V1/primary/arts] <= 150")
		// By the month a visit costs 20·10 yuan, however many half-days it has.
		month := []edit{set("allowance.itinerant_unit", "month"), set("allowance.rural_talent", 50)}
		formulated(t, "budget", month...).rows(
			"budget: goes[T3,V1/primary/arts] + 39 move[T1,V1/primary/chinese] + 15 move[T2,C1/primary/math] <= 45",
			"goes[T3,V1/primary/arts]: 4 goes[T3,V1/primary/arts] - visit[T3,V1/primary/arts] >= 0")
		// No budget, no row; a budget of nothing is one.
		formulated(t, "budget", func(p *model.Problem) { p.Pack.Overrides = p.Pack.Overrides[:len(p.Pack.Overrides)-1] }).none("budget", "goes[")
		formulated(t, "budget", set("budget.yuan", 0)).rows(
			"budget: 120 move[T1,V1/primary/chinese] + 40 move[T2,C1/primary/math] + 13 visit[T3,V1/primary/arts] <= 0")
	},
	"coverage": func(t *testing.T) {
		// What T1 teaches in arts is missing in Chinese.
		formulated(t, "coverage").rows(
			"coverage[V1/primary/arts]: open[V1/primary/arts] + part[T1,V1/primary/arts] >= 2",
			"coverage[V1/primary/chinese]: open[V1/primary/chinese] - part[T1,V1/primary/arts] >= 0")
		// The spare half-days are free: 14 periods instead of 12 are one of five.
		spare := teacher("T1", func(t *model.Teacher) { n := 18; t.MaxWeeklyPeriods = &n })
		d := formulated(t, "coverage", spare)
		n := d.m.Facts.Teacher("T1").Spare
		require.Positive(t, n)
		d.rows("coverage[V1/primary/chinese]: open[V1/primary/chinese] - part[T1,V1/primary/arts] + spare[T1] >= 0",
			"spare[T1]: part[T1,V1/primary/arts] - spare[T1] >= 0")
		formulated(t, "coverage_tier").rows(
			"coverage[V1/primary/chinese]: 5 move[T1,V1/primary/chinese] + open[V1/primary/chinese] >= 2",
			"rounding[V1/primary/chinese]: 2 move[T1,V1/primary/chinese] + open[V1/primary/chinese] >= 2")
		formulated(t, "one_place").rows(
			"posts[V1/primary/chinese]: move[T1,V1/primary/chinese] + vacant[V1/primary/chinese] >= 1")
	},
}

// Every rule is complete: titles in both languages, a clause, a checker, a
// fixture with its story, and tests on both sides.
func TestRules(t *testing.T) {
	t.Parallel()
	checkers := check.Rules()
	require.Len(t, formulate.Rules, len(policy.HardRules))
	require.Len(t, checkers, len(policy.HardRules))
	require.Len(t, ruleTests, len(policy.HardRules))
	for i, rule := range formulate.Rules {
		t.Run(rule.ID, func(t *testing.T) {
			t.Parallel()
			info := policy.HardRules[i]
			require.Equal(t, info.ID, rule.ID, "the order of policy.HardRules")
			require.NotEmpty(t, info.Title.ZH)
			require.NotEmpty(t, info.Title.EN)
			require.Equal(t, rule.ID, checkers[i].ID, "the order of check.Rules")
			for _, pack := range policy.IDs() {
				rules, err := policy.Effective(model.PackRef{ID: pack})
				require.NoError(t, err)
				requireGround(t, info, rules)
				require.Equal(t, info.Clauses(rules), checkers[i].Clauses(rules), "pack %s", pack)
			}
			require.FileExists(t, filepath.Join("..", "check", "rule_"+rule.ID+"_test.go"))
			requireFixture(t, rule.ID)
			require.Contains(t, ruleTests, rule.ID)
			ruleTests[rule.ID](t)
		})
	}
}

// requireGround demands a clause behind the rule; where no document says
// anything, the parameter that carries the rule must admit it in a note.
func requireGround(t *testing.T, rule policy.Rule, rules *policy.Rules) {
	t.Helper()
	if len(rule.Clauses(rules)) > 0 {
		return
	}
	require.NotEmpty(t, rule.Parameters)
	p, ok := rules.Parameter(rule.Parameters[0])
	require.True(t, ok)
	require.NotEmpty(t, p.Source)
	require.NotNil(t, p.Note, "%s in %s has neither a clause nor a note", rule.Parameters[0], rules.Pack.ID)
	require.NotEmpty(t, p.Note.ZH)
	require.NotEmpty(t, p.Note.EN)
}

// Without a parameter that may give way, or without the tier that counts what
// gives way, there is no slack; and with it there is none for other rules.
func TestSlacks(t *testing.T) {
	t.Parallel()
	var relaxable []string
	for _, name := range []string{"rotation_floor", "backbone_floor", "graduating", "headcount_floor", "post_caps", "outflow", "principals"} {
		edits := []edit{set("graduating.mode", "share"), set("graduating.share", 50)}
		formulated(t, name, append(edits, set("tiers.order", []string{"vacancy", "coverage", "lottery"}))...).none("slack[")

		p, err := fixtures.Get("tiny/" + name)
		require.NoError(t, err)
		for _, e := range edits {
			e(p)
		}
		for _, may := range []bool{false, true} {
			file, err := policy.Open(p.Pack.ID)
			require.NoError(t, err)
			pack := file.Pack(model.Date{})
			for key, parameter := range pack.Parameters {
				parameter.Relaxable = may
				pack.Parameters[key] = parameter
			}
			rules, err := policy.Apply(pack, p.Pack.Overrides)
			require.NoError(t, err)
			f, err := policy.DeriveWith(p, rules)
			require.NoError(t, err)
			m, err := formulate.Formulate(t.Context(), f)
			require.NoError(t, err)
			d := district{T: t, m: m}
			if !may {
				d.none("slack[")
				continue
			}
			for _, c := range m.Program.Cols {
				if rule, ok := strings.CutPrefix(c.Name, "slack["); ok {
					rule, _, _ = strings.Cut(rule, ",")
					relaxable = append(relaxable, rule)
				}
			}
		}
	}
	slices.Sort(relaxable)
	require.Equal(t, []string{"backbone_floor", "graduating", "headcount", "outflow", "post_caps", "principals", "rotation_floor"}, slices.Compact(relaxable))
}

// requireFixture demands a tiny district with its story and its golden plan.
func requireFixture(t *testing.T, name string) {
	t.Helper()
	_, err := fixtures.Get("tiny/" + name)
	require.NoError(t, err)
	for _, file := range []string{"../../fixtures/tiny/" + name + ".md", "../../fixtures/golden/tiny/" + name + ".plan.json"} {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		require.NotEmpty(t, text)
	}
}
