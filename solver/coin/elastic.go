package coin

import (
	"context"
	"math"
	"strconv"

	"lungang/solver/lp"
)

// elasticRay looks for a Farkas proof in another way than CLP's ray, which is
// missing now and then: it gives every row slacks, minimises their sum and takes
// the row prices. When the least sum is positive, they are a proof. It returns
// nil when there is none or when ctx or the time end first.
func (m *LP) elasticRay(ctx context.Context) []float64 {
	p := m.p
	n := len(p.Cols)
	q := &lp.Program{Name: p.Name, Cols: make([]lp.Column, n, n+2*len(p.Rows)), Rows: make([]lp.Row, len(p.Rows))}
	q.Start = append(make([]int32, 0, cap(q.Cols)+1), p.Start...)
	q.Index = append(make([]int32, 0, len(p.Index)+2*len(p.Rows)), p.Index...)
	q.Value = append(make([]float64, 0, len(p.Index)+2*len(p.Rows)), p.Value...)
	for j := range q.Cols {
		q.Cols[j] = lp.Column{Name: p.Cols[j].Name, Lower: m.colLower[j], Upper: m.colUpper[j]}
	}
	slack := func(i int, sign float64) {
		q.Cols = append(q.Cols, lp.Column{Name: "slack " + strconv.Itoa(len(q.Cols)), Upper: math.Inf(1), Cost: 1})
		q.Index = append(q.Index, int32(i))
		q.Value = append(q.Value, sign)
		q.Start = append(q.Start, int32(len(q.Index)))
	}
	for i := range q.Rows {
		q.Rows[i] = lp.Row{Name: p.Rows[i].Name, Lower: m.rowLower[i], Upper: m.rowUpper[i]}
		if !math.IsInf(m.rowLower[i], -1) {
			slack(i, 1)
		}
		if !math.IsInf(m.rowUpper[i], 1) {
			slack(i, -1)
		}
	}
	e, err := NewLP(q)
	if err != nil {
		return nil
	}
	defer e.Close()
	left := 0.0
	if *m.deadline > 0 {
		if left = float64(*m.deadline) - monotonic(); left <= 0 {
			return nil
		}
	}
	r, err := e.Solve(ctx, LPOptions{MaxSeconds: left})
	if err != nil || r.Termination != Optimal || r.Objective <= feasibilityTolerance {
		return nil
	}
	return m.proof(r.Duals)
}
