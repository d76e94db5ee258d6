//go:build race

package formulate_test

// The race detector makes the checker about ten times slower, so fewer random
// districts are looked at under it.
const agreementDistricts = 25
