// Package policy turns a problem document into facts, as pure functions.
//
// Packs and parameters:
//
//   - clauses/*.yaml the clauses of the documents, in their own words
//   - clauses.go     clauses by id and by document; what may be quoted of them
//   - packs/*.yaml   the policy packs: parameters with clause, quote, source;
//     national-base.yaml is what the others inherit
//   - params.go      the registry of parameters: one typed key each
//   - params_*.go    more of them, by topic
//   - meanings.go    what each means, in Chinese
//   - keys.go        what a parameter may be: kinds, ranges, words
//   - value.go       one reader of values, for packs and for overrides
//   - packfile.go    a pack as it is written: its own entries, its chain, its days
//   - packreader.go  packs in YAML; every fault with line, column and remedy
//   - pack.go        loading; the effective rules of a day
//   - override.go    overrides of a district, and the clauses that forbid them
//   - origin.go      where an effective value comes from and what it replaced
//   - summary.go     packs in one line, and compared
//   - rules.go       titles and clauses of the hard rules; the objectives
//   - workflow.go    the steps that a plan goes through
//   - params_workflow.go who signs, and how long a plan is public
//   - params_codes.go which place is town, which rural, by its code
//   - params_retirement.go the statutory retirement age from 2025 on
//   - params_documents.go names in the published list, period, personnel relation
//   - workdays.go    working days, from the yearly notices in calendars/;
//     workdays_read.go reads such a year
//   - fault.go       faults of this room as errors
//
// Facts:
//
//   - facts.go       what everybody else reads: lines, schools and teachers with
//     all that follows from document and pack
//   - derive.go      from the document to the facts
//   - defaults.go    the meaning of absent fields
//   - curriculum.go  periods per grade and subject, loads (versions in curricula/)
//   - curriculum_national.go the national totals of 2022, and how a curriculum fits them
//   - subject.go     names of subjects
//   - demand.go      needed posts and half-days of a line
//   - demand_points.go rooms of several grades and generalists at teaching points
//   - demand_relief.go what head teachers and middle managers are relieved of
//   - params_demand.go how demand is counted beyond classes × curriculum
//   - tenure.go      continuous service from the service history
//   - retirement.go  the statutory retirement age and the window around it
//   - predicate.go   the algebra of predicates: all, any, not, leaf
//   - predicate_*.go one predicate each; predicates.go is the register
//   - proof.go       why a predicate holds, as a tree; its short form in plans
//   - proof_value.go the values and comparisons that proofs rest on
//   - verdict.go     who should rotate, composed of predicates
//   - prove.go       verdicts of all teachers and leaders; the proof of one
//   - acceptance.go  expectations of an office, held against the verdicts
//   - params_verdict.go how ages, exemptions, service and retirement are read
//   - scope.go       over what the floors are counted, and the floors
//   - lottery.go     the draw that decides between equals
//   - indicators.go  I1, I2, I3, coefficient of variation, ratios
//   - params_balance.go, params_ledger.go, params_allowance.go what the rooms
//     balance and ledger count with
//   - allowance.go   what posts, moves and visits cost in a year
//   - doubt.go       which of them nobody has verified, where they bind
//   - basis.go       what a parameter rests on, as reports tell it
//   - quota.go       pupil ratios and class sizes; room staffing does the rest
//   - params_staffing.go what room staffing counts with
//   - travel.go      minutes between places
//   - counts.go      how much there is of what in a plan
//   - percent.go     exact percentages
//   - apportion.go   a whole number in proportion to weights
//
// May import: model, and a YAML reader.
package policy
