package solver

import (
	"crypto/sha256"
	"io"
)

// Warm is what one solve leaves for the next one of nearly the same problem:
// the bases of the tiers' linear programs. It is only advice: a start, never
// an answer. A Warm belongs to one process; it is not stored.
type Warm struct {
	parts map[[32]byte]*warmPart
}

// warmPart holds the bases of one part, by tier.
type warmPart struct {
	old   [][]byte
	bases [][]byte
}

func (w *warmPart) basis(k int) []byte {
	if w == nil || k >= len(w.old) {
		return nil
	}
	return w.old[k]
}

func (w *warmPart) keep(links []link) {
	if w == nil {
		return
	}
	w.bases = nil
	for _, l := range links {
		w.bases = append(w.bases, l.basis)
	}
}

// part returns the warm start of a part; empty when the part is new.
func (w *Warm) part(p *part) *warmPart {
	key := p.key()
	if w != nil && w.parts[key] != nil {
		return &warmPart{old: w.parts[key].bases}
	}
	return &warmPart{}
}

// key is the same for parts with the same columns and rows by name.
func (p *part) key() [32]byte {
	h := sha256.New()
	for i := range p.program.Cols {
		_, _ = io.WriteString(h, p.program.Cols[i].Name+"\n")
	}
	_, _ = io.WriteString(h, "\n")
	for i := range p.program.Rows {
		_, _ = io.WriteString(h, p.program.Rows[i].Name+"\n")
	}
	return [32]byte(h.Sum(nil))
}
