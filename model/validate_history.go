package model

import (
	"fmt"
	"strconv"
)

// history checks the spells of service.
func (v *validator) history(at *place, t *Teacher) {
	if v.count(at, len(t.History), maxEntries); len(t.History) > maxEntries {
		return // comparing all pairs would take too long
	}
	usable := make([]bool, len(t.History))
	for i, s := range t.History {
		here := at.item(i)
		v.schoolRef(here.field("school"), s.School, false)
		words(&v.checks, here.field("kind"), s.Kind, true)
		words(&v.checks, here.field("locale"), s.Locale, false)
		usable[i] = v.past(here.field("from"), s.From, true)
		v.notBeforeAdult(here.field("from"), s.From, t)
		if s.To.IsZero() {
			continue
		}
		usable[i] = v.date(here.field("to"), s.To, false) && usable[i]
		usable[i] = usable[i] && v.order(here.field("to"), s.From, s.To)
		if usable[i] && !v.latest.IsZero() && s.To.After(v.latest) {
			v.warn(here.field("to"), CodeOutOfRange, s.To.String(),
				Text{"结束日期在基准日之后,按仍在继续处理", "the last day is after the reference date; the spell is taken as lasting"},
				Text{"请核对日期", "check the date"})
		}
	}
	v.overlaps(at, t.History, usable)
}

// overlaps finds spells that cannot both be true. Leave, training, secondment,
// support and itinerant teaching happen during a teaching spell, so only spells
// of one kind, and teaching with exchange, exclude each other.
func (v *validator) overlaps(at *place, list []Service, usable []bool) {
	for i := range list {
		for j := range i {
			if !usable[i] || !usable[j] || !exclusive(list[i].Kind, list[j].Kind) {
				continue
			}
			days := sharedDays(list[i], list[j])
			if days == 0 {
				continue
			}
			message := Text{
				fmt.Sprintf("与 %s 的时间重叠", at.item(j)), fmt.Sprintf("overlaps with %s", at.item(j)),
			}
			remedy := Text{"请核对两段的起止日期", "check the first and last days of both"}
			if days == 1 { // both name the day of the change
				v.warn(at.item(i), CodeInconsistent, strconv.Itoa(days), message, remedy)
			} else {
				v.fail(at.item(i), CodeInconsistent, "", message, remedy)
			}
			break // one fault a spell is enough
		}
	}
}

func exclusive(a, b ServiceKind) bool {
	main := func(k ServiceKind) bool { return k == TeachingService || k == ExchangeService }
	return a == b || main(a) && main(b)
}

// sharedDays counts the days that two spells have in common; a spell without a
// last day lasts.
func sharedDays(a, b Service) int {
	from, to := a.From, a.To
	if b.From.After(from) {
		from = b.From
	}
	if to.IsZero() || !b.To.IsZero() && b.To.Before(to) {
		to = b.To
	}
	if to.IsZero() {
		return 2 // both last: many days
	}
	return max(0, from.DaysUntil(to)+1)
}
