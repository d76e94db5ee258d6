// Package verify is the command that verifies a bundle, for lungang and for the
// program lungang-verify. It needs neither database nor solver, and no cgo.
//
//   - verify.go  the command, its table, and the program that has it alone
//
// May import: audit, audit/evidence, cmd/console, cobra.
package verify
