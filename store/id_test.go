package store_test

import (
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/store"
)

func TestIDsSortByTime(t *testing.T) {
	t.Parallel()
	form := regexp.MustCompile(`^pl_[0-7][0-9a-hjkmnp-tv-z]{25}$`)
	var made []string
	seen := map[string]bool{}
	at := time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC)
	for i := range 2000 {
		id := store.NewID(store.PrefixPlan, at.Add(time.Duration(i/1000)*time.Millisecond))
		require.Regexp(t, form, id)
		require.False(t, seen[id])
		seen[id] = true
		made = append(made, id)
	}
	early := store.NewID(store.PrefixPlan, at.Add(-time.Hour))
	late := store.NewID(store.PrefixPlan, at.Add(30*365*24*time.Hour))
	require.Less(t, early, made[0])
	require.Greater(t, late, slices.Max(made))
}

// Transactions that began at different times make ids in turn: those of each sort in
// the order of making.
func TestIDsOfOneMomentSort(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC)
	made := make([][]string, 3)
	for range 500 {
		for i := range made {
			made[i] = append(made[i], store.NewID(store.PrefixPlan, at.Add(time.Duration(i)*time.Millisecond)))
		}
	}
	for i := range made {
		require.True(t, slices.IsSorted(made[i]))
	}
}

// An id holds its time: the ten digits after the prefix, as in a ULID.
func TestIDHoldsTheTime(t *testing.T) {
	t.Parallel()
	id := store.NewID("", time.UnixMilli(1469918176385))
	require.Equal(t, "01aryz6s41", id[:10]) // the example of the ULID specification
}
