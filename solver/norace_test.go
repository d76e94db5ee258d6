//go:build !race

package solver_test

const slowness = 1
