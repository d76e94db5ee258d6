package lp_test

import (
	"math"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"lungang/solver/lp"
)

var inf = math.Inf(1)

// rotation is a tiny plan: two teachers, two posts, one slack.
func rotation(t testing.TB) *lp.Program {
	t.Helper()
	b := lp.NewBuilder("rotation")
	a1 := b.Column("move[A,s1]", 0, 1, true)
	a2 := b.Column("move[A,s2]", 0, 1, true)
	b1 := b.Column("move[B,s1]", 0, 1, true)
	vacant := b.Column("vacant[s1]", 0, inf, false)
	free := b.Column("balance", -inf, inf, false)
	b.Cost(a1, 3)
	b.Cost(a2, -1.5)
	b.Cost(vacant, 100)
	once := b.Row("one_place[A]", -inf, 1)
	b.Add(once, a2, 1)
	b.Add(once, a1, 1)
	cover := b.Row("cover[s1]", 1, inf)
	b.Add(cover, a1, 1)
	b.Add(cover, b1, 1)
	b.Add(cover, vacant, 1)
	define := b.Row("balance", 0, 0)
	b.Add(define, free, -1)
	b.Add(define, a1, 2)
	ranged := b.Row("moves", 1, 2)
	b.Add(ranged, a1, 1)
	b.Add(ranged, a2, 1)
	b.Add(ranged, b1, 1)
	b.Row("nothing", -inf, inf)
	p, err := b.Build()
	require.NoError(t, err)
	return p
}

func TestString(t *testing.T) {
	t.Parallel()
	require.Equal(t, `program rotation
min: 3 move[A,s1] - 1.5 move[A,s2] + 100 vacant[s1]
rows:
  balance: -balance + 2 move[A,s1] = 0
  cover[s1]: move[A,s1] + move[B,s1] + vacant[s1] >= 1
  moves: 1 <= move[A,s1] + move[A,s2] + move[B,s1] <= 2
  nothing: 0 free
  one_place[A]: move[A,s1] + move[A,s2] <= 1
bounds:
  balance free
  0 <= move[A,s1] <= 1
  0 <= move[A,s2] <= 1
  0 <= move[B,s1] <= 1
  vacant[s1] >= 0
integers:
  move[A,s1]
  move[A,s2]
  move[B,s1]
`, rotation(t).String())
}

func TestActivityAndViolation(t *testing.T) {
	t.Parallel()
	p := rotation(t)
	x := []float64{1, 0, 0, 0, 2}
	require.Equal(t, []float64{1, 1, 0, 1, 0}, p.Activity(x))
	require.InDelta(t, 3, p.Cost(x), 0)
	v, where := p.Violation(x)
	require.Zero(t, v)
	require.Empty(t, where)

	for _, c := range []struct {
		x     []float64
		v     float64
		where string
	}{
		{[]float64{1, 0.25, 0, 0, 2}, 0.25, "integrality of move[A,s2]"},
		{[]float64{1, 0, -2, 3, 2}, 2, "column move[B,s1]"},
		{[]float64{1, 0, 4, 0, 2}, 3, "column move[B,s1]"},
		{[]float64{0, 1, 0, 0, 0}, 1, "row cover[s1]"},
		{[]float64{1, 0, 0, 0, 5}, 3, "row balance"},
		{[]float64{1, 0, 0, math.NaN(), 5}, inf, "column vacant[s1]"},
		{[]float64{1}, inf, "number of values"},
	} {
		v, where := p.Violation(c.x)
		require.InDelta(t, c.v, v, 1e-12, c.where)
		require.Equal(t, c.where, where)
	}
}

func TestWithCostAndWithRow(t *testing.T) {
	t.Parallel()
	p := rotation(t)
	before := p.String()
	q := p.WithCost([]float64{1, 1, 1, 0, 0})
	require.Equal(t, []float64{1, 1, 1, 0, 0}, q.Objective())
	require.Same(t, &p.Value[0], &q.Value[0], "the matrix is shared")
	cut := q.WithRow("at_most", -inf, 7, p.Objective())
	require.NoError(t, cut.Check())
	require.Contains(t, cut.String(), "at_most: 3 move[A,s1] - 1.5 move[A,s2] + 100 vacant[s1] <= 7\n")
	again := cut.WithRow("also", 1, 1, []float64{0, 0, 0, 1, 1})
	other := cut.WithRow("another", 2, 2, []float64{0, 0, 0, 0, 1})
	require.NoError(t, again.Check())
	require.Contains(t, again.String(), "also: balance + vacant[s1] = 1\n")
	require.NotContains(t, again.String(), "another")
	require.Contains(t, other.String(), "another: balance = 2\n")
	require.Equal(t, before, p.String(), "the original does not change")
	require.Equal(t, 3, p.Integers())
}

func TestComponents(t *testing.T) {
	t.Parallel()
	b := lp.NewBuilder("blocks")
	for j := range 6 {
		b.Column("c"+strconv.Itoa(j), 0, 1, false)
	}
	for i := range 5 {
		b.Row("r"+strconv.Itoa(i), 0, 1)
	}
	b.Add(0, 4, 1)
	b.Add(0, 1, 1)
	b.Add(1, 5, 1)
	b.Add(1, 0, 1)
	b.Add(3, 1, 1)
	b.Add(4, 2, 1)
	b.Add(4, 4, 1)
	p, err := b.Build()
	require.NoError(t, err)
	parts := p.Components()
	require.Equal(t, []lp.Component{
		{Cols: []int{0, 5}, Rows: []int{1}},
		{Cols: []int{1, 2, 4}, Rows: []int{0, 3, 4}},
		{Cols: []int{3}},
	}, parts)
	q := p.Sub([]int{4, 1, 4}, []int{3, 0, 3})
	require.NoError(t, q.Check())
	require.Equal(t, "program blocks\nmin: 0\nrows:\n  r0: 0 <= c1 + c4 <= 1\n  r3: 0 <= c1 <= 1\nbounds:\n  0 <= c1 <= 1\n  0 <= c4 <= 1\nintegers:\n", q.String())
	require.Equal(t, "c4", q.Cols[0].Name)
}

// The blocks partition the program, and a program is the sum of its blocks.
func TestComponentsPartition(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := drawProgram(t, 10, 10)
		cols, rows, entries := make(map[int]bool), make(map[int]bool), 0
		first := -1
		for _, c := range p.Components() {
			require.Greater(t, c.Cols[0], first)
			first = c.Cols[0]
			for _, j := range c.Cols {
				require.False(t, cols[j])
				cols[j] = true
			}
			for _, i := range c.Rows {
				require.False(t, rows[i])
				rows[i] = true
			}
			q := p.Sub(c.Cols, c.Rows)
			require.NoError(t, q.Check())
			require.Len(t, q.Components(), 1)
			entries += len(q.Index)
		}
		for i := range p.Rows { // those without entries belong to no block
			if !slices.Contains(p.Index, int32(i)) {
				require.False(t, rows[i])
				rows[i] = true
			}
		}
		require.Len(t, cols, len(p.Cols))
		require.Len(t, rows, len(p.Rows))
		require.Len(t, p.Index, entries)
	})
}

// drawProgram draws a program with finite, mostly fractional data.
func drawProgram(t *rapid.T, most int, denominator int) *lp.Program {
	n, m := rapid.IntRange(0, most).Draw(t, "columns"), rapid.IntRange(0, most).Draw(t, "rows")
	number := func(name string, low, high int) float64 {
		return float64(rapid.IntRange(low*denominator, high*denominator).Draw(t, name)) / float64(denominator)
	}
	b := lp.NewBuilder("drawn")
	for j := range n {
		lower := number("lower", -5, 5)
		b.Column("x"+strconv.Itoa(j), lower, lower+number("range", 0, 5), rapid.Bool().Draw(t, "integer"))
		b.Cost(j, number("cost", -9, 9))
	}
	for i := range m {
		lower := number("lower", -9, 9)
		upper := lower + number("range", 0, 9)
		switch rapid.IntRange(0, 5).Draw(t, "sense") {
		case 0:
			lower = -inf
		case 1:
			upper = inf
		case 2:
			upper = lower
		}
		b.Row("r"+strconv.Itoa(i), lower, upper)
		for j := range n {
			if rapid.IntRange(0, 3).Draw(t, "dense") == 0 {
				b.Add(i, j, number("entry", -4, 4))
			}
		}
	}
	p, err := b.Build()
	require.NoError(t, err)
	return p
}

func TestBuildReportsEveryFault(t *testing.T) {
	t.Parallel()
	b := lp.NewBuilder("bad")
	x := b.Column("x", 0, 1, false)
	b.Column("x", 0, 1, false)
	b.Column("", 0, 1, false)
	crossed := b.Column("crossed", 2, 1, false)
	b.Column("nan", math.NaN(), 1, false)
	b.Column("wrong", inf, inf, false)
	b.Column("wrong2", -inf, -inf, false)
	b.Column("huge", -1e16, 1e16, false)
	b.Cost(x, math.NaN())
	b.Cost(crossed, 1e13)
	b.Cost(99, 1)
	r := b.Row("r", 0, 1)
	b.Row("r", 0, 1)
	b.Row("", 1, 0)
	b.Add(r, x, 1)
	b.Add(r, x, 2)
	b.Add(r, crossed, inf)
	b.Add(r, 4, 1e7)
	b.Add(r, 5, 1e-7)
	b.Add(r, 6, 0)
	b.Add(r, 6, 0)
	b.Add(-1, 0, 1)
	b.Add(0, 100, 1)
	_, err := b.Build()
	var faults *lp.Faults
	require.ErrorAs(t, err, &faults)
	require.Equal(t, "bad", faults.Program)
	got := make(map[lp.FaultKind][]string)
	for _, f := range faults.List {
		got[f.Kind] = append(got[f.Kind], f.Name+" "+f.Value)
		require.NotEmpty(t, f.Remedy)
		require.Contains(t, f.String(), f.Name)
	}
	require.Equal(t, map[lp.FaultKind][]string{
		lp.FaultIndex:          {"cost column 99", "coefficient row -1", "coefficient column 100"},
		lp.FaultDuplicateName:  {"column x column 1", "row r row 1"},
		lp.FaultName:           {`column 2 ""`, `row 2 ""`},
		lp.FaultCrossed:        {"column crossed 2 > 1", "row  1 > 0"},
		lp.FaultBound:          {"column nan lower NaN", "column wrong lower +Inf", "column wrong2 upper -Inf", "column huge lower -1e+16", "column huge upper 1e+16"},
		lp.FaultNotFinite:      {"cost of column x NaN", "row r, column crossed +Inf"},
		lp.FaultScale:          {"cost of column crossed 1e+13", "row r, column nan 1e+07", "row r, column wrong 1e-07"},
		lp.FaultDuplicateEntry: {"row r, column x 2"},
	}, got)
	require.Contains(t, err.Error(), "and 10 more")
}

func TestCheckReportsShapes(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		spoil func(p *lp.Program)
		kind  lp.FaultKind
	}{
		"start":     {func(p *lp.Program) { p.Start = p.Start[:2] }, lp.FaultShape},
		"ends":      {func(p *lp.Program) { p.Value = p.Value[1:] }, lp.FaultShape},
		"order":     {func(p *lp.Program) { p.Start[1], p.Start[2] = p.Start[2], p.Start[1] }, lp.FaultShape},
		"unsorted":  {func(p *lp.Program) { p.Index[0], p.Index[1] = p.Index[1], p.Index[0] }, lp.FaultShape},
		"duplicate": {func(p *lp.Program) { p.Index[1] = p.Index[0] }, lp.FaultDuplicateEntry},
		"index":     {func(p *lp.Program) { p.Index[1] = -1 }, lp.FaultIndex},
		"NaN":       {func(p *lp.Program) { p.Value[1] = math.NaN() }, lp.FaultNotFinite},
		"cost":      {func(p *lp.Program) { p.Cols[1].Cost = inf }, lp.FaultNotFinite},
		"bound":     {func(p *lp.Program) { p.Rows[1].Lower = 9; p.Rows[1].Upper = 8 }, lp.FaultCrossed},
		"name":      {func(p *lp.Program) { p.Rows[1].Name = p.Rows[0].Name }, lp.FaultDuplicateName},
	} {
		p := rotation(t)
		require.NoError(t, p.Check())
		c.spoil(p)
		var faults *lp.Faults
		require.ErrorAs(t, p.Check(), &faults, name)
		require.Equal(t, c.kind, faults.List[0].Kind, "%s: %v", name, faults)
	}
}

// Whatever a Builder is fed, it answers with a sound program or with faults.
func FuzzBuilder(f *testing.F) {
	f.Add([]byte("\x01x\x02\x03\x04"), 0.0, 1.0, 2.5)
	f.Add([]byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, math.NaN(), inf, -inf)
	f.Add([]byte{2, 2, 3, 3, 2, 3}, -1e300, 1e-300, 1e6)
	f.Fuzz(func(t *testing.T, script []byte, a, b, c float64) {
		builder := lp.NewBuilder("fuzz")
		number := [...]float64{a, b, c, 0, 1, -1, inf, -inf}
		for i := 0; i+3 < len(script); i += 4 {
			op, u, v, w := script[i], int(script[i+1]), int(script[i+2]), number[script[i+3]%8]
			switch op % 4 {
			case 0:
				builder.Column(strconv.Itoa(u), w, number[v%8], v%2 == 0)
			case 1:
				builder.Row(strconv.Itoa(u), w, number[v%8])
			case 2:
				builder.Cost(u-3, w)
			case 3:
				builder.Add(u-3, v-3, w)
			}
		}
		p, err := builder.Build()
		if err != nil {
			var faults *lp.Faults
			require.ErrorAs(t, err, &faults)
			require.NotEmpty(t, faults.List)
			require.NotEmpty(t, faults.Error())
			return
		}
		require.NoError(t, p.Check())
		require.NotEmpty(t, p.String())
		for _, c := range p.Components() {
			require.NoError(t, p.Sub(c.Cols, c.Rows).Check())
		}
	})
}
