package verifier_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"lungang/audit/verifier"
)

// small is: minimise x + y, then x, where x + y ≥ 3, x − y ≤ 1, 0 ≤ x, y ≤ 5.
const small = `NAME small FREE
ROWS
 N cost
 G enough
 L apart
COLUMNS
 M0 'MARKER' 'INTORG'
 x cost 1
 x enough 1
 x apart 1
 y cost 1
 y enough 1
 y apart -1
 M1 'MARKER' 'INTEND'
RHS
 RHS enough 3
 RHS apart 1
RANGES
BOUNDS
 LO BND x 0
 UP BND x 5
 LO BND y 0
 UP BND y 5
ENDATA
`

var objectives = [][]int64{{1, 1}, {1, 0}}

func program(t testing.TB) *verifier.Program {
	t.Helper()
	p, err := verifier.ReadMPS(strings.NewReader(small))
	require.NoError(t, err)
	return p
}

func vector(rows []int32, weights ...int64) verifier.Vector {
	return verifier.Vector{Rows: rows, Weights: weights}
}

func leaf(v verifier.Vector) verifier.Node { return verifier.Node{Vector: &v} }

// good proves that x + y is at least 3, and then x at least 0.
func good() verifier.Part {
	return verifier.Part{Columns: []int32{0, 1}, Rows: []int32{0, 1}, Proof: verifier.Proof{Steps: []verifier.Step{
		{Open: &verifier.Open{Objective: 0, AtMost: 3}},
		{Claim: &verifier.Claim{Objective: 0, Value: 3, Tree: leaf(vector([]int32{0, 2}, 1, -1))}},
		{Fix: &verifier.Fix{Vector: vector([]int32{0, 2}, 1, -1), Rows: []int32{0}}}, // x + y is exactly 3
		{Open: &verifier.Open{Objective: 1, AtMost: 0}},
		{Claim: &verifier.Claim{Objective: 1, Value: 0, Tree: leaf(vector([]int32{3}, -1))}},
	}}}
}

func TestClaims(t *testing.T) {
	t.Parallel()
	values, err := verifier.CheckParts(program(t), objectives, []verifier.Part{good()})
	require.NoError(t, err)
	require.Equal(t, []int64{3, 0}, values)
}

// What does not follow is refused, and what is not claimed is not proved.
func TestFalseClaimsAreRefused(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(p *verifier.Part){
		"a value too high":       func(p *verifier.Part) { p.Proof.Steps[0].Open.AtMost, p.Proof.Steps[1].Claim.Value = 4, 4 },
		"another value":          func(p *verifier.Part) { p.Proof.Steps[1].Claim.Value = 4 },
		"weights of another row": func(p *verifier.Part) { p.Proof.Steps[1].Claim.Tree = leaf(vector([]int32{1, 2}, 1, -1)) },
		"a side that is not":     func(p *verifier.Part) { p.Proof.Steps[1].Claim.Tree = leaf(vector([]int32{0, 2}, -1, 1)) },
		"no vector":              func(p *verifier.Part) { p.Proof.Steps[1].Claim.Tree = verifier.Node{} },
		"a row that is not":      func(p *verifier.Part) { p.Proof.Steps[1].Claim.Tree = leaf(vector([]int32{7}, 1)) },
		"rows out of order":      func(p *verifier.Part) { p.Proof.Steps[1].Claim.Tree = leaf(vector([]int32{2, 0}, -1, 1)) },
		"a weight too few":       func(p *verifier.Part) { p.Proof.Steps[1].Claim.Tree = leaf(vector([]int32{0, 2}, 1)) },
		"opened twice":           func(p *verifier.Part) { p.Proof.Steps[3].Open.Objective = 0 },
		"a lower one opened later": func(p *verifier.Part) {
			p.Proof.Steps[0], p.Proof.Steps[3] = p.Proof.Steps[3], p.Proof.Steps[0]
		},
		"claimed after the next was opened": func(p *verifier.Part) {
			p.Proof.Steps[1], p.Proof.Steps[3] = p.Proof.Steps[3], p.Proof.Steps[1]
		},
		"half a branching": func(p *verifier.Part) {
			n := p.Proof.Steps[1].Claim.Tree
			p.Proof.Steps[1].Claim.Tree = verifier.Node{Column: 0, At: 2, Below: &n}
		},
		"a column that is not": func(p *verifier.Part) { p.Columns[1] = 9 },
		"a column twice":       func(p *verifier.Part) { p.Columns[1] = 0 },
		"a column left out":    func(p *verifier.Part) { p.Columns = p.Columns[:1] },
		"an empty step":        func(p *verifier.Part) { p.Proof.Steps[2] = verifier.Step{} },
		"a fix without reason": func(p *verifier.Part) { p.Proof.Steps[2].Fix.Rows = []int32{1} },
	} {
		p := good()
		change(&p)
		_, err := verifier.CheckParts(program(t), objectives, []verifier.Part{p})
		require.Error(t, err, name)
	}
	p := good()
	p.Proof.Steps = p.Proof.Steps[:3]
	values, err := verifier.CheckParts(program(t), objectives, []verifier.Part{p})
	require.NoError(t, err)
	require.Equal(t, []int64{3}, values)
}

// A unit that a vector has taken already is not taken twice. 2x ≤ 3 and x ≥ 1 give
// 2x = 2; counted as one below 3, that would "prove" that no point has 2.
func TestTightenedObjectiveCountsOnce(t *testing.T) {
	t.Parallel()
	p := &verifier.Program{Columns: []verifier.Column{{Name: "x", Lower: 1, Upper: 5}}}
	part := verifier.Part{Columns: []int32{0}, Proof: verifier.Proof{Steps: []verifier.Step{
		{Open: &verifier.Open{Objective: 0, AtMost: 3}},
		{Fix: &verifier.Fix{Vector: vector([]int32{0}, -1), Columns: []int32{0}, Rows: []int32{0}}},
		{Fix: &verifier.Fix{Vector: vector([]int32{0}, 1), Rows: []int32{0}}},
		{Claim: &verifier.Claim{Objective: 0, Value: 3, Tree: leaf(vector([]int32{0}, -1))}},
	}}}
	_, err := verifier.CheckParts(p, [][]int64{{2}}, []verifier.Part{part})
	require.ErrorContains(t, err, "proves nothing")
	part.Proof.Steps = part.Proof.Steps[:3]
	_, err = verifier.CheckParts(p, [][]int64{{2}}, []verifier.Part{part})
	require.NoError(t, err, "all but the claim holds")
}

// Whatever steps are made up: a cut or a fixing that is accepted holds at every
// point, and no claim is accepted that a point refutes.
func TestNothingFalseIsAccepted(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := &verifier.Program{}
		const columns = 3
		for j := range columns {
			p.Columns = append(p.Columns, verifier.Column{Name: string(rune('a' + j)), Lower: rapid.Int64Range(-2, 0).Draw(t, "lower"), Upper: rapid.Int64Range(0, 3).Draw(t, "upper")})
		}
		whole := rapid.Int64Range(-3, 3)
		for range 3 {
			var r verifier.Row
			for j := range columns {
				if v := whole.Draw(t, "a"); v != 0 {
					r.Entries = append(r.Entries, verifier.Entry{Column: int32(j), Value: v})
				}
			}
			at := whole.Draw(t, "side")
			r.Lower = verifier.Side{At: at, There: rapid.Bool().Draw(t, "has lower")}
			r.Upper = verifier.Side{At: at + rapid.Int64Range(0, 4).Draw(t, "width"), There: rapid.Bool().Draw(t, "has upper")}
			p.Rows = append(p.Rows, r)
		}
		cost := [][]int64{{whole.Draw(t, "c"), whole.Draw(t, "c"), whole.Draw(t, "c")}}
		best, some := best(p, cost[0])
		v := rapid.Int64Range(-6, 6).Draw(t, "v")
		part := verifier.Part{Columns: []int32{0, 1, 2}, Rows: []int32{0, 1, 2}}
		part.Proof.Steps = []verifier.Step{{Open: &verifier.Open{Objective: 0, AtMost: v}}}
		rows := 4
		for range rapid.IntRange(0, 3).Draw(t, "steps") {
			if rapid.Bool().Draw(t, "cut") {
				r := verifier.Rounding{Den: rapid.Int64Range(2, 4).Draw(t, "den")}
				for i := range rows {
					if w := whole.Draw(t, "w"); w != 0 {
						r.Rows, r.Weights, r.Lower = append(r.Rows, int32(i)), append(r.Weights, w), append(r.Lower, rapid.Bool().Draw(t, "at lower"))
					}
				}
				if rapid.Bool().Draw(t, "fine") { // such cuts are shortened
					r.Den = 1 << 28
					for k := range r.Weights {
						r.Weights[k] = r.Weights[k]<<26 + rapid.Int64Range(-1<<25, 1<<25).Draw(t, "weight")
					}
				}
				r.Flipped = rapid.SliceOfNDistinct(rapid.Int32Range(0, 2), 0, 2, rapid.ID[int32]).Draw(t, "flipped")
				part.Proof.Steps = append(part.Proof.Steps, verifier.Step{Cut: &verifier.Cut{Rounding: r}})
				rows++
			} else {
				part.Proof.Steps = append(part.Proof.Steps, verifier.Step{Fix: &verifier.Fix{Vector: drawn(t, rows), Columns: []int32{rapid.Int32Range(0, 2).Draw(t, "column")}}})
			}
		}
		tree := leaf(drawn(t, rows))
		if rapid.Bool().Draw(t, "branch") {
			below, above := leaf(drawn(t, rows)), leaf(drawn(t, rows))
			tree = verifier.Node{Column: rapid.Int32Range(0, 2).Draw(t, "column"), At: rapid.Int64Range(-3, 3).Draw(t, "at"), Below: &below, Above: &above}
		}
		part.Proof.Steps = append(part.Proof.Steps, verifier.Step{Claim: &verifier.Claim{Objective: 0, Value: v, Tree: tree}})
		values, err := verifier.CheckParts(p, cost, []verifier.Part{part})
		if err == nil && some && len(values) == 1 && cost[0][0]|cost[0][1]|cost[0][2] != 0 {
			require.GreaterOrEqual(t, best, v, "a point has %d", best)
		}
	})
}

func drawn(t *rapid.T, rows int) verifier.Vector {
	var v verifier.Vector
	for i := range rows {
		if w := rapid.Int64Range(-2, 2).Draw(t, "weight"); w != 0 {
			v.Rows, v.Weights = append(v.Rows, int32(i)), append(v.Weights, w)
		}
	}
	return v
}

// best is the least cost of any point, by looking at all of them.
func best(p *verifier.Program, cost []int64) (least int64, some bool) {
	var x [3]int64
	var walk func(j int)
	walk = func(j int) {
		if j < len(x) {
			for x[j] = p.Columns[j].Lower; x[j] <= p.Columns[j].Upper; x[j]++ {
				walk(j + 1)
			}
			return
		}
		for _, r := range p.Rows {
			sum := int64(0)
			for _, e := range r.Entries {
				sum += e.Value * x[e.Column]
			}
			if r.Lower.There && sum < r.Lower.At || r.Upper.There && sum > r.Upper.At {
				return
			}
		}
		sum := int64(0)
		for j, c := range cost {
			sum += c * x[j]
		}
		if !some || sum < least {
			least, some = sum, true
		}
	}
	walk(0)
	return least, some
}

func FuzzReadMPS(f *testing.F) {
	f.Add(small)
	f.Fuzz(func(t *testing.T, text string) {
		p, err := verifier.ReadMPS(strings.NewReader(text))
		if err != nil {
			return
		}
		for _, r := range p.Rows {
			for _, e := range r.Entries {
				require.Less(t, int(e.Column), len(p.Columns))
			}
		}
	})
}

func FuzzOpenCheckpoint(f *testing.F) {
	f.Add("lungang/x\n1\nAAAA\nroot sha256:00\n")
	f.Fuzz(func(t *testing.T, text string) {
		if c, err := verifier.ParseCheckpoint(text); err == nil {
			require.Equal(t, text, c.String())
		}
	})
}
