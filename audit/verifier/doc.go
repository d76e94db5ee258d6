// Package verifier is the proof core: hashes, signed checkpoints, proofs of the
// Merkle tree, and certificates of optimality in exact arithmetic. It is kept so
// small that a person reads it in an hour; a test counts its lines. It trusts
// Go's standard library and golang.org/x/mod/sumdb, and nothing of this product.
//
//   - hash.go        hashes that name their algorithm
//   - checkpoint.go  what is signed of a log, and proofs against it
//   - mps.go         reads a program in whole numbers
//   - claim.go       the argument, and every step of it but one
//   - cut.go         that one: cuts by mixed-integer rounding
//   - whole.go       parts add up; programs of the tiers belong together
//   - number.go      whole numbers that do not overflow unseen
//
// May import: the standard library, golang.org/x/mod/sumdb.
package verifier
