package solver

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/solver/coin"
	"lungang/solver/lp"
)

// Of three schools that are neighbours pairwise, one of each pair is needed, and so
// in two such places: the linear program says 3, and branching proves 4.
func TestBranchingProves(t *testing.T) {
	t.Parallel()
	b := lp.NewBuilder("triangle")
	for j := range 6 {
		b.Column(fmt.Sprintf("x%d", j), 0, 1, true)
	}
	for i, pair := range [][2]int{{0, 1}, {1, 2}, {0, 2}, {3, 4}, {4, 5}, {3, 5}} {
		b.Row(fmt.Sprintf("pair%d", i), 1, math.Inf(1))
		b.Add(i, pair[0], 1)
		b.Add(i, pair[1], 1)
	}
	program, err := b.Build()
	require.NoError(t, err)
	part := &part{
		program: program, tiers: [][]float64{{1, 1, 1, 1, 1, 1}}, choice: []bool{true, true, true, true, true, true}, counter: make([]bool, 6),
	}
	s := newSearch(part)
	l := &link{face: loose(part)}
	l.v, err = l.face.solve(t.Context(), part.tiers[0], nil, coin.LPOptions{})
	require.NoError(t, err)
	require.InDelta(t, 3, l.v.Objective, 1e-6)

	prove := func(best []float64) (*prover, *lp.ProofNode, bool) {
		s.best = best
		p := &prover{Prover: lp.NewProver(program, part.tiers), s: s, known: map[*fact]bool{}, rows: map[rowName]int32{}}
		for i := range program.Rows {
			p.rows[rowName(i)] = int32(i)
		}
		p.open(0)
		tree, ok := p.branch(t.Context(), 0, l)
		return p, tree, ok
	}
	p, tree, ok := prove([]float64{1, 1, 0, 1, 1, 0})
	require.True(t, ok)
	require.Greater(t, tree.Leaves(), 1)
	require.NoError(t, p.Claim(0, *tree))
	claimed, err := lp.Replay(program, part.tiers, []int64{4}, p.Proof())
	require.NoError(t, err)
	require.Equal(t, []int{0}, claimed)
	_, err = lp.Replay(program, part.tiers, []int64{5}, p.Proof())
	require.Error(t, err, "the tree is about 4")

	_, _, ok = prove([]float64{1, 1, 1, 1, 1, 0})
	require.False(t, ok, "there is a better point than 5, and no tree may hide it")
}
