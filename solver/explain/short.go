package explain

import (
	"context"
	"math"

	"lungang/solver/formulate"
)

// short returns the least amount, in the rule's unit, by which a demand would
// have to give way so that the other members of its conflict hold; 0 when the
// demand is no single inequality, or counts in another unit than its slack.
func (a *asker) short(ctx context.Context, m *formulate.Model, keys []Key, k Key) (int64, error) {
	row := -1
	for i := range m.Program.Rows {
		if demand(m.Origin(i)) == k {
			if row >= 0 {
				return 0, nil
			}
			row = i
		}
	}
	if row < 0 || k.Rule == "budget" {
		return 0, nil
	}
	r := m.Program.Rows[row]
	sign, limit := -1.0, r.Lower
	if math.IsInf(r.Lower, -1) {
		sign, limit = 1, -r.Upper
	} else if !math.IsInf(r.Upper, 1) {
		return 0, nil
	}
	elastic := map[int]bool{}
	for _, j := range m.Slacks() {
		elastic[j] = true
	}
	p, unit := m.Program, 1.0
	cost := make([]float64, len(p.Cols))
	for j := range p.Cols {
		for e := p.Start[j]; e < p.Start[j+1]; e++ {
			switch {
			case int(p.Index[e]) != row:
			case elastic[j]:
				unit = math.Abs(p.Value[e])
			default:
				cost[j] = sign * p.Value[e]
			}
		}
	}
	members := set(keys)
	delete(members, k)
	got, err := a.ask(ctx, question{m: m, rigid: true, cost: cost, keep: func(o formulate.Origin) bool { return definition(o) || members[demand(o)] }})
	if err != nil || !got.feasible {
		return 0, err
	}
	return int64(math.Ceil((limit+float64(got.value))/unit - tolerance)), nil
}
