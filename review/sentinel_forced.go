package review

import (
	"fmt"

	"lungang/model"
)

// forcedMost is the number of forced moves that may come from one school without
// a word.
const forcedMost = 2

// forcedFromOneSchool looks whether those who move without having asked for it
// are all from one school, while others of the district might move as well.
func forcedFromOneSchool(w *Watch) []Finding {
	var teachers []string
	var from model.SchoolID
	for _, m := range w.Run.Plan.Moves {
		if m.Voluntary {
			continue
		}
		if from != "" && from != m.From.School {
			return nil
		}
		from = m.From.School
		teachers = append(teachers, string(m.Teacher))
	}
	if len(teachers) <= forcedMost {
		return nil
	}
	elsewhere := 0
	for i := range w.Facts.Teachers {
		if t := &w.Facts.Teachers[i]; t.MayMove() && w.Facts.Schools[t.School].ID != from {
			elsewhere++
		}
	}
	if elsewhere == 0 {
		return nil
	}
	return []Finding{{
		Subjects: append(teachers, string(from)),
		Facts:    []model.Fact{{Name: "forced", Value: fmt.Sprint(len(teachers))}, {Name: "candidatesElsewhere", Value: fmt.Sprint(elsewhere)}},
		Message: model.Text{
			ZH: fmt.Sprintf("%d 名非自愿交流的教师全部来自学校 %s,而其他学校还有 %d 名可交流的教师", len(teachers), from, elsewhere),
			EN: fmt.Sprintf("all %d teachers who move without having asked for it are from school %s, though %d others could move", len(teachers), from, elsewhere),
		},
	}}
}
