package ledger

import (
	"lungang/model"
	"lungang/policy"
)

// Cost is the district's yearly cost of allowances and subsidies, before and
// after a plan, in whole yuan. Kinds without an amount in the rules are listed
// with Set false and cost nothing: the sum is then not the whole cost.
type Cost struct {
	District string      `json:"district"`
	PlanYear int         `json:"planYear"`
	Kinds    []CostLine  `json:"kinds"` // every kind, in the order of policy.AllowanceKind
	Before   policy.Yuan `json:"before"`
	After    policy.Yuan `json:"after"`
	Change   policy.Yuan `json:"change"`   // after − before: what the plan adds
	Complete bool        `json:"complete"` // every kind has an amount
	Budget   *Budget     `json:"budget"`   // null: none is set
	Moves    []MoveCost  `json:"moves"`    // in the order of the plan
	Visits   []VisitCost `json:"visits"`   // one for each teacher and school visited, in the order of the plan
}

// CostLine is one kind of allowance.
type CostLine struct {
	Kind   policy.AllowanceKind `json:"kind"`
	Set    bool                 `json:"set"`
	Before Paid                 `json:"before"`
	After  Paid                 `json:"after"`
	Basis  []policy.Basis       `json:"basis"`
}

// Paid is who gets a kind and what it comes to in a year.
type Paid struct {
	Teachers int         `json:"teachers"`
	Yuan     policy.Yuan `json:"yuan"`
}

// Budget compares what the plan adds with the money set aside (budget.yuan).
type Budget struct {
	Yuan   policy.Yuan    `json:"yuan"`
	Within bool           `json:"within"`
	Basis  []policy.Basis `json:"basis"`
}

// MoveCost is what a move changes.
type MoveCost struct {
	Teacher model.TeacherID    `json:"teacher"`
	From    model.SchoolID     `json:"from"`
	To      model.SchoolID     `json:"to"`
	Yuan    policy.Yuan        `json:"yuan"`
	Kinds   []policy.Allowance `json:"kinds"`
}

// VisitCost is what the visits of a teacher to a school cost.
type VisitCost struct {
	Teacher  model.TeacherID `json:"teacher"`
	To       model.SchoolID  `json:"to"`
	HalfDays int             `json:"halfDays"`
	Yuan     policy.Yuan     `json:"yuan"`
}

// CostOf counts the money. The plan may be nil: then before and after are the
// same. Moves and visits that name nobody are left out.
func CostOf(f *policy.Facts, plan *model.Plan) *Cost {
	out := &Cost{
		District: f.Problem.District.Code, PlanYear: f.Problem.District.PlanYear, Complete: true,
		Moves: []MoveCost{}, Visits: []VisitCost{},
	}
	before, after := paid{}, paid{}
	school := f.Stay
	if plan != nil {
		school = f.After(plan.Moves)
	}
	before.posts(f, f.Stay)
	after.posts(f, school)
	if plan != nil {
		out.moves(f, plan, after)
		out.visits(f, plan, after)
	}
	for _, word := range policy.AllowanceKind("").Values() {
		kind := policy.AllowanceKind(word)
		line := CostLine{
			Kind: kind, Set: f.Rules.AllowanceSet(kind), Before: before[kind], After: after[kind],
			Basis: f.Rules.Basis(kind.Parameters()...),
		}
		out.Before += line.Before.Yuan
		out.After += line.After.Yuan
		out.Complete = out.Complete && line.Set
		out.Kinds = append(out.Kinds, line)
	}
	out.Change = out.After - out.Before
	if limit, ok := policy.BudgetYuan.Maybe(f.Rules); ok {
		out.Budget = &Budget{
			Yuan: policy.Yuan(limit), Within: out.Change <= policy.Yuan(limit), Basis: f.Rules.Basis(policy.BudgetYuan.Name),
		}
	}
	return out
}

// paid is what each kind comes to.
type paid map[policy.AllowanceKind]Paid

func (p paid) add(kind policy.AllowanceKind, y policy.Yuan) {
	if y == 0 {
		return
	}
	x := p[kind]
	p[kind] = Paid{x.Teachers + 1, x.Yuan + y}
}

// posts adds what posts pay. The head of a class is counted where the class is,
// which is the school that the document gives.
func (p paid) posts(f *policy.Facts, school policy.Assignment) {
	for i := range f.Teachers {
		for _, a := range f.PostAllowances(i, school(i)) {
			p.add(a.Kind, a.Yuan)
		}
		if f.HeadTeacher(i) {
			p.add(policy.HeadAllowance, f.HeadAllowance(f.Teachers[i].School))
		}
	}
}

func (c *Cost) moves(f *policy.Facts, plan *model.Plan, p paid) {
	for i := range plan.Moves {
		m := &plan.Moves[i]
		t, to := f.Teacher(m.Teacher), f.School(m.To.School)
		if t == nil || to == nil {
			continue
		}
		line := MoveCost{Teacher: t.ID, From: t.Teacher.School, To: to.ID, Yuan: f.MoveCost(t.Index, to.Index), Kinds: f.MoveAllowances(t.Index, to.Index)}
		if line.Kinds == nil {
			line.Kinds = []policy.Allowance{}
		}
		for _, a := range line.Kinds {
			if a.Kind == policy.TalentAllowance {
				p.add(a.Kind, a.Yuan)
			}
		}
		c.Moves = append(c.Moves, line)
	}
}

func (c *Cost) visits(f *policy.Facts, plan *model.Plan, p paid) {
	type pair struct {
		teacher model.TeacherID
		school  model.SchoolID
	}
	at := map[pair]int{}
	yuan := map[model.TeacherID]policy.Yuan{}
	for _, v := range plan.Visits {
		t, to := f.Teacher(v.Teacher), f.School(v.To.School)
		if t == nil || to == nil {
			continue
		}
		key := pair{t.ID, to.ID}
		k, ok := at[key]
		if !ok {
			k = len(c.Visits)
			at[key] = k
			c.Visits = append(c.Visits, VisitCost{Teacher: t.ID, To: to.ID})
		}
		c.Visits[k].HalfDays += v.HalfDays
	}
	for k := range c.Visits {
		v := &c.Visits[k]
		v.Yuan = f.VisitRate(f.Teacher(v.Teacher).Index, f.School(v.To).Index).Cost(v.HalfDays)
		yuan[v.Teacher] += v.Yuan
	}
	for _, v := range c.Visits { // each teacher once, in the order of the plan
		p.add(policy.VisitAllowance, yuan[v.Teacher])
		delete(yuan, v.Teacher)
	}
}
