// Package register says of every clause of the documents what represents it in
// the product: a rule or an objective, a predicate of the verdicts, a parameter,
// an indicator, a report, a ledger, a step of the workflow, a field of the data;
// or that it is information only, and why.
//
//   - clauses/*.yaml  the register, one file per document, one entry per clause
//   - reasons.yaml    the reasons for which a clause is information only
//   - register.go     entries of a document; the register as it is shipped
//   - reader.go       the register in YAML; every fault with line and column
//   - targets.go      what entries may point at, by kind: closed lists
//   - reports.go      the reports and ledgers that the product makes
//   - fields.go       fields of the documents, from their schemas
//   - sections.go     headings of the clause library in Chinese
//   - rulebook.go     docs/rulebook.md, made from packs and register
//
// An entry is written
//
//	B1-22:
//	  rule: [rotation_floor, "tier:vacancy"]  # hard rules, objectives as tier:ID
//	  parameter: exchange.min_years           # one alone needs no list
//	  data: [School.boarding, Problem]        # Type.field, Type.word, or Type
//	  note: {zh: …, en: …}                    # where it is represented in part
//	{information: early_childhood}      # a reason, and nothing beside it
//
// A test fails when a clause has no entry, when an entry points at nothing, and
// when docs/rulebook.md is not what the register says.
//
// May import: model, policy and its rooms, and a YAML reader.
package register
