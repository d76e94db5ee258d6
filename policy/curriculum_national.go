package policy

import (
	"slices"
	"sync"

	"lungang/model"
)

// nationalPlan is the version that holds the totals of the national plan of
// compulsory education (义务教育课程方案 2022). It is part of the program, and a
// test reads it; a fault in it is a fault of the build.
var nationalPlan = sync.OnceValue(func() periodsFile {
	var f periodsFile
	if err := readTable("curricula/national-2022.yaml", &f); err != nil {
		panic("policy/curricula/national-2022.yaml: " + err.Error())
	}
	return f
})

// Share is the part of the periods of nine years that a group of subjects has,
// and the percents that the national plan of 2022 allows, ends included.
type Share struct {
	Subjects []model.Subject `yaml:"subjects" json:"subjects"`
	Least    int             `yaml:"least" json:"least"`
	Most     int             `yaml:"most" json:"most"`

	Periods int     `yaml:"-" json:"periods"` // of nine years
	Percent float64 `yaml:"-" json:"percent"` // of the curriculum's own total
	Within  bool    `yaml:"-" json:"within"`
}

// GradeWeek compares the periods of a week of one grade.
type GradeWeek struct {
	Grade    int `json:"grade"`
	Periods  int `json:"periods"`
	National int `json:"national"`
}

// NationalComparison holds the curriculum in force against the national plan of
// 2022, which gives totals and shares and no table by grade.
type NationalComparison struct {
	Version  string      `json:"version"`
	Total    int         `json:"total"`    // periods of nine years: Σ periods of a week × weeks of new lessons
	National int         `json:"national"` // 9,522
	Weeks    []GradeWeek `json:"weeks"`
	Shares   []Share     `json:"shares"`
}

// AgainstNational compares the curriculum in force with the national plan: the
// periods of a week of each grade, the total of nine years, and the share of
// each group of subjects. A year has 35 weeks of new lessons, grade 9 has 33.
func (c *Curriculum) AgainstNational() NationalComparison {
	plan := nationalPlan()
	out := NationalComparison{Version: c.Version, Shares: slices.Clone(plan.Shares)}
	for i, weeks := range plan.Weeks {
		week := 0
		for _, n := range c.periods[i+1] {
			week += n
		}
		out.Weeks = append(out.Weeks, GradeWeek{Grade: i + 1, Periods: week, National: plan.Week[i]})
		out.Total += week * weeks
		out.National += plan.Week[i] * weeks
	}
	for i := range out.Shares {
		s := &out.Shares[i]
		s.Subjects = slices.Clone(s.Subjects)
		for grade, weeks := range plan.Weeks {
			for _, subject := range s.Subjects {
				s.Periods += c.periods[grade+1][subject] * weeks
			}
		}
		if out.Total > 0 {
			s.Percent = 100 * float64(s.Periods) / float64(out.Total)
		}
		s.Within = s.Least*out.Total <= 100*s.Periods && 100*s.Periods <= s.Most*out.Total
	}
	return out
}
