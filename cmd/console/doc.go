// Package console is what the programs of cmd have in common: how they are
// called, how they end and how they say what went wrong. It needs no cgo.
//
//   - console.go  where a run writes, flags of every program, the run itself
//   - exit.go     exit codes
//   - failure.go  errors as people and programs read them
//   - file.go     files that cannot be read or written
//
// Errors are always given in Chinese and in English.
//
// May import: model, cobra.
package console
