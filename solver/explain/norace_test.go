//go:build !race

package explain

const randomDistricts = 120
