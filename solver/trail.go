package solver

import (
	"fmt"
	"slices"

	"lungang/solver/cuts"
	"lungang/solver/lp"
)

// rowName names a row of a face in facts: rows of the part's program by their
// number, atMost rows of tiers, cuts by a number beyond.
type rowName int32

// atMost names the row "tier k is at most its value".
func atMost(k int) rowName { return rowName(-1 - k) }

// fact is why a face is smaller than the one that it came from: the prices of a
// tier's linear program fix columns and rows, or a cut was made. Facts are written
// down while a part is solved; prove turns them into steps that hold exactly.
type fact struct {
	tier int // whose prices these are, or the tier for which the cut was made
	// prices of a linear program, of rows that have one
	rows   []rowName
	prices []float64
	fixed  []int32   // columns
	sides  []rowName // rows that stand at their side
	// or a cut
	name rowName
	cut  *lp.Rounding // its rows are numbers in over
	over []rowName
}

// because begins a fact from the prices of tier k.
func (f *face) because(duals []float64, k int) *fact {
	w := &fact{tier: k}
	for i, y := range duals {
		if y != 0 {
			w.rows, w.prices = append(w.rows, f.names[i]), append(w.prices, y)
		}
	}
	return w
}

// learn adds a fact that changed the face.
func (f *face) learn(w *fact) {
	if len(w.fixed)+len(w.sides) > 0 {
		f.trail = append(f.trail, w)
	}
}

// facts returns the cuts of a loop on the reduced program of a face.
func (s *search) facts(f *face, small *reduced, made []cuts.Made) []*fact {
	out := make([]*fact, len(made))
	for k := range made {
		r := made[k].Rounding
		w := &fact{cut: &r, name: s.cutName(made[k].Name)}
		w.over = make([]rowName, len(r.Rows))
		for i, row := range r.Rows {
			if int(row) < len(small.rows) {
				w.over[i] = f.names[small.rows[row]]
			} else {
				w.over[i] = out[int(row)-len(small.rows)].name
			}
		}
		r.Rows = nil
		r.Flipped = slices.Clone(r.Flipped)
		for i, j := range r.Flipped {
			r.Flipped[i] = int32(small.cols[j])
		}
		out[k] = w
	}
	return out
}

// cutName is the row name of a cut that name has named.
func (s *search) cutName(name string) rowName {
	var n int
	_, _ = fmt.Sscanf(name, "cut[%d]", &n)
	return rowName(len(s.p.program.Rows) + n)
}

// cutText is the name that name gave.
func (s *search) cutText(n rowName) string {
	return fmt.Sprintf("cut[%d]", int(n)-len(s.p.program.Rows))
}
