//go:build !race

// The race detector writes memory of its own beside every byte that is allocated.

package service

import (
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The reserve keeps the collector away for as many bytes, takes none of the
// machine's memory, and is not there for operators who set the collector. That is
// seen in a process that has done nothing else, as when a server starts.
func TestReserve(t *testing.T) {
	if os.Getenv("LUNGANG_TEST_RESERVE") == "" {
		again := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestReserve$", "-test.v")
		again.Env = append(os.Environ(), "LUNGANG_TEST_RESERVE=yes")
		text, err := again.CombinedOutput()
		require.NoError(t, err, string(text))
		require.Contains(t, string(text), "--- PASS: TestReserve")
		return
	}
	t.Setenv("GOGC", "")
	t.Setenv("GOMEMLIMIT", "")
	before := resident(t)
	release := holdReserve()
	require.Less(t, resident(t)-before, reserve/4)
	runtime.GC()
	require.Zero(t, collections(reserve*3/4))
	release()

	t.Setenv("GOMEMLIMIT", "1GiB")
	release = holdReserve()
	runtime.GC()
	require.Positive(t, collections(reserve*3/4))
	release()
}

var sink []byte

// collections counts how often the collector begins while so much garbage is made.
func collections(bytes int) uint32 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range bytes >> 16 {
		sink = make([]byte, 1<<16)
	}
	sink = nil
	runtime.ReadMemStats(&after)
	return after.NumGC - before.NumGC
}

// resident is the memory that the process has of the machine now, in bytes.
func resident(t *testing.T) int {
	t.Helper()
	text, err := os.ReadFile("/proc/self/statm")
	require.NoError(t, err)
	pages, err := strconv.Atoi(strings.Fields(string(text))[1])
	require.NoError(t, err)
	return pages * os.Getpagesize()
}
