package store

import (
	"context"
	"database/sql"
	"reflect"
	"strings"
	"unicode/utf8"

	"gorm.io/gorm"
)

// guarded refuses texts that one of the dialects cannot hold: PostgreSQL knows
// neither NUL nor bytes that are not UTF-8, SQLite stores both. So both dialects
// say the same, and what a client sent is never a fault of the service.
type guarded struct{ gorm.ConnPool }

func (g guarded) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if err := storable(args); err != nil {
		return nil, err
	}
	return g.ConnPool.ExecContext(ctx, query, args...)
}

func (g guarded) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if err := storable(args); err != nil {
		return nil, err
	}
	return g.ConnPool.QueryContext(ctx, query, args...)
}

func storable(args []any) error {
	for _, a := range args {
		text, ok := a.(string)
		if !ok {
			v := reflect.ValueOf(a)
			if v.Kind() != reflect.String {
				continue
			}
			text = v.String()
		}
		if strings.IndexByte(text, 0) >= 0 || !utf8.ValidString(text) {
			return badParameter("文字中有不能保存的字符(NUL 或非 UTF-8)", "a text has characters that cannot be stored (NUL, or not UTF-8)")
		}
	}
	return nil
}
