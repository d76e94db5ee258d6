package solver

import (
	"crypto/sha256"
	"io"
	"slices"

	"lungang/model"
	"lungang/solver/lp"
)

// Warm is what one solve leaves for the next one of nearly the same problem:
// the plan, the bases of the tiers' linear programs, and what was proved. A
// Warm belongs to one process; it is not stored.
type Warm struct {
	parts map[[32]byte]*warmPart
}

// warmPart is the memory of one part, and what the present solve adds to it.
type warmPart struct {
	old *memory // of the solve before; nil when the part is new
	now memory
}

type memory struct {
	program *lp.Program
	tiers   [][]float64
	bases   [][]byte // by tier
	best    []float64
	bounds  []int64
	proofs  []model.Proof
	at      []*link // what the bounds rest on
	prices  []price
}

func (w *warmPart) basis(k int) []byte {
	if w == nil || w.old == nil || k >= len(w.old.bases) {
		return nil
	}
	return w.old.bases[k]
}

// part returns the warm start of a part; empty when the part is new.
func (w *Warm) part(p *part) *warmPart {
	out := &warmPart{}
	if w != nil && w.parts[p.key] != nil {
		out.old = &w.parts[p.key].now
	}
	return out
}

// recall offers the plan of the solve before. When the part may do no more
// than it might then (every bound is the same or tighter) and that plan still
// holds, its bounds and proofs hold as well, and nothing is left to do.
func (s *search) recall() (done bool) {
	old := s.warm.old
	if old == nil || old.best == nil {
		return false
	}
	x, ok := s.p.complete(old.best)
	if !ok {
		return false
	}
	s.offer(x)
	if !old.covers(s.p) {
		return false
	}
	for k := range s.p.tiers {
		if s.p.value(k, x) != s.p.value(k, old.best) {
			return false
		}
	}
	copy(s.bounds, old.bounds)
	copy(s.proofs, old.proofs)
	copy(s.at, old.at)
	s.prices = old.prices
	if old.bases != nil {
		s.warm.now.bases = old.bases
	}
	return true
}

// covers reports whether every point of a part's program was a point of the
// remembered one, with the same values.
func (m *memory) covers(p *part) bool {
	a, b := m.program, p.program
	if !slices.Equal(a.Start, b.Start) || !slices.Equal(a.Index, b.Index) || !slices.Equal(a.Value, b.Value) {
		return false
	}
	for j := range b.Cols {
		if b.Cols[j].Lower < a.Cols[j].Lower || b.Cols[j].Upper > a.Cols[j].Upper {
			return false
		}
	}
	for i := range b.Rows {
		if b.Rows[i].Lower < a.Rows[i].Lower || b.Rows[i].Upper > a.Rows[i].Upper {
			return false
		}
	}
	return slices.EqualFunc(m.tiers, p.tiers, slices.Equal[[]float64])
}

// remember keeps what the solve ended with.
func (s *search) remember() {
	n := &s.warm.now
	n.program, n.tiers, n.best = s.p.program, s.p.tiers, s.best
	n.bounds, n.proofs, n.at, n.prices = slices.Clone(s.bounds), slices.Clone(s.proofs), s.at, s.prices
}

// keyOf is the same for programs with the same columns and rows by name.
func keyOf(program *lp.Program) [32]byte {
	h := sha256.New()
	for i := range program.Cols {
		_, _ = io.WriteString(h, program.Cols[i].Name+"\n")
	}
	_, _ = io.WriteString(h, "\n")
	for i := range program.Rows {
		_, _ = io.WriteString(h, program.Rows[i].Name+"\n")
	}
	return [32]byte(h.Sum(nil))
}
