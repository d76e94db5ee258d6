package review_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/policy"
	"lungang/review"
)

// BenchmarkSentinelCounty looks at a plan of a county (128 schools) with five
// earlier runs. One in three who may move does, to the next school: no lawful
// plan, but more moves than one has, and the sentinel reads decisions only.
func BenchmarkSentinelCounty(b *testing.B) {
	p, err := fixtures.Get("county")
	require.NoError(b, err)
	f, err := policy.Derive(p)
	require.NoError(b, err)
	plan := &model.Plan{}
	for i := range f.Teachers {
		t := &f.Teachers[i]
		if i%3 != 0 || !t.MayMove() {
			continue
		}
		from := f.Lines[t.Line].Line
		for k := 1; k < len(f.Schools); k++ {
			to := model.Line{School: f.Schools[(t.School+k)%len(f.Schools)].ID, Stage: from.Stage, Subject: from.Subject}
			if f.Line(to) != nil {
				plan.Moves = append(plan.Moves, model.Move{Teacher: t.ID, From: from, To: to, IsBackbone: t.Backbone})
				break
			}
		}
	}
	w := &review.Watch{Run: review.Run{ID: "pl_9", Problem: p, Plan: plan}, Facts: f}
	for i := range 5 {
		w.Earlier = append(w.Earlier, review.Run{ID: fmt.Sprintf("pl_%d", i), Problem: p, Plan: plan})
	}
	b.Run("first look", func(b *testing.B) {
		for b.Loop() {
			review.Look(w)
		}
		b.ReportMetric(float64(len(plan.Moves)), "moves")
	})
	kept := review.NoEffect(f, plan)
	w.Effects = func() []review.Finding { return kept }
	b.Run("next looks", func(b *testing.B) {
		for b.Loop() {
			review.Look(w)
		}
	})
}
