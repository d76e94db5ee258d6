package balance

import (
	"lungang/model"
	"lungang/policy"
)

// Report is what the indicators say of a district, before and after a plan.
type Report struct {
	District  string     `json:"district"` // code
	PlanYear  int        `json:"planYear"`
	Reference model.Date `json:"reference"` // day of the demands, ages and honours
	Pack      string     `json:"pack"`
	Planned   bool       `json:"planned"` // false: no plan, every After is absent
	Entries   []Entry    `json:"entries"` // in the order of Indicators
}

// Entry is one indicator over one scope.
type Entry struct {
	ID      string         `json:"id"`              // of Indicators
	Of      string         `json:"of,omitempty"`    // which of several values of the indicator: I1 … I7, a denominator, a kind of school
	Scope   string         `json:"scope"`           // district, zone:ID, or stage
	Stage   model.Stage    `json:"stage,omitempty"` // with scope stage
	Title   model.Text     `json:"title"`
	Unit    model.Text     `json:"unit"`              // of the values
	Year    int            `json:"year"`              // plan year, in which the demand is judged
	Demand  *Demand        `json:"demand"`            // null: the rules in force ask for nothing
	Each    *Each          `json:"each,omitempty"`    // whom the demand is of, when not of the values above
	Uses    []policy.Basis `json:"uses,omitempty"`    // the other parameters that say who counts, and from what on
	Later   []Milestone    `json:"later,omitempty"`   // what the pack asks for from later days on
	Before  Measure        `json:"before"`            // as the district stands
	After   *Measure       `json:"after,omitempty"`   // with the plan
	Schools []School       `json:"schools,omitempty"` // sorted by id
}

// Passed reports whether the demand is met, with the plan when there is one;
// nil when there is no demand, or the document does not say enough.
func (e *Entry) Passed() *bool {
	if e.After != nil {
		return e.After.Passed
	}
	return e.Before.Passed
}

// Each says that a demand is of each school, or each teacher. The value of the
// entry is then the percent of those that meet it, and all must.
type Each struct {
	Whom model.Text `json:"whom"`
	Unit model.Text `json:"unit"` // of the demand, and of the values of schools
}

// School is the value of one school.
type School struct {
	School model.SchoolID `json:"school"`
	Before Measure        `json:"before"`
	After  *Measure       `json:"after,omitempty"`
}

// Measure is a value, with what it was counted from.
type Measure struct {
	Known       bool    `json:"known"` // false: there is nothing to count, or the document does not say
	Value       float64 `json:"value"` // in the unit of the entry; 0 when not known
	Numerator   int     `json:"numerator"`
	Denominator int     `json:"denominator"`
	Unknown     int     `json:"unknown,omitempty"` // of the denominator: those of whom the document does not say
	Passed      *bool   `json:"passed"`            // null: no demand, or not decided by what is known
	Parts       []Part  `json:"parts,omitempty"`   // what a ratio is made of
}

// Part is a share in percent that a value is made of.
type Part struct {
	Name        string  `json:"name"`
	Numerator   int     `json:"numerator"`
	Denominator int     `json:"denominator"`
	Value       float64 `json:"value"`
}

// An Indicator is one entry of the registry: one file, and one test.
type Indicator struct {
	ID    string
	Title model.Text
	Unit  model.Text
	Each  *Each
	Uses  []string // parameters beside that of the demand
	read  func(*situation) []reading
}

// reading is what an indicator finds in a situation. The same rules and the
// same document give the same readings in the same order, whatever the plan.
type reading struct {
	of      string
	scope   string
	stage   model.Stage
	demand  *Demand
	later   []Milestone
	measure Measure
	schools []schoolReading
}

type schoolReading struct {
	school  int // index
	measure Measure
}

// Of reports every indicator of a district as it stands and, when there is a
// plan, with it: moves change the school of a teacher, and visits count where
// an indicator says so. The plan should belong to the problem of the facts;
// moves and visits that name nobody are left out.
func Of(f *policy.Facts, plan *model.Plan) *Report {
	before := newSituation(f, nil)
	var after *situation
	if plan != nil {
		after = newSituation(f, plan)
	}
	out := &Report{
		District: f.Problem.District.Code, PlanYear: f.Problem.District.PlanYear, Reference: f.Reference,
		Pack: f.Rules.Pack.ID, Planned: plan != nil, Entries: []Entry{},
	}
	for i := range Indicators {
		was := Indicators[i].read(before)
		var is []reading
		if after != nil {
			is = Indicators[i].read(after)
		}
		for k := range was {
			e := entryOf(f, &Indicators[i], &was[k])
			if after != nil {
				e.join(f, &is[k])
			}
			out.Entries = append(out.Entries, e)
		}
	}
	return out
}

func entryOf(f *policy.Facts, ind *Indicator, r *reading) Entry {
	e := Entry{
		ID: ind.ID, Of: r.of, Scope: r.scope, Stage: r.stage, Title: ind.Title, Unit: ind.Unit, Each: ind.Each, Uses: f.Rules.Basis(ind.Uses...),
		Year: f.Problem.District.PlanYear, Demand: r.demand, Later: r.later, Before: r.measure,
	}
	for _, s := range r.schools {
		e.Schools = append(e.Schools, School{School: f.Schools[s.school].ID, Before: s.measure})
	}
	return e
}

// join adds what is after the plan. Which schools there are never depends on it.
func (e *Entry) join(f *policy.Facts, r *reading) {
	e.After = &r.measure
	at := make(map[model.SchoolID]int, len(e.Schools))
	for i := range e.Schools {
		at[e.Schools[i].School] = i
	}
	for i := range r.schools {
		s := &r.schools[i]
		if k, ok := at[f.Schools[s.school].ID]; ok {
			e.Schools[k].After = &s.measure
		}
	}
}
