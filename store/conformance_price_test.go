package store_test

import (
	"encoding/json"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/store"
)

// The log of a solve says which pins came and went since the plan before it, and
// what they cost.
func TestPriceOfEdits(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		n := 0
		solved := func(vacancy int) string {
			n++
			var id string
			b.do(t, func(tx *store.Tx) error {
				p, err := tx.Plans().Create(w.tenant, clerk, store.NewPlan{
					DatasetID: w.dataset.ID, Problem: store.NewDocument([]byte("problem " + strconv.Itoa(n))), ProblemHash: "sha256:" + strconv.Itoa(n), Pins: n,
				})
				require.NoError(t, err)
				id = p.ID
				require.NoError(t, tx.Plans().Queue(w.tenant, id, 100+int64(n)))
				run, err := tx.Plans().Start(w.tenant, id, "w")
				require.NoError(t, err)
				return tx.Plans().Finish(w.tenant, id, run.ID, store.Outcome{
					Status: store.PlanSucceeded, Document: store.NewDocument([]byte("plan " + id)),
					Summary: json.RawMessage(`{"tiers":[{"id":"relax","value":1},{"id":"vacancy","value":` + strconv.Itoa(vacancy) + `}]}`),
				})
			})
			return id
		}
		said := func(plan string) (out struct {
			Edits *struct {
				Since           string
				Pins, Withdrawn []string
				Price           map[string]int64
			}
		}) {
			b.do(t, func(tx *store.Tx) error {
				l, err := tx.Audit().List(w.tenant, store.AuditFilter{Subject: plan, Action: "plan.finished"})
				require.NoError(t, err)
				return json.Unmarshal([]byte(l.Rows[0].Data), &out)
			})
			return out
		}
		first := solved(3)
		b.clock.forward(1e9)
		require.Nil(t, said(solved(3)).Edits, "another problem, and no pin")
		b.clock.forward(1e9)
		var pin *store.Pin
		b.do(t, func(tx *store.Tx) (err error) {
			pin, err = tx.Pins().Create(w.tenant, clerk, store.NewPin{DatasetID: w.dataset.ID, TeacherID: w.teacher, Kind: model.PinMove, Reason: "x"})
			require.NoError(t, err)
			return tx.Pins().Withdraw(w.tenant, clerk, w.pin.ID)
		})
		b.clock.forward(1e9)
		got := said(solved(5))
		require.NotNil(t, got.Edits)
		require.NotEqual(t, first, got.Edits.Since, "the last one before counts")
		require.Equal(t, []string{pin.ID}, got.Edits.Pins)
		require.Equal(t, []string{w.pin.ID}, got.Edits.Withdrawn)
		require.Equal(t, map[string]int64{"vacancy": 2}, got.Edits.Price)
	})
}
