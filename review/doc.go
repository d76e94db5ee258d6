// Package review is the way of a plan from a draft to an effective plan: who may
// do what in which state, what must be so before it, and why not otherwise. It
// is pure: no database, no clock, no HTTP.
//
//   - state.go      states, actions, roles and offices
//   - table.go      the one table of (state, action) → roles, conditions, state
//   - decide.go     the question that the table answers, and its refusals
//   - conditions.go what must be so, one function each
//   - history.go    what was done so far, and what the table asks of it
//   - publicity.go  the period of publication (公示) in working days
//   - objection.go  objections: what is asked for, until when, what comes of it
//   - ladder.go     the problems that a minimal change is looked for in
//   - outcome.go    what a plan means for each teacher, and how two plans differ
//   - sentinel.go   the watch before publication: checks and findings
//   - sentinel_*.go one check each
//
// Nothing that the table does not list is possible. A refusal says what stands
// in the way, each with the clauses that it rests on; the sentences are made
// here, since every client shows them.
//
// docs/review.md shows the table; a test holds the two together.
//
// May import: model, policy, solver/check.
package review
