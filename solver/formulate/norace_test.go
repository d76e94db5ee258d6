//go:build !race

package formulate_test

const agreementDistricts = 300
