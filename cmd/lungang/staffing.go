package main

import (
	"io"

	"github.com/spf13/cobra"

	"lungang/policy"
	"lungang/policy/staffing"
)

func (m *Main) staffingCommand() *cobra.Command {
	var pack string
	c := &cobra.Command{
		Use:   "staffing FILE|-|fixture:NAME",
		Short: "编制:核定、超编缺编、11月报送、核定周期 · quota: standard, over and under, the November report",
		Long: `编制:逐校按生师比、班师比、底线、寄宿和特教测算,与编制、在编人数比较,列出超编、空编、借调、编外;
并给出编制使用情况报送(11月底前)、动态调整建议和核定周期,每个数附参数、条款、出处。
Staffing counts the standard quota of every school by its components and holds it against quota and staff; it
gives the yearly report with a proposal to adjust the quotas, and the years of the review, all with their basis.`,
		Example: `  lungang staffing fixture:pingxiang
  lungang staffing district.json --pack corps-division-3y --json`,
		Args: one("问题文件", "a problem"),
		RunE: func(_ *cobra.Command, args []string) error {
			f, err := m.factsUnder(args[0], pack)
			if err != nil {
				return err
			}
			r := staffing.Calculate(f)
			if m.json {
				return m.writeJSON(r)
			}
			_, err = io.WriteString(m.Stdout, m.staffingText(r))
			return m.told(err)
		},
	}
	c.Flags().StringVar(&pack, "pack", "", "改用此政策包 `PACK` to use instead of the problem's")
	return c
}

func (m *Main) forecastCommand() *cobra.Command {
	var pack string
	var years, year int
	c := &cobra.Command{
		Use:   "forecast FILE|-|fixture:NAME",
		Short: "预测:学生数、退休减员、分学科分渠道补充 · pupils, retirement, hiring by subject and channel",
		Long: `预测:今后各年学生数(公布数之间插值,其余按年级推移)、标准编制、退休与其他减员、空编,
以及分学科、分渠道(特岗、公费师范生、公开招聘、实习支教)的补充计划。
Forecast looks ahead: pupils, standard quota, who retires, free posts, and the hiring by subject and channel.`,
		Example: `  lungang forecast fixture:litong
  lungang forecast district.json --years 3 --year 2028`,
		Args: one("问题文件", "a problem"),
		RunE: func(_ *cobra.Command, args []string) error {
			if years < 0 || years > mostForecastYears {
				return usage("--years 允许 0 到 10", "--years is 0 to 10")
			}
			f, err := m.factsUnder(args[0], pack)
			if err != nil {
				return err
			}
			r := staffing.Predict(f, years)
			shown := yearOf(r, year)
			if shown == nil {
				return usage("--year 不在预测的年份之内", "--year is not a year of the forecast")
			}
			if m.json {
				return m.writeJSON(r)
			}
			_, err = io.WriteString(m.Stdout, m.forecastText(r, shown))
			return m.told(err)
		},
	}
	c.Flags().StringVar(&pack, "pack", "", "改用此政策包 `PACK` to use instead of the problem's")
	c.Flags().IntVar(&years, "years", 0, "预测年数,0 为政策包所定 years beyond the plan year, 0 means as the pack says")
	c.Flags().IntVar(&year, "year", 0, "分学科列出此年,0 为计划年度 `YEAR` whose subjects are listed, 0 means the plan year")
	return c
}

// mostForecastYears is what forecast.years allows, too.
const mostForecastYears = 10

// yearOf returns a year of the forecast, the first for 0; nil when it has none.
func yearOf(f *staffing.Forecast, year int) *staffing.Year {
	for i := range f.Years {
		if year == 0 || f.Years[i].Year == year {
			return &f.Years[i]
		}
	}
	return nil
}

// factsUnder is facts, with another pack in the place of the problem's when one
// is named. The overrides of the problem stay.
func (m *Main) factsUnder(name, pack string) (*policy.Facts, error) {
	p, src, err := m.problem(name, true)
	if err != nil {
		return nil, err
	}
	if pack != "" {
		p.Pack.ID = pack
	}
	f, err := policy.Derive(p)
	return f, src.fail(err)
}
