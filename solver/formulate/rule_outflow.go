package formulate

import (
	"slices"

	"lungang/policy"
)

// outflow: at most a share of a school's staff leaves in a year, though one
// may always leave, leaders not counted; and a line with two heads or more keeps one of them.
var outflow = Rule{
	ID: "outflow",
	Rows: func(b *Build) {
		for s := range b.f.Schools {
			school := &b.f.Schools[s]
			own := b.staysOf(slices.DeleteFunc(slices.Clone(b.leaversOf[s]), func(t int) bool { return b.f.Teachers[t].Role.Kind.IsLeader() }))
			if !school.Public || len(b.leaversOf[s]) == 0 {
				continue
			}
			most := max(1, policy.FloorPercent(policy.OutflowShare.Of(b.r), school.Staff))
			if most < len(own) {
				row := b.lp.Row("outflow["+string(school.ID)+"]", float64(len(own)-most), inf)
				b.addAll(row, own, 1)
				b.slack(policy.OutflowShare.Relaxable(b.r), "outflow", string(school.ID), row, 1, schoolTag(s))
			}
			b.keepOne(s)
		}
	},
}

func (b *Build) keepOne(s int) {
	for _, l := range b.linesOf[s] {
		line := &b.f.Lines[l]
		leavers := b.lineLeavers(l)
		if line.Heads < 2 || len(leavers) < line.Heads {
			continue
		}
		row := b.lp.Row("outflow_line["+line.Line.String()+"]", 1, inf)
		b.addAll(row, b.staysOf(leavers), 1)
	}
}

// lineLeavers returns the candidates who count as a head of a line today.
func (b *Build) lineLeavers(l int) []int {
	var out []int
	for _, t := range b.leaversOf[b.f.Lines[l].School] {
		if b.f.Teachers[t].Line == l && b.f.Teachers[t].Teaches {
			out = append(out, t)
		}
	}
	return out
}
