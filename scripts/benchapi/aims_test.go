package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// A row that misses an aim is marked, and the program fails with its name.
func TestAims(t *testing.T) {
	t.Parallel()
	var a aims
	require.Empty(t, a.mark("plan", true, true))
	require.NoError(t, a.err())
	require.Equal(t, " ✗", a.mark("page", true, false))
	require.Equal(t, " ✗", a.mark("streams", false, false))
	require.EqualError(t, a.err(), "aims missed (✗): page, streams")
}
