package solver

import (
	"context"
	"fmt"
	"io"

	"lungang/model"
	"lungang/policy"
	"lungang/solver/formulate"
)

// Export writes the program of one tier as free MPS, for other solvers. Given
// values hold the tiers above as rows: the first value is that of the first
// tier, and so on; the tier after the last value is minimised. The objective
// leaves out the returned offset, the part of the tier that no decision
// changes. An error names the tier when there are as many values as tiers.
func Export(ctx context.Context, problem *model.Problem, values []int64, w io.Writer) (tier string, offset int64, err error) {
	facts, err := policy.Derive(problem)
	if err != nil {
		return "", 0, err
	}
	m, err := formulate.Formulate(ctx, facts)
	if err != nil {
		return "", 0, err
	}
	if len(values) >= len(m.Tiers) {
		return "", 0, fmt.Errorf("there are %d tiers, and %d values leave none to minimise", len(m.Tiers), len(values))
	}
	f := newFace(m.Program)
	for k, v := range values {
		t := &m.Tiers[k]
		f = f.cut("at_most["+t.ID+"]", t.Cost, float64(v-t.Offset), atMost(k))
	}
	t := &m.Tiers[len(values)]
	return t.ID, t.Offset, f.with(t.Cost).WriteMPS(w)
}
