package exchange_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/exchange"
	"lungang/fixtures"
	"lungang/model"
	"lungang/policy"
)

// What no list may show, planted where it could come from.
const (
	plantedNumber   = "11010519491231002X"
	plantedPhone    = "13800138000"
	plantedEvidence = "EV-20260101-777"
	plantedStaff    = "G-774411"
)

// large is a district of real size with a plan made by hand: every teacher in
// turn who is due goes to the school behind the own one. Documents do not ask
// whether a plan is lawful.
func large(t testing.TB) exchange.Input {
	t.Helper()
	p, err := fixtures.Get("litong")
	require.NoError(t, err)
	for i := range p.Teachers {
		x := &p.Teachers[i]
		x.Exemptions = append(x.Exemptions, model.ExemptionClaim{Kind: "illness", Evidence: plantedEvidence})
	}
	f, err := policy.Derive(p)
	require.NoError(t, err)
	plan := &model.Plan{
		Format: model.PlanFormat, ProblemHash: f.ProblemHash(), PlanYear: p.District.PlanYear, Hash: "0123456789abcdef",
		Tiers: []model.TierResult{
			{ID: "relax", Unit: "u", Proof: model.Certified}, {ID: "vacancy", Unit: "u", Value: 92, Bound: 90, Proof: model.Gap},
			{ID: "lottery", Unit: "u", Value: 1 << 60, Proof: model.ProofUnknown},
		},
		Relaxations: []model.Relaxation{{Rule: "rotation_floor", Subject: "district", Amount: 3}},
		Vacancies:   []model.Vacancy{{Line: f.Lines[0].Line, Posts: 2, Weight: 1}},
		Indicators: model.Indicators{
			Before: []model.IndicatorSet{{ID: "I3", Stage: model.Primary, CV: 0.3111, Passed: 3, Counted: 44, Shortfall: 17}},
			After:  []model.IndicatorSet{{ID: "I3", Stage: model.Primary, CV: 0.2994, Passed: 5, Counted: 44, Shortfall: 11}},
			Ratios: []model.Ratio{{ID: "exchanged", Numerator: 94, Denominator: 466, Percent: 20.1717, Required: 10}},
		},
	}
	people := map[model.TeacherID]exchange.Person{}
	names := []string{"张伟芳", "李娜", "欧阳静", "阿卜杜拉·买买提", "赵喆"}
	for i := 0; i < len(f.Teachers); i += 23 {
		x := &f.Teachers[i]
		from := f.Lines[x.Line].Line
		to := from
		to.School = f.Schools[(x.School+1)%len(f.Schools)].ID
		if i%46 == 0 {
			plan.Moves = append(plan.Moves, model.Move{Teacher: x.ID, From: from, To: to, Minutes: 30, Voluntary: i%4 == 0, IsBackbone: i%3 == 0})
		} else {
			plan.Visits = append(plan.Visits, model.Visit{Teacher: x.ID, From: from, To: to, HalfDays: 1 + i%4, Minutes: 20})
		}
		people[x.ID] = exchange.Person{Name: names[i/23%len(names)], Staff: plantedStaff}
	}
	return exchange.Input{
		Facts: f, Plan: plan, People: people, Bureau: "示例区教育局", Contact: "示例区教育局人事科,电话 0951-0000000",
		Date: model.NewDate(2026, 6, 1), PublicFrom: model.NewDate(2026, 6, 1), PublicTo: model.NewDate(2026, 6, 8), PublicDays: 5,
		LogRoot: "sha256:feedfacefeedfacefeedfacefeedfacefeedfacefeedfacefeedfacefeedface", LogSize: 42,
	}
}

// tiny reads a small district with its best plan.
func tiny(t testing.TB, name string) exchange.Input {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("../fixtures/tiny", name+".json"))
	require.NoError(t, err)
	p, err := model.DecodeProblem(bytes.NewReader(text))
	require.NoError(t, err)
	f, err := policy.Derive(p)
	require.NoError(t, err)
	text, err = os.ReadFile(filepath.Join("../fixtures/golden/tiny", name+".plan.json"))
	require.NoError(t, err)
	plan, err := model.DecodePlan(bytes.NewReader(text))
	require.NoError(t, err)
	return exchange.Input{Facts: f, Plan: plan}
}

func kinds() []exchange.Kind {
	var out []exchange.Kind
	for _, k := range exchange.Kind("").Values() {
		out = append(out, exchange.Kind(k))
	}
	return out
}

func formats() []exchange.Format {
	var out []exchange.Format
	for _, f := range exchange.Format("").Values() {
		out = append(out, exchange.Format(f))
	}
	return out
}

func write(t testing.TB, d *exchange.Document, f exchange.Format) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, exchange.Write(&b, d, f, exchange.Options{}))
	return b.Bytes()
}
