package policy

import (
	"slices"
	"strconv"

	"lungang/model"
)

// The predicates in the order in which they are looked at.
const (
	PredicateOnQuota    = "on_quota"          // occupies a quota post
	PredicateActive     = "active"            // works at the school now
	PredicateNotLeader  = "not_leader"        // leaders rotate by their own rule
	PredicatePublic     = "public_school"     // private schools stay out
	PredicateExempt     = "exempt"            // a claim of a kind that the pack exempts is valid
	PredicateClaim      = "exemption_claim"   // part of exempt: one claim
	PredicateAge        = "age_limit"         // not older than the limit, the limit included
	PredicateYears      = "consecutive_years" // at least so many full years at one school
	PredicateRetirement = "retirement_guard"  // not too near to retirement
	PredicateVolunteer  = "volunteer"         // wants to move this year
	factOff             = "off"
	factLimit           = "limit"
	factValue           = "value"
	factYears           = "years"
	factLeast           = "least"
	factContinuousFrom  = "continuous_from"
	factYearsLeft       = "years_to_retirement"
)

// verdictRule decides who should rotate (docs/model.md). It holds what it needs
// of the rules, so that 30,000 verdicts do not look up parameters again.
type verdictRule struct {
	day        model.Date
	maxMale    int
	maxFemale  int
	minYears   int
	guard      int
	exemptions []string
	clauses    struct{ male, female, years, guard, exempt []string }
}

func newVerdictRule(r *Rules, day model.Date) verdictRule {
	v := verdictRule{
		day: day, maxMale: ExchangeAgeMaxMale.Of(r), maxFemale: ExchangeAgeMaxFemale.Of(r),
		minYears: ExchangeMinYears.Of(r), guard: ExchangeRetirementGuard.Of(r),
		exemptions: ExchangeExemptions.Of(r),
	}
	v.clauses.male = ExchangeAgeMaxMale.Clauses(r)
	v.clauses.female = ExchangeAgeMaxFemale.Clauses(r)
	v.clauses.years = ExchangeMinYears.Clauses(r)
	v.clauses.guard = ExchangeRetirementGuard.Clauses(r)
	v.clauses.exempt = ExchangeExemptions.Clauses(r)
	return v
}

// of returns where the teacher stands. Predicates are looked at in order until
// the answer is known: the four that keep a person out altogether, then
// exemptions (which beat everything that follows, volunteering too), then age,
// years and retirement together, and at last whether the person volunteers.
func (v verdictRule) of(t *TeacherFacts, s *SchoolFacts, served tenure) model.Verdict {
	out := model.Verdict{Teacher: t.ID, Kind: model.NotDue, Findings: make([]model.Finding, 0, 9)}
	for _, f := range [...]model.Finding{
		{Predicate: PredicateOnQuota, Holds: t.OnQuota, Facts: fact("employment", string(employmentKind(t.Teacher)))},
		{Predicate: PredicateActive, Holds: isActive(t.Teacher), Facts: fact("status", string(status(t.Teacher)))},
		{Predicate: PredicateNotLeader, Holds: !t.Role.Kind.IsLeader(), Facts: fact("role", string(roleKind(t.Teacher)))},
		{Predicate: PredicatePublic, Holds: s.Public, Facts: fact("ownership", string(ownership(s.School)))},
	} {
		out.Findings = append(out.Findings, f)
		if !f.Holds {
			return out
		}
	}
	exempt := v.exempt(t.Teacher)
	out.Findings = append(out.Findings, exempt)
	if exempt.Holds {
		out.Kind = model.Exempt
		return out
	}
	age, years, guard := v.age(t), v.years(served), v.retirement(t)
	out.Findings = append(out.Findings, age, years, guard)
	if age.Holds && years.Holds && guard.Holds {
		out.Kind = model.Must
		return out
	}
	out.Findings = append(out.Findings, model.Finding{
		Predicate: PredicateVolunteer, Holds: t.Volunteer, Facts: fact(factValue, strconv.FormatBool(t.Volunteer)),
	})
	if t.Volunteer {
		out.Kind = model.May
	}
	return out
}

func (v verdictRule) exempt(t *model.Teacher) model.Finding {
	out := model.Finding{Predicate: PredicateExempt, Clauses: v.clauses.exempt}
	if len(t.Exemptions) == 0 {
		return out
	}
	claims := slices.Clone(t.Exemptions)
	slices.SortFunc(claims, func(a, b model.ExemptionClaim) int {
		if a.Kind != b.Kind {
			return compareText(string(a.Kind), string(b.Kind))
		}
		return compareDates(a.Until, b.Until)
	})
	for _, c := range claims {
		known := slices.Contains(v.exemptions, string(c.Kind))
		valid := c.Until.IsZero() || !c.Until.Before(v.day)
		out.Holds = out.Holds || known && valid
		out.Of = append(out.Of, model.Finding{
			Predicate: PredicateClaim, Holds: known && valid, Clauses: v.clauses.exempt,
			Facts: []model.Fact{
				{Name: "kind", Value: string(c.Kind)},
				{Name: "until", Value: c.Until.String()},
				{Name: "in_pack", Value: strconv.FormatBool(known)},
				{Name: "valid", Value: strconv.FormatBool(valid)},
			},
		})
	}
	return out
}

func (v verdictRule) age(t *TeacherFacts) model.Finding {
	limit, clauses := v.maxMale, v.clauses.male
	if t.Sex == model.Female {
		limit, clauses = v.maxFemale, v.clauses.female
	}
	return model.Finding{
		Predicate: PredicateAge, Holds: t.Age <= limit, Clauses: clauses,
		Facts: []model.Fact{{Name: "age", Value: strconv.Itoa(t.Age)}, {Name: factLimit, Value: strconv.Itoa(limit)}},
	}
}

func (v verdictRule) years(served tenure) model.Finding {
	facts := make([]model.Fact, 0, 3+len(served.facts))
	facts = append(facts,
		model.Fact{Name: factContinuousFrom, Value: served.start.String()},
		model.Fact{Name: factYears, Value: strconv.Itoa(served.years)},
		model.Fact{Name: factLeast, Value: strconv.Itoa(v.minYears)},
	)
	return model.Finding{
		Predicate: PredicateYears, Holds: served.years >= v.minYears, Clauses: v.clauses.years,
		Facts: append(facts, served.facts...),
	}
}

func (v verdictRule) retirement(t *TeacherFacts) model.Finding {
	out := model.Finding{Predicate: PredicateRetirement, Holds: true, Clauses: v.clauses.guard}
	if v.guard == 0 {
		out.Facts = fact(factLeast, factOff)
		return out
	}
	left := v.day.YearsUntil(RetirementDate(retirementGroup(t.Sex), t.BirthDate))
	out.Holds = left >= v.guard
	out.Facts = []model.Fact{{Name: factYearsLeft, Value: strconv.Itoa(left)}, {Name: factLeast, Value: strconv.Itoa(v.guard)}}
	return out
}

func fact(name, value string) []model.Fact { return []model.Fact{{Name: name, Value: value}} }
