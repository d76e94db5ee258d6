package model_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
)

// quotaProblem has quota data and published enrolment, and no fault.
func quotaProblem() *model.Problem {
	p := sampleProblem()
	p.District.Quota, p.District.QuotaReviewed = 59, 2024
	s := &p.Schools[0]
	s.BorrowedQuota, s.CityPoolQuota, s.SpecialPupils = 2, 1, 5
	p.Enrolment = []model.Enrolment{
		{Stage: model.Primary, Year: 2028, Pupils: 220, Source: "公安户籍", AsOf: day(2026, 2, 28)},
		{Stage: model.Primary, Grade: 1, Year: 2028, Pupils: 130},
		{Stage: model.Primary, Grade: 1, Year: 2029, Pupils: 120},
	}
	return p
}

func TestQuotaAndEnrolmentAreKept(t *testing.T) {
	t.Parallel()
	p := quotaProblem()
	require.Empty(t, p.Validate())
	require.Equal(t, p, decodeProblem(t, problemText(t, p)))
	require.NoError(t, schemaAccepts(t, compileSchema(t, "problem"), problemText(t, p)))
	require.NotEqual(t, sampleProblem().Hash(), p.Hash())
}

func TestFaultsOfQuotaAndEnrolment(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		spoil   func(*model.Problem)
		code    model.Code
		pointer string
	}{
		"quota of the district": {func(p *model.Problem) { p.District.Quota = -1 }, model.CodeOutOfRange, "/district/quota"},
		"year of the review":    {func(p *model.Problem) { p.District.QuotaReviewed = 24 }, model.CodeOutOfRange, "/district/quotaReviewed"},
		"posts of others":       {func(p *model.Problem) { p.Schools[0].BorrowedQuota = 20 }, model.CodeInconsistent, "/schools/0/quota"},
		"borrowed":              {func(p *model.Problem) { p.Schools[0].BorrowedQuota = -2 }, model.CodeOutOfRange, "/schools/0/borrowedQuota"},
		"of the city":           {func(p *model.Problem) { p.Schools[0].CityPoolQuota = 2001 }, model.CodeOutOfRange, "/schools/0/cityPoolQuota"},
		"special pupils":        {func(p *model.Problem) { p.Schools[0].SpecialPupils = -1 }, model.CodeOutOfRange, "/schools/0/specialPupils"},
		"stage":                 {func(p *model.Problem) { p.Enrolment[0].Stage = "" }, model.CodeMissing, "/enrolment/0/stage"},
		"grade of the stage":    {func(p *model.Problem) { p.Enrolment[1].Grade = 7 }, model.CodeOutOfRange, "/enrolment/1/grade"},
		"year":                  {func(p *model.Problem) { p.Enrolment[0].Year = 28 }, model.CodeOutOfRange, "/enrolment/0/year"},
		"pupils":                {func(p *model.Problem) { p.Enrolment[0].Pupils = -1 }, model.CodeOutOfRange, "/enrolment/0/pupils"},
		"twice":                 {func(p *model.Problem) { p.Enrolment[2].Year = 2028 }, model.CodeDuplicate, "/enrolment/2"},
		"day":                   {func(p *model.Problem) { p.Enrolment[0].AsOf = model.Date{Year: 1, Month: 1, Day: 1} }, model.CodeOutOfRange, "/enrolment/0/asOf"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := quotaProblem()
			c.spoil(p)
			faults := p.Validate()
			require.True(t, faults.HasErrors())
			require.Len(t, faults, 1, "%v", faults)
			require.Equal(t, c.code, faults[0].Code)
			require.Equal(t, c.pointer, faults[0].Pointer)
			require.NotEmpty(t, faults[0].Remedy.ZH)
		})
	}
}
