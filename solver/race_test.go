//go:build race

package solver_test

// The race detector makes the enumeration of all plans about ten times slower,
// so fewer random districts are looked at under it; without it all of them are.
// What has to end in time has more of it.
const (
	slowness          = 5
	randomDistricts   = 60
	propertyDistricts = 12
	racing            = true
)
