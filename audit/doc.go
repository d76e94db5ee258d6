// Package audit keeps a log of decisions that nobody can change unseen, and the
// evidence that stands for one plan.
//
// A reader new to the room starts here:
//
//   - entry.go      one decision, and the bytes of it that are hashed
//   - tree.go       a Merkle tree (RFC 6962) to which records are added
//   - key.go        Ed25519 keys that sign checkpoints
//   - proof.go      what the API says: root, inclusion, consistency
//   - verify*.go    a whole log recomputed; whatever is wrong is named
//   - bundle.go     the evidence for a plan as one zip; bundle_readme.go its words
//   - bundle_read.go, bundle_verify.go   what of a bundle holds, line by line
//
// The room evidence inside makes the evidence of a solve; the room verifier is the proof core: what a stranger reads before
// believing anything. Everything is a pure function over small interfaces, but that
// Keys remember the last checkpoint of each log, so as not to check it twice; the
// store keeps the rows. Formats and how to verify with public tools:
// docs/audit.md.
//
// May import: model, policy, solver/check, audit/verifier, golang.org/x/mod.
package audit
