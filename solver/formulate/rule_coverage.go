package formulate

import "math"

// coverage: for each line, heads and half-days against posts and half-days.
//
//	h·heads + in − out + open ≥ h·n + e
//	heads + vacant ≥ n
//
// and, for e > 0, the mixed-integer rounding of the first row
//
//	open + in ≥ e·(n + 1 − heads)
//
// which is its convex hull in (heads, half-days): without it the linear
// program covers e half-days with e/h of a moving teacher (Nemhauser and
// Wolsey, Integer and Combinatorial Optimization, II.1.6). It stays valid when
// half-days go out, since they only raise the need.
var coverage = Rule{
	ID: "coverage",
	Rows: func(b *Build) {
		for l := range b.f.Lines {
			b.coverLine(l)
		}
		for t, spare := range b.m.spare {
			if spare >= 0 {
				b.spareRow(t, spare)
			}
		}
	},
}

func (b *Build) coverLine(l int) {
	line := &b.f.Lines[l]
	heads, fixed := b.headsAfter(l)
	in := b.halfDaysIn(l)
	out, spares, mostOut := b.halfDaysOut(l)
	if len(heads)+len(in)+len(out) == 0 {
		return // nothing can change here: its value is in the tiers' offsets
	}
	name, tag, h := line.Line.String(), Tag{Teacher: -1, From: line.School, To: line.School, Line: l}, float64(b.f.HalfDays)
	if most := line.Posts - fixed; most > 0 {
		row := b.lp.Row("posts["+name+"]", float64(most), inf)
		b.addAll(row, heads, 1)
		c := b.column("vacant["+name+"]", float64(most), tag)
		b.lp.Add(row, c, 1)
		b.m.vacant[l] = c
		b.m.implied = append(b.m.implied, impliedColumn{c, row})
	}
	need := float64(b.f.Need(line)) - h*float64(fixed)
	if need+mostOut <= 0 {
		return // even with every half-day out it is covered
	}
	row := b.lp.Row("coverage["+name+"]", need, inf)
	b.addAll(row, heads, h)
	b.addAll(row, in, 1)
	b.addAll(row, out, -1)
	b.addAll(row, spares, 1)
	c := b.column("open["+name+"]", math.Max(0, need+mostOut), tag)
	b.lp.Add(row, c, 1)
	b.m.open[l] = c
	b.m.implied = append(b.m.implied, impliedColumn{c, row})
	e := float64(line.HalfDays)
	if rhs := e * float64(line.Posts+1-fixed); e > 0 && rhs > 0 && len(heads) > 0 {
		cut := b.lp.Row("rounding["+name+"]", rhs, inf)
		b.addAll(cut, heads, e)
		b.addAll(cut, in, 1)
		b.lp.Add(cut, c, 1)
	}
}

// headsAfter returns the columns that are heads of a line after the plan, and
// the number of heads that cannot leave.
func (b *Build) headsAfter(l int) (heads []int, fixed int) {
	stays := b.staysOf(b.lineLeavers(l))
	heads = append(heads, stays...)
	for _, k := range b.movesTo[l] {
		if m := &b.m.moves[k]; b.f.Teachers[m.teacher].Teaches {
			heads = append(heads, m.col)
		}
	}
	return heads, b.f.Lines[l].Heads - len(stays)
}

func (b *Build) halfDaysIn(l int) []int {
	var in []int
	for _, k := range b.visitsTo[l] {
		in = append(in, b.m.visits[k].col)
	}
	for _, k := range b.partsTo[l] {
		in = append(in, b.m.parts[k].col)
	}
	for _, k := range b.remoteTo[l] {
		in = append(in, b.m.remotes[k].col)
	}
	return in
}

// halfDaysOut returns the half-days that teachers based at the line give away,
// the spare load that carries part of them, and the most that they can be:
// a full post of each teacher.
func (b *Build) halfDaysOut(l int) (out, spares []int, most float64) {
	for _, t := range b.staff[b.f.Lines[l].School] {
		if b.f.Teachers[t].Line != l {
			continue
		}
		for _, k := range b.visitsOf[t] {
			out = append(out, b.m.visits[k].col)
		}
		for _, k := range b.partsOf[t] {
			out = append(out, b.m.parts[k].col)
		}
		if len(b.visitsOf[t])+len(b.partsOf[t]) > 0 {
			most += float64(b.f.HalfDays)
		}
		if c := b.m.spare[t]; c >= 0 {
			spares = append(spares, c)
		}
	}
	return out, spares, most
}

func (b *Build) spareRow(t, spare int) {
	row := b.lp.Row("spare["+string(b.f.Teachers[t].ID)+"]", 0, inf)
	for _, k := range b.visitsOf[t] {
		b.lp.Add(row, b.m.visits[k].col, 1)
	}
	for _, k := range b.partsOf[t] {
		b.lp.Add(row, b.m.parts[k].col, 1)
	}
	b.lp.Add(row, spare, -1)
}
