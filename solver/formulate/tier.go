package formulate

import (
	"slices"

	"lungang/policy"
)

// Objective is one tier of docs/model.md in the formulation. Its title and
// unit are in policy under the same id.
type Objective struct {
	ID string
	// Rows adds what the tier needs beyond the hard rules.
	Rows func(b *Build)
	// Cost fills one whole number per column and returns the offset.
	Cost func(b *Build, cost []float64) int64
}

// Objectives is the registry, in the default order.
var Objectives = []Objective{
	tierRelax,
	tierVacancy,
	tierCoverage,
	tierBalance,
	tierCompulsion,
	tierPreference,
	tierTravel,
	tierEconomy,
	tierLottery,
}

// inForce returns the objectives in the order of the pack. When the pack drops
// relax, no rule may give way.
func (b *Build) inForce() []Objective {
	var out []Objective
	for _, id := range policy.TierOrder.Of(b.r) {
		if at := slices.IndexFunc(Objectives, func(o Objective) bool { return o.ID == id }); at >= 0 {
			out = append(out, Objectives[at])
		}
	}
	return out
}

// finish adds the rows of the tiers.
func (b *Build) finish() {
	for _, o := range b.inForce() {
		if o.Rows != nil {
			o.Rows(b)
		}
	}
}

// objectives fills the cost vectors; all columns are known by now.
func (b *Build) objectives() {
	for _, o := range b.inForce() {
		tier := Tier{ID: o.ID, Cost: make([]float64, len(b.m.Program.Cols))}
		tier.Offset = o.Cost(b, tier.Cost)
		b.m.Tiers = append(b.m.Tiers, tier)
	}
}
