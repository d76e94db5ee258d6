package store_test

import (
	"database/sql"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/store"
)

// kindOf is what types of both dialects mean.
var kindOf = map[string]string{
	"text": "text", "integer": "integer", "bigint": "integer", "timestamp": "time", "timestamp with time zone": "time",
	"blob": "bytes", "bytea": "bytes",
}

// description is a schema as lines that both dialects write the same way.
type description []string

func (d *description) addf(format string, args ...any) { *d = append(*d, fmt.Sprintf(format, args...)) }

// query calls each with every row, all columns as texts.
func query(t *testing.T, db *sql.DB, each func(row []string), statement string, args ...any) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), statement, args...)
	require.NoError(t, err)
	defer func() { require.NoError(t, rows.Close()) }()
	columns, err := rows.Columns()
	require.NoError(t, err)
	for rows.Next() {
		values, targets := make([]sql.NullString, len(columns)), make([]any, len(columns))
		for i := range values {
			targets[i] = &values[i]
		}
		require.NoError(t, rows.Scan(targets...))
		row := make([]string, len(values))
		for i, v := range values {
			row[i] = v.String
		}
		each(row)
	}
	require.NoError(t, rows.Err())
}

func describePostgres(t *testing.T, db *sql.DB) description {
	t.Helper()
	var d description
	ours := "table_name NOT LIKE 'goose%'"
	query(t, db, func(r []string) { d.addf("column %s.%s %s null=%s", r[0], r[1], kindOf[r[2]], r[3]) },
		`SELECT table_name, column_name, data_type, lower(is_nullable) FROM information_schema.columns
		 WHERE table_schema = 'public' AND `+ours)
	query(t, db, func(r []string) { d.addf("index %s.%s unique=%s partial=%s (%s)", r[0], r[1], r[2], r[3], r[4]) },
		`SELECT t.relname, i.relname, x.indisunique, x.indpred IS NOT NULL,
		   (SELECT string_agg(a.attname, ',' ORDER BY k.n) FROM unnest(x.indkey) WITH ORDINALITY AS k(num, n)
		    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.num)
		 FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
		 JOIN pg_namespace s ON s.oid = t.relnamespace
		 WHERE s.nspname = 'public' AND t.relname NOT LIKE 'goose%' AND NOT x.indisprimary`)
	keys := map[string]string{"p": "key", "f": "reference", "c": "check"}
	query(t, db, func(r []string) {
		if r[2] == "c" {
			d.addf("check %s.%s words=%s", r[0], r[1], words(r[3]))
			return
		}
		d.addf("%s %s.%s %s", keys[r[2]], r[0], r[1], canonicalConstraint(r[3]))
	}, `SELECT t.relname, c.conname, c.contype::text, pg_get_constraintdef(c.oid) FROM pg_constraint c
		JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace s ON s.oid = t.relnamespace
		WHERE s.nspname = 'public' AND t.relname NOT LIKE 'goose%' AND c.contype IN ('p','f','c')`)
	query(t, db, func(r []string) { d.addf("trigger %s.%s", r[0], r[1]) },
		`SELECT event_object_table, trigger_name FROM information_schema.triggers WHERE trigger_schema = 'public'`)
	slices.Sort(d)
	return d
}

var constraint = regexp.MustCompile(`(?m)^\s*CONSTRAINT (\w+) (PRIMARY KEY|FOREIGN KEY|CHECK) (.*?),?$`)

func describeSQLite(t *testing.T, db *sql.DB) description {
	t.Helper()
	var d description
	var names, texts []string
	query(t, db, func(r []string) { names, texts = append(names, r[0]), append(texts, r[1]) },
		`SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'goose%' AND name NOT LIKE 'sqlite%'`)
	for i, table := range names {
		query(t, db, func(r []string) {
			null := map[string]string{"0": "yes", "1": "no"}[r[2]]
			d.addf("column %s.%s %s null=%s", table, r[0], kindOf[strings.ToLower(r[1])], null)
		}, `SELECT name, type, "notnull" FROM pragma_table_info(?)`, table)
		var indexes [][]string
		query(t, db, func(r []string) { indexes = append(indexes, r) },
			`SELECT name, "unique", partial FROM pragma_index_list(?) WHERE origin = 'c'`, table)
		for _, r := range indexes {
			var columns []string
			query(t, db, func(c []string) { columns = append(columns, c[0]) }, `SELECT name FROM pragma_index_info(?) ORDER BY seqno`, r[0])
			d.addf("index %s.%s unique=%v partial=%v (%s)", table, r[0], r[1] == "1", r[2] == "1", strings.Join(columns, ","))
		}
		for _, m := range constraint.FindAllStringSubmatch(texts[i], -1) {
			switch m[2] {
			case "CHECK":
				d.addf("check %s.%s words=%s", table, m[1], words(m[3]))
			case "PRIMARY KEY":
				d.addf("key %s.%s %s", table, m[1], canonicalConstraint("PRIMARY KEY "+m[3]))
			default:
				d.addf("reference %s.%s %s", table, m[1], canonicalConstraint("FOREIGN KEY "+m[3]))
			}
		}
	}
	query(t, db, func(r []string) { d.addf("trigger %s.%s", r[0], r[1]) }, `SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'`)
	slices.Sort(d)
	return d
}

var quoted = regexp.MustCompile(`'[^']*'`)

// words are the quoted words of a check, which PostgreSQL otherwise rewrites.
func words(check string) string {
	return strings.Join(slices.Compact(slices.Sorted(slices.Values(quoted.FindAllString(check, -1)))), " ")
}

func canonicalConstraint(text string) string {
	return strings.ReplaceAll(text, " ", "")
}

// describe opens a database by itself, to read its catalogue.
func describe(t *testing.T, b *bench) description {
	t.Helper()
	if b.Dialect() == store.PostgreSQL {
		return describePostgres(t, b.DB())
	}
	return describeSQLite(t, b.DB())
}

func TestSchemasAgree(t *testing.T) {
	t.Parallel()
	lite, pg := describe(t, newBench(t, store.SQLite)), describe(t, newBench(t, store.PostgreSQL))
	require.Equal(t, []string(pg), []string(lite))
	require.Greater(t, len(lite), 250)
}

func TestRowsAgreeWithSchema(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		var columns []string
		for _, line := range describe(t, b) {
			if strings.HasPrefix(line, "column ") {
				columns = append(columns, line)
			}
		}
		require.Equal(t, columns, store.RowColumns())
	})
}

// Every row has an owner, in its key and in every reference.
func TestEveryTableHasTenants(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		tenant := map[string]bool{}
		for _, line := range describe(t, b) {
			kind, rest, _ := strings.Cut(line, " ")
			table, _, _ := strings.Cut(rest, ".")
			switch {
			case table == "tenants":
			case kind == "key":
				require.Contains(t, rest, "PRIMARYKEY(tenant_id", line)
				tenant[table] = true
			case kind == "reference":
				require.Contains(t, rest, "FOREIGNKEY(tenant_id", line)
			}
		}
		require.Len(t, tenant, len(store.TableNames())-1)
	})
}

func TestMigrateDownAndUp(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		before := describe(t, b)
		require.NoError(t, b.DownForTest(t.Context(), 0))
		require.Less(t, len(describe(t, b)), 5)
		steps, err := b.Migrate(t.Context())
		require.NoError(t, err)
		require.NotEmpty(t, steps)
		require.Equal(t, before, describe(t, b))
	})
}

// The import knows every column that refers to a row of the same table.
func TestOwnColumns(t *testing.T) {
	t.Parallel()
	b := newBench(t, store.SQLite)
	var own []string
	query(t, b.DB(), func(r []string) {
		if r[1] != "tenant_id" {
			own = append(own, r[0]+"."+r[1])
		}
	}, `SELECT m.name, k."from" FROM sqlite_master m, pragma_foreign_key_list(m.name) k WHERE m.type = 'table' AND k."table" = m.name ORDER BY 1, 2`)
	require.NotEmpty(t, own)
	require.Equal(t, own, store.OwnColumns())
}

// Columns that go take nothing with them: who was logged in stays so, and what was
// answered is known.
func TestRowsOutliveUnreadColumns(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		_, err := b.DB().ExecContext(t.Context(), "UPDATE plans SET pack_id = NULL") // a later step, which goes down with it
		require.NoError(t, err)
		before := export(t, b)
		require.NoError(t, b.DownForTest(t.Context(), 8))
		var rows int
		require.NoError(t, b.DB().QueryRowContext(t.Context(), "SELECT count(*) FROM sessions, idempotency WHERE csrf_hash = '' AND seen_at < sessions.expires_at AND content_type = ''").Scan(&rows))
		require.Equal(t, 2, rows)
		_, err = b.Migrate(t.Context())
		require.NoError(t, err)
		require.Equal(t, before, export(t, b))
		b.do(t, func(tx *store.Tx) error {
			_, _, err := tx.Gate().Session(w.token)
			return err
		})
	})
}
