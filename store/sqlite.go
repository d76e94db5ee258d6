package store

import (
	"cmp"
	"database/sql"
	"net/url"
	"os"

	_ "github.com/mattn/go-sqlite3" // the driver "sqlite3"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"

	"lungang/model"
)

const sqliteReaders = 4

// openSQLite opens one connection that writes and some that read. A transaction
// that writes begins IMMEDIATE: a deferred one that reads first and writes then
// fails at once when another has written in between, whatever the busy timeout.
// Readers see what was committed last and wait for nobody (WAL).
func (s *Store) openSQLite(c Config) error {
	path, err := sqliteFile(c.Directory)
	if err != nil {
		return err
	}
	// Personal data is encrypted, and still nobody else's business.
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err == nil {
		err = file.Close()
	}
	if err != nil {
		return model.NewError(model.CodeIO, model.Text{
			ZH: "无法打开数据库文件 " + path + ";请检查权限",
			EN: "the database file " + path + " cannot be opened; check permissions",
		}, err)
	}
	s.dialect, s.path = SQLite, path
	if s.db, err = sql.Open("sqlite3", sqliteDSN(path, setting{"_txlock", "immediate"}, setting{"_journal_mode", "WAL"}, setting{"_secure_delete", "true"})); err != nil {
		return unavailable(err)
	}
	s.db.SetMaxOpenConns(1)
	if s.reader, err = sql.Open("sqlite3", sqliteDSN(path, setting{"_query_only", "true"})); err != nil {
		return unavailable(err)
	}
	s.reader.SetMaxOpenConns(cmp.Or(c.MaxConns, sqliteReaders))
	s.reader.SetMaxIdleConns(cmp.Or(c.MaxConns, sqliteReaders))
	if s.gorm, err = gorm.Open(sqlite.New(sqlite.Config{Conn: s.db}), gormConfig(s.now)); err != nil {
		return unavailable(err)
	}
	return nil
}

// setting is one parameter of the driver.
type setting struct{ name, value string }

func sqliteDSN(path string, more ...setting) string {
	v := url.Values{}
	v.Set("_busy_timeout", "5000")
	v.Set("_foreign_keys", "on")
	v.Set("_synchronous", "NORMAL") // with WAL: a power cut may lose the last commits, never the file
	v.Set("_loc", "UTC")
	v.Set("_stmt_cache_size", "64") // of each connection: parsing a statement takes longer than running it
	for _, s := range more {
		v.Set(s.name, s.value)
	}
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: v.Encode()}).String()
}
