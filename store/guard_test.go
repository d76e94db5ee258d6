package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/store"
)

// Both dialects refuse the same texts, wherever they come in, and keep others.
func TestTexts(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		for name, f := range map[string]func(tx *store.Tx, text string) error{
			"insert": func(tx *store.Tx, text string) error {
				_, err := tx.Batches().Create(w.tenant, clerk, text)
				return err
			},
			"update": func(tx *store.Tx, text string) error {
				_, err := tx.Plans().Describe(w.tenant, clerk, w.created.ID, 0, text, nil)
				return err
			},
			"filter": func(tx *store.Tx, text string) error {
				_, err := tx.Plans().List(w.tenant, store.PlanFilter{Name: text, Tag: text}, store.Page{After: text})
				return err
			},
			"typed": func(tx *store.Tx, text string) error {
				_, err := tx.Datasets().List(w.tenant, store.DatasetFilter{Status: store.DatasetStatus(text)}, store.Page{})
				return err
			},
		} {
			for _, text := range []string{"a\x00b", "\xff", "教\xe5"} {
				err := b.InTx(t.Context(), func(tx *store.Tx) error { return f(tx, text) })
				require.Equal(t, model.CodeBadParameter, model.ErrorCode(err), "%s %q: %v", name, text, err)
			}
			for _, text := range []string{"'; DROP TABLE plans; --", "𠮷😀", "a\nb\u2028", `"\`, "?"} {
				require.NoError(t, b.InTx(t.Context(), func(tx *store.Tx) error { return f(tx, text) }), "%s %q", name, text)
			}
		}
		b.do(t, func(tx *store.Tx) error {
			for _, text := range []string{"'; DROP TABLE plans; --", "𠮷😀", "a\nb\u2028", `"\`, "?", "", " "} {
				made, err := tx.Batches().Create(w.tenant, clerk, text)
				require.NoError(t, err)
				got, err := tx.Batches().Get(w.tenant, made.ID)
				require.NoError(t, err)
				require.Equal(t, text, got.Name)
			}
			return nil
		})
	})
}
