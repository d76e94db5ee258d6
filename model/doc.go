// Package model holds the words of the product: the problem document (a
// district's snapshot), the plan document (what is decided and why), policy
// packs, verdicts, and the errors that speak of them.
//
// A reader new to the project starts here:
//
//   - problem.go  the problem document, "lungang/problem/v1"
//   - plan.go     the plan document, "lungang/plan/v1"
//   - pack.go     a policy pack: parameters with clause, quote and source
//   - verdict.go  who should rotate, as a proof that can be read
//   - codes.go    the closed lists of words (stages, kinds, levels)
//   - decode.go   strict decoding; every fault carries a JSON pointer. decode_scan.go
//     reads the text, decode_value.go values, decode_type.go what a Go type wants,
//     decode_fault.go keeps the faults
//   - validate.go semantic validation; all faults at once; validate_*.go by topic,
//     checks.go what they share
//   - date.go     a calendar day
//   - pointer.go  how values are shown in faults; suggest.go the word that was meant
//   - schema.go   the published JSON Schemas, made from the types
//   - encode.go   writing documents, stable bytes
//   - hash.go     canonical bytes and hashes of documents
//   - errors.go   codes, faults (one wrong thing at one place), errors
//   - locate.go   line and column for the faults of validation
//
// May import: the standard library only.
package model
