package store

import (
	"context"
	"database/sql"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// runPostgres begins the transaction with pgx, for River, on a connection that
// GORM reaches through database/sql.
func (s *Store) runPostgres(tx *Tx, f func(*Tx) error, writes bool) error {
	options := pgx.TxOptions{}
	if !writes {
		options = pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}
	}
	conn, inner, err := s.begin(tx, options)
	if err != nil {
		return dbError("transaction", err)
	}
	defer func() { _ = conn.Close() }() // gives it back
	defer interruptAtEnd(tx.ctx, inner)()
	// A rollback must reach the server although the caller has gone.
	defer func() { _ = tx.pgx.Rollback(context.WithoutCancel(tx.ctx)) }()
	tx.gorm = s.session(tx.ctx, steady{conn})
	if err := f(tx); err != nil {
		return err
	}
	return dbError("transaction", tx.pgx.Commit(tx.ctx))
}

// begin takes a connection from the pool and begins on it. After the server was
// started again every connection of the pool may be dead, which only using them
// tells; nothing has been done yet, so that others can be tried.
func (s *Store) begin(tx *Tx, options pgx.TxOptions) (*sql.Conn, *pgx.Conn, error) {
	for range s.pool.Config().MaxConns + 1 {
		conn, err := s.db.Conn(tx.ctx)
		if err != nil {
			return nil, nil, err
		}
		var inner *pgx.Conn
		err = conn.Raw(func(c any) error { inner = c.(*stdlib.Conn).Conn(); return nil })
		if err == nil {
			if tx.pgx, err = inner.BeginTx(tx.ctx, options); err == nil {
				return conn, inner, nil
			}
		}
		dead := inner != nil && inner.IsClosed()
		_ = conn.Close()
		if !dead || tx.ctx.Err() != nil {
			return nil, nil, err
		}
	}
	return nil, nil, sql.ErrConnDone
}

// steady is a connection of PostgreSQL for GORM inside a transaction that pgx
// has begun. It hides the end of the context from database/sql.
//
// Otherwise: a statement with a context that has ended fails in pgx before
// anything is sent; the adapter calls that a bad connection; database/sql then
// gives the connection back to the pool, which closes it in the background,
// while the transaction is still ours and is being rolled back. Two goroutines
// on one connection: pgx panics. So statements refuse by themselves when the
// context has ended, and one that runs is interrupted on the wire.
type steady struct{ conn *sql.Conn }

func (s steady) PrepareContext(ctx context.Context, query string) (*sql.Stmt, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	stmt, err := s.conn.PrepareContext(context.WithoutCancel(ctx), query)
	return stmt, orEnd(ctx, err)
}

func (s steady) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	result, err := s.conn.ExecContext(context.WithoutCancel(ctx), query, args...)
	return result, orEnd(ctx, err)
}

func (s steady) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	rows, err := s.conn.QueryContext(context.WithoutCancel(ctx), query, args...)
	return rows, orEnd(ctx, err)
}

func (s steady) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	return s.conn.QueryRowContext(context.WithoutCancel(ctx), query, args...)
}

// orEnd is err, or the end of the context when that is the reason.
func orEnd(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// interruptAtEnd breaks the connection when the context ends: whatever waits on
// it fails, pgx closes it, and the server rolls back. pgx does the same with a
// context of its own. The function that it returns must be called before the
// connection is given back; it may be in use by others right afterwards.
func interruptAtEnd(ctx context.Context, conn *pgx.Conn) func() {
	done := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(done)
		_ = conn.PgConn().Conn().SetDeadline(time.Unix(1, 0))
	})
	return func() {
		if !stop() {
			<-done
			_ = conn.PgConn().Conn().SetDeadline(time.Time{})
		}
	}
}
