package jobs

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"

	"lungang/store"
)

// queue is River on one of the two databases, without their types.
type queue interface {
	// migrate brings River's own tables up to date and returns their version.
	migrate(ctx context.Context) (int, error)
	// version returns the versions of River's tables: present and known.
	version(ctx context.Context) (present, known int, err error)
	// open makes the client. Nil workers make one that only inserts.
	open(c *river.Config) error
	start(ctx context.Context) error
	stop(ctx context.Context) error
	// insert adds jobs in the transaction and returns their ids: they exist when
	// it commits.
	insert(tx *store.Tx, jobs ...river.InsertManyParams) ([]int64, error)
	// complete ends a job in the transaction of its results.
	complete(ctx context.Context, tx *store.Tx, job *river.Job[SolveArgs]) error
	// waiting counts the jobs of a kind that are due and that no worker has taken yet.
	waiting(tx *store.Tx, kind string) (int, error)
}

func newQueue(s *store.Store) queue {
	if s.Dialect() == store.PostgreSQL {
		return &backend[*riverpgxv5.Driver, pgx.Tx]{driver: riverpgxv5.New(s.Pool()), tx: (*store.Tx).Pgx, count: countPgx}
	}
	return &backend[*riversqlite.Driver, *sql.Tx]{driver: riversqlite.New(s.DB()), tx: (*store.Tx).SQL, count: countSQL}
}

type backend[D riverdriver.Driver[T], T any] struct {
	driver D
	client *river.Client[T]
	tx     func(*store.Tx) T
	count  func(tx *store.Tx, kind string) (int, error)
}

func (b *backend[D, T]) migrator() (*rivermigrate.Migrator[T], error) {
	m, err := rivermigrate.New[T](b.driver, nil)
	if err != nil {
		return nil, fmt.Errorf("river migrations: %w", err)
	}
	return m, nil
}

func (b *backend[D, T]) migrate(ctx context.Context) (int, error) {
	m, err := b.migrator()
	if err != nil {
		return 0, err
	}
	if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return 0, fmt.Errorf("river migrations: %w", err)
	}
	present, _, err := b.version(ctx)
	return present, err
}

func (b *backend[D, T]) version(ctx context.Context) (present, known int, err error) {
	m, err := b.migrator()
	if err != nil {
		return 0, 0, err
	}
	all := m.AllVersions()
	known = all[len(all)-1].Version
	there, err := m.ExistingVersions(ctx)
	if err != nil {
		return 0, known, fmt.Errorf("river migrations: %w", err)
	}
	for _, v := range there {
		present = max(present, v.Version)
	}
	return present, known, nil
}

func (b *backend[D, T]) open(c *river.Config) (err error) {
	if b.client, err = river.NewClient[T](b.driver, c); err != nil {
		return fmt.Errorf("river: %w", err)
	}
	return nil
}

func (b *backend[D, T]) start(ctx context.Context) error { return b.client.Start(ctx) }
func (b *backend[D, T]) stop(ctx context.Context) error  { return b.client.Stop(ctx) }

func (b *backend[D, T]) insert(tx *store.Tx, jobs ...river.InsertManyParams) ([]int64, error) {
	if len(jobs) == 0 {
		return nil, nil
	}
	results, err := b.client.InsertManyTx(tx.Context(), b.tx(tx), jobs)
	if err != nil {
		return nil, fmt.Errorf("river: insert: %w", err)
	}
	ids := make([]int64, len(results))
	for i, r := range results {
		ids[i] = r.Job.ID
	}
	return ids, nil
}

func (b *backend[D, T]) complete(ctx context.Context, tx *store.Tx, job *river.Job[SolveArgs]) error {
	if _, err := river.JobCompleteTx[D](ctx, b.tx(tx), job); err != nil {
		return fmt.Errorf("river: complete: %w", err)
	}
	return nil
}

// waitingQuery is the only look that is taken at River's tables behind its
// back: its own list would read every row.
const waitingQuery = `SELECT count(*) FROM river_job
	WHERE kind = $1 AND state IN ('available', 'pending', 'retryable', 'scheduled') AND scheduled_at <= `

func (b *backend[D, T]) waiting(tx *store.Tx, kind string) (int, error) {
	n, err := b.count(tx, kind)
	if err != nil {
		return 0, fmt.Errorf("river: count: %w", err)
	}
	return n, nil
}

func countPgx(tx *store.Tx, kind string) (int, error) {
	var n int
	err := tx.Pgx().QueryRow(tx.Context(), waitingQuery+"now()", kind).Scan(&n)
	return n, err
}

func countSQL(tx *store.Tx, kind string) (int, error) {
	var n int
	err := tx.SQL().QueryRowContext(tx.Context(), waitingQuery+"datetime('now', 'subsec')", kind).Scan(&n)
	return n, err
}
