//go:build race

package jobs_test

// lasting is a district whose solve lasts long enough to be met in its middle:
// with the race detector everything lasts many times as long.
const lasting = "small"
