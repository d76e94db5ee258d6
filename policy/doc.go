// Package policy turns a problem document into facts, as pure functions.
//
//   - packs/*.yaml   the policy packs: every parameter with clause, quote, source
//   - pack.go        loading, overrides, the effective rules
//   - params.go      the registry of parameters: one typed key each
//   - curriculum.go  periods per grade and subject, loads (versions in curricula/*.yaml)
//   - facts.go       what everybody else reads: lines, schools and teachers with
//     all that follows from document and pack
//   - verdict.go     who should rotate: predicates, facts, clauses
//   - tenure.go      continuous service from the service history
//   - demand.go      needed posts and half-days of a line
//   - indicators.go  I1, I2, I3, pass shares, coefficient of variation, ratios
//   - quota.go       authorised headcount by pupil ratio, over and under
//   - travel.go      minutes between places
//
// May import: model.
package policy
