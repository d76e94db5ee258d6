package policy

import (
	"slices"

	"lungang/model"
)

// holidayDays is the longest gap between two spells at one legal school that
// does not break continuous service: the summer holiday, July and August.
const holidayDays = 62

// tenure is continuous service at one legal school on a day.
type tenure struct {
	start model.Date  // first day of continuous service
	years int         // full years at the end of the day
	facts []ProofFact // the spells that were looked at, and what became of them
}

// spellKind is what a spell of the history means for continuous service.
type spellKind int

const (
	spellSame   spellKind = iota // work at the same legal school
	spellBridge                  // leave, training, … that does not break and counts
	spellBreak                   // work elsewhere, or leave that breaks
)

// tenureRule counts continuous service.
type tenureRule struct {
	unbroken []string
	legal    func(model.SchoolID) string // legal school of a campus; "" when unknown
}

func (r tenureRule) kind(s model.Service, legal string) spellKind {
	if slices.Contains(r.unbroken, string(s.Kind)) {
		return spellBridge
	}
	away := s.Kind == model.LeaveService || s.Kind == model.TrainingService
	if !away && s.School != "" && r.legal(s.School) == legal {
		return spellSame
	}
	return spellBreak
}

// of returns the continuous service of the teacher on the day. It begins with
// since, is extended backwards through spells at the same legal school (campuses
// that were merged) and through spells that do not break, and begins anew after
// the last spell that breaks it.
func (r tenureRule) of(t *model.Teacher, legal string, day model.Date) tenure {
	if len(t.History) == 0 {
		return tenure{start: t.Since, years: served(t.Since, day)}
	}
	spells := slices.Clone(t.History)
	slices.SortFunc(spells, func(a, b model.Service) int {
		if c := compareDates(b.From, a.From); c != 0 {
			return c
		}
		if c := compareDates(b.To, a.To); c != 0 {
			return c
		}
		if a.Kind != b.Kind {
			return compareText(string(a.Kind), string(b.Kind))
		}
		return compareText(string(a.School), string(b.School))
	})
	out := tenure{start: t.Since}
	out.facts = r.extend(&out, t.Since, spells, legal)
	out.facts = append(out.facts, r.cut(&out, spells, legal, day)...)
	out.years = served(out.start, day)
	return out
}

// extend moves the start back through spells at the same legal school. A spell
// that does not break counts only when such a spell lies before it.
func (r tenureRule) extend(out *tenure, since model.Date, spells []model.Service, legal string) []ProofFact {
	var facts, pending []ProofFact
	reach := since
	for _, s := range spells {
		if !s.From.Before(reach) || !touches(s, reach) {
			continue
		}
		switch r.kind(s, legal) {
		case spellSame:
			reach, out.start = s.From, s.From
			facts = append(append(facts, pending...), spellFact("same_school", s))
			pending = nil
		case spellBridge:
			reach = s.From
			pending = append(pending, spellFact("unbroken", s))
		case spellBreak:
		}
	}
	return facts
}

// cut begins the service anew after spells that break it, and names the spells
// within it that do not.
func (r tenureRule) cut(out *tenure, spells []model.Service, legal string, day model.Date) []ProofFact {
	var facts []ProofFact
	begin := out.start
	for _, s := range spells {
		if s.From.After(day) || (!s.To.IsZero() && !s.To.After(begin)) {
			continue
		}
		switch r.kind(s, legal) {
		case spellBreak:
			facts = append(facts, spellFact("broken", s))
			next := day
			if !s.To.IsZero() && s.To.Before(day) {
				next = nextDay(s.To)
			}
			if next.After(out.start) {
				out.start = next
			}
		case spellBridge:
			if !s.From.Before(begin) {
				facts = append(facts, spellFact("unbroken", s))
			}
		case spellSame:
		}
	}
	return facts
}

// served returns the full years of service from the first day to the end of the
// day, both days included: who came on 1 September has served whole school
// years on 31 August.
func served(first, day model.Date) int { return first.YearsUntil(nextDay(day)) }

// touches reports whether the spell reaches the day or ends at most a summer
// holiday before it.
func touches(s model.Service, day model.Date) bool {
	return s.To.IsZero() || s.To.DaysUntil(day) <= holidayDays+1
}

func spellFact(name string, s model.Service) ProofFact {
	return fact(name, FactValue{Kind: FactSpell, spell: &s})
}

func nextDay(d model.Date) model.Date {
	t := d.Time().AddDate(0, 0, 1)
	return model.NewDate(t.Year(), t.Month(), t.Day())
}

func previousDay(d model.Date) model.Date {
	t := d.Time().AddDate(0, 0, -1)
	return model.NewDate(t.Year(), t.Month(), t.Day())
}

func compareDates(a, b model.Date) int {
	switch {
	case a.Before(b):
		return -1
	case b.Before(a):
		return 1
	default:
		return 0
	}
}

func compareText(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	default:
		return 0
	}
}
