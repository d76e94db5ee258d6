package model_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
)

func TestValidatePlan(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		pointer string
		code    model.Code
		change  func(p *model.Plan)
	}{
		{"/district", "bad_format", func(p *model.Plan) { p.District = "1" }},
		{"/format", "bad_format", func(p *model.Plan) { p.Format = "lungang/plan/v0" }},
		{"/format", "missing", func(p *model.Plan) { p.Format = "" }},
		{"/hash", "bad_format", func(p *model.Plan) { p.Hash = "x" }},
		{"/indicators/before/0/cv", "not_finite", func(p *model.Plan) { p.Indicators.Before[0].CV = math.NaN() }},
		{"/indicators/before/0/id", "missing", func(p *model.Plan) { p.Indicators.Before[0].ID = "" }},
		{"/indicators/before/0/passed", "out_of_range", func(p *model.Plan) { p.Indicators.Before[0].Passed = 3 }},
		{"/indicators/before/0/schools/0/per100", "not_finite", func(p *model.Plan) { p.Indicators.Before[0].Schools[0].Per100 = math.Inf(1) }},
		{"/indicators/before/0/schools/0/teachers", "out_of_range", func(p *model.Plan) { p.Indicators.Before[0].Schools[0].Teachers = -1 }},
		{"/indicators/before/0/stage", "bad_word", func(p *model.Plan) { p.Indicators.Before[0].Stage = "x" }},
		{"/indicators/ratios/0/percent", "out_of_range", func(p *model.Plan) { p.Indicators.Ratios[0].Percent = -1 }},
		{"/justifications/0/reason", "missing", func(p *model.Plan) { p.Justifications[0].Reason = "" }},
		{"/moves/0/from/school", "missing", func(p *model.Plan) { p.Moves[0].From.School = "" }},
		{"/moves/0/minutes", "out_of_range", func(p *model.Plan) { p.Moves[0].Minutes = -1 }},
		{"/moves/0/rank", "out_of_range", func(p *model.Plan) { p.Moves[0].Rank = -1 }},
		{"/moves/0/teacher", "missing", func(p *model.Plan) { p.Moves[0].Teacher = "" }},
		{"/moves/0/to/stage", "bad_word", func(p *model.Plan) { p.Moves[0].To.Stage = "x" }},
		{"/moves/0/to/subject", "missing", func(p *model.Plan) { p.Moves[0].To.Subject = "" }},
		{"/options/memoryLimitMiB", "out_of_range", func(p *model.Plan) { p.Options.MemoryLimitMiB = -1 }},
		{"/options/tiers/1", "missing", func(p *model.Plan) { p.Options.Tiers[1] = "" }},
		{"/options/timeLimitSeconds", "out_of_range", func(p *model.Plan) { p.Options.TimeLimitSeconds = -1 }},
		{"/pack/id", "missing", func(p *model.Plan) { p.Pack.ID = "" }},
		{"/partTime/0/halfDays", "out_of_range", func(p *model.Plan) { p.PartTime[0].HalfDays = 0 }},
		{"/planYear", "out_of_range", func(p *model.Plan) { p.PlanYear = 0 }},
		{"/problemHash", "bad_format", func(p *model.Plan) { p.ProblemHash = "x" }},
		{"/problemHash", "missing", func(p *model.Plan) { p.ProblemHash = "" }},
		{"/relaxations/0/amount", "out_of_range", func(p *model.Plan) { p.Relaxations[0].Amount = 0 }},
		{"/remote/0/halfDays", "out_of_range", func(p *model.Plan) { p.Remote[0].HalfDays = -2 }},
		{"/status/coverage", "missing", func(p *model.Plan) { p.Status.Coverage = "" }},
		{"/status/proof", "bad_word", func(p *model.Plan) { p.Status.Proof = "optimal" }},
		{"/status/termination", "bad_word", func(p *model.Plan) { p.Status.Termination = "done" }},
		{"/tiers/0/bound", "inconsistent", func(p *model.Plan) { p.Tiers[0].Bound = 4 }},
		{"/tiers/0/bound", "inconsistent", func(p *model.Plan) { p.Tiers[0].Bound = 2 }},
		{"/tiers/0/proof", "missing", func(p *model.Plan) { p.Tiers[0].Proof = "" }},
		{"/tiers/1/id", "duplicate_id", func(p *model.Plan) { p.Tiers = append(p.Tiers, p.Tiers[0]) }},
		{"/uncovered/0/periods", "not_finite", func(p *model.Plan) { p.Uncovered[0].Periods = math.Inf(-1) }},
		{"/vacancies/0/posts", "out_of_range", func(p *model.Plan) { p.Vacancies[0].Posts = 0 }},
		{"/verdicts/0/findings/0/of/0/facts/0/name", "missing", func(p *model.Plan) { p.Verdicts[0].Findings[0].Of[0].Facts[0].Name = "" }},
		{"/verdicts/0/kind", "bad_word", func(p *model.Plan) { p.Verdicts[0].Kind = "x" }},
		{"/verdicts/1/teacher", "duplicate_id", func(p *model.Plan) { p.Verdicts = append(p.Verdicts, p.Verdicts[0]) }},
		{"/visits/0/halfDays", "out_of_range", func(p *model.Plan) { p.Visits[0].HalfDays = 0 }},
	} {
		p := samplePlan()
		c.change(p)
		fs := p.Validate()
		require.Len(t, fs, 1, "%s: %v", c.pointer, fs)
		require.Equal(t, c.pointer, fs[0].Pointer)
		require.Equal(t, c.code, fs[0].Code)
	}
}

func TestValidatePlanOpenGap(t *testing.T) {
	t.Parallel()
	p := samplePlan()
	p.Tiers[0] = model.TierResult{ID: "vacancy", Value: 3, Bound: 1, Proof: model.Gap}
	require.Empty(t, p.Validate())
	p.Tiers[0] = model.TierResult{ID: "vacancy", Value: 3, Bound: 9, Proof: model.ProofUnknown}
	require.Empty(t, p.Validate(), "an unknown bound says nothing")
}

func TestValidatePlanNesting(t *testing.T) {
	t.Parallel()
	p := samplePlan()
	f := model.Finding{Predicate: "a"}
	for range 40 {
		f = model.Finding{Predicate: "a", Of: []model.Finding{f}}
	}
	p.Verdicts[0].Findings = []model.Finding{f}
	require.Equal(t, model.CodeTooLarge, model.ErrorCode(p.Validate().Err()))
}

// Who is meant follows from the words of the plan document: only moves, visits and
// stays are about a teacher.
func TestJustificationIsAbout(t *testing.T) {
	t.Parallel()
	for subject, want := range map[string]bool{
		"move:T1": true, "stay:T1": true, "visit:T1:S2": true,
		"move:T12": false, "stay:T12": false, "visit:T12:S2": false, "visit:S2:T1": false, "move:T1:S2": false,
		"remote:T1:S2/primary/math": false, "vacancy:T1/primary/math": false, "uncovered:T1/primary/math": false,
		"part_time:T1:S2/primary/math": false, "T1": false, "": false,
	} {
		require.Equal(t, want, (&model.Justification{Subject: subject}).About("T1"), subject)
	}
}
