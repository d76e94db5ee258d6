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

func TestPrices(t *testing.T) {
	t.Parallel()
	y := []float64{1.0 / 3, -2.0000000001, 0.49999999999, 1e-12, math.NaN(), math.Inf(-1), 1000, 0.2}
	weights, den := lp.Prices(y, []int64{1, 2, 3, 4, 5, 6, 7, 8}, 5040)
	require.EqualValues(t, 30, den)
	require.Equal(t, []int64{10, -60, 15, 0, 0, 0, 30000, 6}, weights)
	// a price of a row with large coefficients is no noise
	weights, den = lp.Prices([]float64{1e-8, 0.5}, []int64{1 << 24, 1}, 5040)
	require.InEpsilon(t, 1e-8, float64(weights[0])/float64(den), 1e-4)
	require.InDelta(t, 0.5, float64(weights[1])/float64(den), 1e-12)
}

// A price is as near as the grid allows, and times the largest coefficient it fits
// well into a machine integer.
func TestPricesFit(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		y := rapid.SliceOfN(rapid.Float64Range(-1e6, 1e6), 0, 20).Draw(t, "y")
		largest := rapid.SliceOfN(rapid.Int64Range(1, 1<<24), len(y), len(y)).Draw(t, "largest")
		weights, den := lp.Prices(y, largest, 5040)
		for i, w := range weights {
			require.InDelta(t, y[i], float64(w)/float64(den), 1/float64(den)+2e-7*math.Max(1, math.Abs(y[i])))
			_, bits := math.Frexp(float64(w) * float64(largest[i]))
			require.LessOrEqual(t, bits, 58)
		}
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
	return p, lp.Rationals(lp.Prices(y, p.Largest(), 5040))
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
