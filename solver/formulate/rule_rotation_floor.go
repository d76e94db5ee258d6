package formulate

import "lungang/policy"

// rotationFloor: at least the pack's share of those who should rotate do so,
// and at most its target or ceiling, in each scope.
var rotationFloor = Rule{
	ID: "rotation_floor",
	Rows: func(b *Build) {
		for _, scope := range b.f.Scopes() {
			stays := b.staysOf(scope.Due)
			n := len(stays)
			// moved = n − Σ stay; due teachers who are no candidates never move.
			if scope.Floor > 0 {
				row := b.lp.Row("rotation_floor["+scope.ID+"]", float64(scope.Floor-n), inf)
				b.addAll(row, stays, -1)
				b.slack(policy.ExchangeRatio.Relaxable(b.r), "rotation_floor", scope.ID, row, 1, districtTag)
			}
			if scope.Ceiling >= 0 && scope.Ceiling < n {
				row := b.lp.Row("rotation_ceiling["+scope.ID+"]", float64(n-scope.Ceiling), inf)
				b.addAll(row, stays, 1)
			}
		}
	},
}

// staysOf returns the columns of staying of the candidates among teachers.
func (b *Build) staysOf(teachers []int) []int {
	var out []int
	for _, t := range teachers {
		if c := b.m.stay[t]; c >= 0 {
			out = append(out, c)
		}
	}
	return out
}

func (b *Build) addAll(row int, cols []int, v float64) {
	for _, c := range cols {
		b.lp.Add(row, c, v)
	}
}
