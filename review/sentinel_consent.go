package review

import (
	"fmt"
	"slices"

	"lungang/model"
)

// consentMissing looks for teachers who move without having volunteered or
// listed the school, and of whom that cannot simply be asked: they are not due,
// or they claim a ground for exemption on the reference day, whether the pack
// accepts it or not.
func consentMissing(w *Watch) []Finding {
	var notDue, claims []string
	for _, m := range w.Run.Plan.Moves {
		if m.Voluntary {
			continue
		}
		if !m.Due {
			notDue = append(notDue, string(m.Teacher))
		}
		if t := w.Facts.Teacher(m.Teacher); t != nil && claimed(t.Teacher, w.Facts.Reference) {
			claims = append(claims, string(m.Teacher))
		}
	}
	if len(notDue)+len(claims) == 0 {
		return nil
	}
	all := slices.Concat(notDue, claims)
	slices.Sort(all)
	all = slices.Compact(all)
	return []Finding{{
		Subjects: all,
		Facts:    []model.Fact{{Name: "notDue", Value: fmt.Sprint(len(notDue))}, {Name: "claims", Value: fmt.Sprint(len(claims))}},
		Message: model.Text{
			ZH: fmt.Sprintf("%d 人未表示意愿而被安排交流(不属应交流 %d 人,提出免交流理由 %d 人):%s", len(all), len(notDue), len(claims), some(all)),
			EN: fmt.Sprintf("%d teachers move without having asked for it (%d are not due, %d claim a ground for exemption): %s", len(all), len(notDue), len(claims), some(all)),
		},
	}}
}

func claimed(t *model.Teacher, on model.Date) bool {
	return slices.ContainsFunc(t.Exemptions, func(e model.ExemptionClaim) bool { return e.Until.IsZero() || !e.Until.Before(on) })
}
