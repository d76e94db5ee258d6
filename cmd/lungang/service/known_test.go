package service

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/store"
)

// A key that is good is looked up once in a while; what ends it is noticed.
func TestKnownKeys(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 6, 1, 8, 0, 0, 0, time.UTC)
	looked := 0
	var k known
	find := func() (*store.APIKey, error) {
		looked++
		return &store.APIKey{ID: "key_1", ExpiresAt: now.Add(knownFor / 2)}, nil
	}
	ask := func(at time.Time, secret string, times int) {
		t.Helper()
		got, err := k.key(at, secret, find)
		require.NoError(t, err)
		require.Equal(t, "key_1", got.ID)
		require.Equal(t, times, looked)
	}
	ask(now, "a", 1)
	ask(now, "a", 1)
	ask(now, "b", 2)                 // another secret
	ask(now.Add(knownFor/2), "a", 3) // it has expired meanwhile: the database says what it thinks
	k.forget()
	ask(now, "a", 4)
	ask(now.Add(knownFor), "a", 5)

	// what is refused is not remembered
	for range 2 {
		_, err := k.key(now, "c", func() (*store.APIKey, error) { return nil, errors.New("no") })
		require.Error(t, err)
	}
	// revoked between the look and its answer: not remembered
	_, err := k.key(now, "d", func() (*store.APIKey, error) { k.forget(); return find() })
	require.NoError(t, err)
	require.NotContains(t, k.keys, hashOfSecret("d"))
	for i := range knownMost + 1 {
		_, err := k.key(now, string(rune(i+1000)), find)
		require.NoError(t, err)
	}
	require.LessOrEqual(t, len(k.keys), knownMost)
}
