// Package policy turns a problem document into facts, as pure functions.
//
// Packs and parameters:
//
//   - packs/*.yaml   the policy packs: every parameter with clause, quote, source
//   - params.go      the registry of parameters: one typed key each
//   - keys.go        what a parameter may be: kinds, ranges, words
//   - value.go       one reader of values, for packs and for overrides
//   - packfile.go    packs in YAML; every fault with line and column
//   - pack.go        loading, overrides, the effective rules
//   - rules.go       titles and clauses of the hard rules; the objectives
//
// Facts:
//
//   - facts.go       what everybody else reads: lines, schools and teachers with
//     all that follows from document and pack
//   - derive.go      from the document to the facts
//   - defaults.go    the meaning of absent fields
//   - curriculum.go  periods per grade and subject, loads (versions in curricula/)
//   - subject.go     names of subjects
//   - demand.go      needed posts and half-days of a line
//   - tenure.go      continuous service from the service history
//   - retirement.go  the statutory retirement age
//   - verdict.go     who should rotate: predicates, facts, clauses
//   - scope.go       over what the floors are counted, and the floors
//   - lottery.go     the draw that decides between equals
//   - indicators.go  I1, I2, I3, coefficient of variation, ratios
//   - quota.go       authorised headcount by pupils and classes, over and under
//   - travel.go      minutes between places
//   - percent.go     exact percentages
//
// May import: model, and a YAML reader.
package policy
