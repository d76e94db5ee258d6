package review

import "slices"

// The words of the table and its rows, for the tests that walk all of them.

// States lists the states in their usual order.
func States() []State {
	return []State{Draft, InReview, Approved, Publicised, Objection, Final, Effective, Withdrawn, Superseded}
}

// Actions lists the actions.
func Actions() []Action {
	return []Action{Submit, Return, Sign, Approve, Acknowledge, Publicise, Object, Simulate, Resolve, Supersede, Close, Effect, Withdraw}
}

// Roles lists the roles.
func Roles() []Role {
	return []Role{Planner, Reviewer, Approver, Education, Staffing, Personnel, Finance, Operator}
}

// Conditions lists the conditions in the order of the documentation.
func Conditions() []Condition {
	return []Condition{
		Solved, NoSimulation, FourEyes, OwnOffice, OneSignatureEach, Signed, KnownFinding, Watched, PostedAfterApproval,
		WithinPeriod, PeriodOver, NoOpenObjection, OpenObjection, Simulated, NotTheFiler,
	}
}

// Steps lists the rows of the table.
func Steps() []Step { return slices.Clone(steps) }
