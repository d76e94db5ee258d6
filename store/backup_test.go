package store_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/store"
)

// An export of one dialect fills a database of the other, and comes out of it
// as the same bytes.
func TestExportMovesBetweenDialects(t *testing.T) {
	t.Parallel()
	for _, way := range [][2]store.Dialect{{store.SQLite, store.PostgreSQL}, {store.PostgreSQL, store.SQLite}} {
		t.Run(string(way[0])+" to "+string(way[1]), func(t *testing.T) {
			t.Parallel()
			from, to := newBench(t, way[0]), newBench(t, way[1])
			w := newWorld(t, from, "amark")
			newWorld(t, from, "bmark")
			text := export(t, from)
			n, err := to.Import(t.Context(), strings.NewReader(text))
			require.NoError(t, err)
			require.EqualValues(t, strings.Count(text, "\n")-2, n)
			require.Equal(t, text, export(t, to))
			// with the keys it is alive
			again := to.open(store.Config{DataKey: from.key})
			require.NoError(t, again.InTx(t.Context(), func(tx *store.Tx) error {
				people, err := tx.People().All(w.tenant, w.dataset.ID)
				require.NoError(t, err)
				require.Equal(t, "amark老师", people[w.teacher].Name)
				_, err = tx.Gate().Key(w.secret)
				require.NoError(t, err)
				_, err = tx.Batches().Create(w.tenant, clerk, "x")
				require.NoError(t, err)
				requireLog(t, tx, w.tenant)
				return nil
			}))
		})
	}
}

func TestImportIsAllOrNothing(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		source := newBench(t, store.SQLite)
		newWorld(t, source, "amark")
		text := export(t, source)
		lines := strings.SplitAfter(text, "\n")
		empty := export(t, b)
		for name, broken := range map[string]string{
			"a byte of a row": strings.Replace(text, `"reason":"amark"`, `"reason":"bmark"`, 1),
			"more behind it":  text + lines[20],
			"cut off":         strings.Join(lines[:len(lines)/2], ""),
			"last line gone":  strings.Join(lines[:len(lines)-2], ""),
			"a row gone":      strings.Join(append(append([]string{}, lines[:20]...), lines[21:]...), ""),
			"not an export":   `{"x":1}`,
			"empty":           "",
			"unknown table":   strings.Replace(text, `"table":"plans"`, `"table":"planz"`, 1),
			"column gone":     strings.Replace(text, `"reason":"amark",`, "", 1),
			"wrong type":      strings.Replace(text, `"seq":1,`, `"seq":"1",`, 1),
		} {
			require.NotEqual(t, text, broken, name)
			_, err := b.Import(t.Context(), strings.NewReader(broken))
			require.Equal(t, model.CodeBadFormat, model.ErrorCode(err), "%s: %v", name, err)
			require.NotContains(t, err.Error(), "amark", name)
			require.Equal(t, empty, export(t, b), name)
		}
		_, err := b.Import(t.Context(), strings.NewReader(strings.Replace(text, `"schema":`, `"schema":9`, 1)))
		requireCode(t, model.CodeConflict, err)
		_, err = b.Import(t.Context(), strings.NewReader(text))
		require.NoError(t, err)
		_, err = b.Import(t.Context(), strings.NewReader(text))
		requireCode(t, model.CodeConflict, err)
	})
}

// A process whose clock was behind made what another one, whose clock was ahead, made
// the beginning of: ids do not sort as things were made.
func TestExportOfClocksThatDiffer(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		tenant := b.tenant(t)
		p := tiny(t)
		create := func(tx *store.Tx, parent string) *store.Dataset {
			d, err := tx.Datasets().Create(tenant, clerk, store.NewDataset{Document: documentOf(t, p), Problem: p, ParentID: parent, Source: "json"})
			require.NoError(t, err)
			return d
		}
		var first, second *store.Dataset
		b.clock.forward(time.Hour)
		b.do(t, func(tx *store.Tx) error { first = create(tx, ""); return nil })
		b.clock.forward(-time.Minute)
		b.do(t, func(tx *store.Tx) error { second = create(tx, first.ID); return nil })
		b.clock.forward(-time.Minute)
		b.do(t, func(tx *store.Tx) error {
			for range 450 { // more than one statement takes
				create(tx, second.ID)
			}
			return nil
		})
		text := export(t, b)
		to := newBench(t, b.Dialect())
		_, err := to.Import(t.Context(), strings.NewReader(text))
		require.NoError(t, err)
		require.Equal(t, text, export(t, to))
	})
}
