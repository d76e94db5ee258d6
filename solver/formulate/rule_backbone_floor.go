package formulate

import (
	"math/big"
	"strconv"

	"lungang/policy"
)

// backboneFloor: backbone teachers are at least the pack's share of the
// denominator that the pack names. With the exchanged teachers as denominator
// the row is q·backbone − p·moved + q·slack ≥ 0 for the share p/q.
var backboneFloor = Rule{
	ID: "backbone_floor",
	Rows: func(b *Build) {
		ratio := policy.ExchangeBackboneRatio.Of(b.r)
		if ratio == 0 {
			return
		}
		relaxable := policy.ExchangeBackboneRatio.Relaxable(b.r)
		for _, scope := range b.f.Scopes() {
			var honoured []int
			for _, t := range scope.Members {
				if b.f.Teachers[t].Backbone {
					honoured = append(honoured, t)
				}
			}
			stays := b.staysOf(honoured)
			name := "backbone_floor[" + scope.ID + "]"
			if denominator, fixed := b.backboneDenominator(scope); fixed {
				least := policy.CeilPercent(ratio, denominator)
				if least == 0 {
					continue
				}
				row := b.lp.Row(name, float64(least-len(stays)), inf)
				b.addAll(row, stays, -1)
				b.slack(relaxable, "backbone_floor", scope.ID, row, 1, districtTag)
				continue
			}
			all := b.staysOf(scope.Members)
			if len(all) == 0 {
				continue
			}
			p, q := fraction(ratio)
			isBackbone := map[int]bool{}
			for _, c := range stays {
				isBackbone[c] = true
			}
			row := b.lp.Row(name, p*float64(len(all))-q*float64(len(stays)), inf)
			for _, c := range all {
				if isBackbone[c] {
					b.lp.Add(row, c, p-q)
				} else {
					b.lp.Add(row, c, p)
				}
			}
			b.slack(relaxable, "backbone_floor", scope.ID, row, q, districtTag)
		}
	},
}

// backboneDenominator returns the denominator when it does not depend on the plan.
func (b *Build) backboneDenominator(scope policy.Scope) (int, bool) {
	switch policy.ExchangeBackboneDenom.Of(b.r) {
	case "target_list":
		return scope.Floor, true
	case "eligible_all":
		return len(scope.Due), true
	case "eligible_backbone":
		n := 0
		for _, t := range scope.Due {
			if b.f.Teachers[t].Backbone {
				n++
			}
		}
		return n, true
	default:
		return 0, false
	}
}

// fraction returns a percent as a reduced fraction p/q of one.
func fraction(percent float64) (p, q float64) {
	r, _ := new(big.Rat).SetString(strconv.FormatFloat(percent, 'f', -1, 64))
	r.Quo(r, big.NewRat(100, 1))
	p, _ = new(big.Rat).SetInt(r.Num()).Float64()
	q, _ = new(big.Rat).SetInt(r.Denom()).Float64()
	return p, q
}
