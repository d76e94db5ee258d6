package formulate

import (
	"slices"

	"lungang/policy"
)

// remote: half-days of remote lessons between rooms, within what the rooms of
// both schools and the heads of the sending line can carry.
//
//	Σ sent by a school       ≤ broadcast rooms · room half-days
//	Σ received by a school   ≤ listening rooms · room half-days
//	Σ sent by a line − h·heads after ≤ 0
//
// There is a column where the rule admits the schools and somebody may give the
// lesson.
var remote = Rule{
	ID: "remote",
	Rows: func(b *Build) {
		if len(b.m.remotes) == 0 {
			return
		}
		sent, received := make([][]int, len(b.f.Schools)), make([][]int, len(b.f.Schools))
		byLine := make([][]int, len(b.f.Lines))
		for _, c := range b.m.remotes {
			to := b.f.Lines[c.line].School
			sent[c.from], received[to] = append(sent[c.from], c.col), append(received[to], c.col)
			source := b.sendingLine(c)
			byLine[source] = append(byLine[source], c.col)
		}
		for s := range b.f.Schools {
			school := &b.f.Schools[s]
			b.roomRow("remote_out["+string(school.ID)+"]", sent[s], b.roomHalfDays(school.BroadcastRooms))
			b.roomRow("remote_in["+string(school.ID)+"]", received[s], b.roomHalfDays(school.ListeningRooms))
		}
		for l, cols := range byLine {
			if len(cols) > 0 {
				b.sendingRow(l, cols)
			}
		}
	},
}

func (b *Build) roomHalfDays(rooms int) int { return rooms * policy.RemoteRoomHalfDays.Of(b.r) }

// roomRow limits what one school's rooms carry; a single column has the limit
// as its bound.
func (b *Build) roomRow(name string, cols []int, most int) {
	if len(cols) < 2 {
		return
	}
	row := b.lp.Row(name, -inf, float64(most))
	b.addAll(row, cols, 1)
}

// sendingRow: a line sends no more than its heads teach.
func (b *Build) sendingRow(l int, cols []int) {
	line, h := &b.f.Lines[l], float64(b.f.HalfDays)
	heads, fixed := b.headsAfter(l)
	if float64(b.roomHalfDays(b.f.Schools[line.School].BroadcastRooms)) <= h*float64(fixed) {
		return // those who stay anyhow carry all that the rooms can send
	}
	row := b.lp.Row("remote_line["+line.Line.String()+"]", -inf, h*float64(fixed))
	b.addAll(row, cols, 1)
	b.addAll(row, heads, -h)
}

// sendingLine returns the line (index) whose class sits in the lesson; -1 when
// there is no such line.
func (b *Build) sendingLine(c remoteColumn) int {
	line := b.f.Lines[c.line].Line
	line.School = b.f.Schools[c.from].ID
	if l := b.f.Line(line); l != nil {
		return l.Index
	}
	return -1
}

// lecturer returns a teacher (index) who is based at the sending line, or who
// may move there; -1 when nobody ever teaches there.
func (b *Build) lecturer(c remoteColumn) int {
	l := b.sendingLine(c)
	if l < 0 {
		return -1
	}
	for _, t := range b.staff[c.from] {
		if b.f.Teachers[t].Line == l && b.f.Teachers[t].Teaches {
			return t
		}
	}
	for _, k := range b.movesTo[l] {
		if t := b.m.moves[k].teacher; b.f.Teachers[t].Teaches {
			return t
		}
	}
	return -1
}

// remoteColumns makes a column for each admitted pair of a school and a line.
func (b *Build) remoteColumns() {
	subjects := policy.RemoteSubjects.Of(b.r)
	for l := range b.f.Lines {
		line := &b.f.Lines[l]
		if !slices.Contains(subjects, string(line.Subject)) || !needed(line) {
			continue
		}
		for s := range b.f.Schools {
			c := remoteColumn{from: s, line: l}
			if most := b.remoteMost(c); most > 0 {
				// The tag names somebody who may give the lesson, as every decision
				// belongs to a teacher.
				tag := Tag{Teacher: b.lecturer(c), From: s, To: line.School, Line: l}
				c.col = b.choice("remote["+string(b.f.Schools[s].ID)+","+line.Line.String()+"]", float64(most), tag)
				b.remoteTo[l] = append(b.remoteTo[l], len(b.m.remotes))
				b.m.remotes = append(b.m.remotes, c)
			}
		}
	}
}

// remoteMost returns how many half-days the rooms allow from a school to a
// line; 0 when the rule refuses the pair.
func (b *Build) remoteMost(c remoteColumn) int {
	from, line := &b.f.Schools[c.from], &b.f.Lines[c.line]
	to := &b.f.Schools[line.School]
	if from.Index == to.Index || !from.Public || !to.Public {
		return 0
	}
	if b.lecturer(c) < 0 {
		return 0
	}
	byLocale := b.pairsOf["remote"][policy.Pair{From: string(from.Locale), To: string(to.Locale)}]
	byCentre := to.Centre == from.ID && b.pairsOf["remote"][policy.Pair{From: "centre", To: "point"}]
	if !byLocale && !byCentre || !within(policy.RemoteWithin.Of(b.r), from, to) {
		return 0
	}
	return min(b.roomHalfDays(from.BroadcastRooms), b.roomHalfDays(to.ListeningRooms))
}
