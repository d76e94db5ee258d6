package store

import (
	"cmp"
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"

	"lungang/model"
)

const postgresConns = 10

// openPostgres opens one pool, which River and GORM share.
func (s *Store) openPostgres(ctx context.Context, c Config) error {
	config, err := pgxpool.ParseConfig(c.URL)
	if err != nil {
		return model.NewError(model.CodeBadParameter, model.Text{
			ZH: "数据库地址无法识别;应为 postgres://用户@主机:端口/库名",
			EN: "the database URL cannot be read; it is postgres://user@host:port/database",
		}, nil) // the cause may quote the password
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
