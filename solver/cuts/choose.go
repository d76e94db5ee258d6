package cuts

import (
	"cmp"
	"math"
	"slices"
)

const (
	// leastDistance is how far a vertex must lie beyond a cut.
	leastDistance = 1e-3
	// perRound is how many cuts a round adds.
	perRound = 300
	// tooParallel is the cosine from which two cuts say nearly the same.
	tooParallel = 0.98
)

// choose returns the cuts farthest from the vertex, none of them nearly parallel
// to one that was chosen before.
func choose(list []found) []found {
	slices.SortStableFunc(list, func(a, b found) int { return cmp.Compare(b.distance, a.distance) })
	var out []found
	byColumn := map[int32][]int{} // chosen cuts by their first columns
	for i := range list {
		if len(out) == perRound {
			break
		}
		c := &list[i]
		near := byColumn[c.cut.Cols[0]]
		if slices.ContainsFunc(near, func(k int) bool { return cosine(&out[k], c) > tooParallel }) {
			continue
		}
		byColumn[c.cut.Cols[0]] = append(near, len(out))
		out = append(out, *c)
	}
	return out
}

func cosine(a, b *found) float64 {
	var ab, aa, bb float64
	for i, j := 0, 0; i < len(a.cut.Cols) && j < len(b.cut.Cols); {
		switch {
		case a.cut.Cols[i] < b.cut.Cols[j]:
			i++
		case a.cut.Cols[i] > b.cut.Cols[j]:
			j++
		default:
			ab += float64(a.cut.Coefs[i]) * float64(b.cut.Coefs[j])
			i++
			j++
		}
	}
	for _, v := range a.cut.Coefs {
		aa += float64(v) * float64(v)
	}
	for _, v := range b.cut.Coefs {
		bb += float64(v) * float64(v)
	}
	return ab / math.Sqrt(aa*bb)
}
