package lp

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// wholeProgram draws a small program of whole numbers that has a point.
func wholeProgram(t *rapid.T) (*Program, [][]float64) {
	b := NewBuilder("whole")
	n := rapid.IntRange(2, 5).Draw(t, "columns")
	for j := range n {
		low := rapid.IntRange(-1, 1).Draw(t, "lower")
		b.Column(fmt.Sprintf("x%d", j), float64(low), float64(low+rapid.IntRange(0, 3).Draw(t, "range")), true)
	}
	for i := range rapid.IntRange(1, 4).Draw(t, "rows") {
		lower, upper := math.Inf(-1), math.Inf(1)
		kind := rapid.IntRange(0, 2).Draw(t, "kind")
		if kind != 1 {
			upper = float64(rapid.IntRange(0, 9).Draw(t, "upper"))
		}
		if kind != 0 {
			lower = float64(rapid.IntRange(-9, 0).Draw(t, "lower"))
		}
		b.Row(fmt.Sprintf("r%d", i), lower, upper)
		for j := range n {
			b.Add(i, j, float64(rapid.IntRange(-6, 6).Draw(t, "coefficient")))
		}
	}
	p, err := b.Build()
	require.NoError(t, err)
	costs := make([][]float64, 2)
	for k := range costs {
		costs[k] = make([]float64, n)
		for j := range costs[k] {
			costs[k][j] = float64(rapid.IntRange(-4, 4).Draw(t, "cost"))
		}
	}
	return p, costs
}

// points calls f with every point of whole numbers within the bounds and rows.
func points(p *Program, f func(x []float64)) {
	x := make([]float64, len(p.Cols))
	var walk func(j int)
	walk = func(j int) {
		if j == len(x) {
			if v, _ := p.Violation(x); v == 0 {
				f(x)
			}
			return
		}
		for v := p.Cols[j].Lower; v <= p.Cols[j].Upper; v++ {
			x[j] = v
			walk(j + 1)
		}
	}
	walk(0)
}

func dotProduct(c, x []float64) (sum float64) {
	for j := range c {
		sum += c[j] * x[j]
	}
	return sum
}

func drawVector(t *rapid.T, rows int, most int) Vector {
	var v Vector
	for i := range rows {
		if w := rapid.IntRange(-most, most).Draw(t, "weight"); w != 0 {
			v.Rows, v.Weights = append(v.Rows, int32(i)), append(v.Weights, int64(w))
		}
	}
	return v
}

// Whatever rounding is tried, no point of whole numbers is cut off.
func TestRoundingKeepsEveryWholePoint(t *testing.T) {
	t.Parallel()
	made, fine := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		p, _ := wholeProgram(t)
		form := NewRowForm(p)
		require.NotNil(t, form)
		for range 8 {
			v := drawVector(t, len(p.Rows), 9)
			r := Rounding{Rows: v.Rows, Weights: v.Weights, Den: int64(rapid.IntRange(2, 9).Draw(t, "den"))}
			if rapid.Bool().Draw(t, "fine") { // such cuts are scaled down
				r.Den = 1 << 28
				for k := range r.Weights {
					r.Weights[k] = r.Weights[k]<<26 + rapid.Int64Range(-1<<25, 1<<25).Draw(t, "weight")
				}
			}
			for range r.Rows {
				r.Lower = append(r.Lower, rapid.Bool().Draw(t, "lower side"))
			}
			at := make([]Side, len(p.Cols))
			for j := range at {
				at[j] = Side(rapid.IntRange(0, 2).Draw(t, "side"))
			}
			cut, ok := form.Fit(&r, at)
			cut.Sort()
			if !ok {
				continue
			}
			made++
			for _, c := range cut.Coefs {
				if r.Den > 9 && (c > maxCutCoef/2 || c < -maxCutCoef/2) {
					fine++
					break
				}
			}
			points(p, func(x []float64) {
				sum := 0.0
				for k, j := range cut.Cols {
					sum += float64(cut.Coefs[k]) * x[j]
				}
				require.LessOrEqual(t, sum, float64(cut.Upper), "%v is cut off by %v", x, cut)
			})
			again, ok := form.Round(&r)
			require.True(t, ok)
			require.Equal(t, cut, again, "the work space is clean")
		}
	})
	require.Positive(t, made)
	require.Positive(t, fine, "cuts were scaled down")
}

// Whatever steps are tried: what the prover takes keeps every point that is as good
// as the values, and a claim that it takes is true. A proof says the same when it is
// replayed from its text.
func TestProverBelievesNothingFalse(t *testing.T) {
	t.Parallel()
	claims, cuts, fixes := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		p, costs := wholeProgram(t)
		values := lexicographic(p, costs)
		if values == nil {
			return
		}
		q := NewProver(p, costs)
		require.NotNil(t, q)
		var claimed []int
		for k := range costs {
			q.Open(k, values[k])
			for range rapid.IntRange(0, 6).Draw(t, "steps") {
				v := drawVector(t, len(q.rows), 4)
				if rapid.Bool().Draw(t, "cut") {
					r := Rounding{Rows: v.Rows, Weights: v.Weights, Den: int64(rapid.IntRange(2, 5).Draw(t, "den")), Lower: make([]bool, len(v.Rows))}
					for i, row := range v.Rows {
						r.Lower[i] = isInf(q.rows[row].Upper)
					}
					if _, err := q.Cut("cut", r); err == nil {
						cuts++
					}
				} else if n, err := q.Fix(v, all(len(p.Cols)), all(len(q.rows))); err == nil {
					fixes += n
				}
			}
			column := int32(rapid.IntRange(0, len(p.Cols)-1).Draw(t, "column"))
			leaf := func() *ProofNode {
				v := drawVector(t, len(q.rows)*rapid.IntRange(0, 1).Draw(t, "with rows"), 2)
				own := q.opened[k]
				at, found := slices.BinarySearch(v.Rows, own)
				if !found {
					v.Rows, v.Weights = slices.Insert(v.Rows, at, own), slices.Insert(v.Weights, at, 0)
				}
				v.Weights[at] = -int64(rapid.IntRange(1, 3).Draw(t, "own"))
				return &ProofNode{Vector: &v}
			}
			tree := *leaf()
			if rapid.Bool().Draw(t, "tree") {
				tree = ProofNode{Column: column, At: int64(p.Cols[column].Lower), Below: leaf(), Above: leaf()}
			}
			better := false
			points(p, func(x []float64) {
				if dotProduct(costs[0], x) > float64(values[0]) || k == 1 && dotProduct(costs[1], x) > float64(values[1]) {
					return
				}
				for j := range x {
					require.GreaterOrEqual(t, x[j], q.cols[j].Lower)
					require.LessOrEqual(t, x[j], q.cols[j].Upper)
				}
				better = better || dotProduct(costs[k], x) < float64(values[k])
			})
			if q.Claim(k, tree) == nil {
				require.False(t, better, "a false claim was taken")
				claimed = append(claimed, k)
				claims++
			}
		}
		text, err := json.Marshal(q.Proof())
		require.NoError(t, err)
		var proof Proof
		require.NoError(t, json.Unmarshal(text, &proof))
		again, err := Replay(p, costs, values, &proof)
		require.NoError(t, err)
		require.Equal(t, claimed, again)
	})
	require.Positive(t, claims)
	require.Positive(t, cuts)
	require.Positive(t, fixes)
}

func all(n int) (out []int32) {
	for i := range n {
		out = append(out, int32(i))
	}
	return out
}

// lexicographic returns values to be proved: those of some point, often the best.
func lexicographic(p *Program, costs [][]float64) []int64 {
	best := []float64{math.Inf(1), math.Inf(1)}
	points(p, func(x []float64) {
		v := []float64{dotProduct(costs[0], x), dotProduct(costs[1], x)}
		if slices.Compare(v, best) < 0 {
			best = v
		}
	})
	if math.IsInf(best[0], 1) {
		return nil
	}
	return []int64{int64(best[0]), int64(best[1])}
}

// A proof with numbers out of range is refused, and never a panic.
func FuzzReplay(f *testing.F) {
	b := NewBuilder("fuzz")
	b.Column("x", 0, 3, true)
	b.Column("y", 0, 3, true)
	b.Row("r", 1, 5)
	b.Add(0, 0, 2)
	b.Add(0, 1, 2)
	p, err := b.Build()
	require.NoError(f, err)
	costs := [][]float64{{1, 1}}
	f.Add([]byte(`{"steps":[{"open":{"objective":0,"atMost":1}},{"claim":{"objective":0,"value":1,"tree":{"vector":{"rows":[0,1],"weights":[1,-2]}}}}]}`))
	f.Add([]byte(`{"steps":[{}]}`))
	f.Add([]byte(`{"steps":[{"cut":{"name":"c","rounding":{"rows":[0],"weights":[1],"den":2,"lower":[false]}}},{"fix":{"vector":{"rows":[1],"weights":[-1]},"columns":[0]}}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var proof Proof
		if json.Unmarshal(text, &proof) != nil {
			return
		}
		claimed, err := Replay(p, costs, []int64{1}, &proof)
		if err == nil && len(claimed) > 0 {
			require.Equal(t, 0, claimed[0])
		}
		if _, err := Replay(p, costs, []int64{2}, &proof); err == nil {
			return
		}
	})
}

// A row that a fixing has tightened below the value does not count once more.
func TestTightenedObjectiveCountsOnce(t *testing.T) {
	t.Parallel()
	b := NewBuilder("doubled")
	b.Column("x", 1, 5, true)
	p, err := b.Build()
	require.NoError(t, err)
	q := NewProver(p, [][]float64{{2}})
	row := q.Open(0, 3)
	_, err = q.Fix(Vector{Rows: []int32{row}, Weights: []int64{-1}}, []int32{0}, []int32{row})
	require.NoError(t, err)
	_, _ = q.Fix(Vector{Rows: []int32{row}, Weights: []int64{1}}, nil, []int32{row})
	require.Error(t, q.Claim(0, ProofNode{Vector: &Vector{Rows: []int32{row}, Weights: []int64{-1}}}), "x = 1 gives 2")
}
