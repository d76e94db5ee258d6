package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"lungang/audit"
	"lungang/model"
)

// Dialect is the kind of a database.
type Dialect string

// The two dialects.
const (
	SQLite     Dialect = "sqlite"
	PostgreSQL Dialect = "postgres"
)

// Config says which database, and with which keys.
type Config struct {
	// URL is a PostgreSQL URL (postgres://…); empty means the SQLite file
	// lungang.db in Directory.
	URL string
	// Directory is where the SQLite file is; it is made when it is absent.
	// Empty means the working directory.
	Directory string
	// DataKey is what LUNGANG_DATA_KEY says, see ParseKeyring. Empty: personal
	// data and webhook secrets are refused.
	DataKey string
	// AuditKey is what LUNGANG_AUDIT_KEY says, see audit.ParseKeys. Empty: the
	// log is not signed.
	AuditKey string
	// MaxConns is how many connections the PostgreSQL pool opens at most, and
	// how many connections read a SQLite file at once; 0 means 10 and 4.
	MaxConns int
	// Now is the clock; nil means the system's.
	Now func() time.Time
}

// Store is one open database. It is safe for use by many goroutines.
type Store struct {
	dialect Dialect
	path    string // of the SQLite file
	now     func() time.Time
	keys    *Keyring
	audit   *audit.Keys

	pool   *pgxpool.Pool // PostgreSQL only
	db     *sql.DB       // SQLite: the one connection that writes
	reader *sql.DB       // SQLite: connections that only read; PostgreSQL: db
	gorm   *gorm.DB      // makes statements; never used without a Tx
}

// Open opens the database and checks that it answers. It does not change the
// schema: see Migrate. The error is an *model.Error: bad_parameter for a URL or
// a key that cannot be read, bad_format for a file that is damaged, unavailable when
// the database does not answer.
func Open(ctx context.Context, c Config) (*Store, error) {
	keys, err := ParseKeyring(c.DataKey)
	if err != nil {
		return nil, err
	}
	signing, err := audit.ParseKeys(c.AuditKey)
	if err != nil {
		return nil, err
	}
	s := &Store{now: c.Now, keys: keys, audit: signing}
	if s.now == nil {
		s.now = time.Now
	}
	if c.URL == "" {
		err = s.openSQLite(c)
	} else {
		err = s.openPostgres(ctx, c)
	}
	if err != nil {
		return nil, errors.Join(s.whyNot(c, err), s.Close())
	}
	if err := s.db.PingContext(ctx); err != nil {
		return nil, errors.Join(s.whyNot(c, err), s.Close())
	}
	return s, nil
}

func gormConfig(now func() time.Time) *gorm.Config {
	return &gorm.Config{
		SkipDefaultTransaction: true,
		TranslateError:         true,
		DisableAutomaticPing:   true,
		Logger:                 logger.Discard, // statements hold values, and those may be personal
		NowFunc:                func() time.Time { return moment(now()) },
	}
}

// Dialect tells which kind of database it is.
func (s *Store) Dialect() Dialect { return s.dialect }

// Path is the SQLite file, "" for PostgreSQL.
func (s *Store) Path() string { return s.path }

// Pool is the PostgreSQL pool, for River; nil for SQLite.
func (s *Store) Pool() *pgxpool.Pool { return s.pool }

// DB is the database for River and migrations. For SQLite it has one
// connection: never use it inside InTx.
func (s *Store) DB() *sql.DB { return s.db }

// Now is the time by the store's clock, in UTC and microseconds.
func (s *Store) Now() time.Time { return moment(s.now()) }

// Keyring has the keys of personal data; its methods say when there are none.
func (s *Store) Keyring() *Keyring { return s.keys }

// Ping asks the database for an answer; unavailable when there is none.
func (s *Store) Ping(ctx context.Context) error {
	if err := s.db.PingContext(ctx); err != nil {
		return unavailable(err)
	}
	return nil
}

// Close closes every connection. Transactions under way are rolled back.
func (s *Store) Close() error {
	var errs []error
	if s.reader != nil && s.reader != s.db {
		errs = append(errs, s.reader.Close())
	}
	if s.db != nil {
		errs = append(errs, s.db.Close())
	}
	if s.pool != nil {
		s.pool.Close()
	}
	return errors.Join(errs...)
}

// sqliteFile returns the path of the file, whose folder exists afterwards.
func sqliteFile(directory string) (string, error) {
	if directory == "" {
		directory = "."
	}
	if err := os.MkdirAll(directory, 0o700); err != nil {
		return "", model.NewError(model.CodeIO, model.Text{
			ZH: fmt.Sprintf("无法建立数据目录 %s;请检查路径和权限", directory),
			EN: fmt.Sprintf("the data directory %s cannot be made; check path and permissions", directory),
		}, err)
	}
	path, err := filepath.Abs(filepath.Join(directory, "lungang.db"))
	if err != nil {
		return "", model.NewError(model.CodeIO, model.Text{}, err)
	}
	return path, nil
}
