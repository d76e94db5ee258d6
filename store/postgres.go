package store

import (
	"cmp"
	"context"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

const postgresConns = 10

// CheckURL looks at a database URL as Open would, and opens nothing: bad_parameter. The
// empty one means SQLite. The error never quotes it, since it may hold a password.
func CheckURL(text string) error {
	if text == "" {
		return nil
	}
	_, err := parseURL(text)
	return err
}

func parseURL(text string) (*pgxpool.Config, error) {
	if !strings.HasPrefix(text, "postgres://") && !strings.HasPrefix(text, "postgresql://") {
		return nil, badParameter(
			"数据库地址应以 postgres:// 开头;不写则用数据目录中的 SQLite 文件",
			"the database URL must begin with postgres://; leave it out for the SQLite file in the data directory",
		)
	}
	config, err := pgxpool.ParseConfig(text)
	if err != nil { // which may quote the password
		return nil, badParameter("数据库地址无法识别;应为 postgres://用户@主机:端口/库名", "the database URL cannot be read; it is postgres://user@host:port/database")
	}
	return config, nil
}

// openPostgres opens one pool, which River and GORM share.
func (s *Store) openPostgres(ctx context.Context, c Config) error {
	config, err := parseURL(c.URL)
	if err != nil {
		return err
	}
	config.MaxConns = int32(cmp.Or(c.MaxConns, postgresConns))
	config.AfterConnect = func(_ context.Context, conn *pgx.Conn) error {
		conn.TypeMap().RegisterType(&pgtype.Type{
			Name: "timestamptz", OID: pgtype.TimestamptzOID, Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC},
		})
		return nil
	}
	if s.pool, err = pgxpool.NewWithConfig(ctx, config); err != nil {
		return unavailable(err)
	}
	s.dialect = PostgreSQL
	s.db = stdlib.OpenDBFromPool(s.pool)
	s.reader = s.db
	if s.gorm, err = gorm.Open(postgres.New(postgres.Config{Conn: s.db}), gormConfig(s.now)); err != nil {
		return unavailable(err)
	}
	return nil
}
