package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
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
// Errors: unavailable, internal.
func (s *Store) Migrate(ctx context.Context) ([]Migration, error) {
	p, err := s.goose()
	if err != nil {
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
	out := make([]Migration, len(statuses))
	for i, st := range statuses {
		out[i] = Migration{Version: st.Source.Version, Name: st.Source.Path, Applied: st.State == goose.StateApplied}
	}
	return out, nil
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
