package solver

import (
	"context"

	"lungang/solver/coin"
	"lungang/solver/lp"
)

// Status bytes of CLP's bases.
const (
	statusBasic = 1
	statusUpper = 2
	statusLower = 3
)

// vertex is the end of a linear program on a face, in the columns and rows of
// the face. Fixed columns and rows that cannot bind are not passed to the
// simplex method; their prices are filled in afterwards.
type vertex struct {
	coin.LPResult
	basis []byte // a start for the same face, or one with more rows or tighter bounds
}

// solve minimises a cost on a face. basis is a start, or nil.
func (f *face) solve(ctx context.Context, cost []float64, basis []byte, o coin.LPOptions) (vertex, error) {
	small, ok := reduce(f.with(cost))
	if !ok {
		return vertex{LPResult: coin.LPResult{Termination: coin.Infeasible, Raw: "a row of fixed columns is broken"}}, nil
	}
	model, err := coin.NewLP(small.program)
	if err != nil {
		return vertex{}, err
	}
	defer model.Close()
	model.SetBasis(small.shrinkBasis(basis))
	r, err := model.Solve(ctx, o)
	if err != nil || r.Termination != coin.Optimal {
		return vertex{LPResult: r}, err
	}
	return small.vertex(f, cost, &r, model.Basis()), nil
}

// vertex writes an optimal point of the reduced program as one of the face.
func (r *reduced) vertex(f *face, cost []float64, small *coin.LPResult, basis []byte) vertex {
	v := vertex{LPResult: *small}
	v.Objective += r.offset
	v.X, v.Activity = r.expand(small.X), nil
	v.Duals = make([]float64, len(f.rowLower))
	for k, i := range r.rows {
		v.Duals[i] = small.Duals[k]
	}
	v.ReducedCosts = reducedCosts(f.program, cost, v.Duals)
	v.basis = r.expandBasis(f, basis)
	return v
}

// reducedCosts returns c − Aᵀy.
func reducedCosts(p *lp.Program, cost, y []float64) []float64 {
	out := make([]float64, len(cost))
	for j := range out {
		d := cost[j]
		for k := p.Start[j]; k < p.Start[j+1]; k++ {
			d -= p.Value[k] * y[p.Index[k]]
		}
		out[j] = d
	}
	return out
}

// shrinkBasis returns what a basis of the original says about the reduced
// program; nil when it does not fit.
func (r *reduced) shrinkBasis(basis []byte) []byte {
	if len(basis) != len(r.fixed)+r.height || len(basis) == 0 {
		return nil
	}
	out := make([]byte, 0, len(r.cols)+len(r.rows))
	for _, j := range r.cols {
		out = append(out, basis[j])
	}
	for _, i := range r.rows {
		out = append(out, basis[len(r.fixed)+i])
	}
	return out
}

// expandBasis writes a basis of the reduced program, which may have rows added
// below, as one of a face: rows left out are basic, fixed columns are at the
// bound of the part's program where they stand.
func (r *reduced) expandBasis(f *face, basis []byte) []byte {
	if len(basis) < len(r.cols)+len(r.rows) {
		return nil
	}
	out := make([]byte, len(r.fixed)+r.height, len(r.fixed)+r.height+len(basis)-len(r.cols)-len(r.rows))
	for j, x := range r.fixed {
		out[j] = statusLower
		if x != f.program.Cols[j].Lower {
			out[j] = statusUpper
		}
	}
	for i := range r.height {
		out[len(r.fixed)+i] = statusBasic
	}
	for k, j := range r.cols {
		out[j] = basis[k]
	}
	for k, i := range r.rows {
		out[len(r.fixed)+i] = basis[len(r.cols)+k]
	}
	return append(out, basis[len(r.cols)+len(r.rows):]...)
}
