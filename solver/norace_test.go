//go:build !race

package solver_test

const (
	slowness          = 1
	randomDistricts   = 500 // held against the enumeration of all plans
	propertyDistricts = 100 // that each property looks at
	racing            = false
)
