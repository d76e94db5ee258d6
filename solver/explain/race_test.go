//go:build race

package explain

// The race detector makes everything several times slower.
const randomDistricts = 15
