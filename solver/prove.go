package solver

import (
	"cmp"
	"context"
	"slices"
	"time"

	"lungang/model"
	"lungang/solver/lp"
)

// lateProof is how long the parts may go on with their proofs when the solve was
// stopped.
const lateProof = 200 * time.Millisecond

// prover turns the facts of a part into exact steps, each once.
type prover struct {
	*lp.Prover
	s     *search
	known map[*fact]bool
	rows  map[rowName]int32
}

// prove makes the part's proof: tier by tier the facts that its bound rests on, and
// the claim that nothing better exists. Tiers that are settled and whose claim
// holds are certified, the other settled ones proved. It ends early with ctx, and may
// be called again then.
func (s *search) prove(ctx context.Context) {
	for k, proof := range s.proofs {
		if proof == model.Certified {
			s.proofs[k] = model.Proved
		}
	}
	if s.late = ctx.Err() != nil; s.late || s.best == nil {
		return
	}
	p := &prover{Prover: lp.NewProver(s.p.program, s.p.tiers), s: s, known: map[*fact]bool{}, rows: map[rowName]int32{}}
	if p.Prover == nil {
		return
	}
	for i := range s.p.program.Rows {
		p.rows[rowName(i)] = int32(i)
	}
	for k, l := range s.at {
		if s.proofs[k] != model.Proved || l == nil || ctx.Err() != nil {
			break
		}
		if !p.tier(ctx, k, l) {
			continue
		}
		s.proofs[k] = model.Certified
	}
	s.proof = p.Proof()
	s.late = ctx.Err() != nil
}

// tier claims the value of a tier.
func (p *prover) tier(ctx context.Context, k int, l *link) bool {
	p.open(k)
	for _, w := range l.face.trail {
		if ctx.Err() != nil {
			return false
		}
		p.learn(w)
	}
	v := p.vector(l.face.because(l.v.Duals, k))
	if p.Claim(k, lp.ProofNode{Vector: &v}) == nil {
		return true
	}
	tree, ok := p.branch(ctx, k, l)
	return ok && p.Claim(k, *tree) == nil
}

func (p *prover) open(k int) {
	p.rows[atMost(k)] = p.Open(k, p.s.p.value(k, p.s.best))
}

// learn takes a fact over as a step. One that does not hold exactly is left out:
// then what rests on it may fail, and is not certified.
func (p *prover) learn(w *fact) {
	if p.known[w] {
		return
	}
	p.known[w] = true
	if w.cut != nil {
		p.cut(w)
		return
	}
	var sides []int32
	for _, n := range w.sides {
		if i, ok := p.rows[n]; ok {
			sides = append(sides, i)
		}
	}
	slices.Sort(sides)
	_, _ = p.Fix(p.vector(w), w.fixed, sides)
}

func (p *prover) cut(w *fact) {
	r := *w.cut
	type term struct {
		row    int32
		weight int64
		lower  bool
	}
	var terms []term
	for i, n := range w.over {
		row, ok := p.rows[n]
		if !ok {
			return
		}
		terms = append(terms, term{row, r.Weights[i], r.Lower[i]})
	}
	slices.SortFunc(terms, func(a, b term) int { return cmp.Compare(a.row, b.row) })
	r.Rows, r.Weights, r.Lower = nil, nil, nil
	for _, t := range terms {
		r.Rows, r.Weights, r.Lower = append(r.Rows, t.row), append(r.Weights, t.weight), append(r.Lower, t.lower)
	}
	if row, err := p.Cut(p.s.cutText(w.name), r); err == nil {
		p.rows[w.name] = row
	}
}

// vector writes prices of tier k as whole weights, with the tier's own row counted
// against them.
func (p *prover) vector(w *fact) lp.Vector {
	weights, den := p.whole(w.rows, w.prices)
	return p.weigh(w.rows, weights, w.tier, den)
}

// whole writes prices as whole multiples of 1/den.
func (p *prover) whole(names []rowName, prices []float64) (weights []int64, den int64) {
	largest := make([]int64, len(names))
	for i, n := range names {
		if row, ok := p.rows[n]; ok {
			largest[i] = p.Largest(row)
		}
	}
	return lp.Prices(prices, largest, dualDenominator)
}

// weigh collects weights of rows, without those that point at a side that is not
// there, and −den for the row of tier k; den 0 leaves that out.
func (p *prover) weigh(names []rowName, weights []int64, k int, den int64) lp.Vector {
	sum := map[int32]int64{}
	for i, n := range names {
		if row, ok := p.rows[n]; ok && p.Sided(row, weights[i]) {
			sum[row] += weights[i]
		}
	}
	if den > 0 {
		sum[p.rows[atMost(k)]] -= den
	}
	var v lp.Vector
	for row, weight := range sum {
		if weight != 0 {
			v.Rows = append(v.Rows, row)
		}
	}
	slices.Sort(v.Rows)
	for _, row := range v.Rows {
		v.Weights = append(v.Weights, sum[row])
	}
	return v
}
