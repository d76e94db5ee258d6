package solver

import (
	"cmp"
	"context"
	"math"
	"slices"

	"lungang/solver/coin"
)

// diveShare is the part of the fractional decisions that one pass of a dive
// fixes.
const diveShare = 0.25

// nextTier weighs the tier below into a dive: enough to choose between equals.
const nextTier = 1e-3

// dive looks for a plan on a face: it solves the linear program of tier k,
// fixes the decisions nearest to whole numbers, a quarter of the fractional
// ones at a time, and goes on from the same basis. When the fixed ones leave
// no point, a quarter of them is tried, down to a single one, and then that
// one's other side. The plan found is offered; false means that none was.
func (s *search) dive(ctx context.Context, f *face, k int) (bool, error) {
	cost := slices.Clone(s.p.tiers[k])
	if k+1 < len(s.p.tiers) {
		for j, c := range s.p.tiers[k+1] {
			cost[j] += nextTier * c
		}
	}
	f = f.clone()
	model, err := coin.NewLP(f.with(cost))
	if err != nil {
		return false, err
	}
	defer model.Close()
	var x []float64
	var batch []int // columns fixed since the last point
	for {
		r, err := model.Solve(ctx, coin.LPOptions{Method: coin.Dual})
		switch {
		case err != nil:
			return false, err
		case r.Termination == coin.Cancelled || r.Termination == coin.TimeLimit:
			return false, errStopped
		case r.Termination == coin.Optimal:
			x = r.X
			batch = s.divable(f, x)
			if len(batch) == 0 {
				done, ok := s.p.complete(x)
				if ok {
					s.offer(done)
				}
				return ok, nil
			}
			batch = batch[:max(1, int(diveShare*float64(len(batch))))]
		case len(batch) > 1:
			release(model, f, s.p, batch[len(batch)/4+1:])
			batch = batch[:len(batch)/4+1]
			if len(batch) == 1 {
				break
			}
			continue
		case len(batch) == 1 && s.flip(model, f, batch[0], x):
			batch = nil
			continue
		default:
			return false, nil
		}
		for _, j := range batch {
			f.colLower[j], f.colUpr[j] = math.Round(x[j]), math.Round(x[j])
			model.SetColumnBound(j, f.colLower[j], f.colUpr[j])
		}
	}
}

// divable lists the decisions that are not fixed and not whole, those nearest
// to a whole number first, and of two equally near the one to be rounded up.
func (s *search) divable(f *face, x []float64) []int {
	var list []int
	away := func(j int) float64 { return math.Abs(x[j] - math.Round(x[j])) }
	for j, v := range x {
		if s.p.choice[j] && f.colLower[j] < f.colUpr[j] && away(j) > 1e-6 && !math.IsNaN(v) {
			list = append(list, j)
		}
	}
	slices.SortStableFunc(list, func(a, b int) int {
		return cmp.Or(cmp.Compare(math.Round(away(a)*1e6), math.Round(away(b)*1e6)), cmp.Compare(math.Round(x[b]), math.Round(x[a])))
	})
	return list
}

// release gives columns their bounds of the program back.
func release(model *coin.LP, f *face, p *part, cols []int) {
	for _, j := range cols {
		f.colLower[j], f.colUpr[j] = p.program.Cols[j].Lower, p.program.Cols[j].Upper
		model.SetColumnBound(j, f.colLower[j], f.colUpr[j])
	}
}

// flip moves a single column to the other side of its fractional value; false
// when it was there already.
func (s *search) flip(model *coin.LP, f *face, j int, x []float64) bool {
	other := math.Floor(x[j])
	if math.Round(x[j]) == other {
		other = math.Ceil(x[j])
	}
	if f.colLower[j] == other && f.colUpr[j] == other {
		return false
	}
	f.colLower[j], f.colUpr[j] = other, other
	model.SetColumnBound(j, other, other)
	return true
}
