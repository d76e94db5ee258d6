package pgtest_test

import (
	"context"
	"crypto/rand"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"lungang/store/pgtest"
)

func TestMain(m *testing.M) {
	defer pgtest.Stop()
	m.Run()
}

func exec(t *testing.T, url, statement string) error {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(context.WithoutCancel(t.Context())) }()
	_, err = conn.Exec(t.Context(), statement)
	return err
}

// What was committed survives a kill; a second server does not disturb the first.
func TestKillAndRestart(t *testing.T) {
	t.Parallel()
	s, err := pgtest.Start()
	require.NoError(t, err)
	defer s.Stop()
	url := s.URL("postgres")
	require.NoError(t, exec(t, url, "CREATE TABLE kept (x text)"))
	s.Kill()
	require.Error(t, exec(t, url, "SELECT x FROM kept"))
	require.NoError(t, s.Restart())
	require.NoError(t, exec(t, url, "SELECT x FROM kept"))
	require.Error(t, s.Restart(), "it runs")
	require.NoError(t, exec(t, pgtest.URL(t), "SELECT 1"))
}

func TestCopies(t *testing.T) {
	t.Parallel()
	prepared, key := 0, rand.Text()
	prepare := func(url string) error {
		prepared++
		return exec(t, url, "CREATE TABLE filled (x text)")
	}
	for range 2 {
		url := pgtest.Copy(t, key, prepare)
		require.NoError(t, exec(t, url, "INSERT INTO filled VALUES ('x')"))
		require.NoError(t, exec(t, url, "CREATE UNIQUE INDEX ON filled (x)"), "nobody else wrote into it")
	}
	require.Equal(t, 1, prepared)
	require.Error(t, exec(t, pgtest.URL(t), "SELECT x FROM filled"))
}
