package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"

	"lungang/model"
)

// Tx is one transaction: the repositories, one moment in time, and the
// transaction underneath for River. It lives until the function of InTx or View
// returns, and belongs to one goroutine.
type Tx struct {
	ctx   context.Context
	store *Store
	now   time.Time
	gorm  *gorm.DB
	sql   *sql.Tx // SQLite
	pgx   pgx.Tx  // PostgreSQL
}

// Now is the moment of the transaction: the same for all its rows.
func (tx *Tx) Now() time.Time { return tx.now }

// Context is the context of the transaction.
func (tx *Tx) Context() context.Context { return tx.ctx }

// SQL is the transaction of SQLite, nil on PostgreSQL.
func (tx *Tx) SQL() *sql.Tx { return tx.sql }

// Pgx is the transaction of PostgreSQL, nil on SQLite.
func (tx *Tx) Pgx() pgx.Tx { return tx.pgx }

type inTx struct{}

// InTx runs f in a transaction that may write. It commits when f returns nil;
// otherwise, and when f panics, nothing of it stays. Errors: that of f;
// unavailable when the database cannot be reached or is busy; internal when ctx
// is that of another Tx, since SQLite would wait for itself.
func (s *Store) InTx(ctx context.Context, f func(*Tx) error) error { return s.run(ctx, f, true) }

// View runs f in a transaction that only reads, all of it from one moment.
// Writes inside fail.
func (s *Store) View(ctx context.Context, f func(*Tx) error) error { return s.run(ctx, f, false) }

// Write is InTx for a function with a result.
func Write[T any](ctx context.Context, s *Store, f func(*Tx) (T, error)) (T, error) {
	var out T
	err := s.InTx(ctx, func(tx *Tx) (err error) { out, err = f(tx); return err })
	return zeroOnError(out, err)
}

// Read is View for a function with a result.
func Read[T any](ctx context.Context, s *Store, f func(*Tx) (T, error)) (T, error) {
	var out T
	err := s.View(ctx, func(tx *Tx) (err error) { out, err = f(tx); return err })
	return zeroOnError(out, err)
}

// Glance is Read for a function that makes a single statement. A statement is
// one moment by itself, so that it needs no transaction around it: one trip to the
// server instead of three. A second one, or one that writes, is refused.
func Glance[T any](ctx context.Context, s *Store, f func(*Tx) (T, error)) (T, error) {
	var out T
	err := s.enter(ctx, func(tx *Tx) (err error) {
		tx.gorm = s.session(tx.ctx, &single{reader: s.reader})
		out, err = f(tx)
		return err
	})
	return zeroOnError(out, err)
}

// single is a connection for one statement that reads.
type single struct {
	reader *sql.DB
	used   bool
}

var errSingle = errors.New("a glance makes a single statement, and it reads")

func (s *single) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if s.used || !strings.HasPrefix(query, "SELECT ") {
		return nil, errSingle
	}
	s.used = true
	return s.reader.QueryContext(ctx, query, args...)
}

func (s *single) PrepareContext(context.Context, string) (*sql.Stmt, error) { return nil, errSingle }

func (s *single) ExecContext(context.Context, string, ...any) (sql.Result, error) {
	return nil, errSingle
}

// QueryRowContext refuses too: a Row can only say so by a context that has ended.
func (s *single) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	ended, end := context.WithCancelCause(ctx)
	end(errSingle)
	return s.reader.QueryRowContext(ended, query, args...)
}

func zeroOnError[T any](out T, err error) (T, error) {
	if err != nil {
		var none T
		return none, err
	}
	return out, nil
}

func (s *Store) run(ctx context.Context, f func(*Tx) error, writes bool) error {
	run := s.runPostgres
	if s.dialect == SQLite {
		run = s.runSQLite
	}
	return s.enter(ctx, func(tx *Tx) error { return run(tx, f, writes) })
}

// enter makes the Tx of a context that is in none of this store.
func (s *Store) enter(ctx context.Context, do func(*Tx) error) error {
	if ctx.Value(inTx{}) == s {
		return model.NewError(model.CodeInternal, model.Text{}, errors.New("a transaction inside a transaction: pass the Tx"))
	}
	err := do(&Tx{ctx: context.WithValue(ctx, inTx{}, s), store: s, now: s.Now()})
	// What the end of the context breaks looks like a lost connection.
	if ctx.Err() != nil && (errors.Is(err, sql.ErrTxDone) || model.ErrorCode(err) == model.CodeUnavailable) {
		return ctx.Err()
	}
	return err
}

func (s *Store) runSQLite(tx *Tx, f func(*Tx) error, writes bool) (err error) {
	db := s.reader
	if writes {
		db = s.db
	}
	if tx.sql, err = db.BeginTx(tx.ctx, nil); err != nil {
		return dbError("transaction", err)
	}
	defer func() { _ = tx.sql.Rollback() }() // after a commit this does nothing
	tx.gorm = s.session(tx.ctx, tx.sql)
	if err := f(tx); err != nil {
		return err
	}
	return dbError("transaction", tx.sql.Commit())
}

// session is GORM on one connection, and on nothing else.
func (s *Store) session(ctx context.Context, conn gorm.ConnPool) *gorm.DB {
	db := s.gorm.Session(&gorm.Session{NewDB: true, Context: ctx})
	db.Statement.ConnPool = guarded{conn}
	return db
}
