package ledger

import (
	"lungang/model"
	"lungang/policy"
)

// ServiceKind is why service is owed.
type ServiceKind string

// The kinds.
const (
	SpecialPostService ServiceKind = "special_post"    // 特岗教师
	FundedService      ServiceKind = "funded_graduate" // 公费师范生
	FirstTermsService  ServiceKind = "first_terms"     // 前几个聘期城乡捆绑 (D-36)
	AgreedService      ServiceKind = "agreed"          // another service with a last day
)

// Values lists the closed set of words.
func (ServiceKind) Values() []string {
	return []string{"special_post", "funded_graduate", "first_terms", "agreed"}
}

// Service is service that a teacher owes on the reference day.
type Service struct {
	Kind ServiceKind `json:"kind"`
	// Until is the last day, as given, else the first day of employment and the
	// years of the kind; absent when it is not known, and for first terms, which
	// are told by the number of the term.
	Until model.Date `json:"until,omitzero"`
	Days  int        `json:"days"` // left after the reference day; 0 when Until is not known
	Term  int        `json:"term,omitempty"`
	Terms int        `json:"terms,omitempty"`

	// Rural years that the service contains, and whether the teacher has them;
	// null when no number is set.
	RuralNeeded *float64       `json:"ruralNeeded"`
	RuralMet    *bool          `json:"ruralMet"`
	Basis       []policy.Basis `json:"basis"`
}

// service returns what is owed: nothing when the last day lies before the
// reference day. Who owes rural years of a funded place but serves at a rural
// school owes them still, until they are full.
func (b *book) service(teacher int, years RuralYears) []Service {
	t := &b.f.Teachers[teacher]
	out := []Service{}
	add := func(s Service, rural float64, asked bool) {
		if asked {
			met := years.total.Cmp(policy.Decimal(rural)) >= 0
			s.RuralNeeded, s.RuralMet = &rural, &met
		}
		out = append(out, s)
	}
	until := t.ServiceUntil
	open := !until.IsZero() && !until.Before(b.f.Reference)
	days := 0
	if open {
		days = b.f.Reference.DaysUntil(until)
	}
	switch t.Employment.Kind {
	case model.SpecialPost:
		if open || until.IsZero() {
			add(Service{Kind: SpecialPostService, Until: until, Days: days, Basis: b.f.Rules.Basis(policy.ServiceSpecialPostYears.Name)}, 0, false)
		}
	case model.FundedGraduate:
		if open || until.IsZero() {
			rural := policy.ServiceFundedRural.Of(b.f.Rules)
			add(Service{
				Kind: FundedService, Until: until, Days: days,
				Basis: b.f.Rules.Basis(policy.ServiceFundedYears.Name, policy.ServiceFundedRural.Name),
			}, float64(rural), rural > 0)
		}
	case model.InQuota, model.ContractStaff, model.SupportStudent, "":
		if open {
			add(Service{Kind: AgreedService, Until: until, Days: days, Basis: []policy.Basis{}}, 0, false)
		}
	}
	if term, last := t.Employment.Term, policy.ServiceTerms.Of(b.f.Rules); term > 0 && term <= last {
		rural, asked := policy.ExchangeBundleYears.Maybe(b.f.Rules)
		add(Service{
			Kind: FirstTermsService, Term: term, Terms: last,
			Basis: b.f.Rules.Basis(policy.ServiceTerms.Name, policy.ExchangeBundleYears.Name),
		}, float64(rural), asked)
	}
	return out
}
