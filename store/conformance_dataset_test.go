package store_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/store"
)

func requireCode(t testing.TB, code model.Code, err error) {
	t.Helper()
	require.Equal(t, code, model.ErrorCode(err), "%v", err)
	require.NotEmpty(t, model.ErrorText(err, "zh"))
	require.NotEmpty(t, model.ErrorText(err, "en"))
}

func requireCanonical(t testing.TB, want any, got string) {
	t.Helper()
	text, err := model.Canonical(want)
	require.NoError(t, err)
	require.Equal(t, string(text), got)
}

func TestDatasetIsASnapshotWithLineage(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		d := w.dataset
		require.Regexp(t, "^"+store.PrefixDataset+".", d.ID)
		require.Equal(t, store.DatasetValidated, d.Status)
		require.Equal(t, "sha256:"+w.problem.Hash(), d.Hash)
		require.Equal(t, d.ID, d.OriginID)
		require.Equal(t, len(w.problem.Teachers), d.Teachers)
		require.Equal(t, w.problem.Pack.ID, d.Pack)
		require.Equal(t, begin.UTC().Truncate(time.Microsecond), d.CreatedAt)
		require.Equal(t, time.UTC, d.CreatedAt.Location())

		require.Equal(t, d.ID, w.fork.ParentID)
		require.Equal(t, d.ID, w.fork.OriginID)

		require.NoError(t, b.View(t.Context(), func(tx *store.Tx) error {
			for _, want := range []*store.Dataset{d, w.fork} {
				got, err := tx.Datasets().Get(w.tenant, want.ID)
				require.NoError(t, err)
				require.Equal(t, want, got)
			}
			text, err := tx.Datasets().Document(w.tenant, d.ID)
			require.NoError(t, err)
			canonical, err := model.Canonical(w.problem)
			require.NoError(t, err)
			require.Equal(t, string(canonical), string(text))
			require.Equal(t, len(text), d.Size)
			faults, err := tx.Documents().Get(w.tenant, d.Faults)
			require.NoError(t, err)
			require.Equal(t, `["amark"]`, string(faults))

			for _, list := range []struct {
				f    store.DatasetFilter
				want []string
			}{
				{store.DatasetFilter{}, []string{w.fork.ID, d.ID}},
				{store.DatasetFilter{OriginID: d.ID}, []string{w.fork.ID, d.ID}},
				{store.DatasetFilter{ParentID: d.ID}, []string{w.fork.ID}},
				{store.DatasetFilter{Status: store.DatasetValidated}, []string{w.fork.ID, d.ID}},
				{store.DatasetFilter{Status: "OTHER"}, nil},
				{store.DatasetFilter{Name: "amark"}, []string{d.ID}},
				{store.DatasetFilter{Hash: d.Hash, PlanYear: d.PlanYear, District: d.District}, []string{w.fork.ID, d.ID}},
				{store.DatasetFilter{PlanYear: 1999}, nil},
			} {
				got, err := tx.Datasets().List(w.tenant, list.f, store.Page{})
				require.NoError(t, err)
				require.Equal(t, list.want, idsOf(got.Rows, func(d store.Dataset) string { return d.ID }))
			}
			return nil
		}))
	})
}

func idsOf[T any](rows []T, id func(T) string) []string {
	var out []string
	for _, r := range rows {
		out = append(out, id(r))
	}
	return out
}

// The same bytes are stored once for a tenant, whoever asks for them.
func TestDocumentsAreStoredOnce(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		newWorld(t, b, "amark")
		w := newWorld(t, b, "bmark")
		var n int
		require.NoError(t, b.DB().QueryRowContext(t.Context(), "SELECT count(*) FROM documents WHERE hash = '"+w.document.Hash+"'").Scan(&n))
		require.Equal(t, 1, n)
		b.do(t, func(tx *store.Tx) error {
			for _, text := range []string{"", "x", strings.Repeat("教师", 1<<20)} {
				d := store.NewDocument([]byte(text))
				require.NoError(t, tx.Documents().Put(w.tenant, d, store.Document{}, d))
				got, err := tx.Documents().Get(w.tenant, d.Hash)
				require.NoError(t, err)
				require.Equal(t, text, string(got))
			}
			return nil
		})
	})
}

func TestPeople(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		want := map[model.TeacherID]store.Personal{w.teacher: {Name: "amark老师", IDNumber: "110101199003070000amark"}}
		b.do(t, func(tx *store.Tx) error {
			for _, dataset := range []string{w.dataset.ID, w.fork.ID} {
				all, err := tx.People().All(w.tenant, dataset)
				require.NoError(t, err)
				require.Equal(t, want, all)
				some, err := tx.People().Get(w.tenant, dataset, []model.TeacherID{w.teacher, "nobody"})
				require.NoError(t, err)
				require.Equal(t, want, some)
				none, err := tx.People().Get(w.tenant, dataset, nil)
				require.NoError(t, err)
				require.Empty(t, none)
			}
			// another line, of the same document, knows nobody
			apart, err := tx.Datasets().Create(w.tenant, clerk, store.NewDataset{Document: w.document, Problem: w.problem})
			require.NoError(t, err)
			none, err := tx.People().All(w.tenant, apart.ID)
			require.NoError(t, err)
			require.Empty(t, none)
			require.NoError(t, tx.People().Replace(w.tenant, clerk, apart.ID, map[model.TeacherID]store.Personal{w.teacher: {Name: "新"}}))

			n, err := tx.People().Erase(w.tenant, clerk, w.fork.ID)
			require.NoError(t, err)
			require.EqualValues(t, 1, n)
			none, err = tx.People().All(w.tenant, w.dataset.ID)
			require.NoError(t, err)
			require.Empty(t, none)
			all, err := tx.People().All(w.tenant, apart.ID)
			require.NoError(t, err)
			require.Equal(t, "新", all[w.teacher].Name)
			return nil
		})
	})
}

func TestPins(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		b.do(t, func(tx *store.Tx) error {
			second, err := tx.Pins().Create(w.tenant, clerk, store.NewPin{
				DatasetID: w.dataset.ID, TeacherID: w.teacher, Kind: model.PinGo, SchoolID: "S1", Reason: "帮扶",
			})
			require.NoError(t, err)
			l, err := tx.Pins().List(w.tenant, w.dataset.ID, store.Page{Oldest: true})
			require.NoError(t, err)
			require.Equal(t, []store.Pin{*w.pin, *second}, l.Rows)
			require.NoError(t, tx.Pins().Withdraw(w.tenant, "usr_b", w.pin.ID))
			l, err = tx.Pins().List(w.tenant, w.dataset.ID, store.Page{})
			require.NoError(t, err)
			require.Equal(t, []store.Pin{*second}, l.Rows)
			old, err := tx.Pins().Get(w.tenant, w.pin.ID)
			require.NoError(t, err)
			require.Equal(t, store.Actor("usr_b"), old.WithdrawnBy)
			require.Equal(t, tx.Now(), old.WithdrawnAt)
			requireCode(t, model.CodeConflict, tx.Pins().Withdraw(w.tenant, clerk, w.pin.ID))
			return nil
		})
	})
}

// Rules are kept once for all plans that were solved under them, also when two of
// these end at the same moment; rules that differ are others, whatever the version says.
func TestRulesOfPlans(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		rules := []string{"rules amark", "rules amark", "changed", "changed", "changed", "changed"}
		plans, runs := make([]string, len(rules)), make([]string, len(rules))
		b.do(t, func(tx *store.Tx) error {
			for i := range rules {
				p, err := tx.Plans().Create(w.tenant, clerk, store.NewPlan{DatasetID: w.dataset.ID})
				require.NoError(t, err)
				require.NoError(t, tx.Plans().Queue(w.tenant, p.ID, 7))
				run, err := tx.Plans().Start(w.tenant, p.ID, "x")
				require.NoError(t, err)
				plans[i], runs[i] = p.ID, run.ID
			}
			return nil
		})
		for _, err := range atOnce(t, b, len(rules), func(tx *store.Tx, i int) error {
			return tx.Plans().Finish(w.tenant, plans[i], runs[i], store.Outcome{
				Status: store.PlanSucceeded, Pack: model.PlanPack{ID: "hunan-county-3y", Version: "1.0.0"}, Rules: store.NewDocument([]byte(rules[i])),
			})
		}) {
			require.NoError(t, err)
		}
		b.do(t, func(tx *store.Tx) error {
			of := map[string]string{"rules amark": w.done.PackID}
			for i, plan := range plans {
				p, err := tx.Plans().Get(w.tenant, plan)
				require.NoError(t, err)
				if of[rules[i]] == "" {
					of[rules[i]] = p.PackID
				}
				require.Equal(t, of[rules[i]], p.PackID)
				text, err := tx.Plans().Rules(w.tenant, plan)
				require.NoError(t, err)
				require.Equal(t, rules[i], string(text))
			}
			require.NotEqual(t, of["changed"], of["rules amark"])
			pack, err := tx.Packs().Get(w.tenant, of["changed"])
			require.NoError(t, err)
			require.Equal(t, "hunan-county-3y 1.0.0", pack.Pack+" "+pack.PackVersion)
			none, err := tx.Plans().Rules(w.tenant, w.created.ID)
			require.NoError(t, err)
			require.Nil(t, none)
			return nil
		})
	})
}

func TestOverrides(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		b.clock.forward(time.Millisecond) // within one, tests beside this one mix up the order of ids
		b.do(t, func(tx *store.Tx) error {
			p := tx.Packs()
			requireCanonical(t, map[string]any{"a": "amark", "b": 1}, w.override.Value)
			changed, err := p.Override(w.tenant, clerk, w.override.Pack, model.Override{Parameter: "exchange.ratio", Value: json.RawMessage("12"), Reason: "r", Approver: "a"})
			require.NoError(t, err)
			other, err := p.Override(w.tenant, clerk, w.override.Pack, model.Override{Parameter: "a.first", Value: json.RawMessage("true")})
			require.NoError(t, err)
			l, err := p.Overrides(w.tenant, w.override.Pack)
			require.NoError(t, err)
			require.Equal(t, []store.Override{*other, *changed}, l)
			require.NoError(t, p.Withdraw(w.tenant, clerk, changed.ID))
			requireCode(t, model.CodeConflict, p.Withdraw(w.tenant, clerk, changed.ID))
			requireCode(t, model.CodeConflict, p.Withdraw(w.tenant, clerk, w.override.ID))
			return nil
		})
	})
}

// Pages have every row once, in either direction, whatever is added meanwhile.
func TestPages(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		tenant := b.tenant(t)
		var made []string
		add := func(tx *store.Tx) string {
			one, _, err := tx.Keys().Create(tenant, clerk, store.NewKey{Name: "x"})
			require.NoError(t, err)
			return one.ID
		}
		b.do(t, func(tx *store.Tx) error {
			for range 7 {
				made = append(made, add(tx))
			}
			return nil
		})
		for _, oldest := range []bool{true, false} {
			var got []string
			p := store.Page{Limit: 3, Oldest: oldest}
			for {
				l, err := store.Write(t.Context(), b.Store, func(tx *store.Tx) (store.List[store.APIKey], error) {
					l, err := tx.Keys().List(tenant, p)
					if !oldest {
						add(tx) // newer than the page
					}
					return l, err
				})
				require.NoError(t, err)
				got = append(got, idsOf(l.Rows, func(k store.APIKey) string { return k.ID })...)
				if !l.More {
					break
				}
				require.Len(t, l.Rows, 3)
				p.After = got[len(got)-1]
			}
			want := append([]string{}, made...)
			if !oldest {
				for i, j := 0, len(want)-1; i < j; i, j = i+1, j-1 {
					want[i], want[j] = want[j], want[i]
				}
			}
			require.Equal(t, want, got)
		}
	})
}
