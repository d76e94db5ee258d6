package balance

import (
	"math/big"

	"lungang/model"
	"lungang/policy"
)

// variation is 校际差异系数: the pupil-weighted coefficient of variation between
// schools of each of the seven indicators (教督〔2017〕6号; the formula is that of
// policy.CoefficientOfVariation). One reading for each indicator and stage.
var variation = Indicator{
	ID:    "cv",
	Title: model.Text{ZH: "校际差异系数", EN: "Coefficient of variation between schools"},
	Unit:  model.Text{ZH: "系数", EN: "coefficient"},
	read:  readVariation,
}

func readVariation(s *situation) []reading {
	var out []reading
	for i := range seven {
		for _, stage := range compulsory {
			limit := policy.IndicatorCVPrimary.Name
			if stage == model.Junior {
				limit = policy.IndicatorCVJunior.Name
			}
			r := reading{of: seven[i].id, scope: stageScope, stage: stage, demand: s.demand(limit, Most), later: s.later(limit)}
			var pupils, raw []int
			for _, j := range s.judged[stage] {
				n, known := seven[i].raw(s, j.school, stage)
				if !known {
					r.measure.Unknown++
				}
				pupils, raw = append(pupils, j.pupils), append(raw, n)
			}
			if square := squareOfCV(pupils, raw); square != nil && r.measure.Unknown == 0 {
				r.measure.Known, r.measure.Value = true, policy.CoefficientOfVariation(pupils, raw)
				r.measure.Passed = atMostRoot(r.demand, square)
			}
			out = append(out, r)
		}
	}
	return out
}

// squareOfCV returns CV² = ΣP · Σ(raw²/P) / (Σraw)² − 1, which is rational though
// the coefficient is not; nil when there are no pupils or nothing to compare.
func squareOfCV(pupils, raw []int) *big.Rat {
	sumPupils, sumRaw, squares := new(big.Rat), new(big.Rat), new(big.Rat)
	for i := range pupils {
		n := new(big.Rat).SetInt64(int64(raw[i]))
		sumRaw.Add(sumRaw, n)
		p := new(big.Rat).SetInt64(int64(pupils[i]))
		sumPupils.Add(sumPupils, p)
		squares.Add(squares, n.Mul(n, n).Quo(n, p))
	}
	if sumRaw.Sign() == 0 {
		return nil
	}
	q := squares.Mul(squares, sumPupils)
	q.Quo(q, sumRaw.Mul(sumRaw, sumRaw))
	return q.Sub(q, big.NewRat(1, 1))
}

// atMostRoot judges √square by its square, so that a coefficient that equals
// the limit meets it whatever the last bit of the root says.
func atMostRoot(d *Demand, square *big.Rat) *bool {
	if d == nil {
		return nil
	}
	limit := policy.Decimal(d.Threshold)
	return verdict(square.Cmp(limit.Mul(limit, limit)) <= 0)
}
