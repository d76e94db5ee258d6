package pgtest

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
)

// shared is the server of the test process.
var shared struct {
	mu        sync.Mutex
	server    *Server
	err       error
	templates map[string]*template
}

type template struct {
	once sync.Once
	name string
	err  error
}

var count atomic.Int64

// Stop ends the shared server, when there is one. TestMain calls it.
func Stop() {
	shared.mu.Lock()
	defer shared.mu.Unlock()
	if shared.server != nil {
		shared.server.Stop()
	}
	shared.server, shared.templates = nil, nil
}

func server(t testing.TB) *Server {
	t.Helper()
	shared.mu.Lock()
	defer shared.mu.Unlock()
	if shared.server == nil && shared.err == nil {
		shared.server, shared.err = Start()
	}
	if shared.err != nil {
		t.Fatal(shared.err)
	}
	return shared.server
}

// URL returns the URL of a new, empty database of the shared server, which is
// dropped after the test.
func URL(t testing.TB) string {
	t.Helper()
	return create(t, server(t), "template1")
}

// Copy returns the URL of a new database that is a copy of what prepare made of
// an empty one. prepare runs once in the process for each key.
func Copy(t testing.TB, key string, prepare func(url string) error) string {
	t.Helper()
	s := server(t)
	shared.mu.Lock()
	if shared.templates == nil {
		shared.templates = map[string]*template{}
	}
	if shared.templates[key] == nil {
		shared.templates[key] = &template{}
	}
	one := shared.templates[key]
	shared.mu.Unlock()
	one.once.Do(func() {
		one.name = next()
		if one.err = s.Exec("CREATE DATABASE " + one.name); one.err == nil {
			one.err = prepare(s.URL(one.name))
		}
	})
	if one.err != nil {
		t.Fatal(one.err)
	}
	return create(t, s, one.name)
}

func create(t testing.TB, s *Server, from string) string {
	t.Helper()
	name := next()
	if err := s.Exec(fmt.Sprintf("CREATE DATABASE %s TEMPLATE %s", name, from)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Exec(fmt.Sprintf("DROP DATABASE IF EXISTS %s WITH (FORCE)", name)); err != nil {
			t.Error(err)
		}
	})
	return s.URL(name)
}

func next() string { return fmt.Sprintf("t%d", count.Add(1)) }

// Exec runs one statement in the database postgres.
func (s *Server) Exec(statement string) error {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, s.URL("postgres"))
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
	_, err = conn.Exec(ctx, statement)
	return err
}
