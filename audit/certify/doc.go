// Package certify writes down the proofs of a solve, in numbers of the whole
// program. It is where the solver meets the rooms of the audit: audit/evidence,
// which reads and puts together what was written, knows nothing of solvers, so
// that a bundle is verified where the solver's libraries are not.
//
//   - certify.go  a result of the solver as a document of certificates
//
// May import: solver, audit/evidence, audit/verifier.
package certify
