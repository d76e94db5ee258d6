package policy

import "lungang/model"

// PredicateAge asks whether the teacher is not older than the limit of the
// sex, the limit included: 45周岁以下 is an age of at most 45 full years, up to
// the day before the 46th birthday.
const PredicateAge = "age_limit"

var agePredicate = Predicate{
	ID: PredicateAge, Form: Leaf, Title: model.Text{ZH: "未超过年龄上限", EN: "is not older than the limit"},
	Parameters: []string{ExchangeAgeMaxMale.Name, ExchangeAgeMaxFemale.Name, ExchangeAgeFrom.Name},
	Statutes:   []Statute{countingStatute, periodStatute},
}

func ageLimit(r *Rules) predicate {
	male, maleClauses := ExchangeAgeMaxMale.Of(r), ExchangeAgeMaxMale.Clauses(r)
	female, femaleClauses := ExchangeAgeMaxFemale.Of(r), ExchangeAgeMaxFemale.Clauses(r)
	otherThanMale, otherThanFemale := []string{ExchangeAgeMaxFemale.Name}, []string{ExchangeAgeMaxMale.Name}
	from := ExchangeAgeFrom.Of(r)
	return agePredicate.leaf(func(s *subject) answer {
		limit, clauses, other := male, maleClauses, otherThanMale
		if s.Sex == model.Female {
			limit, clauses, other = female, femaleClauses, otherThanFemale
		}
		facts := append(
			[]ProofFact{fact("age", wholeFact(s.Age)), fact("limit", wholeFact(limit))},
			aside(fact("sex", wordFact(s.Sex)), fact("born", dayFact(s.BirthDate)), fact("reference_day", dayFact(s.day)),
				fact("counted_from", wordFact(from)))...)
		return compared(Comparison{wholeFact(s.Age), AtMost, wholeFact(limit), true}, clauses, facts...).apartFrom(other...)
	})
}

// ageOn returns the full years of age on a day. By the Civil Code (arts. 200 to
// 203) a year of life ends at midnight after the birthday, which is where ages
// stand at the end of the reference day; 28 February stands for 29 February in
// a common year. Criminal cases count from the second day instead (法释〔2006〕1号
// art. 2: 从周岁生日的第二天起算); a pack may choose that (exchange.age_from).
func ageOn(birth, day model.Date, from string) int {
	if from == "next_day" {
		day = previousDay(day)
	}
	return birth.YearsUntil(day)
}
