package formulate_test

import (
	"maps"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/policy"
	"lungang/solver/check"
	"lungang/solver/formulate"
)

// tierTests hold one test for every tier: what it costs in the tiny district
// that shows it.
var tierTests = map[string]func(t *testing.T){
	"relax": func(t *testing.T) {
		formulated(t, "relax").costs("relax", 0, map[string]float64{"slack[rotation_floor,district]": 1})
	},
	"vacancy": func(t *testing.T) {
		formulated(t, "vacancy").costs("vacancy", 0, map[string]float64{"vacant[V1/primary/pe]": 4, "vacant[C1/primary/pe]": 3})
		// Nobody can go to V1: its vacancy is a constant.
		formulated(t, "relax").costs("vacancy", 3, nil)
	},
	"coverage": func(t *testing.T) {
		formulated(t, "coverage_tier").costs("coverage", 0, map[string]float64{"open[V1/primary/chinese]": 3})
		formulated(t, "coverage").costs("coverage", 0, map[string]float64{"open[V1/primary/chinese]": 3, "open[V1/primary/arts]": 4})
		formulated(t, "relax").costs("coverage", 15, nil)
	},
	"balance": func(t *testing.T) {
		d := formulated(t, "balance")
		d.costs("balance", 0, map[string]float64{"short[I3,V1,primary]": 1})
		d.rows("balance[I3,V1,primary]: move[T1,V1/primary/arts] + short[I3,V1,primary] >= 1")
	},
	"compulsion": func(t *testing.T) {
		// T3 volunteers.
		formulated(t, "compulsion").costs("compulsion", 0, map[string]float64{"move[T1,V1/primary/chinese]": 1})
		listed := teacher("T1", func(t *model.Teacher) { t.Preferences = []model.SchoolID{"V1"} })
		formulated(t, "compulsion", listed).costs("compulsion", 0, nil)
	},
	"preference": func(t *testing.T) {
		formulated(t, "preference").costs("preference", 0, map[string]float64{
			"move[T1,V1/primary/chinese]": 1, "move[T3,V2/primary/chinese]": 1,
		})
		// A school that is not listed costs one more than the list is long.
		short := teacher("T1", func(t *model.Teacher) { t.Preferences = t.Preferences[:1] })
		formulated(t, "preference", short).costs("preference", 0, map[string]float64{
			"move[T1,V1/primary/chinese]": 2, "move[T3,V2/primary/chinese]": 1,
		})
		formulated(t, "compulsion").costs("preference", 0, map[string]float64{
			"move[T1,V1/primary/chinese]": 1, "move[T3,V1/primary/chinese]": 1,
		})
	},
	"travel": func(t *testing.T) {
		formulated(t, "travel").costs("travel", 0, map[string]float64{"move[T3,V1/primary/chinese]": 35})
		// Visits there and back, for each half-day.
		formulated(t, "visits").costs("travel", 0, map[string]float64{"visit[T1,V1/primary/arts]": 40, "visit[T1,V2/primary/arts]": 60})
	},
	"economy": func(t *testing.T) {
		d := formulated(t, "economy")
		d.costs("economy", 0, map[string]float64{"excess[district]": 10, "move[T1,V1/primary/pe]": 5})
		d.rows("excess[district]: excess[district] + stay[T1] + stay[T2] >= 2")
		formulated(t, "economy", set("economy.secondary", 7), set("economy.move", 0)).costs("economy", 0, map[string]float64{"move[T1,V1/primary/pe]": 35})
		formulated(t, "part_time").costs("economy", 0, map[string]float64{"part[T1,V1/primary/morality]": 1})
		formulated(t, "remote").costs("economy", 0, map[string]float64{"remote[U1,V1/primary/arts]": 2, "remote[U1,V2/primary/arts]": 2})
		// Moves below the floor of two are free.
		formulated(t, "rotation_floor").rows("excess[district]: excess[district] + stay[T1] + stay[T2] + stay[T3] + stay[T4] >= 2")
	},
	"lottery": func(t *testing.T) {
		formulated(t, "lottery").costs("lottery", 0, map[string]float64{"move[T1,V1/primary/chinese]": 2, "move[T2,V1/primary/chinese]": 1})
	},
}

// costs demands the cost of every column and the offset of a tier.
func (d district) costs(tier string, offset int64, want map[string]float64) {
	d.Helper()
	for _, t := range d.m.Tiers {
		if t.ID != tier {
			continue
		}
		have := map[string]float64{}
		for j, c := range t.Cost {
			if c != 0 {
				have[d.m.Program.Cols[j].Name] = c
			}
		}
		if want == nil {
			want = map[string]float64{}
		}
		require.Equal(d, want, have)
		require.Equal(d, offset, t.Offset)
		return
	}
	require.Fail(d, "no tier "+tier)
}

// Every tier is complete: title and unit in both languages, a fixture with its
// story, and a test.
func TestObjectives(t *testing.T) {
	t.Parallel()
	info := policy.TierInfo()
	require.Len(t, formulate.Objectives, len(info))
	require.Len(t, tierTests, len(info))
	for i, o := range formulate.Objectives {
		t.Run(o.ID, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, info[i].ID, o.ID, "the order of policy.TierInfo")
			for _, text := range []model.Text{info[i].Title, info[i].Unit} {
				require.NotEmpty(t, text.ZH)
				require.NotEmpty(t, text.EN)
			}
			require.NotNil(t, o.Cost)
			// coverage and travel are rules too; their tiers have districts of their own.
			name := o.ID
			if _, rule := policy.RuleByID(o.ID); rule {
				name += "_tier"
			}
			requireFixture(t, name)
			require.Contains(t, tierTests, o.ID)
			tierTests[o.ID](t)
		})
	}
}

// The tiers come in the order of the pack, and those that it drops are gone.
func TestTierOrder(t *testing.T) {
	t.Parallel()
	order := []string{"relax", "lottery", "coverage", "vacancy"}
	d := formulated(t, "vacancy", set("tiers.order", order))
	var have []string
	for _, tier := range d.m.Tiers {
		have = append(have, tier.ID)
	}
	require.Equal(t, order, have)
	d.none("excess[", "short[") // no columns of tiers that are not in force
}

// The balance tier counts against the thresholds of the plan year: those in
// force on its reference day.
func TestBalanceFollowsTheYear(t *testing.T) {
	t.Parallel()
	open, err := policy.Open("hunan-county-3y")
	require.NoError(t, err)
	file := *open
	file.Parameters = maps.Clone(open.Parameters)
	entry := func(value float64, from, to string) model.Parameter {
		return model.Parameter{Value: value, Source: "design", Evidence: model.EvidenceDesign, ValidFrom: from, ValidTo: to}
	}
	file.Parameters["indicators.i3_primary"] = []model.Parameter{
		entry(0.9, "", "2026-12-31"), entry(1.9, "2027-01-01", "2027-12-31"), entry(2.9, "2028-01-01", ""),
	}
	// U1 and V1 have 100 pupils each, and two and no teachers of arts: 1, 2 or 3
	// are needed at each.
	for year, want := range map[int]int64{2026: 1, 2027: 2, 2028: 1 + 3} {
		p, err := fixtures.Get("tiny/balance")
		require.NoError(t, err)
		p.District.PlanYear, p.District.ReferenceDate = year, model.NewDate(year, time.August, 31)
		rules, err := file.Effective(p.Pack.Overrides, p.District.ReferenceDate)
		require.NoError(t, err)
		f, err := policy.DeriveWith(p, rules)
		require.NoError(t, err)
		m, err := formulate.Formulate(t.Context(), f)
		require.NoError(t, err)
		x, err := m.Point(formulate.Decisions{})
		require.NoError(t, err)
		for k, tier := range check.Evaluate(f, check.Decisions{}).Tiers {
			if tier.ID == "balance" {
				require.Equal(t, want, tier.Value, "%d", year)
			}
			require.Equal(t, tier.Value, m.Tiers[k].Value(x), "%s of %d", tier.ID, year)
		}
	}
}
