// Package explain answers why not every rule can hold, and what would help; and why
// a teacher is not, or is, at a school of a plan.
//
//   - conflict.go  Conflicts: the report, from the problem to verified answers
//   - member.go    what a conflict is made of, and the formulation without it
//   - core.go      the deletion filter: minimal sets that cannot hold together
//   - short.go     by how much a member would have to give way
//   - change.go    changes of a problem that a district may make
//   - repair.go    the smallest changes that help, alone and together
//   - answer.go    one question to a program: a point, or a checked "none"
//   - shrink.go    programs without what does not matter for the question
//   - why.go       Ask: the rules that forbid a teacher a school, and the problem of
//     the other case
//   - stays.go     why teachers who should rotate stay, from the rules alone
//   - why_cost.go  what the best plan of the other case costs
//
// Nothing is claimed that was not solved. A conflict is printed only when the
// whole set was found to have no plan, and each set without one member to have
// one; "none" is believed as package coin believes it, a point is computed again
// against every row. When time or nodes run out, the report says so and leaves
// out what is not verified.
//
// The filter is that of Chinneck and Dravnieks (Locating minimal infeasible
// constraint sets in linear programs, ORSA Journal on Computing 3, 1991): take a
// member away; when there still is no plan, it does not belong to the conflict.
//
// May import: model, policy, solver and its rooms.
package explain
