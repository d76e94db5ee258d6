package explain

import (
	"maps"
	"slices"

	"lungang/model"
	"lungang/policy"
)

// TierPair is a tier in the plan and in the other case.
type TierPair struct {
	ID          string      `json:"id"`
	Unit        string      `json:"unit"`
	Before      int64       `json:"before"` // in the plan
	After       int64       `json:"after"`  // in the other case
	BeforeProof model.Proof `json:"beforeProof"`
	AfterProof  model.Proof `json:"afterProof"`
	AfterBound  int64       `json:"afterBound"` // no plan of the other case is below it, as far as it is proved
}

// TierCost is what the other case costs.
type TierCost struct {
	Tier  string     `json:"tier"`
	Title model.Text `json:"title"`
	Unit  model.Text `json:"unit"`
	// Amount is the value in the other case less that in the plan.
	Amount int64 `json:"amount"`
	// Proof is the weakest of the other case, up to this tier.
	Proof model.Proof `json:"proof"`
}

// Shortage is a line whose vacant posts or uncovered half-days differ.
type Shortage struct {
	Line            model.Line `json:"line"`
	VacantBefore    int        `json:"vacantBefore"`
	VacantAfter     int        `json:"vacantAfter"`
	UncoveredBefore int        `json:"uncoveredBefore"` // half-days
	UncoveredAfter  int        `json:"uncoveredAfter"`
}

// lottery is the tier that decides between plans that are equally good.
const lottery = "lottery"

// Compare answers from the best plan of the other case. Both plans are of the
// same rules.
func (w *Why) Compare(f *policy.Facts, before, after *model.Plan) {
	now := map[string]model.TierResult{}
	for _, t := range after.Tiers {
		now[t.ID] = t
	}
	weakest := model.Certified
	for _, b := range before.Tiers {
		a, ok := now[b.ID]
		if !ok || b.ID == lottery {
			continue
		}
		w.Tiers = append(w.Tiers, TierPair{
			ID: b.ID, Unit: b.Unit, Before: b.Value, After: a.Value, BeforeProof: b.Proof, AfterProof: a.Proof, AfterBound: a.Bound,
		})
		if w.Cost != nil {
			continue
		}
		if strength(a.Proof) > strength(weakest) {
			weakest = a.Proof
		}
		if a.Value != b.Value {
			t, _ := policy.TierByID(b.ID)
			w.Cost = &TierCost{Tier: b.ID, Title: t.Title, Unit: t.Unit, Amount: a.Value - b.Value, Proof: weakest}
		}
	}
	w.Shortages = shortages(before, after)
	w.Relaxations = []model.Relaxation{}
	for _, r := range after.Relaxations {
		if !slices.Contains(before.Relaxations, r) {
			w.Relaxations = append(w.Relaxations, r)
		}
	}
	switch {
	case w.Cost == nil:
		// A plan that is as good is there, whatever is proved of it.
		w.Answer, w.Exact = AnswerDraw, true
		if slices.Contains(policy.TierOrder.Of(f.Rules), lottery) {
			w.Seed = policy.LotterySeed.Of(f.Rules)
		}
	case w.Cost.Amount < 0:
		w.Answer, w.Exact = AnswerBetter, true
	default:
		w.Answer, w.Exact = AnswerCost, strength(w.Cost.Proof) <= strength(model.Proved)
	}
}

// None answers that no plan has the other case: it was searched and shown.
func (w *Why) None() { w.Answer, w.Exact = AnswerImpossible, true }

// Unknown answers that nobody knows: the search ended before there was a plan.
func (w *Why) Unknown() { w.Answer = AnswerUnknown }

// strength orders proofs from the strongest to the weakest.
func strength(p model.Proof) int {
	return slices.Index([]model.Proof{model.Certified, model.Proved, model.Gap, model.ProofUnknown}, p)
}

// shortages lists the lines that stand otherwise, sorted.
func shortages(before, after *model.Plan) []Shortage {
	lines := map[model.Line]*Shortage{}
	at := func(l model.Line) *Shortage {
		if lines[l] == nil {
			lines[l] = &Shortage{Line: l}
		}
		return lines[l]
	}
	for _, v := range before.Vacancies {
		at(v.Line).VacantBefore = v.Posts
	}
	for _, v := range after.Vacancies {
		at(v.Line).VacantAfter = v.Posts
	}
	for _, u := range before.Uncovered {
		at(u.Line).UncoveredBefore = u.HalfDays
	}
	for _, u := range after.Uncovered {
		at(u.Line).UncoveredAfter = u.HalfDays
	}
	out := []Shortage{}
	for _, l := range slices.SortedFunc(maps.Keys(lines), model.Line.Compare) {
		if s := lines[l]; s.VacantBefore != s.VacantAfter || s.UncoveredBefore != s.UncoveredAfter {
			out = append(out, *s)
		}
	}
	return out
}
