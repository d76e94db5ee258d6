package ledger_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"lungang/model"
)

// B1-28: 走教满2年,可折算1年. Three years are one and a half, or one.
func TestItinerantYearsBecomeRuralYears(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		rounding  string
		itinerant float64
		credit    float64
	}{
		{"fraction", 3, 1.5}, {"completed_blocks", 3, 1}, {"fraction", 2, 1}, {"completed_blocks", 2, 1},
		{"completed_blocks", 1.9, 0}, {"fraction", 1.9, 0.95}, {"completed_blocks", 4, 2}, {"completed_blocks", 0, 0},
	} {
		p := district(t, teacher(t, "a", "C"))
		p.Teachers[0].ItinerantYears, p.Teachers[0].RuralYears = x.itinerant, 0.5
		p.Pack.Overrides = []model.Override{override("promotion.itinerant_rounding", x.rounding)}
		y := only(t, p, nil).RuralYears
		require.InDelta(t, x.credit, y.Credit, 1e-12, "%+v", x)
		require.InDelta(t, x.credit+0.5, y.Total, 1e-12)
		require.True(t, y.Recorded)
	}
	p := district(t, teacher(t, "a", "C"))
	p.Teachers[0].ItinerantYears = 4
	p.Pack.ID = "litong-2022-46"
	require.Zero(t, only(t, p, nil).RuralYears.Credit, "this pack does not say what itinerant years count for")
}

func TestRuralYearsFromTheHistory(t *testing.T) {
	t.Parallel()
	spell := func(kind model.ServiceKind, school model.SchoolID, from, to string) model.Service {
		s := model.Service{Kind: kind, School: school, From: day(t, from)}
		if to != "" {
			s.To = day(t, to)
		}
		return s
	}
	away := spell(model.TeachingService, "", "2010-09-01", "2012-08-31")
	away.Locale = model.Rural
	for name, x := range map[string]struct {
		school    model.SchoolID
		history   []model.Service
		rural     float64
		itinerant float64
	}{
		"present post":            {"V", nil, 10, 0},
		"urban post":              {"C", nil, 0, 0},
		"an earlier spell":        {"C", []model.Service{spell(model.TeachingService, "V", "2014-09-01", "2016-08-31")}, 2, 0},
		"an exchange":             {"C", []model.Service{spell(model.ExchangeService, "V", "2020-09-01", "2021-08-31")}, 1, 0},
		"two parts make a year":   {"C", []model.Service{spell(model.SupportService, "V", "2020-09-01", "2021-01-31"), spell(model.SupportService, "V", "2021-03-01", "2021-09-30")}, 1, 0},
		"outside the district":    {"C", []model.Service{away}, 2, 0},
		"the same days twice":     {"V", []model.Service{spell(model.TeachingService, "V", "2016-09-01", "")}, 10, 0},
		"leave is taken off":      {"V", []model.Service{spell(model.LeaveService, "V", "2018-09-01", "2019-08-31")}, 9, 0},
		"exchange in town":        {"V", []model.Service{spell(model.ExchangeService, "C", "2018-09-01", "2020-08-31")}, 8, 0},
		"itinerant":               {"C", []model.Service{spell(model.ItinerantService, "V", "2022-09-01", "2024-08-31")}, 0, 2},
		"beyond the reference":    {"C", []model.Service{spell(model.ExchangeService, "V", "2025-09-01", "2027-08-31")}, 1, 0},
		"not yet begun":           {"C", []model.Service{spell(model.ExchangeService, "V", "2026-09-01", "2027-08-31")}, 0, 0},
		"to the end of February":  {"C", []model.Service{spell(model.ExchangeService, "V", "2020-01-31", "2020-02-28")}, 1.0 / 12, 0},
		"one day short of a year": {"C", []model.Service{spell(model.ExchangeService, "V", "2020-09-01", "2021-08-30")}, 11.0 / 12, 0},
	} {
		p := district(t, teacher(t, "a", x.school))
		p.Teachers[0].History = x.history
		y := only(t, p, nil).RuralYears
		require.InDelta(t, x.rural, y.Rural, 1e-12, name)
		require.InDelta(t, x.itinerant, y.Itinerant, 1e-12, name)
		require.False(t, y.Recorded, name)
	}
}

func TestRuralPlacesAndWeakSchools(t *testing.T) {
	t.Parallel()
	p := district(t, teacher(t, "a", "W"))
	require.Zero(t, only(t, p, nil).RuralYears.Rural)
	p.Pack.Overrides = []model.Override{override("promotion.weak_schools", true)}
	require.InDelta(t, 10, only(t, p, nil).RuralYears.Rural, 0)
	p.Pack.Overrides = []model.Override{override("promotion.rural_locales", []string{"town"})}
	require.InDelta(t, 10, only(t, p, nil).RuralYears.Rural, 0)
	p.Pack.ID, p.Pack.Overrides = "corps-division-3y", nil // B3-24: 团镇学校或薄弱学校
	require.InDelta(t, 10, only(t, p, nil).RuralYears.Rural, 0)
}

func TestYearsAtTheEndOfThePlanYear(t *testing.T) {
	t.Parallel()
	p := district(t, teacher(t, "a", "C"))
	p.Teachers[0].RuralYears, p.Teachers[0].ItinerantYears = 1, 1
	to := model.Line{School: "V", Stage: model.Primary, Subject: "pe"}
	require.InDelta(t, 1, only(t, p, nil).RuralYears.AfterYear, 0)
	require.InDelta(t, 2, only(t, p, &model.Plan{Moves: []model.Move{{Teacher: "a", To: to}}}).RuralYears.AfterYear, 0)
	visit := &model.Plan{Visits: []model.Visit{{Teacher: "a", To: to, HalfDays: 1}}}
	require.InDelta(t, 2, only(t, p, visit).RuralYears.AfterYear, 0, "the second itinerant year makes a rural one")
	visit.Visits[0].To.School = "W"
	require.InDelta(t, 1, only(t, p, visit).RuralYears.AfterYear, 0)
}

// Blocks never give more than parts, nor a whole year less; and more service
// never gives fewer years.
func TestRoundingIsBounded(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		tenths := rapid.IntRange(0, 400).Draw(r, "tenths of itinerant years")
		credit := func(mode string, tenths int) float64 {
			p := district(t, teacher(t, "a", "C"))
			p.Teachers[0].ItinerantYears = float64(tenths) / 10
			p.Pack.Overrides = []model.Override{override("promotion.itinerant_rounding", mode)}
			return only(t, p, nil).RuralYears.Credit
		}
		parts, blocks := credit("fraction", tenths), credit("completed_blocks", tenths)
		require.InDelta(r, float64(tenths)/20, parts, 1e-12)
		require.InDelta(r, float64(tenths/20), blocks, 0)
		require.LessOrEqual(r, blocks, credit("completed_blocks", tenths+1))
	})
}
