package solver_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/policy"
	"lungang/solver"
	"lungang/solver/check"
)

// overProperties runs a property on random districts. They are not those of
// the exactness test.
func overProperties(t *testing.T, property func(t *testing.T, p *model.Problem, dice *rand.Rand)) {
	t.Helper()
	for i := range uint64(propertyDistricts) {
		seed := 10_000 + i
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			property(t, tinyDistrict(seed), rand.New(rand.NewPCG(seed, 1)))
		})
	}
}

// trySolve returns nil when no plan keeps the rules.
func trySolve(t testing.TB, p *model.Problem, o solver.Options) *solver.Result {
	t.Helper()
	r, err := solver.Solve(t.Context(), p, o)
	if none, ok := errors.AsType[*solver.NoPlanError](err); ok {
		require.True(t, none.Searched)
		return nil
	}
	require.NoError(t, err)
	return r
}

func encode(t testing.TB, p *model.Plan) []byte {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, model.EncodePlan(&out, p))
	return out.Bytes()
}

// A plan that was written down and read back passes the check, and no value
// lies below its bound.
func TestWrittenPlanPassesCheck(t *testing.T) {
	t.Parallel()
	overProperties(t, func(t *testing.T, p *model.Problem, _ *rand.Rand) {
		r := trySolve(t, p, options(t))
		if r == nil {
			return
		}
		plan, err := model.DecodePlan(bytes.NewReader(encode(t, r.Plan)))
		require.NoError(t, err)
		f, err := policy.Derive(p)
		require.NoError(t, err)
		require.Empty(t, check.Plan(f, plan).Violations)
		require.True(t, plan.SealIntact())
		require.NotEmpty(t, plan.Tiers)
		for _, tier := range plan.Tiers {
			require.LessOrEqual(t, tier.Bound, tier.Value, tier.ID)
			require.GreaterOrEqual(t, tier.Bound, int64(0), tier.ID)
		}
	})
}

// The order in which a document lists things means nothing: the plan is the
// same in every byte.
func TestPermutedProblemGivesTheSamePlan(t *testing.T) {
	t.Parallel()
	overProperties(t, func(t *testing.T, p *model.Problem, dice *rand.Rand) {
		text, err := json.Marshal(p)
		require.NoError(t, err)
		other := &model.Problem{}
		require.NoError(t, json.Unmarshal(text, other))
		shuffle(reflect.ValueOf(other).Elem(), "", dice)
		require.Equal(t, p.Hash(), other.Hash())

		a, b := trySolve(t, p, options(t)), trySolve(t, other, options(t))
		require.Equal(t, a == nil, b == nil)
		if a != nil {
			require.Equal(t, string(encode(t, a.Plan)), string(encode(t, b.Plan)))
		}
	})
}

// shuffle permutes every list of a document except those that are ranked.
func shuffle(v reflect.Value, field string, dice *rand.Rand) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			shuffle(v.Elem(), field, dice)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				shuffle(v.Field(i), f.Name, dice)
			}
		}
	case reflect.Slice:
		if field == "Preferences" || v.Type().Elem().Kind() == reflect.Uint8 {
			return
		}
		dice.Shuffle(v.Len(), reflect.Swapper(v.Interface()))
		for i := range v.Len() {
			shuffle(v.Index(i), field, dice)
		}
	default:
	}
}

// What is demanded in addition never makes a plan better.
func TestConstraintNeverImproves(t *testing.T) {
	t.Parallel()
	constraints := []struct {
		name string
		add  func(p *model.Problem, rules *policy.Rules, dice *rand.Rand)
	}{
		{"a pin to stay", func(p *model.Problem, _ *policy.Rules, dice *rand.Rand) {
			t := p.Teachers[dice.IntN(len(p.Teachers))].ID
			if !slices.ContainsFunc(p.Pins, func(x model.Pin) bool { return x.Teacher == t }) {
				p.Pins = append(p.Pins, model.Pin{Teacher: t, Kind: model.PinStay, Reason: "test", Author: "test"})
			}
		}},
		{"a shorter way", func(p *model.Problem, rules *policy.Rules, _ *rand.Rand) {
			override(p, policy.TravelLimit.Name, policy.TravelLimit.Of(rules)/2)
		}},
		{"fewer who leave", func(p *model.Problem, rules *policy.Rules, _ *rand.Rand) {
			override(p, policy.OutflowShare.Name, policy.OutflowShare.Of(rules)/2)
		}},
		{"fewer visits", func(p *model.Problem, _ *policy.Rules, _ *rand.Rand) {
			override(p, policy.VisitMaxHalfDays.Name, 0)
		}},
	}
	overProperties(t, func(t *testing.T, p *model.Problem, dice *rand.Rand) {
		rules, err := policy.Effective(p.Pack)
		require.NoError(t, err)
		free := trySolve(t, p, options(t))
		for _, c := range constraints {
			tied := *p
			tied.Pins, tied.Pack.Overrides = slices.Clone(p.Pins), slices.Clone(p.Pack.Overrides)
			c.add(&tied, rules, dice)
			r := trySolve(t, &tied, options(t))
			if r == nil {
				continue
			}
			require.NotNil(t, free, "%s made a plan possible", c.name)
			// A pin takes a teacher out of the lottery, and all lots change.
			require.GreaterOrEqual(t, slices.Compare(withoutLottery(r.Plan.Tiers), withoutLottery(free.Plan.Tiers)), 0,
				"%s: %v, without it %v", c.name, r.Plan.Tiers, free.Plan.Tiers)
		}
	})
}

// override changes a parameter, whether it was changed before or not.
func override(p *model.Problem, name string, value any) {
	raw, err := json.Marshal(value)
	if err != nil {
		panic(err) // only plain values come here
	}
	at := slices.IndexFunc(p.Pack.Overrides, func(o model.Override) bool { return o.Parameter == name })
	if at < 0 {
		at = len(p.Pack.Overrides)
		p.Pack.Overrides = append(p.Pack.Overrides, model.Override{})
	}
	p.Pack.Overrides[at] = model.Override{Parameter: name, Value: raw, Reason: "test", Approver: "test"}
}

func withoutLottery(tiers []model.TierResult) []int64 {
	return valuesOf(slices.DeleteFunc(slices.Clone(tiers), func(t model.TierResult) bool { return t.ID == "lottery" }))
}

// A plan that somebody changed by hand is not accepted, whether the seal was
// made anew or not.
func TestEditedPlanIsCaught(t *testing.T) {
	t.Parallel()
	overProperties(t, func(t *testing.T, p *model.Problem, dice *rand.Rand) {
		r := trySolve(t, p, options(t))
		if r == nil {
			return
		}
		f, before := r.Facts, check.Evaluate(r.Facts, check.DecisionsOf(r.Plan))
		teacher := &f.Teachers[dice.IntN(len(f.Teachers))]
		line := &f.Lines[dice.IntN(len(f.Lines))]
		plan, err := model.DecodePlan(bytes.NewReader(encode(t, r.Plan)))
		require.NoError(t, err)
		at := slices.IndexFunc(plan.Moves, func(m model.Move) bool { return m.Teacher == teacher.ID })
		switch {
		case at < 0:
			plan.Moves = append(plan.Moves, model.Move{
				Teacher: teacher.ID, From: f.Lines[teacher.Line].Line, To: line.Line, Minutes: f.Commute(teacher.Index, line.School),
				Rank: slices.Index(teacher.Preferences, line.Line.School) + 1, Due: teacher.Verdict.Kind == model.Must, IsBackbone: teacher.Backbone,
			})
		case plan.Moves[at].To == line.Line:
			plan.Moves = slices.Delete(plan.Moves, at, at+1)
		default:
			plan.Moves[at].To = line.Line
		}
		report := check.Plan(f, plan)
		require.False(t, report.OK)
		require.Contains(t, rulesOf(report), "plan.seal")

		plan.Seal()
		if after := check.Evaluate(f, check.DecisionsOf(plan)); len(after.Violations) > 0 || !reflect.DeepEqual(before.Tiers, after.Tiers) {
			require.False(t, check.Plan(f, plan).OK)
		}
	})
}

func rulesOf(r *check.Report) []string {
	var out []string
	for _, v := range r.Violations {
		if !slices.Contains(out, v.Rule) {
			out = append(out, v.Rule)
		}
	}
	return out
}

// The plan is the same in every byte however often it is made, and however
// many work at it.
func TestPlanIsDeterministic(t *testing.T) {
	t.Parallel()
	requireSame := func(t *testing.T, p *model.Problem) {
		t.Helper()
		one, two := options(t), options(t)
		two.Workers = 2
		first := trySolve(t, p, one)
		for _, o := range []solver.Options{one, two} {
			again := trySolve(t, p, o)
			require.Equal(t, first == nil, again == nil)
			if first != nil {
				require.Equal(t, string(encode(t, first.Plan)), string(encode(t, again.Plan)))
			}
		}
	}
	overProperties(t, func(t *testing.T, p *model.Problem, _ *rand.Rand) { requireSame(t, p) })
	t.Run("several zones", func(t *testing.T) {
		t.Parallel()
		requireSame(t, fixtures.Generate(fixtures.Small(), 1))
	})
}

// What an earlier solve left changes no value.
func TestWarmStartReachesTheSameValues(t *testing.T) {
	t.Parallel()
	overProperties(t, func(t *testing.T, p *model.Problem, dice *rand.Rand) {
		first := trySolve(t, p, options(t))
		changed := *p
		changed.Schools = slices.Clone(p.Schools)
		changed.Schools[dice.IntN(len(p.Schools))].Quota++
		for _, q := range []*model.Problem{p, &changed} {
			cold := trySolve(t, q, options(t))
			o := options(t)
			if first != nil {
				o.Warm = first.Warm
			}
			warm := trySolve(t, q, o)
			require.Equal(t, cold == nil, warm == nil)
			if cold != nil {
				require.Equal(t, valuesOf(cold.Plan.Tiers), valuesOf(warm.Plan.Tiers))
			}
		}
	})
}
