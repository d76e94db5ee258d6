package solver

import (
	"fmt"
	"math"
	"os"

	"lungang/solver/formulate"
)

func debugLines(p *part, x []float64) {
	whole := make([]float64, len(p.model.Program.Cols))
	for k, j := range p.cols {
		whole[j] = x[k]
	}
	for _, s := range formulate.DebugLines(p.model, whole) {
		fmt.Fprintln(os.Stderr, s)
	}
	_ = math.Abs
}
