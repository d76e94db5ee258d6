package jobs_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/jobs"
	"lungang/store"
)

// hook is a webhook of the tenant and the server that it calls.
type hook struct {
	id, secret, url string
	calls           chan call
}

type call struct {
	id   string
	good bool // the signature fits
	body struct {
		Type string
		Data map[string]any
	}
}

func (b *bench) hook(t *testing.T, c store.WebhookChange, answer func(n int) int) *hook {
	t.Helper()
	h := &hook{calls: make(chan call, 100)}
	var calls atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := int(calls.Add(1))
		body, _ := io.ReadAll(r.Body)
		c := call{id: r.Header.Get("webhook-id")}
		c.good = jobs.Signed(h.secret, r.Header, body)
		_ = json.Unmarshal(body, &c.body)
		w.WriteHeader(answer(n))
		h.calls <- c
	}))
	t.Cleanup(server.Close)
	h.url = server.URL
	c.URL = h.url
	require.NoError(t, b.InTx(t.Context(), func(tx *store.Tx) error {
		w, secret, err := tx.Webhooks().Create(b.tenant, actor, c)
		if err == nil {
			h.id, h.secret = w.ID, secret
		}
		return err
	}))
	return h
}

func (h *hook) next(t *testing.T) call {
	t.Helper()
	select {
	case c := <-h.calls:
		return c
	case <-time.After(patience):
		t.Fatal("nobody called")
		return call{}
	}
}

func (b *bench) deliveries(t *testing.T, hook string) []store.Delivery {
	t.Helper()
	list, err := store.Read(t.Context(), b.Store, func(tx *store.Tx) (store.List[store.Delivery], error) {
		return tx.Deliveries().List(b.tenant, hook, store.Page{Oldest: true})
	})
	require.NoError(t, err)
	return list.Rows
}

func here(t *testing.T) jobs.Destinations {
	t.Helper()
	d, err := jobs.ParseDestinations("127.0.0.0/8")
	require.NoError(t, err)
	return d
}

func TestWebhooksHearOfPlans(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		e := b.engine(t, jobs.Config{Solves: 1, Destinations: here(t), Links: func(p string) string { return "https://plans.example.cn/" + p }})
		fine := func(int) int { return http.StatusNoContent }
		all := b.hook(t, store.WebhookChange{}, fine)
		over := b.hook(t, store.WebhookChange{Events: []string{"plan.over"}}, fine)
		other := b.hook(t, store.WebhookChange{Filter: jobs.HookFilter{Name: "another"}}, fine)
		failed := b.hook(t, store.WebhookChange{Filter: jobs.HookFilter{Statuses: []store.PlanStatus{store.PlanFailed, store.PlanInfeasible}}}, fine)
		ended := b.hook(t, store.WebhookChange{Filter: jobs.HookFilter{Statuses: []store.PlanStatus{store.PlanFailed, store.PlanSucceeded}}}, fine)
		id := b.plan(t, e, b.tenant, b.dataset(t, b.tenant, "tiny/due"), time.Minute)

		types := map[string]string{}
		for range 3 { // in any order
			c := all.next(t)
			require.True(t, c.good, "the signature")
			types[c.body.Type] = c.body.Data["status"].(string)
			require.Equal(t, "https://plans.example.cn/"+id, c.body.Data["link"])
		}
		require.Equal(t, map[string]string{"plan.queued": "QUEUED", "plan.started": "RUNNING", "plan.over": "SUCCEEDED"}, types)
		require.Equal(t, "plan.over", over.next(t).body.Type)
		require.Len(t, b.deliveries(t, over.id), 1)
		require.Empty(t, b.deliveries(t, other.id))
		require.Empty(t, b.deliveries(t, failed.id))
		require.Equal(t, "SUCCEEDED", ended.next(t).body.Data["status"])
		require.Len(t, b.deliveries(t, ended.id), 1)
	})
}

func TestWebhookIsTriedAgain(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		e := b.engine(t, jobs.Config{Solves: 1, Destinations: here(t), Backoff: func(int) time.Duration { return time.Millisecond }})
		h := b.hook(t, store.WebhookChange{Events: []string{"plan.queued"}}, func(n int) int {
			if n < 3 {
				return http.StatusServiceUnavailable
			}
			return http.StatusOK
		})
		b.plan(t, e, b.tenant, b.dataset(t, b.tenant, "tiny/due"), time.Minute)
		first := h.next(t)
		require.Equal(t, first.id, h.next(t).id, "every attempt has the same id")
		require.Equal(t, first.id, h.next(t).id)
		until(t, "the delivery log", func() bool { return b.deliveries(t, h.id)[0].Status == store.DeliveryDelivered })
		log, err := store.Read(t.Context(), b.Store, func(tx *store.Tx) ([]store.DeliveryAttempt, error) {
			return tx.Deliveries().Log(b.tenant, first.id)
		})
		require.NoError(t, err)
		var statuses []int
		for _, l := range log {
			statuses = append(statuses, l.HTTPStatus)
		}
		require.Equal(t, []int{503, 503, 200}, statuses)

		require.NoError(t, b.InTx(t.Context(), func(tx *store.Tx) error {
			d, err := tx.Deliveries().Repeat(b.tenant, actor, h.id, first.id)
			if err != nil {
				return err
			}
			return e.Redeliver(tx, b.tenant, d.ID)
		}))
		require.Equal(t, first.id, h.next(t).id, "what is sent once more is the same message")
	})
}

// Nothing is sent while a webhook is paused; what waits goes out afterwards. A
// receiver that wants no more (410) pauses it.
func TestPausedWebhook(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		e := b.engine(t, jobs.Config{Solves: 1, Destinations: here(t), Backoff: func(int) time.Duration { return time.Millisecond }})
		var h *hook
		paused := func(on bool) { b.change(t, e, h, func(c *store.WebhookChange) { c.Disabled = on }) }
		h = b.hook(t, store.WebhookChange{Events: []string{"plan.queued"}}, func(n int) int {
			switch n {
			case 1:
				paused(true) // before the answer: the next attempt finds it so
				return http.StatusServiceUnavailable
			case 2:
				return http.StatusGone
			}
			t.Error("it was called again")
			return http.StatusOK
		})
		b.plan(t, e, b.tenant, b.dataset(t, b.tenant, "tiny/due"), time.Minute)
		first := h.next(t)
		until(t, "the first attempt", func() bool { return b.deliveries(t, h.id)[0].Attempts == 1 })
		until(t, "the end of the job", func() bool {
			var open int
			require.NoError(t, b.DB().QueryRowContext(t.Context(), "SELECT count(*) FROM river_job WHERE kind = 'webhook' AND finalized_at IS NULL").Scan(&open))
			return open == 0
		})
		d := b.deliveries(t, h.id)[0]
		require.Equal(t, store.DeliveryPending, d.Status)
		require.Equal(t, 1, d.Attempts, "the pause takes no attempt")
		paused(false)
		require.Equal(t, first.id, h.next(t).id)
		until(t, "the end", func() bool { return b.deliveries(t, h.id)[0].Status == store.DeliveryFailed })
		w, err := store.Read(t.Context(), b.Store, func(tx *store.Tx) (*store.Webhook, error) { return tx.Webhooks().Get(b.tenant, h.id) })
		require.NoError(t, err)
		require.False(t, w.DisabledAt.IsZero(), "410: the receiver wants no more")
	})
}

// A webhook into the own network is refused where nobody allowed it, and the
// log says no more than that.
func TestWebhookIntoOwnNetworkIsRefused(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		e := b.engine(t, jobs.Config{Solves: 1, Backoff: func(int) time.Duration { return time.Hour }})
		h := b.hook(t, store.WebhookChange{Events: []string{"plan.queued"}}, func(int) int { t.Error("it was called"); return 200 })
		b.plan(t, e, b.tenant, b.dataset(t, b.tenant, "tiny/due"), time.Minute)
		until(t, "the attempt", func() bool { return b.deliveries(t, h.id)[0].Attempts == 1 })
		d := b.deliveries(t, h.id)[0]
		log, err := store.Read(t.Context(), b.Store, func(tx *store.Tx) ([]store.DeliveryAttempt, error) { return tx.Deliveries().Log(b.tenant, d.ID) })
		require.NoError(t, err)
		require.Equal(t, "address refused", log[0].Error)
		require.Zero(t, log[0].HTTPStatus)
	})
}

// Deliveries whose job was lost are found again.
func TestLostDeliveriesAreAdded(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		producer := b.engine(t, jobs.Config{})
		h := b.hook(t, store.WebhookChange{Events: []string{"plan.queued"}}, func(int) int { return 200 })
		b.plan(t, producer, b.tenant, b.dataset(t, b.tenant, "tiny/due"), time.Minute)
		_, err := b.DB().ExecContext(t.Context(), "DELETE FROM river_job")
		require.NoError(t, err)
		b.engine(t, jobs.Config{Solves: 1, Destinations: here(t)})
		h.next(t)
	})
}

// What waits hours for its next attempt does not hide what was lost: a receiver that
// always fails is nobody else's trouble.
func TestLostDeliveriesAreAddedBesideThoseThatWait(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		producer := b.engine(t, jobs.Config{})
		queued := store.WebhookChange{Events: []string{"plan.queued"}}
		failing := b.hook(t, queued, func(int) int { return 503 })
		dataset := b.dataset(t, b.tenant, "tiny/due")
		later := func(int) time.Duration { return time.Hour }
		first := b.engine(t, jobs.Config{Solves: 1, Destinations: here(t), Backoff: later})
		b.plan(t, producer, b.tenant, dataset, time.Minute)
		failing.next(t)
		until(t, "the delivery log", func() bool { return b.deliveries(t, failing.id)[0].Attempts == 1 })
		stop(t, first)

		h := b.hook(t, queued, func(int) int { return 200 })
		b.plan(t, producer, b.tenant, dataset, time.Minute)
		b.exec(t, "DELETE FROM river_job WHERE state = 'available'")
		b.engine(t, jobs.Config{Solves: 1, Destinations: here(t), Backoff: later})
		h.next(t)
	})
}

// A secret that no key opens is a failed attempt like others: it does not stand in the
// way of what can be sent for ever.
func TestSecretThatNoKeyOpens(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		h := b.hook(t, store.WebhookChange{Events: []string{"plan.queued"}}, func(int) int { return 200 })
		c := b.config
		c.DataKey = ""
		keyless, err := store.Open(t.Context(), c)
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, keyless.Close()) })
		other := &bench{Store: keyless, config: c, tenant: b.tenant}
		e := other.engine(t, jobs.Config{Solves: 1, Destinations: here(t), Backoff: func(int) time.Duration { return time.Hour }})
		b.plan(t, e, b.tenant, b.dataset(t, b.tenant, "tiny/due"), time.Minute)
		var d store.Delivery
		until(t, "the attempt", func() bool { d = b.deliveries(t, h.id)[0]; return d.Attempts == 1 })
		require.Equal(t, store.DeliveryPending, d.Status)
		require.Empty(t, h.calls)
		log, err := store.Read(t.Context(), b.Store, func(tx *store.Tx) ([]store.DeliveryAttempt, error) { return tx.Deliveries().Log(b.tenant, d.ID) })
		require.NoError(t, err)
		require.Contains(t, log[0].Error, "data key")
	})
}

// change changes the webhook, as the service does.
func (b *bench) change(t *testing.T, e *jobs.Engine, h *hook, c func(*store.WebhookChange)) {
	t.Helper()
	err := b.InTx(t.Context(), func(tx *store.Tx) error {
		w, err := tx.Webhooks().Get(b.tenant, h.id)
		if err != nil {
			return err
		}
		set := store.WebhookChange{URL: w.URL, Events: w.Events}
		c(&set)
		if _, err := tx.Webhooks().Change(b.tenant, actor, h.id, 0, set); err != nil || set.Disabled || w.DisabledAt.IsZero() {
			return err
		}
		return e.Resume(tx, b.tenant, h.id)
	})
	if err != nil {
		t.Error(err) // receivers call it too
	}
}

// What is under way goes to the address that the webhook has by then, and only when
// its events and its filter of then want it.
func TestDeliveryIsHeldAgainstTheWebhookOfNow(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		e := b.engine(t, jobs.Config{Solves: 1, Destinations: here(t), Backoff: func(int) time.Duration { return time.Millisecond }})
		fine := func(int) int { return http.StatusOK }
		moved := b.hook(t, store.WebhookChange{Events: []string{"test.other"}}, fine) // where webhooks go
		there := moved.url
		changes := []func(*store.WebhookChange){
			func(*store.WebhookChange) {},
			func(c *store.WebhookChange) { c.Filter = jobs.HookFilter{Tag: "another"} },
			func(c *store.WebhookChange) {
				c.Filter = jobs.HookFilter{Statuses: []store.PlanStatus{store.PlanFailed}}
			},
			func(c *store.WebhookChange) { c.Events = []string{"test.other"} },
		}
		hooks := make([]*hook, len(changes))
		ready := make(chan struct{})
		for i, change := range changes {
			hooks[i] = b.hook(t, store.WebhookChange{Events: []string{"plan.queued"}}, func(int) int {
				<-ready
				b.change(t, e, hooks[i], func(c *store.WebhookChange) { c.URL = there; change(c) })
				return http.StatusServiceUnavailable
			})
		}
		close(ready)
		b.plan(t, e, b.tenant, b.dataset(t, b.tenant, "tiny/due"), time.Minute)
		for i, h := range hooks {
			first := h.next(t)
			want, line := store.DeliveryFailed, "no longer wanted"
			if i == 0 {
				want, line = store.DeliveryDelivered, ""
				require.Equal(t, first.id, moved.next(t).id)
			}
			until(t, "the end of the delivery", func() bool { return b.deliveries(t, h.id)[0].Status == want })
			log, err := store.Read(t.Context(), b.Store, func(tx *store.Tx) ([]store.DeliveryAttempt, error) { return tx.Deliveries().Log(b.tenant, first.id) })
			require.NoError(t, err)
			require.Equal(t, line, log[1].Error)
		}
		require.Empty(t, moved.calls)
	})
}

// A receiver that is gone is not called any more, by no delivery; one that was moved
// while the old address said so is.
func TestGoneReceiverIsNotCalled(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		e := b.engine(t, jobs.Config{Solves: 1, Destinations: here(t)})
		there := b.hook(t, store.WebhookChange{Events: []string{"test.other"}}, func(int) int { return http.StatusOK })
		gone := b.hook(t, store.WebhookChange{Events: []string{"plan.queued", "plan.over"}}, func(int) int { return http.StatusGone })
		ready := make(chan struct{})
		var moved *hook
		moved = b.hook(t, store.WebhookChange{Events: []string{"plan.queued", "plan.over"}}, func(int) int {
			<-ready
			b.change(t, e, moved, func(c *store.WebhookChange) { c.URL = there.url })
			return http.StatusGone
		})
		close(ready)
		b.plan(t, e, b.tenant, b.dataset(t, b.tenant, "tiny/due"), time.Minute)
		gone.next(t)
		until(t, "the pause", func() bool { return !b.webhook(t, gone).DisabledAt.IsZero() })
		require.Equal(t, store.DeliveryFailed, b.deliveries(t, gone.id)[0].Status)
		require.Equal(t, "plan.queued", moved.next(t).body.Type)
		require.Equal(t, "plan.over", there.next(t).body.Type)
		require.Zero(t, b.webhook(t, moved).DisabledAt)
	})
}

func (b *bench) webhook(t *testing.T, h *hook) *store.Webhook {
	t.Helper()
	w, err := store.Read(t.Context(), b.Store, func(tx *store.Tx) (*store.Webhook, error) { return tx.Webhooks().Get(b.tenant, h.id) })
	require.NoError(t, err)
	return w
}
