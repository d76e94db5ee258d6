package policy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
)

// spell is one entry of a service history, "2010-09-01/2016-08-31"; nothing
// after the slash: it lasts.
func spell(t *testing.T, kind model.ServiceKind, school model.SchoolID, from, to string) model.Service {
	t.Helper()
	s := model.Service{School: school, Kind: kind, From: day(t, from)}
	if to != "" {
		s.To = day(t, to)
	}
	return s
}

func TestTenure(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		since   string
		history []model.Service
		years   int
		start   string
	}{
		"no history": {"2021-09-01", nil, 5, "2021-09-01"},
		"present spell only": {"2021-09-01", []model.Service{
			spell(t, "teaching", "A", "2021-09-01", ""),
		}, 5, "2021-09-01"},
		"merged campus before": {"2021-09-01", []model.Service{
			spell(t, "teaching", "A2", "2015-09-01", "2021-08-31"),
		}, 11, "2015-09-01"},
		"merged campus, summer holiday between": {"2021-09-01", []model.Service{
			spell(t, "teaching", "A2", "2015-09-01", "2021-06-30"),
		}, 11, "2015-09-01"},
		"merged campus, a gap beyond the holiday": {"2021-09-01", []model.Service{
			spell(t, "teaching", "A2", "2015-09-01", "2021-06-29"),
		}, 5, "2021-09-01"},
		"other school before": {"2021-09-01", []model.Service{
			spell(t, "teaching", "B", "2015-09-01", "2021-08-31"),
		}, 5, "2021-09-01"},
		"exchange to another school breaks": {"2010-09-01", []model.Service{
			spell(t, "exchange", "B", "2020-09-01", "2021-08-31"),
		}, 5, "2021-09-01"},
		"support outside the district breaks": {"2010-09-01", []model.Service{
			spell(t, "support", "", "2020-09-01", "2021-08-31"),
		}, 5, "2021-09-01"},
		"a spell elsewhere that lasts": {"2010-09-01", []model.Service{
			spell(t, "exchange", "B", "2025-09-01", ""),
		}, 0, "2026-08-31"},
		"a spell that begins after the day": {"2010-09-01", []model.Service{
			spell(t, "exchange", "B", "2026-09-01", ""),
		}, 16, "2010-09-01"},
		"leave counts": {"2010-09-01", []model.Service{
			spell(t, "leave", "", "2020-09-01", "2021-08-31"),
		}, 16, "2010-09-01"},
		"training at the own school counts": {"2010-09-01", []model.Service{
			spell(t, "training", "A", "2020-09-01", "2021-08-31"),
		}, 16, "2010-09-01"},
		"secondment elsewhere breaks": {"2010-09-01", []model.Service{
			spell(t, "seconded", "", "2020-09-01", "2021-08-31"),
		}, 5, "2021-09-01"},
		"itinerant elsewhere counts": {"2010-09-01", []model.Service{
			spell(t, "itinerant", "B", "2020-09-01", "2021-08-31"),
		}, 16, "2010-09-01"},
		"leave joins merged campuses": {"2021-09-01", []model.Service{
			spell(t, "leave", "", "2020-09-01", "2021-08-31"),
			spell(t, "teaching", "A2", "2015-09-01", "2020-08-31"),
		}, 11, "2015-09-01"},
		"leave before the school does not count": {"2021-09-01", []model.Service{
			spell(t, "leave", "", "2020-09-01", "2021-08-31"),
			spell(t, "teaching", "B", "2015-09-01", "2020-08-31"),
		}, 5, "2021-09-01"},
		"exchange inside a merged spell breaks": {"2021-09-01", []model.Service{
			spell(t, "teaching", "A2", "2005-09-01", "2021-08-31"),
			spell(t, "exchange", "B", "2016-09-01", "2017-08-31"),
		}, 9, "2017-09-01"},
		"two campuses in turn": {"2021-09-01", []model.Service{
			spell(t, "teaching", "A", "2012-09-01", "2015-08-31"),
			spell(t, "teaching", "A2", "2015-09-01", "2021-08-31"),
		}, 14, "2012-09-01"},
		"the later of two breaks": {"2005-09-01", []model.Service{
			spell(t, "exchange", "B", "2010-09-01", "2011-08-31"),
			spell(t, "exchange", "B", "2018-09-01", "2019-08-31"),
		}, 7, "2019-09-01"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := problem(t)
			p.Schools = append(p.Schools, model.School{ID: "A2", Kind: model.UrbanPrimary, UrbanRural: "111", Legal: "A"})
			p.Teachers[0].Since = day(t, c.since)
			p.Teachers[0].History = c.history
			x := derive(t, p).Teachers[0]
			require.Equal(t, c.start, value(t, finding(t, x.Verdict, "consecutive_years"), "continuous_from"))
			require.Equal(t, c.years, x.Tenure)
		})
	}
}

func TestTenureNamesWhatItSaw(t *testing.T) {
	t.Parallel()
	v := verdictOf(t, func(_ *model.Problem, x *model.Teacher) {
		x.History = []model.Service{
			spell(t, "leave", "", "2020-01-01", "2020-06-30"),
			spell(t, "exchange", "B", "2018-09-01", "2019-08-31"),
		}
	})
	f := finding(t, v, "consecutive_years")
	require.Equal(t, "leave  2020-01-01/2020-06-30", value(t, f, "unbroken"))
	require.Equal(t, "exchange B 2018-09-01/2019-08-31", value(t, f, "broken"))
}

// Which kinds break is the pack's choice.
func TestKindsThatDoNotBreakAreAParameter(t *testing.T) {
	t.Parallel()
	years := func(kinds ...string) int {
		p := problem(t)
		p.Pack.Overrides = []model.Override{override("exchange.unbroken_by", kinds)}
		p.Teachers[0].Since = day(t, "2010-09-01")
		p.Teachers[0].History = []model.Service{spell(t, "leave", "", "2020-09-01", "2021-08-31")}
		return derive(t, p).Teachers[0].Tenure
	}
	require.Equal(t, 16, years("leave"))
	require.Equal(t, 5, years("training"))
}
