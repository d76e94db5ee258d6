// Package policy turns a problem document into facts, as pure functions.
//
// Packs and parameters:
//
//   - clauses/*.yaml the clauses of the documents, in their own words
//   - clauses.go     clauses by id and by document; what may be quoted of them
//   - packs/*.yaml   the policy packs: parameters with clause, quote, source;
//     national-base.yaml is what the others inherit
//   - params.go      the registry of parameters: one typed key each
//   - keys.go        what a parameter may be: kinds, ranges, words
//   - value.go       one reader of values, for packs and for overrides
//   - packfile.go    a pack as it is written: its own entries, its chain, its days
//   - packreader.go  packs in YAML; every fault with line, column and remedy
//   - pack.go        loading; the effective rules of a day
//   - override.go    overrides of a district, and the clauses that forbid them
//   - origin.go      where an effective value comes from and what it replaced
//   - summary.go     packs in one line, compared, and by clause
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
