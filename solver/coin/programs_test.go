package coin_test

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/solver/lp"
)

var inf = math.Inf(1)

func build(t testing.TB, fill func(b *lp.Builder)) *lp.Program {
	t.Helper()
	b := lp.NewBuilder(t.Name())
	fill(b)
	p, err := b.Build()
	require.NoError(t, err)
	return p
}

// transport is a transportation problem with n sources and n sinks and linking
// rows that spoil the network; for n = 200 it keeps CLP busy for seconds.
func transport(t testing.TB, n int) *lp.Program {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	return build(t, func(b *lp.Builder) {
		for i := range n {
			b.Row("supply"+strconv.Itoa(i), -inf, 100)
		}
		for j := range n {
			b.Row("demand"+strconv.Itoa(j), 80+float64(random.IntN(20)), inf)
		}
		for k := range n / 4 {
			b.Row("link"+strconv.Itoa(k), -inf, 150)
		}
		for i := range n {
			for j := range n {
				c := b.Column("f"+strconv.Itoa(i)+","+strconv.Itoa(j), 0, inf, false)
				b.Cost(c, float64(1+random.IntN(1000)))
				b.Add(i, c, 1)
				b.Add(n+j, c, 1)
				b.Add(2*n+random.IntN(n/4), c, 1+float64(random.IntN(3)))
			}
		}
		// a way out, so that the program is feasible
		for j := range n {
			c := b.Column("short"+strconv.Itoa(j), 0, inf, false)
			b.Cost(c, 5000)
			b.Add(n+j, c, 1)
		}
	})
}

// marketSplit is a tiny program that no branch and bound finishes: split n
// items so that m sums are met as exactly as possible.
func marketSplit(t testing.TB, m, n int) *lp.Program {
	t.Helper()
	random := rand.New(rand.NewPCG(3, 4))
	return build(t, func(b *lp.Builder) {
		for j := range n {
			b.Column("x"+strconv.Itoa(j), 0, 1, true)
		}
		for i := range m {
			total := 0
			weight := make([]int, n)
			for j := range n {
				weight[j] = random.IntN(100)
				total += weight[j]
			}
			r := b.Row("sum"+strconv.Itoa(i), float64(total/2), float64(total/2))
			for j, w := range weight {
				b.Add(r, j, float64(w))
			}
			for _, sign := range []float64{1, -1} {
				s := b.Column("slack"+strconv.Itoa(i)+strconv.Itoa(int(sign)), 0, inf, false)
				b.Cost(s, 1)
				b.Add(r, s, sign)
			}
		}
	})
}
