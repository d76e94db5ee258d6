package store_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/model"
	"lungang/store"
)

// acrossTenants are the methods that take no tenant, each with its reason.
var acrossTenants = map[string]string{
	"Gate.Key":            "the secret says whose it is",
	"Gate.Session":        "the token says whose it is",
	"House.Clear":         "deletes what has expired, reads nothing",
	"House.CreateTenant":  "there is none yet",
	"House.Due":           "names deliveries for the worker",
	"House.Reseal":        "changes the key, reads nothing out",
	"House.Shut":          "names keys, reads nothing out",
	"House.LastEntry":     "a time, to hold the clock against",
	"House.NeedsAuditKey": "whether a key is needed, reads nothing out",
	"House.Unsound":       "whether the log of each tenant takes entries, for the operator",
	"House.Tenants":       "for the operator",
	"Turns.Lock":          "reads nothing",
	"Turns.Next":          "fairness between tenants",
	"Turns.Running":       "for the worker",
	"Turns.TakeBack":      "the run says whose it is",
	"Turns.Waiting":       "counts for metrics",
}

// deadline is the time that a use case may take before it counts as stuck.
const deadline = 2 * time.Second

// methods walks over every repository that a Tx has.
func methods() map[string]reflect.Method {
	out := map[string]reflect.Method{}
	tx := reflect.TypeFor[*store.Tx]()
	for m := range tx.Methods() {
		if m.Type.NumIn() != 1 || m.Type.NumOut() != 1 || m.Type.Out(0).Kind() != reflect.Struct || m.Type.Out(0).PkgPath() != tx.Elem().PkgPath() {
			continue
		}
		repository := m.Type.Out(0)
		for method := range repository.Methods() {
			out[repository.Name()+"."+method.Name] = method
		}
	}
	return out
}

func takesTenant(m reflect.Method) bool {
	return m.Type.NumIn() > 1 && m.Type.In(1) == reflect.TypeFor[store.TenantID]()
}

func decides(m reflect.Method) bool {
	return m.Type.NumIn() > 2 && m.Type.In(2) == reflect.TypeFor[store.Actor]() && !strings.HasPrefix(m.Type.In(0).Name(), "Idempotencies")
}

func TestEveryMethodTakesTheTenant(t *testing.T) {
	t.Parallel()
	all := methods()
	require.Greater(t, len(all), 90)
	for name, m := range all {
		_, listed := acrossTenants[name]
		require.NotEqual(t, listed, takesTenant(m), "%s: either its first parameter is the tenant, or acrossTenants says why not", name)
		_, tried := calls[name]
		require.Equal(t, takesTenant(m), tried, "%s: calls must have it", name)
	}
	for _, name := range slices.Concat(slices.Collect(maps.Keys(acrossTenants)), slices.Collect(maps.Keys(calls))) {
		require.Contains(t, all, name)
	}
}

// Every method is called by a tenant with the ids of another one's things: it
// gets nothing, and the other's rows stay as they are.
func TestTenantsAreIsolated(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w, other := newWorld(t, b, "amark"), b.tenant(t)
		before := rowsOf(t, b, w.tenant)
		require.Greater(t, len(before), 50)
		for _, name := range slices.Sorted(maps.Keys(calls)) {
			c := calls[name]
			var result any
			err := b.InTx(t.Context(), func(tx *store.Tx) (err error) { result, err = c.f(tx, other, w); return err })
			if c.foreign == missing {
				require.Equal(t, model.CodeNotFound, model.ErrorCode(err), "%s: %v", name, err)
				continue
			}
			require.NoError(t, err, name)
			text, err := json.Marshal(result)
			require.NoError(t, err, name)
			require.NotContains(t, string(text), "amark", name)
			require.NotContains(t, string(text), string(w.tenant), name)
			if c.foreign == nothing {
				require.True(t, result == nil || isEmpty(result), "%s: %s", name, text)
			}
		}
		require.Equal(t, before, rowsOf(t, b, w.tenant))
	})
}

func isEmpty(v any) bool {
	r := reflect.ValueOf(v)
	if k := r.Kind(); k == reflect.Slice || k == reflect.Map {
		return r.Len() == 0
	}
	return r.IsZero()
}

var errRollback = errors.New("rolled back by the test")

// The same calls by the tenant itself: each works, ends within two seconds (on
// SQLite a second connection would be waited for without end), appends to the
// log when it decides, and leaves nothing when it is rolled back.
func TestEveryMethodWorksAndRollsBack(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		w := newWorld(t, b, "amark")
		all := methods()
		before := export(t, b)
		for _, name := range slices.Sorted(maps.Keys(calls)) {
			ctx, cancel := context.WithTimeout(t.Context(), deadline)
			err := b.InTx(ctx, func(tx *store.Tx) error {
				head, err := tx.Audit().Head(w.tenant)
				require.NoError(t, err)
				_, err = calls[name].f(tx, w.tenant, w)
				require.NoError(t, err, name)
				news, err := tx.Audit().List(w.tenant, store.AuditFilter{After: head.Size})
				require.NoError(t, err)
				if decides(all[name]) {
					require.NotEmpty(t, news.Rows, "%s decides, and says nothing in the log", name)
					require.Equal(t, clerk, news.Rows[0].Actor, name)
					require.NotEmpty(t, news.Rows[0].Subject, name)
				}
				return errRollback
			})
			cancel()
			require.ErrorIs(t, err, errRollback, name)
		}
		require.Equal(t, before, export(t, b))
	})
}

func export(t testing.TB, b *bench) string {
	t.Helper()
	var out bytes.Buffer
	_, err := b.Export(t.Context(), &out)
	require.NoError(t, err)
	return out.String()
}

// rowsOf are the lines of the export that belong to a tenant.
func rowsOf(t testing.TB, b *bench, tenant store.TenantID) []string {
	t.Helper()
	var out []string
	for line := range strings.Lines(export(t, b)) {
		if strings.Contains(line, string(tenant)) {
			out = append(out, line)
		}
	}
	return out
}
