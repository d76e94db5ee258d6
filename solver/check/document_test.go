package check_test

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/solver/check"
)

func TestTrueDocument(t *testing.T) {
	t.Parallel()
	d := base()
	f := d.facts(t)
	plan := document(t, f, decided())
	report := check.Plan(f, plan)
	require.Empty(t, report.Violations)
	require.True(t, report.OK)

	plan.Seal()
	require.Empty(t, check.Plan(f, plan).Violations)
}

// Each edit makes one thing in a true document false. The check names exactly
// what is listed.
func TestFalseDocuments(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name string
		edit func(*model.Plan)
		want []string
	}{
		{"format", func(p *model.Plan) { p.Format = "lungang/plan/v0" }, []string{"plan.format"}},
		{"problem hash", func(p *model.Plan) { p.ProblemHash = "00" }, []string{"plan.problem"}},
		{"district", func(p *model.Plan) { p.District = "000000" }, []string{"plan.district"}},
		{"plan year", func(p *model.Plan) { p.PlanYear++ }, []string{"plan.district"}},
		{"pack id", func(p *model.Plan) { p.Pack.ID = "other" }, []string{"plan.pack"}},
		{"pack version", func(p *model.Plan) { p.Pack.Version = "9" }, []string{"plan.pack"}},
		{"pack hash", func(p *model.Plan) { p.Pack.Hash = "00" }, []string{"plan.pack"}},
		{"seed", func(p *model.Plan) { p.Options.Seed = "mine" }, []string{"plan.options"}},
		{"tiers of the options", func(p *model.Plan) { p.Options.Tiers = p.Options.Tiers[1:] }, []string{"plan.options"}},

		{"unknown teacher", func(p *model.Plan) {
			p.Visits = append(p.Visits, model.Visit{Teacher: "nobody", To: line("B", "pe"), HalfDays: 1})
		}, []string{"plan.reference"}},
		{"unknown school", func(p *model.Plan) {
			p.PartTime = append(p.PartTime, model.PartTime{Teacher: "a6", To: line("X", "math"), HalfDays: 1})
		}, []string{"plan.reference"}},
		{"unknown line is vacant", func(p *model.Plan) {
			p.Vacancies = append(p.Vacancies, model.Vacancy{Line: line("B", "latin"), Posts: 1, Weight: 3})
		}, []string{"plan.reference"}},
		{"unknown line is uncovered", func(p *model.Plan) {
			p.Uncovered = append(p.Uncovered, model.Uncovered{Line: line("X", "pe"), HalfDays: 1, Weight: 3})
		}, []string{"plan.reference"}},
		{"unknown teacher has a verdict", func(p *model.Plan) {
			p.Verdicts = append(p.Verdicts, model.Verdict{Teacher: "nobody", Kind: model.Must})
		}, []string{"plan.reference"}},

		{"line left", func(p *model.Plan) { p.Moves[0].From.Subject = "pe" }, []string{"plan.move"}},
		{"minutes of a move", func(p *model.Plan) { p.Moves[0].Minutes++ }, []string{"plan.move"}},
		{"rank", func(p *model.Plan) { p.Moves[0].Rank = 1 }, []string{"plan.move"}},
		{"voluntary", func(p *model.Plan) { p.Moves[0].Voluntary = true }, []string{"plan.move"}},
		{"due", func(p *model.Plan) { p.Moves[0].Due = false }, []string{"plan.move"}},
		{"backbone", func(p *model.Plan) { p.Moves[0].IsBackbone = true }, []string{"plan.move"}},
		{"base line of a visit", func(p *model.Plan) { p.Visits[0].From.School = "A" }, []string{"plan.visit"}},
		{"minutes of a visit", func(p *model.Plan) { p.Visits[0].Minutes = 0 }, []string{"plan.visit"}},
		{"base line of part-time", func(p *model.Plan) { p.PartTime[0].From.Subject = "math" }, []string{"plan.part_time"}},

		{"vacant posts", func(p *model.Plan) { p.Vacancies[0].Posts++ }, []string{"coverage"}},
		{"weight of a vacancy", func(p *model.Plan) { p.Vacancies[0].Weight++ }, []string{"coverage"}},
		{"vacancy left out", func(p *model.Plan) { p.Vacancies = p.Vacancies[1:] }, []string{"coverage"}},
		{"vacancy of none", func(p *model.Plan) {
			p.Vacancies = append(p.Vacancies, model.Vacancy{Line: line("A", "math"), Posts: 0, Weight: 1})
		}, []string{"coverage"}},
		{"vacancy twice", func(p *model.Plan) { p.Vacancies = append(p.Vacancies, p.Vacancies[0]) }, []string{"coverage"}},
		{"uncovered half-days", func(p *model.Plan) { p.Uncovered[0].HalfDays-- }, []string{"coverage"}},
		{"uncovered periods", func(p *model.Plan) { p.Uncovered[0].Periods += 0.001 }, []string{"coverage"}},
		{"uncovered periods are no number", func(p *model.Plan) { p.Uncovered[0].Periods = math.NaN() }, []string{"coverage"}},
		{"weight of uncovered", func(p *model.Plan) { p.Uncovered[0].Weight-- }, []string{"coverage"}},
		{"uncovered left out", func(p *model.Plan) { p.Uncovered = nil }, []string{"coverage"}},
		{"uncovered twice", func(p *model.Plan) { p.Uncovered = append(p.Uncovered, p.Uncovered[0]) }, []string{"coverage"}},

		{"relaxation that is not needed", func(p *model.Plan) {
			p.Relaxations = append(p.Relaxations, model.Relaxation{Rule: "rotation_floor", Subject: "district", Amount: 1})
		}, []string{"plan.relaxation"}},
		{"relaxation of a rule that nobody knows", func(p *model.Plan) {
			p.Relaxations = append(p.Relaxations, model.Relaxation{Rule: "gravity", Subject: "district", Amount: 1})
		}, []string{"plan.relaxation"}},

		{"verdict", func(p *model.Plan) { p.Verdicts[0].Kind = model.Exempt }, []string{"plan.verdict"}},
		{"verdict left out", func(p *model.Plan) { p.Verdicts = p.Verdicts[1:] }, []string{"plan.verdict"}},
		{"verdict twice", func(p *model.Plan) { p.Verdicts = append(p.Verdicts, p.Verdicts[0]) }, []string{"plan.verdict"}},
		{"a finding", func(p *model.Plan) { p.Verdicts[0].Findings[0].Holds = !p.Verdicts[0].Findings[0].Holds }, []string{"plan.verdict"}},
		{"a fact of a finding", func(p *model.Plan) { p.Verdicts[0].Findings[0].Facts[0].Value = "x" }, []string{"plan.verdict"}},

		{"value of relax", tierEdit("relax"), []string{"tier:relax"}},
		{"value of vacancy", tierEdit("vacancy"), []string{"tier:vacancy"}},
		{"value of coverage", tierEdit("coverage"), []string{"tier:coverage"}},
		{"value of balance", tierEdit("balance"), []string{"tier:balance"}},
		{"value of compulsion", tierEdit("compulsion"), []string{"tier:compulsion"}},
		{"value of preference", tierEdit("preference"), []string{"tier:preference"}},
		{"value of travel", tierEdit("travel"), []string{"tier:travel"}},
		{"value of economy", tierEdit("economy"), []string{"tier:economy"}},
		{"value of lottery", tierEdit("lottery"), []string{"tier:lottery"}},
		{"tier left out", func(p *model.Plan) { p.Tiers = p.Tiers[1:] }, []string{"plan.tiers"}},
		{"order of tiers", func(p *model.Plan) { p.Tiers[0], p.Tiers[1] = p.Tiers[1], p.Tiers[0] }, []string{"plan.tiers"}},
		{"unit of a tier", func(p *model.Plan) { p.Tiers[0].Unit = "stones" }, []string{"plan.tiers"}},
		{"bound above the value", func(p *model.Plan) {
			p.Tiers[1].Bound, p.Tiers[1].Proof, p.Status.Proof = p.Tiers[1].Value+1, model.Gap, model.Gap
		}, []string{"plan.proof"}},
		{"proof with an open gap", func(p *model.Plan) { p.Tiers[1].Bound-- }, []string{"plan.proof"}},
		{"price in no tier", func(p *model.Plan) { p.Tiers[1].Price = &model.TierPrice{Tier: "gold", AtMost: 1} }, []string{"plan.price"}},
		{"price in a tier above", func(p *model.Plan) { p.Tiers[1].Price = &model.TierPrice{Tier: "relax", AtMost: 1} }, []string{"plan.price"}},
		{"price beyond what there is", func(p *model.Plan) {
			p.Tiers[1].Price = &model.TierPrice{Tier: "coverage", AtMost: p.Tiers[2].Value + 1}
		}, []string{"plan.price"}},
		{"unknown word of proof", func(p *model.Plan) {
			p.Tiers[1].Proof, p.Status.Proof = "surely", model.ProofUnknown
		}, []string{"plan.proof"}},
		{"weakest proof", func(p *model.Plan) { p.Tiers[1].Proof = model.Gap }, []string{"plan.status"}},
		{"stronger proof than that of any tier", func(p *model.Plan) { p.Status.Proof = model.Certified }, []string{"plan.status"}},
		{"coverage word", func(p *model.Plan) { p.Status.Coverage = model.FullCoverage }, []string{"plan.status"}},
		{"termination", func(p *model.Plan) { p.Status.Termination = "tired" }, []string{"plan.status"}},

		{"indicator", func(p *model.Plan) { p.Indicators.After[0].Schools[0].Teachers++ }, []string{"plan.indicators"}},
		{"indicator before", func(p *model.Plan) { p.Indicators.Before[0].CV += 1e-6 }, []string{"plan.indicators"}},
		{"indicators left out", func(p *model.Plan) { p.Indicators.After = nil }, []string{"plan.indicators"}},
		{"ratio", func(p *model.Plan) { p.Indicators.Ratios[0].Numerator++ }, []string{"plan.indicators"}},

		{"move without a justification", func(p *model.Plan) { p.Justifications = nil }, []string{"plan.justification"}},
		{"justification of nothing", func(p *model.Plan) {
			p.Justifications = append(p.Justifications, model.Justification{Subject: "move:a2", Reason: "vacancy"})
		}, []string{"plan.justification"}},
		{"justification by an unknown rule", func(p *model.Plan) { p.Justifications[0].Rule = "taste" }, []string{"plan.justification"}},

		{"seal", func(p *model.Plan) { p.Hash = "00" }, []string{"plan.seal"}},
		{"remote lessons", func(p *model.Plan) {
			p.Remote = append(p.Remote, model.RemoteLesson{From: "A", To: line("B", "math"), HalfDays: 1})
		}, []string{"remote", "tier:economy"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := base()
			f := d.facts(t)
			plan := document(t, f, decided())
			c.edit(plan)
			report := check.Plan(f, plan)
			require.Equal(t, c.want, rulesOf(report.Violations))
			require.False(t, report.OK)
			for _, v := range report.Violations {
				require.NotEmpty(t, v.Message.ZH)
				require.NotEmpty(t, v.Message.EN)
				require.NotContains(t, v.Message.ZH+v.Message.EN, "%!")
				require.NotEmpty(t, v.Subject)
				require.NotEmpty(t, v.Pointer)
			}
		})
	}
}

// tierEdit makes one value false, and its bound with it, so that only the
// value is wrong.
func tierEdit(id string) func(*model.Plan) {
	return func(p *model.Plan) {
		for i := range p.Tiers {
			if p.Tiers[i].ID == id {
				p.Tiers[i].Value++
				p.Tiers[i].Bound++
			}
		}
	}
}

// A change after sealing breaks the seal in addition to what was changed.
func TestSealIsReportedInAddition(t *testing.T) {
	t.Parallel()
	f := base().facts(t)
	plan := document(t, f, decided())
	plan.Seal()
	plan.Moves[0].Minutes++
	require.Equal(t, []string{"plan.move", "plan.seal"}, rulesOf(check.Plan(f, plan).Violations))
}

// A move that is swapped for another makes many statements false at once: all
// are named.
func TestAllViolationsAreReported(t *testing.T) {
	t.Parallel()
	f := base().facts(t)
	plan := document(t, f, decided())
	plan.Moves[0].Teacher = "a6"
	plan.Moves[0].To = line("B", "pe")
	plan.Visits = append(plan.Visits, plan.Visits[0])
	rules := rulesOf(check.Plan(f, plan).Violations)
	for _, want := range []string{"exempt", "coverage", "plan.move", "plan.duplicate", "plan.justification", "tier:vacancy", "plan.indicators"} {
		require.Contains(t, rules, want)
	}
}

func TestStatedRelaxations(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name      string
		relaxable bool
		edit      func(*model.Plan)
		want      []string
	}{
		{"the least", true, func(*model.Plan) {}, nil},
		{"none", true, func(p *model.Plan) { p.Relaxations = nil }, []string{"rotation_floor"}},
		{"too little", true, func(p *model.Plan) { p.Relaxations[0].Amount = 1 }, []string{"plan.relaxation", "rotation_floor"}},
		{"too much", true, func(p *model.Plan) { p.Relaxations[0].Amount = 3 }, []string{"plan.relaxation"}},
		{"elsewhere", true, func(p *model.Plan) { p.Relaxations[0].Subject = "zone:Z1" }, []string{"plan.relaxation", "rotation_floor"}},
		{"twice", true, func(p *model.Plan) { p.Relaxations = append(p.Relaxations, p.Relaxations[0]) }, []string{"plan.relaxation"}},
		{"of a rule that may not give way", false, func(p *model.Plan) {
			p.Relaxations = []model.Relaxation{{Rule: "rotation_floor", Subject: "district", Amount: 2}}
		}, []string{"plan.relaxation", "rotation_floor"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := base()
			d.relaxable["exchange.ratio"] = c.relaxable
			d.parameters["exchange.ratio"] = 30
			f := d.facts(t)
			plan := document(t, f, decided())
			c.edit(plan)
			rules := rulesOf(check.Plan(f, plan).Violations)
			require.True(t, slices.Equal(c.want, rules), "%v", rules)
		})
	}
}

// A plan document is judged by the same rules as bare decisions.
func TestDocumentBreaksARule(t *testing.T) {
	t.Parallel()
	d := base()
	f := d.facts(t)
	decisions := decided()
	decisions.Moves = append(decisions.Moves, move("d1", "A", "math"))
	report := check.Plan(f, document(t, f, decisions))
	require.Equal(t, []string{"route"}, rulesOf(report.Violations))
	require.Equal(t, "/moves/1", report.Violations[0].Pointer)
	require.Equal(t, "d1", report.Violations[0].Subject)
	require.Contains(t, report.Violations[0].Message.ZH, "城南小学")
	require.Contains(t, report.Violations[0].Clauses, "clause:route.allowed")
}

func TestEmptyDocuments(t *testing.T) {
	t.Parallel()
	f := base().facts(t)
	require.False(t, check.Plan(f, nil).OK)
	require.Contains(t, rulesOf(check.Plan(f, &model.Plan{}).Violations), "plan.format")
}
