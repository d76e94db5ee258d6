// Package cuts lifts the bound of a linear program with rows that every point of
// whole numbers satisfies. All cuts are mixed-integer rounding cuts, made again in
// whole numbers from the rows that they come from, so that a bound with them is as
// exact as one without ("numerically safe" in the sense of Cook, Dash, Fukasawa and
// Goycoolea, 2009).
//
//   - loop.go     Loop: solve, find cuts, add them, drop those that went slack
//   - tableau.go  sums of rows that are worth rounding: rows of the basis inverse
//     (Gomory), single rows divided by their coefficients
//   - choose.go   which of the cuts found go into the program
//
// The arithmetic of a cut is in room lp (Rounding, RowForm).
//
// May import: solver/lp, solver/coin.
package cuts
