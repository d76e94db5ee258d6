package store_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/store"
)

// What the log says about several subjects comes in one order, newest first, and
// the limit is of them all, however many there are.
func TestPersonalOfSeveralSubjects(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		var wanted []int64
		b.do(t, func(tx *store.Tx) error {
			for i := range 12 {
				subject, action := fmt.Sprint("ds_", i%3+1), "people.read" // of three, two are asked for
				if i >= 9 {
					action = "dataset.created" // nothing about persons
				}
				if err := tx.Audit().Append(w.tenant, clerk, action, subject, map[string]any{"i": i}); err != nil {
					return err
				}
				list, err := tx.Audit().List(w.tenant, store.AuditFilter{Newest: true, Limit: 1})
				if err != nil {
					return err
				}
				if i < 9 && i%3 < 2 {
					wanted = append([]int64{list.Rows[0].Seq}, wanted...)
				}
			}
			return nil
		})
		subjects := []string{"ds_1"}
		for i := range 2500 { // more than one statement names
			subjects = append(subjects, fmt.Sprint("ds_other", i))
		}
		subjects = append(subjects, "ds_2")
		for limit, want := range map[int][]int64{1: wanted[:1], 3: wanted[:3], 100: wanted} {
			b.do(t, func(tx *store.Tx) error {
				rows, err := tx.Audit().PersonalOf(w.tenant, subjects, limit)
				require.NoError(t, err)
				var got []int64
				for _, r := range rows {
					got = append(got, r.Seq)
				}
				require.Equal(t, want, got)
				return nil
			})
		}
		b.do(t, func(tx *store.Tx) error {
			none, err := tx.Audit().PersonalOf(w.tenant, nil, 10)
			require.Empty(t, none)
			return err
		})
	})
}
