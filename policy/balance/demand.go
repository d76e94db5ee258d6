package balance

import (
	"math/big"
	"slices"

	"lungang/policy"
)

// Sense says on which side of the threshold a demand is met, the threshold
// itself included.
type Sense string

// The two senses.
const (
	Least Sense = "least" // not below (不低于)
	Most  Sense = "most"  // not above (不超过)
)

// Demand is what the rules in force ask of an indicator, and what that rests on.
type Demand struct {
	policy.Basis

	Sense     Sense   `json:"sense"`
	Threshold float64 `json:"threshold"`
}

// Milestone is a threshold that begins after the reference day.
type Milestone struct {
	From      string   `json:"from"` // first day
	Threshold float64  `json:"threshold"`
	Clauses   []string `json:"clauses"`
}

// demand returns what a parameter asks for; nil when it is not set.
func (s *situation) demand(name string, sense Sense) *Demand {
	basis := s.f.Rules.Basis(name)
	if len(basis) == 0 {
		return nil
	}
	threshold, ok := plainNumber(basis[0].Value)
	if !ok {
		return nil
	}
	return &Demand{Basis: basis[0], Sense: sense, Threshold: threshold}
}

// later returns what the pack will ask for after the reference day, in the order
// of days; nothing when the district overrides the parameter, or the pack does
// not come with the product.
func (s *situation) later(name string) []Milestone {
	file, err := policy.Open(s.f.Rules.Pack.ID)
	if err != nil || s.f.Rules.Origin(name) == policy.OriginOverride {
		return nil
	}
	var out []Milestone
	for _, p := range file.Parameters[name] {
		if threshold, ok := plainNumber(p.Value); ok && p.ValidFrom > s.f.Reference.String() {
			clauses := slices.Clone(p.Clauses)
			if clauses == nil {
				clauses = []string{}
			}
			out = append(out, Milestone{From: p.ValidFrom, Threshold: threshold, Clauses: clauses})
		}
	}
	return out
}

func plainNumber(v any) (float64, bool) {
	switch x := v.(type) {
	case int:
		return float64(x), true
	case float64:
		return x, true
	default:
		return 0, false
	}
}

// judge compares a value that lies between low and high with the threshold, in
// exact arithmetic; nil when there is no demand, or the answer depends on where
// between the two it lies.
func (d *Demand) judge(low, high *big.Rat) *bool {
	if d == nil {
		return nil
	}
	threshold := policy.Decimal(d.Threshold)
	yes, no := low.Cmp(threshold) >= 0, high.Cmp(threshold) < 0
	if d.Sense == Most {
		yes, no = high.Cmp(threshold) <= 0, low.Cmp(threshold) > 0
	}
	switch {
	case yes:
		return verdict(true)
	case no:
		return verdict(false)
	default:
		return nil
	}
}

func verdict(b bool) *bool { return &b }

// quotient returns numerator · per ÷ denominator; the denominator is not 0.
func quotient(numerator, denominator, per int) *big.Rat {
	q := big.NewRat(int64(numerator), int64(denominator))
	return q.Mul(q, big.NewRat(int64(per), 1))
}

func float(q *big.Rat) float64 {
	x, _ := q.Float64()
	return x
}

// measureOf returns numerator · per ÷ denominator under a demand. Of the
// denominator, unknown are those of whom the document does not say whether they
// count: they are in neither numerator nor value, and the demand is decided only
// when they cannot change the answer. Nothing is known when nobody is.
func measureOf(d *Demand, numerator, denominator, unknown, per int) Measure {
	m := Measure{Numerator: numerator, Denominator: denominator, Unknown: unknown}
	if denominator == 0 || unknown == denominator {
		return m
	}
	low := quotient(numerator, denominator, per)
	m.Known, m.Value = true, float(low)
	m.Passed = d.judge(low, quotient(numerator+unknown, denominator, per))
	return m
}

// share is measureOf in percent.
func share(d *Demand, numerator, denominator, unknown int) Measure {
	return measureOf(d, numerator, denominator, unknown, 100)
}

// part returns a share in percent that a value is made of.
func part(name string, numerator, denominator int) Part {
	p := Part{Name: name, Numerator: numerator, Denominator: denominator}
	if denominator > 0 {
		p.Value = float(quotient(numerator, denominator, 100))
	}
	return p
}
