package explain

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/policy"
	"lungang/solver"
	"lungang/solver/check"
	"lungang/solver/solvertest"
)

// Of random small districts every answer is that of trying all plans, which
// knows nothing of the formulation: what is forbidden or impossible has no plan,
// and the cost is the difference of the best values.
func TestAnswersOfRandomDistricts(t *testing.T) {
	answers := map[Answer]int{}
	for seed := range uint64(randomDistricts) {
		p := fixtures.Generate(fixtures.Tiny(5), 500+seed)
		twin(p)
		r := solved(t, p)
		if r == nil {
			continue
		}
		f := r.Facts
		var questions []WhyQuestion
		for k := range 3 {
			questions = append(questions, WhyQuestion{f.Teachers[(int(seed)+k)%len(f.Teachers)].ID, f.Schools[(int(seed)+2*k)%len(f.Schools)].ID})
		}
		for _, m := range r.Plan.Moves {
			questions = append(questions, WhyQuestion{m.Teacher, m.To.School})
			if m.Teacher == p.Teachers[0].ID && f.Teacher("TWIN") != nil {
				questions = append(questions, WhyQuestion{"TWIN", m.To.School})
			}
		}
		for _, q := range questions {
			w := ask(t, r, q)
			answers[w.Answer]++
			if w.Answer == AnswerForbidden {
				requireForbidden(t, r, w)
				continue
			}
			other, err := policy.Derive(w.Problem(p))
			require.NoError(t, err)
			_, want, ok := solvertest.BestPlan(other)
			require.Equal(t, ok, w.Answer != AnswerImpossible, "seed %d: %+v", seed, q)
			if !ok {
				continue
			}
			var tier string
			var cost int64
			for i, x := range r.Plan.Tiers {
				if x.ID != lottery && want[i] != x.Value {
					tier, cost = x.ID, want[i]-x.Value
					break
				}
			}
			require.Equal(t, tier == "", w.Answer == AnswerDraw, "seed %d: %+v", seed, q)
			if tier != "" {
				require.Equal(t, tier, w.Cost.Tier, "seed %d: %+v", seed, q)
				require.Equal(t, cost, w.Cost.Amount, "seed %d: %+v", seed, q)
			}
		}
	}
	t.Log(answers)
	for a, least := range map[Answer]int{AnswerForbidden: randomDistricts, AnswerCost: randomDistricts / 5, AnswerImpossible: randomDistricts / 5, AnswerDraw: randomDistricts / 20} {
		require.GreaterOrEqual(t, answers[a], least, a)
	}
}

// twin gives the first teacher, when nobody is related to them, somebody who is
// alike in all that plans look at.
func twin(p *model.Problem) {
	t := p.Teachers[0]
	for _, x := range p.Teachers {
		if x.Spouse != "" && (x.ID == t.ID || x.Spouse == t.ID) || len(x.Kin) > 0 {
			return
		}
	}
	t.ID = "TWIN"
	p.Teachers = append(p.Teachers, t)
	if p.Validate().HasErrors() { // a second principal
		p.Teachers = p.Teachers[:len(p.Teachers)-1]
	}
}

// requireForbidden holds that every line of the school breaks a rule which nobody
// breaks when nobody moves.
func requireForbidden(t *testing.T, r *solver.Result, w *Why) {
	t.Helper()
	if w.Pin != model.PinGo {
		return
	}
	anyhow := check.Evaluate(r.Facts, check.Decisions{}).Violations
	for i := range r.Facts.Lines {
		l := r.Facts.Lines[i].Line
		if l.School != w.School {
			continue
		}
		got := check.Evaluate(r.Facts, check.Decisions{Moves: []check.Move{{Teacher: w.Teacher, To: l}}}).Violations
		require.True(t, slices.ContainsFunc(got, func(v check.Violation) bool {
			return !slices.ContainsFunc(anyhow, func(x check.Violation) bool { return x.Message == v.Message })
		}), "%s to %s breaks nothing, against %s", w.Teacher, l, because(w))
	}
	if !r.Facts.Teacher(w.Teacher).MayMove() {
		return // the checker then says that, and is silent on leaders' posts
	}
	for _, x := range w.Refusals {
		require.NotEmpty(t, x.Messages, "%s of %s: the checker says it too", x.Rule, because(w))
	}
}
