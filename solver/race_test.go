//go:build race

package solver_test

// The race detector makes the product about ten times slower; nothing is left
// out for it, but what has to end in time has more of it.
const slowness = 5
