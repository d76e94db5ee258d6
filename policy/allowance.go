package policy

import (
	"slices"

	"lungang/model"
)

// Yuan is a sum of money in whole yuan (元). All amounts of packs are whole, so
// every sum is exact.
type Yuan int64

// AllowanceKind is a kind of money that follows a teacher's work.
type AllowanceKind string

// The kinds, in the order in which they are reported.
const (
	TownshipAllowance AllowanceKind = "township"     // 乡镇工作补贴, by the tier of the school (C-16, D-43)
	LivingAllowance   AllowanceKind = "rural_living" // 乡村教师生活补助, by the tier of the school (A-46, C-17)
	TalentAllowance   AllowanceKind = "rural_talent" // 乡村教师人才津贴, of who moves from an urban to a rural school (B1-24)
	VisitAllowance    AllowanceKind = "itinerant"    // 走教补助, by the tier of the school visited (D-35)
	HeadAllowance     AllowanceKind = "head_teacher" // 班主任津贴, more at boarding schools (B1-55)
)

// Values lists the closed set of words, in the order of reports.
func (AllowanceKind) Values() []string {
	return []string{"township", "rural_living", "rural_talent", "itinerant", "head_teacher"}
}

// amountKeys are the parameters that carry the amounts of the kinds.
var amountKeys = map[AllowanceKind][]string{
	TownshipAllowance: {AllowanceTownship.Name},
	LivingAllowance:   {AllowanceLiving.Name},
	TalentAllowance:   {AllowanceTalent.Name},
	VisitAllowance:    {AllowanceVisit.Name},
	HeadAllowance:     {AllowanceHead.Name, AllowanceHeadBoarding.Name},
}

// Parameters returns the names of the parameters that carry the amounts of the
// kind, the first of which decides whether it is set at all.
func (k AllowanceKind) Parameters() []string { return slices.Clone(amountKeys[k]) }

// Allowance is what one kind comes to in a plan year.
type Allowance struct {
	Kind AllowanceKind `json:"kind"`
	Yuan Yuan          `json:"yuan"` // of a year; negative when a move saves it
}

// AllowanceSet reports whether the rules in force give the kind an amount. A
// kind without one costs nothing in every function of this file; whoever shows
// a cost must say so.
func (r *Rules) AllowanceSet(k AllowanceKind) bool {
	return r.values[amountKeys[k][0]] != nil
}

// byTier returns the amount of a hardship tier: the entry of the tier, or the
// last one for all higher tiers. 0 when there is none.
func byTier(k Key[[]int], r *Rules, tier int) Yuan {
	list, ok := k.Maybe(r)
	if !ok {
		return 0
	}
	return Yuan(list[min(max(0, tier), len(list)-1)])
}

func places(k Key[[]string], r *Rules, l model.Locale) bool {
	return slices.Contains(k.Of(r), string(l))
}

// Paid reports whether the teacher (index) is paid allowances: active, and of a
// kind of employment that allowance.employment names. Allowances come with the
// post and end with it (在岗享有、离岗取消).
func (f *Facts) Paid(teacher int) bool {
	t := f.Teachers[teacher].Teacher
	return isActive(t) && slices.Contains(AllowanceStaff.Of(f.Rules), string(employmentKind(t)))
}

// PostAllowances returns what a teacher (index) gets in a year for working at a
// school (index): the township work subsidy and the rural living allowance, of
// the tier of that school, for allowance.months. Kinds that give nothing are
// left out; so is everybody at a private school, and who is not Paid.
func (f *Facts) PostAllowances(teacher, school int) []Allowance {
	s := &f.Schools[school]
	if !s.Public || !f.Paid(teacher) {
		return nil
	}
	months := Yuan(AllowanceMonths.Of(f.Rules))
	var out []Allowance
	add := func(kind AllowanceKind, monthly Yuan) {
		if monthly != 0 {
			out = append(out, Allowance{kind, monthly * months})
		}
	}
	if places(AllowanceTownshipLocales, f.Rules, s.Locale) {
		add(TownshipAllowance, byTier(AllowanceTownship, f.Rules, s.HardshipTier))
	}
	if places(AllowanceLivingLocales, f.Rules, s.Locale) {
		add(LivingAllowance, byTier(AllowanceLiving, f.Rules, s.HardshipTier))
	}
	return out
}

// MoveAllowances returns by how much each kind changes in a year when the
// teacher (index) moves to the school (index): what the new post pays less what
// the old one pays, and the talent allowance when the way leads from an urban
// school to a rural one. Kinds that do not change are left out. The head-teacher
// allowance belongs to the class, which stays, so no move changes it.
func (f *Facts) MoveAllowances(teacher, school int) []Allowance {
	from := f.Teachers[teacher].School
	change := map[AllowanceKind]Yuan{}
	for _, a := range f.PostAllowances(teacher, school) {
		change[a.Kind] += a.Yuan
	}
	for _, a := range f.PostAllowances(teacher, from) {
		change[a.Kind] -= a.Yuan
	}
	if n, ok := AllowanceTalent.Maybe(f.Rules); ok && f.Paid(teacher) && f.Schools[school].Public &&
		f.Schools[from].Locale == model.Urban && f.Schools[school].Locale == model.Rural {
		change[TalentAllowance] = Yuan(n * AllowanceMonths.Of(f.Rules))
	}
	var out []Allowance
	for _, kind := range AllowanceKind("").Values() {
		if y := change[AllowanceKind(kind)]; y != 0 {
			out = append(out, Allowance{AllowanceKind(kind), y})
		}
	}
	return out
}

// MoveCost returns what the move of a teacher (index) to a school (index) adds
// to the yearly cost of the district: the sum of MoveAllowances, negative when
// the move saves money. It is the coefficient of a move in a budget.
func (f *Facts) MoveCost(teacher, school int) Yuan { return total(f.MoveAllowances(teacher, school)) }

// VisitRate is what visits of one teacher to one school cost in a year:
// HalfDay for each half-day a week, and School once when there is any.
type VisitRate struct {
	HalfDay Yuan
	School  Yuan
}

// Cost returns the yearly cost of that many half-days a week; 0 for none.
func (v VisitRate) Cost(halfDays int) Yuan {
	if halfDays <= 0 {
		return 0
	}
	return v.School + v.HalfDay*Yuan(halfDays)
}

// VisitRate returns what visits of a teacher (index) to a school (index) cost,
// by the tier of the school visited: with allowance.itinerant_unit half_day the
// amount for each half-day of allowance.itinerant_weeks, with month the amount
// for each of allowance.itinerant_months and each school visited. Its two parts
// are the coefficients of half-days and of "visits at all" in a budget.
func (f *Facts) VisitRate(teacher, school int) VisitRate {
	s := &f.Schools[school]
	if !s.Public || !f.Paid(teacher) {
		return VisitRate{}
	}
	amount := byTier(AllowanceVisit, f.Rules, s.HardshipTier)
	if AllowanceVisitUnit.Of(f.Rules) == "month" {
		return VisitRate{School: amount * Yuan(AllowanceVisitMonths.Of(f.Rules))}
	}
	return VisitRate{HalfDay: amount * Yuan(AllowanceVisitWeeks.Of(f.Rules))}
}

// HeadAllowance returns what the head teacher of a class at the school (index)
// gets in a year; 0 at private schools.
func (f *Facts) HeadAllowance(school int) Yuan {
	s := &f.Schools[school]
	monthly, ok := AllowanceHead.Maybe(f.Rules)
	if !ok || !s.Public {
		return 0
	}
	if more, ok := AllowanceHeadBoarding.Maybe(f.Rules); ok && s.Boarding {
		monthly += more
	}
	return Yuan(monthly * AllowanceMonths.Of(f.Rules))
}

// HeadTeacher reports whether the teacher (index) heads a class and is paid for it.
func (f *Facts) HeadTeacher(teacher int) bool {
	return roleKind(f.Teachers[teacher].Teacher) == model.HeadTeacher && f.Paid(teacher)
}

func total(list []Allowance) Yuan {
	var sum Yuan
	for _, a := range list {
		sum += a.Yuan
	}
	return sum
}
