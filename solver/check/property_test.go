package check_test

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"lungang/model"
	"lungang/policy"
	"lungang/solver/check"
)

// wild draws decisions of which most are against the rules.
func wild(t *rapid.T) check.Decisions {
	teachers := rapid.SampledFrom([]model.TeacherID{"a1", "a2", "a3", "a6", "b1", "c1", "c2", "d1", "nobody", ""})
	lines := rapid.Custom(func(t *rapid.T) model.Line {
		return model.Line{
			School:  rapid.SampledFrom([]model.SchoolID{"A", "B", "C", "D", "P", "nowhere", ""}).Draw(t, "school"),
			Stage:   rapid.SampledFrom([]model.Stage{model.Primary, model.Junior, "none"}).Draw(t, "stage"),
			Subject: rapid.SampledFrom([]model.Subject{"math", "pe", "latin"}).Draw(t, "subject"),
		}
	})
	halfDays := rapid.OneOf(rapid.IntRange(-1, 6), rapid.SampledFrom([]int{math.MinInt, math.MaxInt}))
	return check.Decisions{
		Moves: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) check.Move {
			return check.Move{Teacher: teachers.Draw(t, "teacher"), To: lines.Draw(t, "to")}
		}), 0, 6).Draw(t, "moves"),
		Visits: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) check.Visit {
			return check.Visit{Teacher: teachers.Draw(t, "teacher"), To: lines.Draw(t, "to"), HalfDays: halfDays.Draw(t, "halfDays")}
		}), 0, 6).Draw(t, "visits"),
		PartTime: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) check.PartTime {
			return check.PartTime{Teacher: teachers.Draw(t, "teacher"), To: lines.Draw(t, "to"), HalfDays: halfDays.Draw(t, "halfDays")}
		}), 0, 6).Draw(t, "partTime"),
	}
}

// strict is a district in which every rule has something to say.
func strict(t testing.TB) *policy.Facts {
	d := base()
	d.parameters["exchange.backbone_ratio"] = 40
	d.parameters["exchange.ratio"] = 25
	d.parameters["outflow.share"] = 20
	d.relaxable["exchange.ratio"] = true
	d.school("A").HeadcountFloor = 6
	d.teacher("a1").Spouse, d.teacher("b1").Spouse = "b1", "a1"
	d.teacher("b1").Role.Kind = model.MiddleManager
	d.teacher("a2").Backbone = &model.Backbone{Level: model.CityBackbone}
	d.teacher("a3").Title = model.Title{Level: model.SeniorTitle, Scope: model.RuralOnlyTitle}
	none := 0
	d.school("C").PostCaps = &model.PostCaps{Senior: &none}
	d.pin("a2", model.PinMove, "")
	return d.facts(t)
}

// Whatever is decided, the answer does not depend on the order in which it is
// written down.
func TestOrderDoesNotMatter(t *testing.T) {
	t.Parallel()
	f := strict(t)
	rapid.Check(t, func(t *rapid.T) {
		d := wild(t)
		shuffled := check.Decisions{
			Moves:    rapid.Permutation(d.Moves).Draw(t, "moves"),
			Visits:   rapid.Permutation(d.Visits).Draw(t, "visits"),
			PartTime: rapid.Permutation(d.PartTime).Draw(t, "partTime"),
		}
		require.Equal(t, withoutPointers(check.Evaluate(f, d)), withoutPointers(check.Evaluate(f, shuffled)))
	})
}

func withoutPointers(r *check.Report) *check.Report {
	for i := range r.Violations {
		r.Violations[i].Pointer = ""
	}
	return r
}

// A document is at least as strict as its bare decisions, and a true document
// of decisions that break nothing passes.
func TestDocumentAgreesWithDecisions(t *testing.T) {
	t.Parallel()
	f := strict(t)
	rapid.Check(t, func(t *rapid.T) {
		d := wild(t)
		bare := check.Evaluate(f, d)
		known := func(id model.TeacherID, l model.Line) bool { return f.Teacher(id) != nil && f.School(l.School) != nil }
		d.Moves = slices.DeleteFunc(d.Moves, func(m check.Move) bool { return !known(m.Teacher, m.To) })
		d.Visits = slices.DeleteFunc(d.Visits, func(v check.Visit) bool { return !known(v.Teacher, v.To) })
		d.PartTime = slices.DeleteFunc(d.PartTime, func(v check.PartTime) bool { return !known(v.Teacher, v.To) })
		dropped := slices.DeleteFunc(bare.Violations, func(v check.Violation) bool { return v.Rule == "plan.reference" })
		report := check.Plan(f, document(t, f, d))
		require.Equal(t, rulesOf(dropped), rulesOf(report.Violations))
		require.Equal(t, bare.Tiers, report.Tiers)
	})
}

// Half-days that a document inflates beyond all numbers cannot wrap around
// into a lawful sum.
func TestHalfDaysCannotOverflow(t *testing.T) {
	t.Parallel()
	f := base().facts(t)
	plan := decided()
	plan.Visits = []check.Visit{visit("c2", "B", "pe", math.MaxInt), visit("c2", "B", "pe", math.MaxInt)}
	require.Contains(t, rulesOf(check.Evaluate(f, plan).Violations), "visits")
}
