// Package lp holds linear and mixed-integer programs as plain data.
//
// A Program is
//
//	min  c·x
//	L <= A x <= U      (rows)
//	l <=   x <= u      (columns)
//	x[j] integer for the columns marked so
//
// with named rows and columns. It always minimises. Nothing here solves
// anything: solvers live elsewhere and receive a Program.
//
// A guided tour:
//
//   - builder.go   Builder collects rows, columns and coefficients and reports
//     every fault of the input at once (faults.go)
//   - program.go   Program and its simple views (WithCost, WithRow, Sub)
//   - evaluate.go  Activity and Violation of a point, in plain arithmetic
//   - text.go      String, the canonical text used in examples and golden files
//   - mps.go       WriteMPS, for cross-checks with other solvers
//   - components.go independent blocks of a program
//   - bound.go     LowerBound, the exact certificate: any row multipliers give
//     a lower bound that needs no trust in a solver
//   - wide.go      whole numbers of 128 bits, for sums of products
//   - rounding.go  Rounding, a cut told by how it is made; RowForm makes it
//   - proof.go     Proof, an argument in steps; prover.go checks it while it is made,
//     replay.go from its text
//   - duals.go     Prices, multipliers from floating point to whole numbers
//
// A Program is never changed by this package after Build; methods that "change"
// something return a new Program which may share memory with the old one.
//
// May import: the standard library.
package lp
