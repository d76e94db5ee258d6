package solver

import (
	"cmp"
	"context"
	"math"
	"slices"

	"lungang/solver/coin"
	"lungang/solver/lp"
)

const (
	// treeNodes is how many nodes a proof by branching may have. Each takes up to nine
	// linear programs: 200 were minutes in a district of 46 schools, and closed nothing
	// more.
	treeNodes = 40
	// treeGap is the relative distance of value and vertex from which branching
	// without end is not even begun.
	treeGap = 0.003
	// strongCandidates is how many columns are tried before one is branched on.
	strongCandidates = 4
)

// brancher proves by branching that no point of a face has a better value of a tier.
type brancher struct {
	p     *prover
	k     int
	names []rowName // of the reduced program's rows
	small *reduced
	model *coin.LP
	least float64 // a vertex from this value on needs no branching
	left  int
}

// branch looks for a tree that proves the value of tier k on the face of a link:
// depth first, on the column that is nearest to a half. It gives up after
// treeNodes vertices, at a whole point that is better, and with ctx.
func (p *prover) branch(ctx context.Context, k int, l *link) (*lp.ProofNode, bool) {
	value := float64(p.s.p.value(k, p.s.best))
	if value-l.v.Objective > 3+treeGap*value {
		return nil, false
	}
	f := p.s.within(l, k)
	if f.count() > largeFace { // 40 nodes took 20 s there, and closed nothing
		return nil, false
	}
	small, ok := reduce(f.with(p.s.p.tiers[k]))
	if !ok {
		return nil, false
	}
	for _, w := range f.trail {
		p.learn(w)
	}
	m, err := coin.NewLP(small.program)
	if err != nil {
		return nil, false
	}
	defer m.Close()
	m.SetBasis(small.shrinkBasis(l.v.basis))
	b := brancher{p: p, k: k, small: small, model: m, left: treeNodes}
	for _, i := range small.rows {
		b.names = append(b.names, f.names[i])
	}
	b.least = value - 1 + 1e-6 - small.offset
	return b.node(ctx)
}

func (b *brancher) node(ctx context.Context) (*lp.ProofNode, bool) {
	if b.left--; b.left < 0 {
		return nil, false
	}
	r, err := b.model.Solve(ctx, coin.LPOptions{Method: coin.Dual})
	switch {
	case err != nil:
		return nil, false
	case r.Termination == coin.Infeasible && r.Ray != nil:
		return b.leaf(r.Ray, 0)
	case r.Termination != coin.Optimal:
		return nil, false
	case r.Objective > b.least:
		return b.leaf(r.Duals, 1)
	}
	at, ok := b.choose(ctx, &r)
	if !ok {
		return nil, false
	}
	lower, upper := b.model.ColumnBound(at)
	split, basis := math.Floor(r.X[at]), b.model.Basis()
	b.model.SetColumnBound(at, lower, split)
	below, ok := b.node(ctx)
	b.model.SetBasis(basis)
	if !ok {
		return nil, false
	}
	b.model.SetColumnBound(at, split+1, upper)
	above, ok := b.node(ctx)
	b.model.SetColumnBound(at, lower, upper)
	return &lp.ProofNode{Column: int32(b.small.cols[at]), At: int64(split), Below: below, Above: above}, ok
}

// choose returns the column to branch on at a vertex: among those nearest to a half
// the one whose sides lift the bound the most (strong branching). It is false when
// the vertex is whole.
func (b *brancher) choose(ctx context.Context, r *coin.LPResult) (at int, ok bool) {
	type candidate struct {
		column   int
		distance float64
	}
	var list []candidate
	for j, x := range r.X {
		if d := math.Abs(x - math.Round(x)); d > 1e-6 {
			list = append(list, candidate{j, d})
		}
	}
	if len(list) == 0 {
		return 0, false
	}
	slices.SortStableFunc(list, func(a, b candidate) int { return cmp.Compare(b.distance, a.distance) })
	basis, best := b.model.Basis(), -1.0
	at = list[0].column
	for _, c := range list[:min(len(list), strongCandidates)] {
		lower, upper := b.model.ColumnBound(c.column)
		split, score := math.Floor(r.X[c.column]), 1.0
		for _, side := range [][2]float64{{lower, split}, {split + 1, upper}} {
			b.model.SetColumnBound(c.column, side[0], side[1])
			b.model.SetBasis(basis)
			v, err := b.model.Solve(ctx, coin.LPOptions{Method: coin.Dual})
			gain := b.least - r.Objective
			if err == nil && v.Termination == coin.Optimal {
				gain = math.Min(gain, v.Objective-r.Objective)
			}
			score *= math.Max(gain, 1e-4)
		}
		b.model.SetColumnBound(c.column, lower, upper)
		if score > best {
			best, at = score, c.column
		}
	}
	b.model.SetBasis(basis)
	return at, true
}

func (b *brancher) leaf(duals []float64, own int64) (*lp.ProofNode, bool) {
	weights, den := b.p.whole(b.names, duals)
	v := b.p.weigh(b.names, weights, b.k, den*own)
	return &lp.ProofNode{Vector: &v}, true
}
