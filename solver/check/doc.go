// Package check says whether a plan obeys every rule, and what it is worth.
// It is the part that an appeal rests on: it is written from docs/model.md,
// shares no code with the formulation, uses no solver, and counts everything
// again from the problem's facts and the plan's decisions.
//
//   - check.go        Plan and Evaluate: the two questions that can be asked
//   - decisions.go    the bare decisions of a plan
//   - situation.go    how the district stands after the decisions
//   - rules.go        the registry of hard rules, in the order of docs/model.md
//   - rule_*.go       one hard rule each
//   - scopes.go       over whom the floors are counted
//   - tiers.go        the value of every tier, counted again
//   - balance.go      the shortfall of teachers that the balance tier counts
//   - indicators.go   I1 to I3 and the rotation ratios before and after
//   - money.go        what moves and visits add to the cost of allowances
//   - periods.go      coverage in lesson periods, for reading afterwards
//   - document_*.go   whether a plan document tells the truth about itself
//   - say.go          sentences in two languages
//
// All violations are reported, never only the first. No plan document, however
// broken, makes the checker panic.
//
// May import: model, policy.
package check
