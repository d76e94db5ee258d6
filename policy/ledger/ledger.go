package ledger

import (
	"lungang/model"
	"lungang/policy"
)

// Ledger is the books of a district.
type Ledger struct {
	District  string     `json:"district"`
	PlanYear  int        `json:"planYear"`
	Reference model.Date `json:"reference"` // day to which the books are kept
	Planned   bool       `json:"planned"`   // false: AfterYear is with everybody where they are
	Teachers  []Teacher  `json:"teachers"`  // on-quota and special-post teachers of public schools, sorted by id
	Rests     Rests      `json:"basis"`     // what the rural years and promotions of all teachers rest on
	Terms     []Term     `json:"terms"`
	Pairings  []Pairing  `json:"pairings"`
}

// Rests is what the same columns of all teachers rest on, told once.
type Rests struct {
	RuralYears []policy.Basis `json:"ruralYears"`
	Promotion  []policy.Basis `json:"promotion"`
}

// Teacher is the books of one teacher.
type Teacher struct {
	Teacher    model.TeacherID `json:"teacher"`
	School     model.SchoolID  `json:"school"`
	RuralYears RuralYears      `json:"ruralYears"`
	Promotion  Promotion       `json:"promotion"`
	Service    []Service       `json:"service"`
}

// book is the district with or without a plan.
type book struct {
	f      *policy.Facts
	school policy.Assignment
	visits map[model.TeacherID]bool // who visits a rural school
}

func newBook(f *policy.Facts, plan *model.Plan) *book {
	b := &book{f: f, school: f.Stay, visits: map[model.TeacherID]bool{}}
	if plan == nil {
		return b
	}
	b.school = f.After(plan.Moves)
	for _, v := range plan.Visits {
		if to := f.School(v.To.School); to != nil && v.HalfDays > 0 && b.rural(to) {
			b.visits[v.Teacher] = true
		}
	}
	return b
}

// Of keeps the books of a district on the reference day; with a plan, also what
// they will say at the end of the plan year. The plan may be nil.
func Of(f *policy.Facts, plan *model.Plan) *Ledger {
	b := newBook(f, plan)
	out := b.ledger(plan != nil)
	out.Terms, out.Pairings = b.terms(), b.pairings()
	for i := range f.Teachers {
		t := &f.Teachers[i]
		if f.Schools[t.School].Public && (t.OnQuota || t.Employment.Kind == model.SpecialPost) {
			out.Teachers = append(out.Teachers, b.teacher(i))
		}
	}
	return out
}

// OfTeacher keeps the books of one teacher, who must be one of f.Teachers:
// whatever the employment, with the own terms, and without pairings.
func OfTeacher(f *policy.Facts, plan *model.Plan, t *policy.TeacherFacts) *Ledger {
	b := newBook(f, plan)
	out := b.ledger(plan != nil)
	out.Teachers = append(out.Teachers, b.teacher(t.Index))
	for _, x := range b.terms() {
		if x.Teacher == t.ID {
			out.Terms = append(out.Terms, x)
		}
	}
	return out
}

func (b *book) ledger(planned bool) *Ledger {
	return &Ledger{
		District: b.f.Problem.District.Code, PlanYear: b.f.Problem.District.PlanYear, Reference: b.f.Reference, Planned: planned,
		Teachers: []Teacher{}, Terms: []Term{}, Pairings: []Pairing{},
		Rests: Rests{RuralYears: b.f.Rules.Basis(ruralYearsKeys...), Promotion: b.f.Rules.Basis(promotionKeys...)},
	}
}

func (b *book) teacher(i int) Teacher {
	t := &b.f.Teachers[i]
	years := b.ruralYears(i)
	return Teacher{
		Teacher: t.ID, School: t.Teacher.School, RuralYears: years,
		Promotion: b.promotion(i, years), Service: b.service(i, years),
	}
}
