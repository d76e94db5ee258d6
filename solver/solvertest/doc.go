// Package solvertest holds what the tests of all solvers share: one conformance
// suite of small named programs (conformance.go, conformance_cases.go), a
// solver by enumeration that is slow but obviously right (bruteforce.go), and
// the same for whole plans of tiny districts, by the checker alone (plans.go).
//
// A solver that cannot do a case excludes it by name and gives the reason.
//
// May import: testing, model, policy, and the solver rooms.
package solvertest
