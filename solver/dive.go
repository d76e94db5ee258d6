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

// maxRetreats limits how often a dive goes back.
const maxRetreats = 8

// diveColumns is how many decisions a dive keeps: those with the least reduced
// costs. The others stay as the first vertex has them, so that a pass on a large
// part costs no more than on a small one.
const diveColumns = 12000

// dive looks for a plan on a face: it solves the linear program of a cost,
// drops the decisions that are dear, fixes those nearest to whole numbers, a
// quarter of the fractional ones at a time, and goes on from the same basis.
// When the fixed ones leave no point, a quarter of them is tried, down to a
// single one, and then that one's other side. The plan found is offered; there
// may be none. basis is a start for the first vertex, or nil.
func (s *search) dive(ctx context.Context, f *face, cost []float64, basis []byte) error {
	o := coin.LPOptions{Method: coin.Primal} // the vertex of the tier above is feasible
	if basis == nil {
		o = coin.LPOptions{Method: coin.Dual, Presolve: f.count() > largeFace}
	}
	v, err := f.solve(ctx, cost, basis, o)
	if err != nil || v.Termination != coin.Optimal {
		return s.gaveUp(&v.LPResult, err)
	}
	return s.diveFrom(ctx, f, cost, &v)
}

// diveFrom is a dive from a vertex that is known.
func (s *search) diveFrom(ctx context.Context, f *face, cost []float64, v *vertex) error {
	small, ok := reduce(s.cheap(f, &v.LPResult).with(cost))
	if !ok {
		return nil
	}
	d := diver{s: s, small: small, lower: make([]float64, len(small.cols)), upper: make([]float64, len(small.cols))}
	for j, c := range small.program.Cols {
		d.lower[j], d.upper[j] = c.Lower, c.Upper
	}
	return d.run(ctx, small.shrinkBasis(v.basis))
}

// gaveUp tells a stop from a linear program without an optimum.
func (s *search) gaveUp(r *coin.LPResult, err error) error {
	if err == nil && (r.Termination == coin.Cancelled || r.Termination == coin.TimeLimit) {
		return errStopped
	}
	return err
}

// cheap returns the face with the dear decisions fixed.
func (s *search) cheap(f *face, r *coin.LPResult) *face {
	var dear []int
	for j, v := range r.X {
		if s.p.choice[j] && f.colLower[j] < f.colUpr[j] && math.Abs(v-f.colLower[j]) < 1e-9 && !s.p.model.IsStay(s.p.cols[j]) {
			dear = append(dear, j)
		}
	}
	slices.SortStableFunc(dear, func(a, b int) int { return cmp.Compare(r.ReducedCosts[a], r.ReducedCosts[b]) })
	g := f.clone()
	for _, j := range dear[min(len(dear), diveColumns):] {
		g.colUpr[j] = g.colLower[j]
	}
	return g
}

// diver is one dive under way, on the reduced program.
type diver struct {
	s            *search
	small        *reduced
	lower, upper []float64
	model        *coin.LP
	x            []float64
	fixed        []int // in order
	retreats     int
}

func (d *diver) run(ctx context.Context, basis []byte) error {
	model, err := coin.NewLP(d.small.program)
	if err != nil {
		return err
	}
	defer model.Close()
	d.model = model
	model.SetBasis(basis)
	var batch []int // columns fixed since the last point
	for {
		r, err := model.Solve(ctx, coin.LPOptions{Method: coin.Dual})
		if err != nil || r.Termination == coin.Cancelled || r.Termination == coin.TimeLimit {
			return d.s.gaveUp(&r, err)
		}
		switch {
		case r.Termination == coin.Optimal:
			d.x = r.X
			if batch = d.next(); len(batch) == 0 {
				done, ok := d.s.p.rounded(d.small.expand(d.x))
				if ok {
					d.s.offer(done)
				}
				return nil
			}
			for _, j := range batch {
				d.set(j, math.Round(d.x[j]), math.Round(d.x[j]))
			}
			d.fixed = append(d.fixed, batch...)
		case len(batch) > 1:
			keep := len(batch) / 4
			for _, j := range batch[max(1, keep):] {
				d.set(j, d.small.program.Cols[j].Lower, d.small.program.Cols[j].Upper)
			}
			batch = batch[:max(1, keep)]
		case len(batch) == 1 && d.flip(batch[0]):
			batch = nil
		case d.back():
			batch = nil
		default:
			return nil
		}
	}
}

// next chooses the decisions to be fixed: those that are not whole, the nearest
// to a whole number first, and of two equally near the one to be rounded up.
func (d *diver) next() []int {
	var list []int
	away := func(j int) float64 { return math.Abs(d.x[j] - math.Round(d.x[j])) }
	for j := range d.x {
		if d.s.p.choice[d.small.cols[j]] && d.lower[j] < d.upper[j] && away(j) > 1e-6 {
			list = append(list, j)
		}
	}
	slices.SortStableFunc(list, func(a, b int) int {
		return cmp.Or(cmp.Compare(math.Round(away(a)*1e6), math.Round(away(b)*1e6)), cmp.Compare(math.Round(d.x[b]), math.Round(d.x[a])))
	})
	if len(list) == 0 {
		return nil
	}
	return list[:max(1, int(diveShare*float64(len(list))))]
}

func (d *diver) set(j int, lower, upper float64) {
	d.lower[j], d.upper[j] = lower, upper
	d.model.SetColumnBound(j, lower, upper)
}

// back releases the decisions fixed last, a tenth of all, when both sides of one
// leave no point; false when that was done too often.
func (d *diver) back() bool {
	if d.retreats++; d.retreats > maxRetreats || len(d.fixed) == 0 {
		return false
	}
	at := len(d.fixed) - max(1, len(d.fixed)/10)
	for _, j := range d.fixed[at:] {
		d.set(j, d.small.program.Cols[j].Lower, d.small.program.Cols[j].Upper)
	}
	d.fixed = d.fixed[:at]
	return true
}

// flip moves a single column to the other side of its fractional value; false
// when it was there already.
func (d *diver) flip(j int) bool {
	other := math.Floor(d.x[j])
	if math.Round(d.x[j]) == other {
		other = math.Ceil(d.x[j])
	}
	if d.lower[j] == other && d.upper[j] == other {
		return false
	}
	d.set(j, other, other)
	return true
}
