package review

import "slices"

// Step is one row of the table: in From, somebody with one of Roles may do
// Action when every condition holds; the plan is in To afterwards.
type Step struct {
	From       State
	Action     Action
	To         State
	Roles      []Role
	Conditions []Condition
}

var (
	decides = []Role{Approver}
	signs   = Offices()
	reads   = []Role{Reviewer, Approver, Education, Staffing, Personnel, Finance}
	files   = []Role{Planner, Reviewer, Approver, Education, Staffing, Personnel, Finance}
)

// steps is everything that is possible. What is not here is refused.
var steps = []Step{
	{Draft, Submit, InReview, []Role{Planner}, []Condition{Solved, NoSimulation}},
	{Draft, Acknowledge, Draft, decides, []Condition{FourEyes, KnownFinding}},
	{Draft, Simulate, Draft, files, []Condition{OpenObjection}},
	{Draft, Resolve, Draft, decides, []Condition{FourEyes, OpenObjection, Simulated, NotTheFiler}},
	{Draft, Supersede, Superseded, decides, []Condition{FourEyes, OpenObjection, Simulated, NotTheFiler}},
	{Draft, Withdraw, Withdrawn, []Role{Planner, Approver}, nil},

	{InReview, Return, Draft, reads, nil},
	{InReview, Sign, InReview, signs, []Condition{FourEyes, OwnOffice, OneSignatureEach}},
	{InReview, Acknowledge, InReview, decides, []Condition{FourEyes, KnownFinding}},
	{InReview, Approve, Approved, decides, []Condition{FourEyes, Signed}},
	{InReview, Simulate, InReview, files, []Condition{OpenObjection}},
	{InReview, Resolve, InReview, decides, []Condition{FourEyes, OpenObjection, Simulated, NotTheFiler}},
	{InReview, Supersede, Superseded, decides, []Condition{FourEyes, OpenObjection, Simulated, NotTheFiler}},
	{InReview, Withdraw, Withdrawn, decides, nil},

	{Approved, Return, Draft, decides, nil},
	{Approved, Acknowledge, Approved, decides, []Condition{FourEyes, KnownFinding}},
	{Approved, Publicise, Publicised, decides, []Condition{FourEyes, Watched, PostedAfterApproval}},
	{Approved, Simulate, Approved, files, []Condition{OpenObjection}},
	{Approved, Resolve, Approved, decides, []Condition{FourEyes, OpenObjection, Simulated, NotTheFiler}},
	{Approved, Supersede, Superseded, decides, []Condition{FourEyes, OpenObjection, Simulated, NotTheFiler}},
	{Approved, Withdraw, Withdrawn, decides, nil},

	{Publicised, Object, Objection, files, []Condition{WithinPeriod}},
	{Publicised, Simulate, Publicised, files, []Condition{OpenObjection}},
	{Publicised, Resolve, Publicised, decides, []Condition{FourEyes, OpenObjection, Simulated, NotTheFiler}},
	{Publicised, Supersede, Superseded, decides, []Condition{FourEyes, OpenObjection, Simulated, NotTheFiler}},
	{Publicised, Close, Final, decides, []Condition{FourEyes, PeriodOver, NoOpenObjection}},
	{Publicised, Withdraw, Withdrawn, decides, nil},

	{Objection, Object, Objection, files, []Condition{WithinPeriod}},
	{Objection, Simulate, Objection, files, []Condition{OpenObjection}},
	{Objection, Resolve, Objection, decides, []Condition{FourEyes, OpenObjection, Simulated, NotTheFiler}},
	{Objection, Supersede, Superseded, decides, []Condition{FourEyes, OpenObjection, Simulated, NotTheFiler}},
	{Objection, Close, Final, decides, []Condition{FourEyes, PeriodOver, NoOpenObjection}},
	{Objection, Withdraw, Withdrawn, decides, nil},

	{Final, Effect, Effective, decides, []Condition{FourEyes}},
	{Final, Withdraw, Withdrawn, decides, nil},

	{Effective, Withdraw, Withdrawn, decides, nil},
}

// step finds the row of a state and an action.
func step(s State, a Action) (Step, bool) {
	i := slices.IndexFunc(steps, func(x Step) bool { return x.From == s && x.Action == a })
	if i < 0 {
		return Step{}, false
	}
	return steps[i], true
}

// basis are the clauses that ask for an action, so that a refusal to leave it
// out can name them: offices that answer for the plan (A-58, B1-39, B2-37,
// B3-15), publication and due process (B3-58, B3-60, C-64, E-39). What is not
// here is a choice of the product: docs/review.md says why it was made.
var basis = map[Action][]string{
	Sign:      {"A-58", "B1-39", "B2-37", "B3-15"},
	Approve:   {"A-58", "B1-39", "B2-37", "B3-15"},
	Publicise: {"B3-58", "B3-60", "C-64", "E-39"},
	Object:    {"B3-60", "C-64"},
	Resolve:   {"B3-60", "C-64"},
	Supersede: {"B3-60", "C-64"},
	Close:     {"B3-58", "B3-60"},
	Effect:    {"B3-58", "B3-60", "C-64", "E-39"},
}

// Basis lists the clauses that ask for an action; empty where it is a choice of
// the product.
func Basis(a Action) []string { return slices.Clone(basis[a]) }
