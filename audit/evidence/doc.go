// Package evidence puts together what stands for a plan: the proofs of a solve
// in numbers of the whole program, the programs of all tiers, and the bundle of
// both with the documents. It is where the solver meets the room audit, which
// knows nothing of solvers.
//
//   - certificates.go  proofs as they are kept between a solve and a bundle
//   - evidence.go      programs of the tiers; a bundle's content from documents
//
// May import: model, policy, solver, solver/formulate, audit, audit/verifier.
package evidence
