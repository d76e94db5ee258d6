package store_test

import (
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/store"
)

func TestWebhooks(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		require.True(t, strings.HasPrefix(w.signing, store.WebhookSecretPrefix))
		b.do(t, func(tx *store.Tx) error {
			r := tx.Webhooks()
			secrets, err := r.Secrets(w.tenant, w.webhook.ID)
			require.NoError(t, err)
			require.Equal(t, []string{w.signing}, secrets)
			all, _, err := r.Create(w.tenant, clerk, store.WebhookChange{URL: "https://all", Filter: map[string]any{"b": 1, "a": 2}})
			require.NoError(t, err)
			require.Equal(t, `{"a":2,"b":1}`, all.Filter)
			_, _, err = r.Create(w.tenant, clerk, store.WebhookChange{URL: "https://off", Disabled: true})
			require.NoError(t, err)
			for event, n := range map[string]int{"plan.finished": 2, "dataset.created": 1} {
				l, err := r.Listening(w.tenant, event)
				require.NoError(t, err)
				require.Len(t, l, n, event)
			}
			changed, err := r.Change(w.tenant, clerk, all.ID, 1, store.WebhookChange{URL: "https://new", Events: []string{"x"}})
			require.NoError(t, err)
			require.Equal(t, "https://new", changed.URL)
			require.Equal(t, "{}", changed.Filter)
			require.EqualValues(t, 2, changed.Version)
			_, err = r.Change(w.tenant, clerk, all.ID, 1, store.WebhookChange{})
			requireCode(t, model.CodeStale, err)
			requireCode(t, model.CodeStale, r.Delete(w.tenant, clerk, all.ID, 1))
			require.NoError(t, r.Delete(w.tenant, clerk, w.webhook.ID, 0))
			_, err = r.Get(w.tenant, w.webhook.ID)
			requireCode(t, model.CodeNotFound, err)
			l, err := tx.Deliveries().List(w.tenant, w.webhook.ID, store.Page{})
			require.NoError(t, err)
			require.Len(t, l.Rows, 2, "the log stays")
			_, err = tx.Deliveries().Repeat(w.tenant, clerk, w.webhook.ID, w.delivered.ID)
			requireCode(t, model.CodeNotFound, err)
			// the address may hold a token
			entries, err := tx.Audit().List(w.tenant, store.AuditFilter{Subject: all.ID})
			require.NoError(t, err)
			require.Len(t, entries.Rows, 2)
			require.NotContains(t, entries.Rows[0].Data+entries.Rows[1].Data, "https://")
			return nil
		})
	})
}

// The old secret signs beside the new one for a while, and only the last two do.
func TestWebhookSecretIsRenewed(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		renew := func(version int64) (secret string) {
			b.do(t, func(tx *store.Tx) error {
				h, s, err := tx.Webhooks().Renew(w.tenant, clerk, w.webhook.ID, version)
				require.NoError(t, err)
				require.Equal(t, version+1, h.Version)
				secret = s
				return nil
			})
			return secret
		}
		signs := func(want ...string) {
			b.do(t, func(tx *store.Tx) error {
				got, err := tx.Webhooks().Secrets(w.tenant, w.webhook.ID)
				require.Equal(t, want, got)
				return err
			})
		}
		second := renew(1)
		require.NotEqual(t, w.signing, second)
		signs(second, w.signing)
		third := renew(2)
		signs(third, second)
		b.clock.forward(store.OldSecretLasts - time.Microsecond)
		signs(third, second)
		b.clock.forward(time.Microsecond)
		signs(third)
		require.Equal(t, model.CodeStale, model.ErrorCode(b.InTx(t.Context(), func(tx *store.Tx) error {
			_, _, err := tx.Webhooks().Renew(w.tenant, clerk, w.webhook.ID, 2)
			return err
		})))
		signs(third)
	})
}

func TestDeliveries(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		due := func() []string {
			l, err := store.Read(t.Context(), b.Store, func(tx *store.Tx) ([]store.DeliveryKey, error) { return tx.House().Due(10) })
			require.NoError(t, err)
			return idsOf(l, func(d store.DeliveryKey) string { return d.ID })
		}
		id := w.pending.ID
		require.Equal(t, []string{id}, due())
		b.do(t, func(tx *store.Tx) error {
			return tx.Deliveries().Tried(w.tenant, id, store.DeliveryAttempt{Error: "timeout", Milliseconds: 10_000}, false, tx.Now().Add(10*time.Second))
		})
		require.Empty(t, due())
		b.clock.forward(10 * time.Second)
		require.Equal(t, []string{id}, due())
		b.do(t, func(tx *store.Tx) error {
			r := tx.Deliveries()
			require.NoError(t, r.Tried(w.tenant, id, store.DeliveryAttempt{HTTPStatus: 500, Error: "500"}, false, time.Time{}))
			d, err := r.Get(w.tenant, id)
			require.NoError(t, err)
			require.Equal(t, store.DeliveryFailed, d.Status)
			require.Equal(t, tx.Now(), d.DoneAt)
			requireCode(t, model.CodeConflict, r.Tried(w.tenant, id, store.DeliveryAttempt{}, true, time.Time{}))
			log, err := r.Log(w.tenant, id)
			require.NoError(t, err)
			require.Equal(t, []int{1, 2}, []int{log[0].N, log[1].N})
			require.Equal(t, []int{0, 500}, []int{log[0].HTTPStatus, log[1].HTTPStatus})
			again, err := r.Repeat(w.tenant, clerk, w.webhook.ID, id)
			require.NoError(t, err)
			require.NoError(t, r.Tried(w.tenant, again.ID, store.DeliveryAttempt{HTTPStatus: 200}, true, time.Time{}))
			again, err = r.Get(w.tenant, again.ID)
			require.NoError(t, err)
			require.Equal(t, store.DeliveryDelivered, again.Status)
			require.Equal(t, 1, again.Attempts)
			third, err := r.Repeat(w.tenant, clerk, w.webhook.ID, again.ID)
			require.NoError(t, err)
			require.Equal(t, id, third.ReplayOf, "the same message, however often it is sent")
			id = third.ID
			return nil
		})
		require.Equal(t, []string{id}, due())
		b.do(t, func(tx *store.Tx) error { return tx.Webhooks().Pause(w.tenant, w.webhook.ID, 1, nil) })
		require.Empty(t, due(), "a webhook that is paused")
		b.do(t, func(tx *store.Tx) error {
			requireCode(t, model.CodeStale, tx.Webhooks().Pause(w.tenant, w.webhook.ID, 1, nil))
			_, err := tx.Webhooks().Change(w.tenant, clerk, w.webhook.ID, 0, store.WebhookChange{URL: w.webhook.URL})
			return err
		})
		require.Equal(t, []string{id}, due())
		of, err := store.Read(t.Context(), b.Store, func(tx *store.Tx) ([]string, error) { return tx.Deliveries().Due(w.tenant, w.webhook.ID) })
		require.NoError(t, err)
		require.Equal(t, []string{id}, of)
		b.do(t, func(tx *store.Tx) error { return tx.Webhooks().Delete(w.tenant, clerk, w.webhook.ID, 0) })
		require.Empty(t, due(), "a webhook that is deleted")
	})
}

func TestIdempotency(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		b.do(t, func(tx *store.Tx) error {
			r := tx.Idempotencies()
			got, err := r.Claim(w.tenant, clerk, "k", "sha256:request", time.Hour)
			require.NoError(t, err)
			require.Equal(t, &store.Answer{Status: 201, Location: "/amark"}, got)
			_, err = r.Claim(w.tenant, clerk, "k", "sha256:another", time.Hour)
			requireCode(t, model.CodeConflict, err)
			require.Contains(t, model.ErrorText(err, "en"), "another request")
			known, err := r.Answered(w.tenant, clerk, "k", "sha256:request")
			require.NoError(t, err)
			require.Equal(t, got, known)
			_, err = r.Answered(w.tenant, clerk, "k", "sha256:another")
			requireCode(t, model.CodeConflict, err)
			known, err = r.Answered(w.tenant, "usr_other", "k", "sha256:request")
			require.NoError(t, err)
			require.Nil(t, known, "keys are the actor's own")
			got, err = r.Claim(w.tenant, "usr_other", "k", "sha256:another", time.Hour) // keys are the actor's own
			require.NoError(t, err)
			require.Nil(t, got)
			requireCode(t, model.CodeNotFound, r.Complete(w.tenant, "usr_third", "open", store.Answer{Status: 200}))
			got, err = r.Claim(w.tenant, clerk, "k", "sha256:request", time.Hour)
			require.NoError(t, err)
			require.NotNil(t, got)
			requireCode(t, model.CodeNotFound, r.Complete(w.tenant, clerk, "k", store.Answer{Status: 500}))
			return nil
		})
		b.clock.forward(time.Hour)
		b.do(t, func(tx *store.Tx) error {
			known, err := tx.Idempotencies().Answered(w.tenant, clerk, "k", "sha256:request")
			require.NoError(t, err)
			require.Nil(t, known, "it has expired")
			got, err := tx.Idempotencies().Claim(w.tenant, clerk, "k", "sha256:another", time.Hour)
			require.NoError(t, err)
			require.Nil(t, got, "it has expired")
			return nil
		})
	})
}

// The same request many times at once: the work is done once, and all get its answer.
func TestIdempotencyAtTheSameTime(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		var done atomic.Int64
		var group sync.WaitGroup
		locations := make(chan string, 8)
		for range 8 {
			group.Go(func() {
				var a store.Answer
				err := b.InTx(t.Context(), func(tx *store.Tx) error {
					old, err := tx.Idempotencies().Claim(w.tenant, clerk, "once", "sha256:r", time.Hour)
					if err != nil {
						return err
					}
					if old != nil {
						a = *old
						return nil
					}
					done.Add(1)
					p, err := tx.Plans().Create(w.tenant, clerk, store.NewPlan{DatasetID: w.dataset.ID})
					if err != nil {
						return err
					}
					a = store.Answer{Status: 202, Location: p.ID}
					return tx.Idempotencies().Complete(w.tenant, clerk, "once", a)
				})
				if err == nil {
					locations <- a.Location
				}
			})
		}
		group.Wait()
		close(locations)
		require.EqualValues(t, 1, done.Load())
		first := <-locations
		n := 1
		for l := range locations {
			require.Equal(t, first, l)
			n++
		}
		require.Equal(t, 8, n)
	})
}
