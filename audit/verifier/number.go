package verifier

import (
	"math/big"
	"math/bits"
)

// sum adds products of 64 bits without losing anything.
type sum struct {
	small int64
	large big.Int
}

func (s *sum) add(a, b int64) {
	p, ok := product(a, b)
	if !ok {
		s.large.Add(&s.large, new(big.Int).Mul(big.NewInt(a), big.NewInt(b)))
		return
	}
	if s.small += p; s.small > 1<<61 || s.small < -1<<61 {
		s.large.Add(&s.large, big.NewInt(s.small))
		s.small = 0
	}
}

func (s *sum) value() *big.Int { return new(big.Int).Add(&s.large, big.NewInt(s.small)) }

// product is a·b, when it lies between −2^61 and 2^61.
func product(a, b int64) (int64, bool) {
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	if hi != 0 || lo > 1<<61 {
		return 0, false
	}
	return a * b, true
}

func magnitude(a int64) uint64 {
	if a < 0 {
		return -uint64(a)
	}
	return uint64(a)
}

func inRange(i int32, n int) bool { return i >= 0 && int(i) < n }

// floor rounds a/b down; b is positive. rest is a − b·floor(a/b).
func floor(a, b int64) int64 { return (a - rest(a, b)) / b }

func rest(a, b int64) int64 { return (a%b + b) % b }
