package policy

import (
	"maps"
	"math/big"
	"slices"
)

// Apportion divides a whole number in proportion to weights that are not
// negative, by the largest remainder, with at least so much for each weight above
// 0 while there is enough. The parts sum up to the total. Equal claims are served
// in the order of the names. Without any weight nothing is given.
func Apportion[K ~string](total int, weights map[K]int, least int) map[K]int {
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(weights)), func(k K) bool { return weights[k] <= 0 })
	sum := 0
	for _, k := range names {
		sum += weights[k]
	}
	out := make(map[K]int, len(names))
	if sum == 0 || total <= 0 {
		return out
	}
	claim := func(k K) *big.Rat { // what is due and not yet given
		due := big.NewRat(int64(total)*int64(weights[k]), int64(sum))
		return due.Sub(due, big.NewRat(int64(out[k]), 1))
	}
	given := 0
	for _, k := range names {
		out[k] = max(least, total*weights[k]/sum)
		given += out[k]
	}
	for given < total {
		k := slices.MaxFunc(names, func(a, b K) int { return claim(a).Cmp(claim(b)) })
		out[k]++
		given++
	}
	for given > total {
		more := slices.DeleteFunc(slices.Clone(names), func(k K) bool { return out[k] <= least })
		if len(more) == 0 { // not enough for the least of each
			least--
			continue
		}
		k := slices.MinFunc(more, func(a, b K) int { return claim(a).Cmp(claim(b)) })
		out[k]--
		given--
	}
	return out
}
