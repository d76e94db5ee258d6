package ledger

import (
	"slices"

	"lungang/model"
)

// span is days of service; to is the day after the last one.
type span struct{ from, to model.Date }

// dayAfter returns the next day.
func dayAfter(d model.Date) model.Date {
	t := d.Time().AddDate(0, 0, 1)
	return model.NewDate(t.Year(), t.Month(), t.Day())
}

// spanOf returns the days from one day to another, both included; a zero last
// day lasts until the reference day, beyond which nothing is counted.
func spanOf(from, to, reference model.Date) span {
	end := dayAfter(reference)
	if !to.IsZero() && to.Before(reference) {
		end = dayAfter(to)
	}
	return span{from, end}
}

// merged sorts spans and joins those that touch or share days; empty ones go.
func merged(spans []span) []span {
	spans = slices.DeleteFunc(slices.Clone(spans), func(s span) bool { return !s.from.Before(s.to) })
	slices.SortFunc(spans, func(a, b span) int { return a.from.Time().Compare(b.from.Time()) })
	var out []span
	for _, s := range spans {
		if n := len(out); n > 0 && !s.from.After(out[n-1].to) {
			if s.to.After(out[n-1].to) {
				out[n-1].to = s.to
			}
			continue
		}
		out = append(out, s)
	}
	return out
}

// without returns the days of spans that are in none of the others.
func without(spans, others []span) []span {
	out := merged(spans)
	for _, o := range merged(others) {
		var left []span
		for _, s := range out {
			if !o.from.Before(s.to) || !s.from.Before(o.to) {
				left = append(left, s)
				continue
			}
			left = append(left, span{s.from, o.from}, span{o.to, s.to})
		}
		out = merged(left)
	}
	return out
}

// months returns the full months of each span, summed: spells may be put
// together (分段合并计算, D-36), days of different months are not.
func months(spans []span) int {
	n := 0
	for _, s := range spans {
		m := (s.to.Year-s.from.Year)*12 + int(s.to.Month) - int(s.from.Month)
		if s.to.Day < s.from.Day && !lastOfMonth(s.to) {
			m--
		}
		n += m
	}
	return n
}

// lastOfMonth reports whether the day is the last of its month: a month that
// began on the 31st is full there.
func lastOfMonth(d model.Date) bool { return dayAfter(d).Day == 1 }
