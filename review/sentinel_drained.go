package review

import (
	"fmt"

	"lungang/model"
)

// drainedYears is how many years before the plan year must show the same loss.
const drainedYears = 2

// schoolDrained looks for schools that lose more backbone teachers than they get,
// by the plan and in each of the two years before it, as far as the service
// histories of present backbone teachers show.
func schoolDrained(w *Watch) []Finding {
	year := w.Run.Problem.District.PlanYear
	net := map[model.SchoolID][drainedYears + 1]int{}
	count := func(s model.SchoolID, back, n int) {
		row := net[s]
		row[back] += n
		net[s] = row
	}
	for _, m := range w.Run.Plan.Moves {
		if m.IsBackbone {
			count(m.From.School, 0, -1)
			count(m.To.School, 0, 1)
		}
	}
	for i := range w.Facts.Teachers {
		t := &w.Facts.Teachers[i]
		if !t.Backbone {
			continue
		}
		at := w.Facts.Schools[t.School].ID
		if back := year - t.Since.Year; back >= 1 && back <= drainedYears {
			count(at, back, 1)
		}
		for _, h := range t.History {
			if back := year - h.To.Year; h.School != "" && h.School != at && !h.To.IsZero() && back >= 1 && back <= drainedYears {
				count(h.School, back, -1)
			}
		}
	}
	var out []Finding
	for i := range w.Facts.Schools {
		s := w.Facts.Schools[i].ID
		row := net[s]
		if row[0] >= 0 || row[1] >= 0 || row[2] >= 0 {
			continue
		}
		f := Finding{Subjects: []string{string(s)}, Message: model.Text{
			ZH: fmt.Sprintf("学校 %s 已连续三年净流出骨干教师", s),
			EN: fmt.Sprintf("school %s loses more backbone teachers than it gets for the third year", s),
		}}
		for back, n := range row {
			f.Facts = append(f.Facts, model.Fact{Name: fmt.Sprint(year - back), Value: fmt.Sprint(n)})
		}
		out = append(out, f)
	}
	return out
}
