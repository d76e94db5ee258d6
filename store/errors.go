package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/mattn/go-sqlite3"
	"gorm.io/gorm"

	"lungang/model"
)

func notFound(what model.Text) error {
	return model.NewError(model.CodeNotFound, model.Text{ZH: "没有这个" + what.ZH, EN: "there is no such " + what.EN}, nil)
}

func conflict(zh, en string) error {
	return model.NewError(model.CodeConflict, model.Text{ZH: zh, EN: en}, nil)
}

func badParameter(zh, en string) error {
	return model.NewError(model.CodeBadParameter, model.Text{ZH: zh, EN: en}, nil)
}

func stale() error {
	return model.NewError(model.CodeStale, model.Text{
		ZH: "读取之后已被他人修改;请重新读取再改",
		EN: "it was changed since it was read; read it again first",
	}, nil)
}

func unavailable(cause error) error {
	return model.NewError(model.CodeUnavailable, model.Text{
		ZH: "数据库暂时不可用;请稍后重试,或运行 lungang doctor",
		EN: "the database is not available; try again later, or run lungang doctor",
	}, bare(cause))
}

// bare is an error of the database without what may quote values: PostgreSQL
// puts the row into Detail, and the message of a constraint into Message.
func bare(err error) error {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return errors.New("postgres " + e.Code + " " + e.TableName + " " + e.ConstraintName)
	}
	return err
}

// dbError tells in codes of model what an error of the database means for a
// thing of that name (English, for logs). Errors of model pass as they are.
func dbError(what string, err error) error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*model.Error](err); ok {
		return e
	}
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err // model.ErrorCode knows both
	case errors.Is(err, gorm.ErrDuplicatedKey), isPg(err, "23505"):
		return model.NewError(model.CodeConflict, model.Text{ZH: "已经存在", EN: "it exists already"}, errors.New(what))
	case errors.Is(err, gorm.ErrForeignKeyViolated), isPg(err, "23503"):
		return model.NewError(model.CodeUnknownReference, model.Text{ZH: "所引用的内容不存在", EN: "what is referred to does not exist"}, errors.New(what))
	case isUnavailable(err):
		return unavailable(err)
	}
	return model.NewError(model.CodeInternal, model.Text{}, errors.Join(errors.New(what), bare(err)))
}

func isPg(err error, code string) bool {
	e, ok := errors.AsType[*pgconn.PgError](err)
	return ok && e.Code == code
}

// isUnavailable: no connection, a server that shuts down, a lock that was not
// had in time.
func isUnavailable(err error) bool {
	if e, ok := errors.AsType[sqlite3.Error](err); ok {
		return e.Code == sqlite3.ErrBusy || e.Code == sqlite3.ErrLocked || e.Code == sqlite3.ErrFull || e.Code == sqlite3.ErrIoErr || e.Code == sqlite3.ErrCantOpen
	}
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		switch e.Code[:2] {
		case "08", "53", "57", "40", "55": // connection, resources, shutdown, rollback, locks
			return true
		}
		return false
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		return true
	}
	if _, ok := errors.AsType[net.Error](err); ok {
		return true
	}
	return errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) || pgconn.SafeToRetry(err)
}
