// Package coin solves programs of package lp with COIN-OR CLP (linear) and
// CBC (mixed-integer). It is the only room with cgo.
//
//   - LP is one CLP model in this process: solve, change bounds of columns, solve
//     again from the last basis. Several LPs may run in parallel.
//   - Runner solves mixed-integer programs. CBC keeps state in globals, may
//     abort or exit the process and does not give memory back, so it runs in a
//     child process, exactly once per child: ServeChild is that child's main.
//
// No answer of a solver is passed on unchecked. A point is recomputed against
// every row in Go, an infeasible LP needs a checked Farkas proof or the
// agreement of both simplex methods, an infeasible MIP needs a second run
// without preprocessing.
//
// Termination says why a solve ended and what a caller may conclude (termination.go).
//
// Layout: shim.h and shim.cpp hold the C++ side (events, exceptions); clp.go
// and clp_solve.go the binding and its meaning for linear programs, residual.go
// the checks, elastic.go another way to a Farkas proof, tableau.go rows of the
// tableau for cuts; cbc.go the binding of branch and bound, child.go and wire.go the
// child process, mip.go and process.go its parent; options.go, errors.go and
// version.go what both kinds share.
//
// May import: solver/lp and the standard library.
package coin
