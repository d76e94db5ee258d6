package policy

import (
	"bytes"
	"crypto/sha256"
	"slices"
)

// Lottery returns π by teacher index: the candidates of the district, leaders who
// may move included, numbered 1, 2, … in the order of SHA-256(seed + "\n" + teacher id), ties by id; 0 for
// everybody else. The seed is lottery.seed, published before the plan is made,
// so that anybody can repeat the draw.
func (f *Facts) Lottery() []int {
	type lot struct {
		sum     [sha256.Size]byte
		teacher int
	}
	seed := LotterySeed.Of(f.Rules)
	var lots []lot
	for i := range f.Teachers {
		if f.Teachers[i].MayMove() {
			lots = append(lots, lot{sha256.Sum256([]byte(seed + "\n" + string(f.Teachers[i].ID))), i})
		}
	}
	slices.SortFunc(lots, func(a, b lot) int {
		if c := bytes.Compare(a.sum[:], b.sum[:]); c != 0 {
			return c
		}
		return a.teacher - b.teacher // teachers are sorted by id
	})
	out := make([]int, len(f.Teachers))
	for i, l := range lots {
		out[l.teacher] = i + 1
	}
	return out
}
