package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"lungang/model"
)

//go:embed migrations
var migrations embed.FS

// Migration is one step of the schema.
type Migration struct {
	Version int64
	Name    string // file name
	Applied bool
}

// Migrate brings the schema to the last version and returns the steps that it
// took. Processes that migrate a PostgreSQL database at the same time wait for
// each other. A step that fails leaves the schema as it was before the step.
// Errors: conflict when the database is that of a newer program, unavailable,
// internal.
func (s *Store) Migrate(ctx context.Context) ([]Migration, error) {
	p, err := s.goose()
	if err != nil {
		return nil, err
	}
	if _, err := knownVersion(ctx, p); err != nil {
		return nil, err
	}
	results, err := p.Up(ctx)
	if err != nil {
		return nil, migrationError(err)
	}
	out := make([]Migration, len(results))
	for i, r := range results {
		out[i] = Migration{Version: r.Source.Version, Name: r.Source.Path, Applied: true}
	}
	return out, s.rebuildLogs(ctx)
}

// Migrations lists every step that this program knows, and whether the database
// has it.
func (s *Store) Migrations(ctx context.Context) ([]Migration, error) {
	p, err := s.goose()
	if err != nil {
		return nil, err
	}
	statuses, err := p.Status(ctx)
	if err != nil {
		return nil, migrationError(err)
	}
	// Not by GetDBVersion, which waits for whoever migrates: readiness asks here.
	var present int64
	if err := s.db.QueryRowContext(ctx, "SELECT max(version_id) FROM "+goose.DefaultTablename+" WHERE is_applied").Scan(&present); err != nil {
		return nil, migrationError(err)
	}
	if err := known(p, present); err != nil {
		return nil, err
	}
	out := make([]Migration, len(statuses))
	for i, st := range statuses {
		out[i] = Migration{Version: st.Source.Version, Name: st.Source.Path, Applied: st.State == goose.StateApplied}
	}
	return out, nil
}

// knownVersion is the last migration that the database has, which this program
// knows.
func knownVersion(ctx context.Context, p *goose.Provider) (int64, error) {
	v, err := p.GetDBVersion(ctx)
	if err != nil {
		return 0, migrationError(err)
	}
	return v, known(p, v)
}

// known refuses (conflict) a schema that is newer than this program: what it has
// more would be left out by an older one, of a backup for one.
func known(p *goose.Provider, version int64) error {
	var last int64
	for _, s := range p.ListSources() {
		last = max(last, s.Version)
	}
	if version <= last {
		return nil
	}
	return conflict(
		fmt.Sprintf("数据库的结构(第 %d 版)属于更新版本的 lungang,本程序只到第 %d 版;请换用新版程序", version, last),
		fmt.Sprintf("the schema of this database (version %d) is that of a newer lungang; this one knows %d: use the newer program", version, last),
	)
}

func migrationError(err error) error {
	if isUnavailable(err) {
		return unavailable(err)
	}
	return model.NewError(model.CodeInternal, model.Text{
		ZH: "数据库结构升级失败;数据未动,请保留日志并联系管理员",
		EN: "the schema could not be brought up to date; no data was changed; keep the log and tell the administrator",
	}, bare(err))
}

func (s *Store) goose() (*goose.Provider, error) { return provider(s.dialect, s.db) }

func provider(dialect Dialect, db *sql.DB) (*goose.Provider, error) {
	files, err := fs.Sub(migrations, "migrations/"+string(dialect))
	if err != nil {
		return nil, model.NewError(model.CodeInternal, model.Text{}, err)
	}
	options := []goose.ProviderOption{goose.WithDisableGlobalRegistry(true)}
	kind := goose.DialectSQLite3
	if dialect == PostgreSQL {
		locker, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return nil, model.NewError(model.CodeInternal, model.Text{}, err)
		}
		kind, options = goose.DialectPostgres, append(options, goose.WithSessionLocker(locker))
	}
	p, err := goose.NewProvider(kind, db, files, options...)
	if err != nil {
		return nil, model.NewError(model.CodeInternal, model.Text{}, errors.Join(errors.New("migrations"), err))
	}
	return p, nil
}
