package store_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/store"
)

// What a person is known by, and what was written about one, is nowhere in the
// database in clear while it is kept, and nowhere at all afterwards. The log
// stays whole; documents and history are as they were.
func TestNothingPersonalIsLeft(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		secrets := []string{"欧阳清远", "110105194912310021", "母亲患病需要照护", "情况属实,予以照顾"}
		b.do(t, func(tx *store.Tx) error {
			return tx.People().Replace(w.tenant, clerk, w.dataset.ID, map[model.TeacherID]store.Personal{
				w.teacher: {Name: secrets[0], IDNumber: secrets[1]},
			})
		})
		var o *store.Objection
		b.do(t, func(tx *store.Tx) (err error) {
			e := objected(secrets[2])
			e.From = w.public.Business
			o, err = tx.Objections().Create(w.tenant, clerk, w.public.ID, w.public.Version, e, store.NewObjection{
				Party: "person", TeacherID: w.teacher, Kind: model.PinStay, Reason: secrets[2],
			})
			require.NoError(t, err)
			o, err = tx.Objections().Resolve(w.tenant, clerk, o.ID, o.Version, store.Resolution{
				PlanVersion: w.public.Version + 1,
				Event:       store.NewReviewEvent{Action: "resolve", From: "OBJECTION", To: "OBJECTION", Reason: secrets[3]},
			})
			return err
		})
		require.Equal(t, []string{secrets[2], secrets[3]}, []string{o.Reason, o.Resolution})
		named := func(text string) (found bool) {
			b.do(t, func(tx *store.Tx) (err error) {
				found, err = tx.People().Names(w.tenant, w.fork.ID, "x", text)
				return err
			})
			return found
		}
		require.True(t, named("请欧阳清远老师留任"), "forks share what is known")
		require.False(t, named("请教师留任"))
		other := b.tenant(t)
		anywhere := func(tenant store.TenantID, text string) (found bool) {
			b.do(t, func(tx *store.Tx) (err error) {
				found, err = tx.People().Names(tenant, "", "x", text)
				return err
			})
			return found
		}
		require.True(t, anywhere(w.tenant, "请欧阳清远老师留任"), "without a dataset, all of the bureau are meant")
		require.False(t, anywhere(w.tenant, "请教师留任"))
		require.False(t, anywhere(other, "请欧阳清远老师留任"), "but nobody of another one")

		before := dumped(t, b)
		for _, s := range secrets {
			require.NotContains(t, before.text, s, "nothing is kept in clear")
		}
		require.Positive(t, before.rows["people"])
		require.Equal(t, 3, before.rows["texts"])

		clockTo(b, b.clock.now().AddDate(0, store.DefaultRetention, 1))
		b.do(t, func(tx *store.Tx) error {
			gone, err := tx.Retentions().Expire(w.tenant)
			require.NoError(t, err)
			require.EqualValues(t, 3, gone.Texts)
			return err
		})
		after := dumped(t, b)
		for _, s := range secrets {
			require.NotContains(t, after.text, s)
		}
		for _, table := range []string{"people", "people_stores", "texts"} {
			require.Zero(t, after.rows[table], "%s: what was sealed is gone, and so is its salt", table)
		}
		require.Equal(t, before.rows["documents"], after.rows["documents"], "documents hold ids only, and stay as evidence")
		require.Equal(t, before.rows["review_events"], after.rows["review_events"])
		require.False(t, named("请欧阳清远老师留任"))
		b.do(t, func(tx *store.Tx) error {
			r, err := tx.Audit().Verify(w.tenant, nil)
			require.NoError(t, err)
			require.True(t, r.OK(), "%+v", r)
			got, err := tx.Objections().Get(w.tenant, o.ID)
			require.NoError(t, err)
			require.Empty(t, got.Reason+got.Resolution)
			require.Equal(t, o.Status, got.Status, "that there was an objection, and what came of it, stays")
			l, err := tx.Audit().Personal(w.tenant, string(w.tenant), 0, 1)
			require.NoError(t, err)
			require.JSONEq(t, `{"texts":3,"months":36}`, l.Rows[0].Data)
			return nil
		})
	})
}

type dump struct {
	text string         // everything, documents unpacked
	rows map[string]int // by table
}

// dumped reads every row of every table.
func dumped(t *testing.T, b *bench) dump {
	t.Helper()
	var out bytes.Buffer
	_, err := b.Export(t.Context(), &out)
	require.NoError(t, err)
	d := dump{rows: map[string]int{}}
	var all strings.Builder
	lines := bufio.NewScanner(&out)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		all.Write(lines.Bytes())
		var line struct {
			Table string
			Row   map[string]any
		}
		require.NoError(t, json.Unmarshal(lines.Bytes(), &line))
		if line.Table == "" {
			continue
		}
		d.rows[line.Table]++
		for column, v := range line.Row {
			encoded, ok := v.(string)
			packed, err := base64.StdEncoding.DecodeString(encoded)
			if !ok || err != nil {
				continue
			}
			all.Write(packed)
			if line.Table == "documents" && column == "body" {
				z, err := gzip.NewReader(bytes.NewReader(packed))
				require.NoError(t, err)
				body, err := io.ReadAll(z)
				require.NoError(t, err)
				all.Write(body)
			}
		}
	}
	require.NoError(t, lines.Err())
	d.text = all.String()
	return d
}
