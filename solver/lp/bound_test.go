package lp_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"lungang/solver/lp"
)

func drawDuals(t *rapid.T, p *lp.Program) []*big.Rat {
	y := make([]*big.Rat, len(p.Rows))
	for i := range y {
		y[i] = big.NewRat(int64(rapid.IntRange(-30, 30).Draw(t, "num")), int64(rapid.IntRange(1, 12).Draw(t, "den")))
	}
	return y
}

// The quick way gives exactly the plain answer, and the same error.
func TestLowerBoundIsExact(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		// 1: whole numbers, 8: dyadic fractions, 10: no short binary form
		p := drawProgram(t, 6, rapid.SampledFrom([]int{1, 8, 10}).Draw(t, "denominator"))
		if len(p.Cols) > 0 && rapid.IntRange(0, 9).Draw(t, "open") == 0 {
			p.Cols[0].Upper = inf
		}
		y := drawDuals(t, p)
		if rapid.Bool().Draw(t, "clamp") {
			p.ClampDuals(y)
		}
		fast, fastErr := p.LowerBound(y)
		slow, slowErr := lp.SlowBound(p, y)
		require.Equal(t, slowErr, fastErr)
		if slowErr == nil {
			require.Zero(t, slow.Cmp(fast), "%s, not %s", fast, slow)
		}
	})
}

// Weak duality: no point of the box that satisfies the rows is better.
func TestLowerBoundIsABound(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := drawProgram(t, 4, 1)
		bound, err := p.LowerBound(p.ClampDuals(drawDuals(t, p)))
		require.NoError(t, err)
		for range 200 {
			x := make([]float64, len(p.Cols))
			for j, c := range p.Cols {
				x[j] = float64(rapid.IntRange(int(c.Lower), int(c.Upper)).Draw(t, "x"))
			}
			if v, _ := p.Violation(x); v == 0 {
				value := new(big.Rat).SetFloat64(p.Cost(x))
				require.LessOrEqual(t, bound.Cmp(value), 0, "%s", p)
			}
		}
	})
}

// min 2x + 3y, x + y >= 5, 0 <= x <= 2, y >= 0; y = 3 proves 13.
func TestLowerBoundByHand(t *testing.T) {
	t.Parallel()
	b := lp.NewBuilder("hand")
	x, y := b.Column("x", 0, 2, true), b.Column("y", 0, inf, true)
	b.Cost(x, 2)
	b.Cost(y, 3)
	r := b.Row("least", 5, inf)
	b.Add(r, x, 1)
	b.Add(r, y, 1)
	p, err := b.Build()
	require.NoError(t, err)
	for dual, want := range map[string]string{"3": "13", "0": "0", "5/2": "23/2"} {
		v, ok := new(big.Rat).SetString(dual)
		require.True(t, ok)
		bound, err := p.LowerBound([]*big.Rat{v})
		require.NoError(t, err)
		require.Equal(t, want, bound.RatString())
	}
	for dual, want := range map[int64]lp.InfiniteBoundError{
		4:  {Kind: "column", Name: "y", Side: "upper", Multiplier: big.NewRat(-1, 1)},
		-1: {Kind: "row", Name: "least", Side: "upper", Multiplier: big.NewRat(-1, 1)},
	} {
		_, err = p.LowerBound([]*big.Rat{big.NewRat(dual, 1)})
		var infinite *lp.InfiniteBoundError
		require.ErrorAs(t, err, &infinite)
		require.Equal(t, want.Error(), infinite.Error())
	}
	_, err = p.LowerBound(nil)
	var length *lp.LengthError
	require.ErrorAs(t, err, &length)
}

func TestCeil(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"0": "0", "23/2": "12", "-23/2": "-11", "7": "7", "-7": "-7", "1/1000000": "1"} {
		r, ok := new(big.Rat).SetString(text)
		require.True(t, ok)
		require.Equal(t, want, lp.Ceil(r).String(), text)
	}
}

func TestRoundDuals(t *testing.T) {
	t.Parallel()
	y := lp.RoundDuals([]float64{1.0 / 3, -2.0000000001, 0.49999999999, 1e-12, math.NaN(), math.Inf(-1), 1e6 + 1e-4, 0.2}, 5040)
	got := make([]string, len(y))
	for i, v := range y {
		got[i] = v.RatString()
	}
	require.Equal(t, []string{"1/3", "-2", "1/2", "0", "0", "0", "1000000", "1/5"}, got)
	// numbers that are near no small fraction go to the grid
	for _, v := range lp.RoundDuals([]float64{math.Pi, math.E, 1 / math.Pi}, 100) {
		require.LessOrEqual(t, v.Denom().Int64(), int64(100))
	}
	require.Equal(t, "3", lp.RoundDuals([]float64{math.Pi}, 0)[0].RatString())
	require.Equal(t, "100000000000000000000", lp.RoundDuals([]float64{1e20}, 5040)[0].RatString())
}

func TestRoundDualsStaysNear(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		y := rapid.SliceOfN(rapid.Float64Range(-1e9, 1e9), 0, 20).Draw(t, "y")
		most := rapid.Int64Range(1, 1e6).Draw(t, "most")
		den := int64(1)
		for i, r := range lp.RoundDuals(y, most) {
			f, _ := r.Float64()
			require.InDelta(t, y[i], f, 1.01+1e-7*math.Abs(y[i]))
			g := new(big.Int).GCD(nil, nil, big.NewInt(den), r.Denom()).Int64()
			den = den / g * r.Denom().Int64()
		}
		require.LessOrEqual(t, den, most, "common denominator")
	})
}

func large(b *testing.B, scale float64) (*lp.Program, []*big.Rat) {
	b.Helper()
	const cols, rows, perCol = 40_000, 5_000, 5
	random := rand.New(rand.NewPCG(1, 1))
	builder := lp.NewBuilder("large")
	for j := range cols {
		builder.Column("x"+strconv.Itoa(j), 0, 1, true)
		builder.Cost(j, scale*float64(random.IntN(1000)))
	}
	for i := range rows {
		builder.Row("r"+strconv.Itoa(i), float64(random.IntN(5)), float64(5+random.IntN(5)))
	}
	for j := range cols {
		at := random.IntN(rows)
		for k := range perCol {
			builder.Add((at+k*997)%rows, j, scale*float64(1+random.IntN(5)))
		}
	}
	p, err := builder.Build()
	require.NoError(b, err)
	y := make([]float64, rows)
	for i := range y {
		y[i] = float64(random.IntN(2000)-1000) / float64(1+random.IntN(8))
	}
	return p, lp.RoundDuals(y, 5040)
}

func BenchmarkLowerBound(b *testing.B) {
	for name, scale := range map[string]float64{"whole": 1, "tenths": 0.1} {
		b.Run(name, func(b *testing.B) {
			p, y := large(b, scale)
			for b.Loop() {
				if _, err := p.LowerBound(y); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkComponents(b *testing.B) {
	p, _ := large(b, 1)
	for b.Loop() {
		p.Components()
	}
}
