package staffing

import (
	"lungang/model"
	"lungang/policy"
)

// Year is one year of a forecast.
type Year struct {
	Year     int      `json:"year"`
	Pupils   []Pupils `json:"pupils"`   // by stage
	Standard float64  `json:"standard"` // Σ of what the pupil ratios give
	Quota    int      `json:"quota"`    // of today: own, borrowed and of the city
	Review   bool     `json:"review"`   // the quota is reviewed in this year
	Hiring   Hiring   `json:"hiring"`
}

// Target is the least number of teachers to hire over the years of the forecast.
type Target struct {
	Least   int   `json:"least"`
	Planned int   `json:"planned"`
	Met     bool  `json:"met"`
	Basis   Basis `json:"basis"`
}

// Forecast is pupils, staff and hiring of the plan year and the years after it.
type Forecast struct {
	District string     `json:"district"`
	Code     string     `json:"code"`
	Pack     string     `json:"pack"`
	Day      model.Date `json:"day"`
	Years    []Year     `json:"years"`
	Target   *Target    `json:"target,omitempty"` // when the pack has one
	Basis    []Basis    `json:"basis"`            // the parameters that the forecast follows
	Warnings []Warning  `json:"warnings"`
}

// forecastKeys are the parameters that a forecast follows.
var forecastKeys = []string{
	policy.ForecastMethod.Name, policy.ForecastProgression.Name, policy.ForecastJunior.Name, policy.ForecastSenior.Name, policy.AttritionOther.Name,
	policy.RecruitRefill.Name, policy.RecruitSpecial.Name, policy.RecruitSpecialMax.Name, policy.RecruitFunded.Name,
	policy.RecruitFundedMax.Name, policy.RecruitStudents.Name, policy.RecruitGenderSplit.Name,
}

// Predict looks so many years beyond the plan year; 0 means as many as
// forecast.years says. Every year is computed from the one before it, with the
// quota of today: the hires of a year are those that its free posts allow.
func Predict(f *policy.Facts, years int) *Forecast {
	if years <= 0 {
		years = policy.ForecastYears.Of(f.Rules)
	}
	d := f.Problem.District
	out := &Forecast{District: d.Name, Code: d.Code, Pack: f.Rules.Pack.ID, Day: f.Reference, Warnings: []Warning{}, Basis: []Basis{}}
	e := newEnrolment(f)
	w := newWorkforce(f, years+1, e.of(d.PlanYear))
	review := reviewOf(f)
	hired := 0
	for year := d.PlanYear; year <= d.PlanYear+years; year++ {
		y := Year{Year: year, Pupils: e.of(year), Quota: w.quota}
		for _, p := range y.Pupils {
			y.Standard += p.Posts
		}
		y.Review = year >= review.Next[0] && (year-review.Next[0])%review.Every == 0
		y.Hiring = w.year(year, y.Pupils)
		hired += y.Hiring.Hires
		out.Years = append(out.Years, y)
	}
	if least, ok := policy.RecruitLeast.Maybe(f.Rules); ok {
		out.Target = &Target{Least: least, Planned: hired, Met: hired >= least, Basis: basisOf(f.Rules, policy.RecruitLeast.Name)}
	}
	for _, name := range forecastKeys {
		if _, ok := f.Rules.Parameter(name); ok {
			out.Basis = append(out.Basis, basisOf(f.Rules, name))
		}
	}
	if policy.RecruitGenderSplit.Of(f.Rules) {
		out.Warnings = append(out.Warnings, GenderWarning(f.Rules))
	}
	return out
}
