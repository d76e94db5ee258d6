// Package evidence puts together what stands for a plan: the programs of all
// tiers, and the bundle of them with the documents and the proofs. Whoever
// verifies a bundle makes the programs anew with it, without solver and without
// cgo: the proofs of a solve are written in audit/certify.
//
//   - certificates.go  proofs as they are kept between a solve and a bundle
//   - evidence.go      programs of the tiers; a bundle's content from documents
//
// May import: model, policy, solver/formulate, audit, audit/verifier.
package evidence
