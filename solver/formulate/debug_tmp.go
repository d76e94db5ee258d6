package formulate

import (
	"fmt"
	"math"
)

func DebugLines(m *Model, x []float64) []string {
	f := m.Facts
	H := make([]float64, len(f.Lines))
	in := make([]float64, len(f.Lines))
	vin := make([]float64, len(f.Lines))
	out := make([]float64, len(f.Lines))
	vout := make([]float64, len(f.Lines))
	for i := range f.Lines {
		H[i] = float64(f.Lines[i].Heads)
	}
	for t, c := range m.stay {
		if c >= 0 && f.Teachers[t].Teaches {
			H[f.Teachers[t].Line] -= 1 - x[c]
		}
	}
	for _, c := range m.moves {
		H[c.line] += x[c.col]
	}
	for _, c := range m.parts {
		in[c.line] += x[c.col]
		out[f.Teachers[c.teacher].Line] += x[c.col]
	}
	for _, c := range m.visits {
		vin[c.line] += x[c.col]
		vout[f.Teachers[c.teacher].Line] += x[c.col]
	}
	var r []string
	for i := range f.Lines {
		l := &f.Lines[i]
		if math.Abs(H[i]-math.Round(H[i])) > 1e-6 {
			u := 0.0
			if m.open[i] >= 0 {
				u = x[m.open[i]]
			}
			r = append(r, fmt.Sprintf("%s heads0 %d n %d e %d H %.3f pin %.3f pout %.3f vin %.3f vout %.3f u %.3f", l.Line, l.Heads, l.Posts, l.HalfDays, H[i], in[i], out[i], vin[i], vout[i], u))
		}
	}
	return r
}
